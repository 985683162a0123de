"""The version of the parser, and of code that works on parsed notes. Another version may give other results, so what
one has kept is not used by the other.

This hashes the source instead of using a version number, which somebody could forget to raise.
"""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path

LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "python-frontmatter", "PyYAML")
"""Everything besides our own source that affects how a note is read."""

NO_READERS = frozenset({"cards", "cli", "export", "identity", "tables", "testing"})
"""Parts of noteport that work on notes after they have been read."""
_NO_MAKERS = frozenset({"cli", "testing"})
"""Those of them that make nothing from notes."""
_HOUSE = "noteport"


@cache
def fingerprint() -> bytes:
    """Return sixteen bytes that change with our source, the libraries, Python and its Unicode tables."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update(repr((sys.version_info[:2], unicodedata.unidata_version)).encode())
    digest.update(repr([version(name) for name in LIBRARIES]).encode())
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
    packages = sorted({thing.__module__.partition(".")[0] for thing in things} | {_HOUSE})
    digests = [_digest_of_package(name) for name in packages]
    if None in digests:
        return ""
    return " ".join([*filter(None, digests), *(f"{name}={version(name)}" for name in libraries)])


@cache
def _digest_of_package(name: str) -> str | None:
    digest = hashlib.blake2b(digest_size=16)
    spec = None if name == "__main__" else find_spec(name)
    if spec is None or spec.origin is None:
        return None
    if spec.submodule_search_locations is None:
        digest.update(Path(spec.origin).read_bytes())
    elif name == _HOUSE:
        for part in sorted(NO_READERS - _NO_MAKERS):
            _add(digest, files(name) / part, every=True)
    else:
        _add(digest, files(name), every=True)
    return digest.hexdigest()


def _add(digest: hashlib.blake2b, folder: Traversable, *, every: bool = False) -> None:
    """Add the modules in a folder, or every file in it."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.startswith("__pycache__"):
            continue
        if entry.is_dir():
            if every or entry.name not in NO_READERS:
                _add(digest, entry, every=every)
        elif every or entry.name.endswith(".py"):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes() + b"\0")
