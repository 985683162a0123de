"""Errors of a disk, as errors that a person understands."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from noteport.errors import TargetError

_FULL = {errno.ENOSPC, errno.EDQUOT}
_DISK = _FULL | {errno.EFBIG, errno.EIO, errno.EROFS}


@contextmanager
def disk_errors(
    place: Path | str, hint: str = "Choose another place with -o.", *, foreign: bool = False
) -> Iterator[None]:
    """Turn errors of the operating system and of SQLite about ``place`` into ``TargetError``.

    With ``foreign``, code of a plugin runs inside. Then only errors of the disk are converted, because a missing file,
    for example, could be any file. A broken pipe passes through.
    """
    try:
        with _sqlite_errors():
            yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if foreign and error.errno not in _DISK:
            raise
        if error.errno in _FULL:
            raise TargetError(f"The disk is full: {place} was not written.", f"Free some space. {hint}") from error
        raise TargetError(f"{place} cannot be written: {error.strerror or error}.", hint) from error


def temporary_folder() -> Path:
    """Return the system's temporary folder, or the one that TMPDIR names; raises TargetError if there is none."""
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError as error:
        raise TargetError(f"There is no temporary folder: {error.strerror}.", "Set one with TMPDIR=…") from error


@contextmanager
def temporary_folder_errors(folder: Path | str, *, foreign: bool = False) -> Iterator[None]:
    """Do the same for the folder with the temporary files of an export."""
    hint = "Choose another folder with TMPDIR=…"
    try:
        with _sqlite_errors():
            yield
    except OSError as error:
        if error.errno in _FULL:
            raise _no_room(folder) from error
        if foreign and error.errno not in _DISK:
            raise
        message = f"The temporary folder {folder} cannot be written to: {error.strerror or error}."
        raise TargetError(message, hint) from error


@contextmanager
def _sqlite_errors() -> Iterator[None]:
    """Turn what SQLite says about the disk into errors of the operating system."""
    try:
        yield
    except Exception as error:
        # By its name, because most exports never import SQLite.
        name = getattr(error, "sqlite_errorname", "")
        if name == "SQLITE_FULL":
            raise OSError(errno.ENOSPC, str(error)) from error
        if name.startswith("SQLITE_IOERR"):
            raise OSError(errno.EIO, str(error)) from error
        raise


def _no_room(folder: Path | str) -> TargetError:
    message = f"The temporary folder {folder} is full. Nothing was changed."
    return TargetError(message, "Free some space there, or choose another folder with TMPDIR=…")


def write_durably(file: Path, data: bytes) -> None:
    """Write a new file and flush it to the disk; raises OSError."""
    with file.open("xb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk, if the system can; raises OSError only for a broken or full disk."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno in _DISK:
            raise
    finally:
        os.close(descriptor)
