"""Files and folders that are hidden while they are written.

    Staged ── StagedFile      moved into place by one rename; copied to a device or to standard output
           └── StagedFolder   moved into place by one rename, or by two if a folder is there already

A hidden file that is not moved into place is removed; if the process was killed, by the next export (locks.py).
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import sys
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from noteport.errors import TargetError
from noteport.export.locks import Hold, alone_in, sweep

SCRATCH = "noteport-"
"""The prefix of names in the system's temporary folder."""

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT}
_DISK = _DISK_FULL | {errno.EFBIG, errno.EIO, errno.EROFS}


@contextmanager
def disk_errors(
    place: Path | str, hint: str = "Choose another place with -o.", *, foreign: bool = False
) -> Iterator[None]:
    """Turn errors of the operating system about ``place`` into ``TargetError``.

    With ``foreign``, code of a plugin runs inside. Then only errors of the disk are converted, because a missing file,
    for example, could be any file. A broken pipe passes through.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if foreign and error.errno not in _DISK:
            raise
        if error.errno in _DISK_FULL:
            raise TargetError(f"The disk is full: {place} was not written.", f"Free some space. {hint}") from error
        raise TargetError(f"{place} cannot be written: {error.strerror}.", hint) from error


class Staged(ABC):
    """Something that was written but is not in place yet."""

    def __init__(self, final: Path | None, temporary: Path, hold: Hold) -> None:
        """``final`` is its place, None for standard output; ``temporary`` is its path until then."""
        self.final = final
        self.temporary = temporary
        self._hold = hold
        self._old: Path | None = None
        """The old file or folder, which is removed with the rest or moved back."""

    @abstractmethod
    def put(self, *, keep: bool) -> None:
        """Move it into place; raises OSError. With ``keep``, ``take_back`` can undo this."""

    @abstractmethod
    def take_back(self) -> None:
        """Undo ``put``, wherever it was interrupted; raises OSError. Without ``keep``, nothing is undone."""

    def drop(self) -> None:
        """Remove it if it is still hidden, and the old file that was kept; raises nothing. May be called again."""
        _remove(self.temporary)
        if self._old is not None:
            _remove(self._old)
        self._hold.release()


class StagedFile(Staged):
    """A hidden file next to its place, so that one rename moves it there, or in the system's temporary folder."""

    def __init__(self, final: Path | None, *, beside: bool) -> None:
        self._beside = beside
        if beside and final is not None:
            clear(final)
            descriptor, temporary, hold = _made(lambda: _new_file(final))
        else:
            sweep_scratch()
            descriptor, temporary, hold = _made(lambda: tempfile.mkstemp(prefix=SCRATCH))
        super().__init__(final, temporary, hold)
        self._may_be_undone = False
        self._out = os.fdopen(descriptor, "w+b")

    @property
    def out(self) -> BinaryIO:
        """The open file: seekable, readable and writable."""
        return self._out

    def finish(self) -> None:
        """Close the file once everything is on disk; raises OSError if the disk is full."""
        if not self._out.closed:
            self._out.flush()
            os.fsync(self._out.fileno())
            self._out.close()

    def put(self, *, keep: bool) -> None:
        if self._beside and self.final is not None:
            if self.final.exists():
                with suppress(OSError):  # another user's file that we may replace; keeping its mode is optional
                    shutil.copymode(self.final, self.temporary)
                if keep:
                    self._old = _hidden_beside(self.final, "old")
                    _link_or_copy(self.final, self._old)
            self._may_be_undone = keep
            self.temporary.replace(self.final)
            return
        with self.temporary.open("rb") as source:
            if self.final is None:
                shutil.copyfileobj(source, sys.stdout.buffer)
                sys.stdout.flush()
            else:
                with self.final.open("wb") as device:
                    shutil.copyfileobj(source, device)

    def take_back(self) -> None:
        if not self._may_be_undone or self.final is None or self.temporary.exists():
            return
        old, self._old = self._old, None
        if old is not None:
            old.replace(self.final)
        else:
            self.final.unlink()

    def drop(self) -> None:
        with suppress(OSError):  # closing flushes, and a full disk has been reported by then
            self._out.close()
        super().drop()


class StagedFolder(Staged):
    """A folder with everything that is written into it."""

    def __init__(self, final: Path | None, *, beside: bool) -> None:
        if beside and final is not None:
            clear(final)
            _, temporary, hold = _made(lambda: _new_folder(final))
        else:
            sweep_scratch()
            _, temporary, hold = _made(lambda: (-1, tempfile.mkdtemp(prefix=SCRATCH)))
        super().__init__(final, temporary, hold)

    def finish(self) -> None:
        """Flush everything in it to disk; raises OSError."""
        for file in [path for path in self.temporary.rglob("*") if path.is_file()]:
            with file.open("rb") as written:
                os.fsync(written.fileno())

    def put(self, *, keep: bool) -> None:
        assert self.final is not None
        if self.final.exists():
            self._old = _hidden_beside(self.final, "old")
            self.final.rename(self._old)
        self.temporary.rename(self.final)

    def take_back(self) -> None:
        if self.final is None:
            return
        old, self._old = self._old, None  # must not be removed, whatever happens here
        if not self.temporary.exists():
            self.final.rename(self.temporary)
        if old is not None and old.exists():
            old.rename(self.final)


def clear(final: Path) -> None:
    """Remove what killed exports to ``final`` left next to it, and move back a folder that one of them was
    replacing.
    """
    sweep(final.parent, _hidden(final, "tmp"))
    with suppress(OSError), alone_in(final.parent):
        olds = sorted(path for path in final.parent.iterdir() if _hidden(final, "old").fullmatch(path.name))
        for old in olds:
            if old.is_dir() and not final.exists():
                old.rename(final)
            else:
                _remove(old)


def sweep_scratch() -> None:
    """Remove what killed exports left in the system's temporary folder."""
    sweep(Path(tempfile.gettempdir()), re.compile(f"{SCRATCH}[a-z0-9_]{{8}}"))


def _made(make: Callable[[], tuple[int, Path | str]]) -> tuple[int, Path, Hold]:
    """Return the descriptor and path of what ``make`` creates, with a lock on it. A folder has no descriptor: -1."""
    while True:
        descriptor, name = make()
        try:
            return descriptor, Path(name), Hold(Path(name), descriptor)
        except FileNotFoundError:
            if descriptor >= 0:
                os.close(descriptor)


def _new_file(final: Path) -> tuple[int, Path]:
    temporary = _hidden_beside(final)
    # os.open follows the user's umask; a file from tempfile would be private.
    return os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o666), temporary


def _new_folder(final: Path) -> tuple[int, Path]:
    temporary = _hidden_beside(final)
    temporary.mkdir()
    return -1, temporary


def _link_or_copy(file: Path, other: Path) -> None:
    try:
        other.hardlink_to(file)
    except OSError:  # not every file system has hard links
        shutil.copy2(file, other)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _hidden_beside(final: Path, kind: str = "tmp") -> Path:
    return final.with_name(f".{_beginning(final)}.{secrets.token_hex(4)}.{kind}")


def _hidden(final: Path, kind: str) -> re.Pattern[str]:
    """The names that ``_hidden_beside`` returns."""
    return re.compile(rf"\.{re.escape(_beginning(final))}\.[0-9a-f]{{8}}\.{kind}")


def _beginning(final: Path) -> str:
    # Fifty characters identify the name, and fit into every file system with the rest.
    return final.name[:50]
