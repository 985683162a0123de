"""What installed packages register through entry points. importlib.metadata reads it, and nothing is imported.

Packages are made by many tools and by hand: if the metadata of one is broken, the others are still found.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from importlib.metadata import Distribution

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What is known about an installed package."""

    name: str
    """The name that pip uses."""
    version: str = ""
    """Empty if the metadata has none."""
    summary: str = ""
    """One line; empty if the metadata has none."""

    def __str__(self) -> str:
        return f"{self.name} {self.version}".rstrip()


UNKNOWN = Package(name="an unknown package")
"""Stands for a package without readable metadata."""


class Offer(NamedTuple):
    """A name that a package registers for one of its objects."""

    name: str
    value: str
    """The object: ``module:attribute``."""
    package: Package
    """The package that registers it."""


def offers(group: str) -> Iterator[Offer]:
    """Return the entry points of a group in all packages on the path.

    A package whose list cannot be read is skipped and logged.
    """
    from importlib.metadata import distributions  # noqa: PLC0415  # a fifth of the time of ``noteport --help``

    seen: set[str] = set()
    for distribution in distributions():
        try:
            text = distribution.read_text("entry_points.txt") or ""
            found = [entry for entry in distribution.entry_points if entry.group == group] if group in text else []
        except Exception as error:  # noqa: BLE001  # the exception for a broken list depends on the version of Python
            _log.warning("%s is skipped: its entry points cannot be read (%s).", _package(distribution), error)
            continue
        if found:
            package = _package(distribution)
            key = package.name.replace("-", "_").replace(".", "_").lower()
            if key not in seen:  # only the first copy on the path can be imported
                seen.add(key)
                yield from (Offer(entry.name, entry.value, package) for entry in found)


def _package(distribution: Distribution) -> Package:
    def read(what: Callable[[], object]) -> str:
        with suppress(Exception):  # missing and undecodable metadata raise various exceptions
            return " ".join(str(what() or "").split())
        return ""

    name = read(lambda: distribution.metadata["Name"])
    if not name:
        return UNKNOWN
    return Package(
        name=name,
        version=read(lambda: distribution.metadata["Version"]),
        summary=read(lambda: distribution.metadata["Summary"]),
    )
