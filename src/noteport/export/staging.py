"""What an export has written and not yet put in place: files and folders in a workspace."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from noteport.export.folder_list import NAME, FolderList, digest, files_below

_NEW = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)


class Staged:
    """Something that was written and does not stand at its place yet."""

    def __init__(self, final: Path | None, path: Path) -> None:
        """``final`` is its place, None for standard output; ``path`` is where it stands until then."""
        self.final = final
        self.path = path

    def close(self) -> None:
        """Close what is open of it; raises nothing. May be called again."""


class StagedFile(Staged):
    """A file in the making."""

    def __init__(self, final: Path | None, path: Path) -> None:
        """Make it; raises OSError."""
        super().__init__(final, path)
        # Opened by hand: the user's umask decides who may read it, and tempfile would make it private.
        self.out: BinaryIO = os.fdopen(os.open(path, _NEW, 0o666), "w+b")
        """The open file: seekable, readable and writable."""

    def finish(self) -> None:
        """Close the file once everything is on the disk; raises OSError if the disk is full."""
        if not self.out.closed:
            self.out.flush()
            os.fsync(self.out.fileno())
            self.out.close()

    def close(self) -> None:
        with suppress(OSError):  # closing flushes, and a full disk has been reported by then
            self.out.close()

    def copy_out(self) -> None:
        """Copy it to standard output or to a device, which no rename can replace; raises OSError."""
        with self.path.open("rb") as source:
            if self.final is None:
                shutil.copyfileobj(source, sys.stdout.buffer)
                sys.stdout.flush()
            else:
                with self.final.open("wb") as device:
                    shutil.copyfileobj(source, device)


class StagedFolder(Staged):
    """A folder with whatever is put into it."""

    def __init__(self, final: Path, path: Path) -> None:
        """Make it; raises OSError."""
        super().__init__(final, path)
        self.list = FolderList(exporter="", files={})
        """What is in it, once it is finished."""
        path.mkdir()

    def finish(self, exporter: str) -> None:
        """Have everything in it on the disk, with a list of it; raises OSError."""
        digests = {name: digest(self.path / name) for name in files_below(self.path) if name != NAME}
        self.list = FolderList(exporter=exporter, files={name: sha for name, sha in digests.items() if sha is not None})
        self.path.joinpath(NAME).write_bytes(self.list.encode())
        for name in (*self.list.files, NAME):
            _sync(self.path / name)


def _sync(file: Path) -> None:
    # Windows writes out only what is open for writing.
    with file.open("rb" if os.name == "posix" else "r+b") as written:
        os.fsync(written.fileno())
