"""Files and folders that are written in hiding.

    Staged ── StagedFile      put at its place by one rename; copied to a device or to standard output
           └── StagedFolder   put at its place by one rename, or by two if a folder stands there

What is not put at its place is removed.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from noteport.errors import TargetError

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT}
_DISK = _DISK_FULL | {errno.EFBIG, errno.EIO, errno.EROFS}


@contextmanager
def disk_errors(place: Path | str, *, foreign: bool = False) -> Iterator[None]:
    """Turn the operating system's complaints about ``place`` into ``TargetError``.

    With ``foreign``, code that is not ours runs inside: only what the disk itself says is taken, since a missing file,
    say, may be any file. A broken pipe is nobody's error and passes.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if foreign and error.errno not in _DISK:
            raise
        if error.errno in _DISK_FULL:
            raise TargetError(f"The disk is full: {place} was not written.", "Make room, or choose another.") from error
        raise TargetError(f"{place} cannot be written: {error.strerror}.", "Choose another place with -o.") from error


class Staged(ABC):
    """Something that was written and does not stand at its place yet."""

    def __init__(self, final: Path | None, temporary: Path) -> None:
        """``final`` is its place, None for standard output; ``temporary`` is where it stands until then."""
        self.final = final
        self.temporary = temporary

    @abstractmethod
    def put(self) -> None:
        """Put it at its place; raises OSError."""

    @abstractmethod
    def drop(self) -> None:
        """Remove it, if it is still hidden; raises nothing."""


class StagedFile(Staged):
    """A file. It is hidden beside its place, so that one rename puts it there, or in the system's temporary folder."""

    def __init__(self, final: Path | None, *, beside: bool) -> None:
        self._beside = beside
        if beside and final is not None:
            temporary = _hidden_beside(final)
            # Opened by hand: the user's umask decides who may read it, and tempfile would make it private.
            descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o666)
        else:
            descriptor, name = tempfile.mkstemp(prefix="noteport-")
            temporary = Path(name)
        super().__init__(final, temporary)
        self._out = os.fdopen(descriptor, "w+b")

    @property
    def out(self) -> BinaryIO:
        """The open file: seekable, readable and writable."""
        return self._out

    def finish(self) -> None:
        """Close the file once everything is on the disk; raises OSError if the disk is full."""
        if not self._out.closed:
            self._out.flush()
            os.fsync(self._out.fileno())
            self._out.close()

    def put(self) -> None:
        if self._beside and self.final is not None:
            if self.final.exists():
                with suppress(OSError):  # somebody else's file that we may replace: its mode is a courtesy
                    shutil.copymode(self.final, self.temporary)
            self.temporary.replace(self.final)
            return
        with self.temporary.open("rb") as source:
            if self.final is None:
                shutil.copyfileobj(source, sys.stdout.buffer)
                sys.stdout.flush()
            else:
                with self.final.open("wb") as device:
                    shutil.copyfileobj(source, device)

    def drop(self) -> None:
        with suppress(OSError):  # closing flushes, and a full disk has been reported by then
            self._out.close()
        with suppress(OSError):
            self.temporary.unlink()


class StagedFolder(Staged):
    """A folder with whatever is put into it."""

    def __init__(self, final: Path, *, beside: bool) -> None:
        if beside:
            temporary = _hidden_beside(final)
            temporary.mkdir()
        else:
            temporary = Path(tempfile.mkdtemp(prefix="noteport-"))
        super().__init__(final, temporary)

    def put(self) -> None:
        assert self.final is not None
        if not self.final.exists():
            self.temporary.rename(self.final)
            return
        old = _hidden_beside(self.final)
        self.final.rename(old)
        try:
            self.temporary.rename(self.final)
        except OSError:
            old.rename(self.final)
            raise
        shutil.rmtree(old, ignore_errors=True)

    def drop(self) -> None:
        shutil.rmtree(self.temporary, ignore_errors=True)


def _hidden_beside(final: Path) -> Path:
    # Fifty characters of the name are enough to know it by, and fit into every file system with the rest.
    return final.with_name(f".{final.name[:50]}.{secrets.token_hex(4)}.tmp")
