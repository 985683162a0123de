"""Installed packages and their entry points, as their metadata has them; nothing is imported.

The same as importlib.metadata, which takes a fifth of the time of ``noteport --help``: it brings a parser of mail
(benchmarks/startup.py). It is asked only for what is no folder on the path. Formats: https://packaging.python.org/specifications/,
"Core metadata" and "Entry points".

Metadata is written by many tools and by hand: whatever is wrong with one package, the others are found.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, TypeAlias

_log = logging.getLogger(__name__)

_Read: TypeAlias = Callable[[str], str | None]
"""Gives a file of a package's metadata by its name; None if there is none."""


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


class EntryPoint(NamedTuple):
    """A name that a package gives to something in it."""

    name: str
    value: str
    """Where it is: ``module:attribute``."""
    package: Package
    """The package that it belongs to."""

    def load(self) -> object:
        """Import it. Raises whatever its module raises."""
        module, _, attributes = self.value.partition("[")[0].partition(":")
        loaded: object = import_module(module.strip())
        for attribute in filter(None, attributes.strip().split(".")):
            loaded = getattr(loaded, attribute)
        return loaded


def entry_points_of(group: str) -> list[EntryPoint]:
    """The entry points of a group, of all packages. One whose list cannot be read is left out, and the log says so."""
    found: list[EntryPoint] = []
    seen: set[str] = set()
    for key, read in _packages():
        if key in seen:  # an older copy further down the path is covered by the first
            continue
        seen.add(key)
        try:
            listed = dict(_listed(read("entry_points.txt") or "", group))
        except (OSError, ValueError) as error:
            _log.warning("%s is skipped: its entry points cannot be read (%s).", _package(read), error)
            continue
        if listed:
            package = _package(read)
            found += (EntryPoint(name, value, package) for name, value in listed.items())
    return found


def versions_of(names: Collection[str]) -> list[str]:
    """The versions of some packages, in their order; empty for what is not installed."""
    found: dict[str, str] = {}
    wanted = [name.replace("-", "_").lower() for name in names]
    for key, read in _packages():
        if key in wanted and key not in found:
            found[key] = _package(read).version
    return [found.get(key, "") for key in wanted]


def _packages() -> Iterator[tuple[str, _Read]]:
    """Every package in the order of the path: what its copies share, and its metadata."""
    for place in map(Path, sys.path):
        if place.is_dir():
            try:
                entries = sorted(entry.name for entry in os.scandir(place))
            except OSError:
                continue
            for name in entries:
                stem, dot, ending = name.rpartition(".")
                if dot and ending in ("dist-info", "egg-info"):
                    yield stem.partition("-")[0].replace(".", "_").lower(), _reader(place / name)
        elif place.exists():
            from importlib.metadata import distributions  # noqa: PLC0415  # see above

            for one in distributions(path=[str(place)]):
                yield one.name.replace("-", "_").replace(".", "_").lower(), one.read_text


def _reader(folder: Path) -> _Read:
    def read(name: str) -> str | None:
        try:
            return (folder / name).read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return None

    return read


def _listed(text: str, group: str) -> Iterator[tuple[str, str]]:
    """Names and values of a group. Raises ValueError if a line is none."""
    section = ""
    for line in map(str.strip, text.splitlines() if f"[{group}]" in text else ()):
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
        elif section == group and line and not line.startswith("#"):
            name, sign, value = line.partition("=")
            if not sign:
                raise ValueError(f"{line!r} names nothing")
            yield name.strip(), value.strip()


def _package(read: _Read) -> Package:
    try:
        text = read("METADATA") or read("PKG-INFO") or ""
    except (OSError, UnicodeError):
        text = ""
    head: dict[str, str] = {}
    key = ""
    for line in text.partition("\n\n")[0].splitlines():
        if line[:1].isspace():  # it goes on
            head[key] = head.get(key, "") + line
            continue
        key, _, value = line.partition(":")
        key = key.strip().lower()
        if key in head:
            key = ""  # the first counts
        head[key] = value
    name, version, summary = (" ".join(head.get(key, "").split()) for key in ("name", "version", "summary"))
    return Package(name=name or UNKNOWN.name, version=version, summary=summary)
