"""What installed packages register through entry points. Only their metadata is read, and nothing is imported.

Every run looks for plugins, and importing ``importlib.metadata`` takes a fifth of the time of ``noteport --help``.
Folders on the path are therefore searched here, as the specification says; the library reads what is not a folder.
https://packaging.python.org/en/latest/specifications/entry-points/

Packages are made by many tools and by hand: if the metadata of one is broken, the others are still found.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

_log = logging.getLogger(__name__)

PREFIX = "noteport."
"""What the names of noteport's entry-point groups begin with."""

_METADATA = {".dist-info": "METADATA", ".egg-info": "PKG-INFO"}
"""The file with the name and version of a package, by the extension of the folder that contains it."""
_NO_NAME = "an unknown package"


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


UNKNOWN = Package(name=_NO_NAME)
"""Stands for a package without readable metadata."""


class Offer(NamedTuple):
    """A name that a package registers for one of its objects."""

    group: str
    """``noteport.exporters``."""
    name: str
    value: str
    """The object: ``module:attribute``."""
    package: Package
    """The package that registers it."""


def offers(group: str) -> tuple[Offer, ...]:
    """Return the entry points of a group in all packages on the path, in the order of the path.

    A package whose list cannot be read is skipped and logged.
    """
    return tuple(offer for offer in all_offers() if offer.group == group)


def all_offers() -> tuple[Offer, ...]:
    """Return the entry points of all groups of noteport. The path is searched again only if it has changed."""
    return _found(tuple((entry or os.curdir, _changed(entry or os.curdir)) for entry in sys.path))


@cache
def version_of(name: str) -> str:
    """Return the version of an installed package, from the name of its metadata's folder.

    Raises:
        importlib.metadata.PackageNotFoundError: it is not installed.
    """
    key = re.sub(r"[-_.]+", "_", name).lower()
    for entry in filter(None, sys.path):
        with suppress(OSError), os.scandir(entry) as found:
            for info in found:
                if info.name.endswith(".dist-info") and _key(Path(info.name)) == key:
                    return info.name.removesuffix(".dist-info").partition("-")[2]
    from importlib.metadata import version  # noqa: PLC0415  # see above; this also knows archives and other forms

    return version(name)


def _changed(entry: str) -> int:
    try:
        return Path(entry).stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=1)
def _found(path: tuple[tuple[str, int], ...]) -> tuple[Offer, ...]:
    found: dict[str, tuple[Offer, ...]] = {}
    for entry, changed in path:
        if changed:
            for key, offered in _in_folder(entry) if Path(entry).is_dir() else _in_archive(entry):
                found.setdefault(key, offered)  # only the first copy on the path can be imported
    return tuple(offer for offered in found.values() for offer in offered)


def _in_folder(folder: str) -> Iterator[tuple[str, tuple[Offer, ...]]]:
    try:
        infos = sorted(Path(entry) for entry in os.scandir(folder) if entry.name.endswith(tuple(_METADATA)))
    except OSError:
        return
    for info in infos:
        try:
            data = (info / "entry_points.txt").read_bytes()
        except OSError:  # most packages have none
            continue
        if PREFIX.encode() in data:
            metadata = info / _METADATA[info.suffix]
            text = metadata.read_text(encoding="utf-8", errors="replace") if metadata.is_file() else ""
            yield _key(info), _offers_of(data.decode("utf-8", "replace"), package_of(text))


def _in_archive(archive: str) -> Iterator[tuple[str, tuple[Offer, ...]]]:
    from importlib.metadata import distributions  # noqa: PLC0415  # see above

    for distribution in distributions(path=[archive]):
        try:
            listed = distribution.read_text("entry_points.txt") or ""
            metadata = distribution.read_text("METADATA") or distribution.read_text("PKG-INFO") or ""
        except Exception:  # noqa: BLE001  # a broken archive raises what its format and the version of Python raise
            _log.warning("%s: a package in it cannot be read.", archive)
            continue
        if PREFIX in listed:
            package = package_of(metadata)
            yield package.name, _offers_of(listed, package)


def _key(info: Path) -> str:
    """The name of a package by the name of its metadata's folder, which its spelling does not change."""
    return info.name.partition("-")[0].lower().replace(".", "_")


def _offers_of(listed: str, package: Package) -> tuple[Offer, ...]:
    try:
        return tuple(_entries(listed, package))
    except ValueError as error:
        _log.warning("%s is skipped: its entry points cannot be read (%s).", package, error)
        return ()


def _entries(listed: str, package: Package) -> Iterator[Offer]:
    group = ""
    for line in map(str.strip, listed.splitlines()):
        if line.startswith("["):
            group = line.strip("[] \t")
        elif line and not line.startswith(("#", ";")):
            name, equals, value = (part.strip() for part in line.partition("="))
            if not equals:
                raise ValueError(line)
            if group.startswith(PREFIX):
                yield Offer(group, name, value, package)


def package_of(metadata: str) -> Package:
    """Return the package that ``METADATA`` describes. A line with leading whitespace continues the header above it."""
    headers: dict[str, str] = {}
    last = ""
    for line in metadata.splitlines():
        if not line.strip():
            break
        if line[0] in " \t":
            headers[last] = f"{headers.get(last, '')} {line}"
            continue
        last, _, value = line.partition(":")
        headers.setdefault(last := last.lower(), value)
    known = {key: " ".join(headers.get(key, "").split()) for key in ("name", "version", "summary")}
    return Package(**known) if known["name"] else UNKNOWN
