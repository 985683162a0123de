"""The only module that reads files which other people may have put there.

It reads notes, hubs, ``.info.json`` files, captions, images, style sheets, configuration, decisions, answers of models
and earlier decks. Opening a file never blocks, only regular files are read, and never more than the limit.
``GivenPaths`` says what lies below the paths that the user names, with all links followed.

A file that is refused raises an OSError whose ``strerror`` is the reason, like a file that the system refuses.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

MEGABYTE = 1024 * 1024
MAX_SIZE = 16 * MEGABYTE
"""Maximum bytes of a file that is read into memory, unless a caller or the user sets another limit."""


class Refused(OSError):
    """The system could read the file, but noteport does not; ``strerror`` says why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(errno.EPERM, reason, str(path))


class TooLarge(Refused):
    """A file that is larger than the limit."""

    def __init__(self, path: Path, most: int) -> None:
        super().__init__(path, f"it is larger than {shown_size(most)}")


def open_file(path: Path, most: int | None = None) -> BinaryIO:
    """Open a regular file for reading without ever blocking.

    Args:
        path: the file; links are followed.
        most: the maximum size in bytes; None for no limit.

    Raises:
        OSError: the file does not exist or cannot be read, is not a regular file, or is too large.
    """
    _check(path, path.stat(), most)  # checked before opening, because opening some devices has side effects
    stream = open(path, "rb", opener=_open_at_once)  # noqa: SIM115  # Path.open accepts no opener
    try:
        _check(path, os.fstat(stream.fileno()), most)  # the path may have been replaced in the meantime
    except BaseException:
        stream.close()
        raise
    return stream


def read_file(path: Path, most: int = MAX_SIZE) -> bytes:
    """Return the contents of a regular file.

    Args:
        path: the file; links are followed.
        most: the maximum size in bytes.

    Raises:
        OSError: as for ``open_file``.
    """
    with open_file(path, most) as stream:
        # Reading allocates as many bytes as it asks for, so it first asks for the current size, then for what was added
        # since.
        size = os.fstat(stream.fileno()).st_size
        data = stream.read(size + 1) or b""
        if len(data) > size:
            data += stream.read(most + 1 - len(data)) or b""
    if len(data) > most:
        raise TooLarge(path, most)
    return data


def is_regular(path: Path) -> bool:
    """Return whether there is an accessible regular file at a path, with all links followed."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):  # ValueError: a name with a null character
        return False


def shown_size(size: int) -> str:
    """Return a size for messages: ``16 MB``."""
    return f"{size // MEGABYTE} MB" if size >= MEGABYTE else f"{size // 1024} kB"


def _check(path: Path, status: os.stat_result, most: int | None) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise Refused(path, "it is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise Refused(path, "it is not a regular file")
    if most is not None and status.st_size > most:
        raise TooLarge(path, most)


def _open_at_once(path: str, flags: int) -> int:
    # Without these flags, a pipe without a writer would block, and a terminal could become the one that receives
    # Ctrl-C.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))


class GivenPaths:
    """The files and folders that the user names, and everything below them.

    Args:
        paths: as the user gave them; they need not exist.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._folders: list[Path] = []
        self._files: set[Path] = set()
        for path in paths:
            if path.is_dir():
                self._folders.append(_real(path))
            else:
                self._files.add(_real(path))

    def hold(self, path: Path) -> bool:
        """Return whether a file or folder lies inside, with all links followed. It need not exist."""
        try:
            real = _real(path)
        except OSError:  # a link that cannot be read, such as /proc/2/exe
            return False
        return real in self._files or any(real.is_relative_to(folder) for folder in self._folders)

    def real(self, path: Path, beside: Path | None = None) -> Path:
        """Return the real path of a file with all links followed, for opening it.

        Args:
            path: the file.
            beside: a folder whose direct files are allowed even if it was not given, such as that of a given note.

        Raises:
            Refused: the file leads out of the given paths.
        """
        real = _real(path)
        if not self.hold(real) and (beside is None or real.parent != _real(beside)):
            raise Refused(path, "this link leads out of the given paths")
        return real


NOTHING_GIVEN = GivenPaths(())
"""Callers of this may read only what is directly next to a note."""


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
