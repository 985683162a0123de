"""The version of the parser, and of code that works on parsed notes. Another version may give other results, so what
one has kept is not used by the other.

This hashes the source instead of using a version number, which somebody could forget to raise.
"""

from __future__ import annotations

import hashlib
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeAlias

from noteport.plugins.packages import version_of

LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "python-frontmatter", "PyYAML")
"""Everything besides our own source that affects how a note is read."""

NO_READERS = frozenset({"cards", "cli", "export", "identity", "lexicon", "tables", "testing"})
"""Parts of noteport that work on notes after they have been read."""
_NO_MAKERS = frozenset({"cli", "testing"})
"""Those of them that make nothing from notes."""
_HOUSE = "noteport"

_Entry: TypeAlias = Traversable | os.DirEntry[str]
"""A file or folder of a package. On disk, every run reads 400 of them, and those of ``os`` take a third of the time."""


@cache
def fingerprint() -> bytes:
    """Return sixteen bytes that change with our source, the libraries, Python and its Unicode tables."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update(repr((sys.version_info[:2], unicodedata.unidata_version)).encode())
    digest.update(repr([version_of(name) for name in LIBRARIES]).encode())
    _add(digest, files("noteport"))
    return digest.digest()


def source_of(*things: type | Callable[..., object], libraries: Iterable[str] = ()) -> str:
    """Return text that changes with the source of the packages that define some classes or functions.

    What reads notes is not included, since ``fingerprint`` covers it. Returns an empty text if the source of one cannot
    be found, as for a program that is typed in.

    Args:
        things: classes and functions.
        libraries: distributions whose versions matter as well.
    """
    digests = [_digest_of(name) for name in sorted({_HOUSE, *map(_root_of, things)})]
    if None in digests:
        return ""
    return " ".join([*filter(None, digests), *(f"{name}={version_of(name)}" for name in libraries)])


def _root_of(thing: type | Callable[..., object]) -> str:
    """Return the package of a class or function, or its module if it is in no package of its own."""
    package = thing.__module__.partition(".")[0]
    return package if getattr(sys.modules.get(package), "__file__", None) else thing.__module__


@cache
def _digest_of(name: str) -> str | None:
    """Return a digest of the source of a package or module that has been imported; None if it cannot be found."""
    digest = hashlib.blake2b(digest_size=16)
    module = sys.modules.get(name)
    file = getattr(module, "__file__", None)
    if file is None:
        return None
    if name == _HOUSE:
        for part in sorted(NO_READERS - _NO_MAKERS):
            _add(digest, files(name) / part, every=True)
    elif hasattr(module, "__path__"):
        _add(digest, files(name), every=True)
    else:
        digest.update(_contents(Path(file)))
    return digest.hexdigest()


def _add(digest: hashlib.blake2b, folder: _Entry, *, every: bool = False) -> None:
    """Add the modules in a folder, or every file in it."""
    entries: Iterable[_Entry] = os.scandir(folder) if isinstance(folder, os.PathLike) else folder.iterdir()
    for entry in sorted(entries, key=lambda entry: entry.name):
        if entry.name.startswith("__pycache__"):
            continue
        if entry.is_dir():
            if every or entry.name not in NO_READERS:
                _add(digest, entry, every=every)
        elif every or entry.name.endswith(".py"):
            digest.update(entry.name.encode() + b"\0" + _contents(entry) + b"\0")


def _contents(file: _Entry) -> bytes:
    if not isinstance(file, os.PathLike):
        return file.read_bytes()
    number = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return os.read(number, os.fstat(number).st_size)
    finally:
        os.close(number)
