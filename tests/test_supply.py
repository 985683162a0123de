"""What noteport depends on: bounded, with a reason, and under the licences that docs/licences.md lists."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
EXTRAS = ("captions", "colpkg", "parquet", "testing", "watch")
"""The extras for users; the others are for those who work on noteport."""
LICENCES = (ROOT / "docs/licences.md").read_text("utf-8")
ROWS = re.findall(r"^\| ([\w-]+) \| ([^|]+) \| ([^|]+) \|$", LICENCES, re.MULTILINE)
LISTED: dict[str, tuple[str, str]] = {
    canonicalize_name(name): (licence, origin) for name, licence, origin in ROWS if name != "package"
}
FAMILIES = {
    "AGPL": r"AGPL|Affero",
    "LGPL": r"LGPL|Lesser",
    "GPL": r"\bGPL|GNU General",
    "Apache": "Apache",
    "BSD": "BSD",
    "MIT": r"\bMIT\b",
    "ISC": r"\bISC\b",
    "MPL": "MPL|Mozilla",
}


def installed(name: str = "noteport", extras: tuple[str, ...] = EXTRAS, found: set[str] | None = None) -> set[str]:
    """The names of all that is installed for ``name`` here, directly or not."""
    found = set() if found is None else found
    for text in distribution(name).requires or []:
        one = Requirement(text)
        key = canonicalize_name(one.name)
        if key in found or (one.marker and not any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras))):
            continue
        try:
            distribution(key)
        except PackageNotFoundError:  # an extra that was not asked for
            continue
        found.add(key)
        installed(key, tuple(one.extras), found)
    return found


def families(text: str) -> set[str]:
    return {name for name, pattern in FAMILIES.items() if re.search(pattern, text)}


def test_all_that_comes_with_noteport_is_listed() -> None:
    assert installed() - set(LISTED) == set()


def test_nothing_is_listed_that_does_not_come_here() -> None:
    elsewhere = {
        name for name, (_, origin) in LISTED.items() if "only" in origin or "`" in origin or origin == "pytest"
    }
    assert set(LISTED) - installed() - elsewhere == set()


@pytest.mark.parametrize("name", sorted(installed() & set(LISTED)))
def test_a_licence_is_the_one_that_the_package_states(name: str) -> None:
    """By family, since old metadata says no more than "BSD". A package that states none is not contradicted."""
    data = distribution(name).metadata
    classifiers = [one for one in data.get_all("Classifier") or [] if one.startswith("License ::")]
    # Some put the whole text where the name belongs.
    [free_text, *_] = [*(data.get_all("License") or []), ""]
    stated = families(" ".join(data.get_all("License-Expression") or [free_text.partition("\n")[0], *classifiers]))
    assert not stated or families(LISTED[name][0]) == stated


def declared() -> list[str]:
    project = tomllib.loads(PYPROJECT)
    optional = project["project"]["optional-dependencies"]
    extras = [one for extra in EXTRAS for one in optional[extra]]
    return [*project["build-system"]["requires"], *project["project"]["dependencies"], *extras]


@pytest.mark.parametrize("requirement", declared())
def test_what_users_install_is_bounded_at_both_ends(requirement: str) -> None:
    operators = {one.operator for one in Requirement(requirement).specifier}
    assert operators in ({">=", "<"}, {"=="})


def test_every_dependency_has_its_reason_beside_it() -> None:
    project = tomllib.loads(PYPROJECT)["project"]
    everything = [*declared(), *(one for several in project["optional-dependencies"].values() for one in several)]
    lines = PYPROJECT.splitlines()
    for requirement in everything:
        [at] = [number for number, line in enumerate(lines) if f'"{requirement}"' in line]
        own = requirement.startswith("noteport[")
        assert (
            own or "  #" in lines[at] or "] #" in lines[at] or ", # " in lines[at] or lines[at - 1].lstrip()[:1] == "#"
        )
