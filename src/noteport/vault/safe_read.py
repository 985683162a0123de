"""The one door for reading files that others may have put there.

Notes, hubs, ``.info.json`` files, captions, pictures, style sheets, configuration, earlier decks: opening one never
waits, only regular files are read, and never more of them than was asked for. ``GivenPaths`` says what lies below the
paths that the user names, with all links followed.

Whatever is refused raises an OSError whose ``strerror`` is the reason, as for a file that the system refuses.
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
"""Bytes of a file that is read into memory, unless a caller or the user says otherwise."""


class Refused(OSError):
    """A file that the system would read and noteport does not; ``strerror`` says why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(errno.EPERM, reason, str(path))


class TooLarge(Refused):
    """A file with more bytes than its reader takes."""

    def __init__(self, path: Path, most: int) -> None:
        super().__init__(path, f"it is larger than {shown_size(most)}")


def open_file(path: Path, most: int | None = None) -> BinaryIO:
    """Open a regular file for reading, without ever waiting for somebody to write to it.

    Args:
        path: the file; links are followed.
        most: how many bytes it may have; any number if None.

    Raises:
        OSError: there is none, it cannot be read, it is a folder, a pipe, a socket or a device, or it is too large.
    """
    _check(path, path.stat(), most)  # before it is opened: opening alone has effects on some devices
    stream = open(path, "rb", opener=_open_at_once)  # noqa: SIM115  # Path.open takes no opener
    try:
        _check(path, os.fstat(stream.fileno()), most)  # another file may stand there by now
    except BaseException:
        stream.close()
        raise
    return stream


def read_file(path: Path, most: int = MAX_SIZE) -> bytes:
    """The contents of a regular file.

    Args:
        path: the file; links are followed.
        most: how many bytes it may have.

    Raises:
        OSError: as for ``open_file``.
    """
    with open_file(path, most) as stream:
        # Reading sets aside as many bytes as it is asked for: first what there is, then what has been added since.
        size = os.fstat(stream.fileno()).st_size
        data = stream.read(size + 1) or b""
        if len(data) > size:
            data += stream.read(most + 1 - len(data)) or b""
    if len(data) > most:
        raise TooLarge(path, most)
    return data


def is_regular(path: Path) -> bool:
    """Whether a regular file stands at a path that can be looked at, all links followed."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):  # ValueError: a name with a null character
        return False


def shown_size(size: int) -> str:
    """A size for people: ``16 MB``."""
    return f"{size // MEGABYTE} MB" if size >= MEGABYTE else f"{size // 1024} kB"


def _check(path: Path, status: os.stat_result, most: int | None) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise Refused(path, "it is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise Refused(path, "it is not a regular file")
    if most is not None and status.st_size > most:
        raise TooLarge(path, most)


def _open_at_once(path: str, flags: int) -> int:
    # A pipe that nobody writes to would keep us waiting; a terminal would become the one that Ctrl-C comes from.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))


class GivenPaths:
    """The files and folders that the user names, and what lies below them.

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
        """Whether a file or folder lies inside, with all links followed. It need not exist."""
        real = _real(path)
        return real in self._files or any(real.is_relative_to(folder) for folder in self._folders)

    def real(self, path: Path, beside: Path | None = None) -> Path:
        """Where a file really is, all links followed: what to open.

        Args:
            path: the file.
            beside: a folder that the file may lie in directly even if it was not given: that of a note that was.

        Raises:
            Refused: it leads out of the given paths.
        """
        real = _real(path)
        if not self.hold(real) and (beside is None or real.parent != _real(beside)):
            raise Refused(path, "this link leads out of the given paths")
        return real


NOTHING_GIVEN = GivenPaths(())
"""Who asks these may read what stands beside a note, and no more."""


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
