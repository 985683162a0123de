"""What an export has written so far, hidden in a workspace until everything is moved into place together.

Staging ── file(), path(), folder()   in a workspace next to the target, or in the temporary folder
        ├── move_into_place()   all together (journal.py)
        ├── copy_out()          to standard output or a device, which no rename can replace
        └── drop()              removes what was not moved
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

from noteport.export.disk import disk_errors, temporary_folder, temporary_folder_errors
from noteport.export.folder_list import NAME, FolderList, digest, files_below
from noteport.export.folder_update import FolderUpdate
from noteport.export.journal import Change, carry_out, is_pending, recover
from noteport.export.ownership import Ownership
from noteport.export.workspace import Workspace
from noteport.vault.locks import alone_in

_NEW = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)


class Staging:
    """What an export has written so far. Until a file is complete, an exception in its with block removes it."""

    def __init__(self, parent: Path | None) -> None:
        """``parent`` is the folder of the target; if it is None, files are written in the temporary folder."""
        self._parent = parent
        self._staged: dict[str, Staged] = {}
        self._workspace: Workspace | None = None
        self._numbers = count()

    @property
    def finals(self) -> dict[str, Path | None]:
        """The place of each file and folder by its name; None for standard output."""
        return {name: staged.final for name, staged in self._staged.items()}

    @contextmanager
    def file(self, name: str, final: Path | None) -> Iterator[BinaryIO]:
        """Open a new file for bytes.

        Raises:
            TargetError: the file cannot be written, or the disk is full.
        """
        with self._errors(final):
            staged = StagedFile(final, self._new_path())
        with self._holding(name, staged), self._errors(final, foreign=True):
            yield staged.out
            staged.finish()

    @contextmanager
    def path(self, name: str, final: Path | None, suffix: str) -> Iterator[Path]:
        """Give a path at which a library creates the file itself.

        Raises:
            TargetError: the file cannot be written, or the disk is full.
        """
        with self._errors(final):
            staged = StagedPath(final, self._new_path(suffix))
        with self._holding(name, staged), self._errors(final, foreign=True):
            yield staged.path
            staged.finish()

    @contextmanager
    def folder(self, name: str, final: Path, exporter: str) -> Iterator[Path]:
        """Create a folder, to which a list of its files is added at the end, under the exporter's name.

        Raises:
            TargetError: the folder cannot be written, or the disk is full.
        """
        with self._errors(final):
            staged = StagedFolder(final, self._new_path())
        with self._holding(name, staged), self._errors(final, foreign=True):
            yield staged.path
            staged.finish(exporter)

    def move_into_place(self, target: Path, ownership: Ownership, *, dry_run: bool = False) -> None:
        """Move everything into place, the target itself last; in a dry run, only check that this is possible.

        Raises:
            TargetError: something must not be replaced or cannot be moved. Everything is as it was before.
        """
        with disk_errors(target), nullcontext() if dry_run else alone_in(target.parent):
            changes = [
                change for name in sorted(self._staged, reverse=True) for change in self._changes(name, ownership)
            ]
            if self._workspace is not None and not dry_run:
                carry_out(changes, self._workspace)

    def copy_out(self) -> None:
        """Copy the main file to standard output or to a device.

        Raises:
            TargetError: it cannot be written.
            BrokenPipeError: standard output has been closed by its reader.
        """
        staged = self._staged.get("")
        if isinstance(staged, StagedFile | StagedPath):
            with disk_errors(staged.final or "standard output"):
                staged.copy_out()

    def drop(self) -> None:
        """Remove everything that is not in place. May be called again."""
        while self._staged:
            self._staged.popitem()[1].close()
        workspace, self._workspace = self._workspace, None
        if workspace is not None and is_pending(workspace):
            workspace.release()  # for the next export, which finishes or undoes what was begun
        elif workspace is not None:
            workspace.remove()

    def _changes(self, name: str, ownership: Ownership) -> Iterator[Change]:
        """Yield the changes for one file or folder, removals first; raises TargetError if a file is in the way."""
        staged = self._staged[name]
        assert staged.final is not None
        source, place = staged.path.name, staged.final.name
        if not isinstance(staged, StagedFolder):
            # Somebody may have put another file there since the beginning.
            ownership.check_file(staged.final)
            yield Change(place, source)
            return
        ownership.check_folder(staged.final)
        if not os.path.lexists(staged.final):
            yield Change(place, source)
            return
        update = FolderUpdate(staged.final, staged.list, ownership)
        yield from (Change(f"{place}/{name}", None) for name in update.removed)
        yield from (Change(f"{place}/{name}", f"{source}/{name}") for name in update.replaced)

    @contextmanager
    def _holding(self, name: str, staged: Staged) -> Iterator[None]:
        """Keep what is being written, unless writing it fails."""
        self._staged[name] = staged
        try:
            yield
        except BaseException:
            self._staged.pop(name).close()
            if not self._staged:
                self.drop()
            raise

    def _new_path(self, suffix: str = "") -> Path:
        if self._workspace is None:
            parent = self._parent or temporary_folder()
            if self._parent is None:
                recover(parent)
            self._workspace = Workspace.make(parent)
        return self._workspace.path / f"{next(self._numbers)}{suffix}"

    def _errors(self, final: Path | None, *, foreign: bool = False) -> AbstractContextManager[None]:
        if self._parent is not None and final is not None:
            return disk_errors(final, foreign=foreign)
        return temporary_folder_errors(temporary_folder(), foreign=foreign)


class Staged:
    """Something that was written but is not in place yet."""

    def __init__(self, final: Path | None, path: Path) -> None:
        """``final`` is its place, None for standard output; ``path`` is its path until then."""
        self.final = final
        self.path = path

    def close(self) -> None:
        """Close it if it is open; raises nothing. May be called again."""

    def copy_out(self) -> None:
        """Copy a file to standard output or to a device; raises OSError."""
        with self.path.open("rb") as source:
            if self.final is None:
                shutil.copyfileobj(source, sys.stdout.buffer)
                sys.stdout.flush()
            else:
                with self.final.open("wb") as device:
                    shutil.copyfileobj(source, device)


class StagedFile(Staged):
    """A file that is being written."""

    def __init__(self, final: Path | None, path: Path) -> None:
        """Create it; raises OSError."""
        super().__init__(final, path)
        # Not by tempfile, which would make it private: the user's umask decides who may read it.
        self.out: BinaryIO = os.fdopen(os.open(path, _NEW, 0o666), "w+b")
        """The open file: seekable, readable and writable."""

    def finish(self) -> None:
        """Flush the file to the disk and close it; raises OSError if the disk is full."""
        if not self.out.closed:
            self.out.flush()
            os.fsync(self.out.fileno())
            self.out.close()

    def close(self) -> None:
        with suppress(OSError):  # closing flushes, but a full disk has already been reported
            self.out.close()


class StagedPath(Staged):
    """A file that a library writes under a name."""

    def finish(self) -> None:
        """Flush the file to the disk; raises OSError.

        Raises:
            RuntimeError: nobody has created it.
        """
        if not self.path.is_file():
            raise RuntimeError("no file was created at the path of target.file()")
        _sync(self.path)


class StagedFolder(Staged):
    """A folder that is being filled."""

    def __init__(self, final: Path, path: Path) -> None:
        """Create it; raises OSError."""
        super().__init__(final, path)
        self.list = FolderList(exporter="", files={})
        """What is in it; empty until it is finished."""
        path.mkdir()

    def finish(self, exporter: str) -> None:
        """Write the list of its files, and flush everything to the disk; raises OSError."""
        digests = {name: digest(self.path / name) for name in files_below(self.path) if name != NAME}
        self.list = FolderList(exporter=exporter, files={name: sha for name, sha in digests.items() if sha is not None})
        self.path.joinpath(NAME).write_bytes(self.list.encode())
        for name in (*self.list.files, NAME):
            _sync(self.path / name)


def _sync(file: Path) -> None:
    # Windows flushes only what is open for writing.
    with file.open("rb" if os.name == "posix" else "r+b") as written:
        os.fsync(written.fileno())
