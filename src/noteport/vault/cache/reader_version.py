"""The version of the parser. Another version may read a note differently, so its results are not used."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "python-frontmatter", "PyYAML")
"""Everything besides our own source that affects how a note is read."""

NO_READERS = frozenset({"cards", "cli", "export", "identity", "tables", "testing"})
"""Parts of noteport that work on notes after they have been read."""


@cache
def fingerprint() -> bytes:
    """Return sixteen bytes that change with our source, the libraries, Python and its Unicode tables.

    This hashes the source instead of using a version number, which somebody could forget to raise.
    """
    digest = hashlib.blake2b(digest_size=16)
    digest.update(repr((sys.version_info[:2], unicodedata.unidata_version)).encode())
    digest.update(repr([version(name) for name in LIBRARIES]).encode())
    _add(digest, files("noteport"))
    return digest.digest()


def _add(digest: hashlib.blake2b, folder: Traversable) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".py"):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes() + b"\0")
        elif entry.name not in NO_READERS and not entry.name.startswith("__") and entry.is_dir():
            _add(digest, entry)
