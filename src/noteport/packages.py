"""Installed packages and their entry points, as their metadata has them; nothing is imported.

Metadata is written by many tools and by hand: whatever is wrong with one package, the others are found.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_string
from importlib.metadata import Distribution, EntryPoint, distributions, entry_points

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What is known of an installed package."""

    name: str
    """As pip knows it."""
    version: str
    """Empty if the metadata has none."""
    summary: str
    """One line; empty if the metadata has none."""

    def __str__(self) -> str:
        return f"{self.name} {self.version}".rstrip()


UNKNOWN = Package(name="an unknown package", version="", summary="")
"""Stands for a package without readable metadata."""


def entry_points_of(group: str) -> list[EntryPoint]:
    """The entry points of a group, of all packages. One whose list cannot be read is left out, and the log says so."""
    try:
        return list(entry_points(group=group))
    except Exception:  # noqa: BLE001  # one broken list breaks the common look-up for everybody
        return list(_one_by_one(group))


def _one_by_one(group: str) -> Iterator[EntryPoint]:
    seen = set()
    for distribution in distributions():
        package = _package(distribution)
        try:
            found = distribution.entry_points.select(group=group)
        except Exception as error:  # noqa: BLE001  # whatever the parser stumbles over
            _log.warning("%s is left out: its entry points cannot be read (%s).", package, error)
            continue
        if package.name not in seen:  # an older copy further down the path is covered by the first
            yield from found
        seen.add(package.name)


def package_of(entry_point: EntryPoint) -> Package:
    """The package that an entry point belongs to."""
    return UNKNOWN if entry_point.dist is None else _package(entry_point.dist)


def _package(distribution: Distribution) -> Package:
    # importlib parses a package's whole description anew for each question; its head is all that is asked for.
    try:
        text = distribution.read_text("METADATA") or distribution.read_text("PKG-INFO") or ""
    except (OSError, UnicodeError):
        text = ""
    head = message_from_string(text.partition("\n\n")[0])
    name, version, summary = (" ".join(str(head.get(key) or "").split()) for key in ("Name", "Version", "Summary"))
    return Package(name=name or UNKNOWN.name, version=version, summary=summary)
