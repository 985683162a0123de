"""Files and folders that are written in hiding.

    Staged ── StagedFile      put at its place by one rename; copied to a device or to standard output
           └── StagedFolder   put at its place by one rename, or by two if a folder stands there

What is not put at its place is removed; by the next export to that place, if the process was killed (litter.py).
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
"""How the names of what stands in the system's temporary folder begin."""

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT}
_DISK = _DISK_FULL | {errno.EFBIG, errno.EIO, errno.EROFS}


@contextmanager
def disk_errors(
    place: Path | str, hint: str = "Choose another place with -o.", *, foreign: bool = False
) -> Iterator[None]:
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
            raise TargetError(f"The disk is full: {place} was not written.", f"Free some space. {hint}") from error
        raise TargetError(f"{place} cannot be written: {error.strerror}.", hint) from error


class Staged(ABC):
    """Something that was written and does not stand at its place yet."""

    def __init__(self, final: Path | None, temporary: Path, hold: Hold) -> None:
        """``final`` is its place, None for standard output; ``temporary`` is where it stands until then."""
        self.final = final
        self.temporary = temporary
        self._hold = hold
        self._old: Path | None = None
        """What stood at its place before; removed with the rest, or put back."""

    @abstractmethod
    def put(self, *, keep: bool) -> None:
        """Put it at its place; raises OSError. With ``keep``, ``take_back`` can undo that."""

    @abstractmethod
    def take_back(self) -> None:
        """Undo ``put``, wherever it was interrupted; raises OSError. Without ``keep``, nothing is undone."""

    def drop(self) -> None:
        """Remove it, if it is still hidden, and what was kept aside; raises nothing. May be called again."""
        _remove(self.temporary)
        if self._old is not None:
            _remove(self._old)
        self._hold.release()


class StagedFile(Staged):
    """A file. It is hidden beside its place, so that one rename puts it there, or in the system's temporary folder."""

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
        """Close the file once everything is on the disk; raises OSError if the disk is full."""
        if not self._out.closed:
            self._out.flush()
            os.fsync(self._out.fileno())
            self._out.close()

    def put(self, *, keep: bool) -> None:
        if self._beside and self.final is not None:
            if self.final.exists():
                with suppress(OSError):  # somebody else's file that we may replace: its mode is a courtesy
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
    """A folder with whatever is put into it."""

    def __init__(self, final: Path | None, *, beside: bool) -> None:
        if beside and final is not None:
            clear(final)
            _, temporary, hold = _made(lambda: _new_folder(final))
        else:
            sweep_scratch()
            _, temporary, hold = _made(lambda: (-1, tempfile.mkdtemp(prefix=SCRATCH)))
        super().__init__(final, temporary, hold)

    def finish(self) -> None:
        """Have everything in it on the disk; raises OSError."""
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
        old, self._old = self._old, None  # not to be removed, whatever happens here
        if not self.temporary.exists():
            self.final.rename(self.temporary)
        if old is not None and old.exists():
            old.rename(self.final)


def clear(final: Path) -> None:
    """Clear up what killed exports to ``final`` left beside it. A folder that one of them was replacing comes back."""
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
    """Descriptor and path of what ``make`` makes, and a lock on it. A folder has no descriptor: -1."""
    while True:
        descriptor, name = make()
        try:
            return descriptor, Path(name), Hold(Path(name), descriptor)
        except FileNotFoundError:
            if descriptor >= 0:
                os.close(descriptor)


def _new_file(final: Path) -> tuple[int, Path]:
    temporary = _hidden_beside(final)
    # Opened by hand: the user's umask decides who may read it, and tempfile would make it private.
    return os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o666), temporary


def _new_folder(final: Path) -> tuple[int, Path]:
    temporary = _hidden_beside(final)
    temporary.mkdir()
    return -1, temporary


def _link_or_copy(file: Path, other: Path) -> None:
    try:
        other.hardlink_to(file)
    except OSError:  # not every file system has links
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
    """The names that ``_hidden_beside`` gives."""
    return re.compile(rf"\.{re.escape(_beginning(final))}\.[0-9a-f]{{8}}\.{kind}")


def _beginning(final: Path) -> str:
    # Fifty characters of the name are enough to know it by, and fit into every file system with the rest.
    return final.name[:50]
