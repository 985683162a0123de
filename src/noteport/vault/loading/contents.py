"""Reads each file once, although a run needs it for the cache, for the survey, and to parse it."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from noteport.model.problems import Problem
from noteport.vault.cache import digest_of
from noteport.vault.files import NoteFile, read_bytes

ROOM = 16_000_000
"""Maximum bytes that are kept. The other files of a larger vault are read again, since it need not fit into memory."""


class _Known(Struct):
    """What is known of a file."""

    version: int
    """Changes with the file."""
    digest: bytes
    data: bytes | None
    """Its bytes, while they are kept."""


class Contents:
    """What is in files. A file that has changed meanwhile is read again."""

    def __init__(self) -> None:
        self._known: dict[Path, _Known] = {}
        self._room = ROOM

    def digest(self, file: NoteFile) -> bytes | None:
        """Return ``digest_of`` the bytes of a file, which are kept for ``read``; None if it cannot be read."""
        known = self._still_known(file)
        if known is not None:
            return known.digest
        data, _ = self._look(file)
        return self._known[file.path].digest if data is not None else None

    def read(self, file: NoteFile, *, again: bool = False) -> tuple[bytes | None, tuple[Problem, ...]]:
        """Return the bytes of a file as ``read_bytes`` does. ``again`` says that they will be needed once more."""
        known = self._still_known(file)
        if known is None or known.data is None:
            return self._look(file) if again else read_bytes(file)
        data = known.data
        if not again:
            self.release(file)
        return data, ()

    def release(self, file: NoteFile) -> None:
        """Keep the bytes of a file no longer."""
        known = self._known.get(file.path)
        if known is not None and known.data is not None:
            self._room += len(known.data)
            known.data = None

    def release_all(self) -> None:
        """Keep no bytes from now on, because other processes read the files."""
        for known in self._known.values():
            known.data = None
        self._room = 0

    def _look(self, file: NoteFile) -> tuple[bytes | None, tuple[Problem, ...]]:
        """Read a file, and keep its bytes if there is room."""
        self.release(file)
        version = _version(file)
        data, problems = read_bytes(file)
        if data is not None:
            has_room = len(data) <= self._room
            self._room -= len(data) if has_room else 0
            self._known[file.path] = _Known(version, digest_of(data), data if has_room else None)
        return data, problems

    def _still_known(self, file: NoteFile) -> _Known | None:
        known = self._known.get(file.path)
        return known if known is not None and known.version == _version(file) else None


def _version(file: NoteFile) -> int:
    """Its time, size and number as one integer, since a vault has many files."""
    try:
        status = file.path.stat()
    except OSError:  # which reading it will report
        return 0
    return (status.st_mtime_ns << 128) | (status.st_size << 64) | status.st_ino
