"""Where an export goes. The target owns the outside world: an exporter opens no files and reads no clock.

    Target ── open_text(), open_binary()   a hidden temporary file next to its place
           ├── file()                      a path there, for a library that creates the file itself
           ├── folder()                    a hidden folder next to its place, to write anything into
           ├── previous(), clock() …       what an exporter may know about the world
           ├── scratch()                   a folder for temporary files
           └── commit() or abort()         everything appears, or nothing does; run_export calls one of them

Standard output and devices cannot be replaced by a rename, so what goes there is held back until ``commit``.
"""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, TextIO

from noteport.errors import TargetError
from noteport.export.clock import fixed_time, present_time
from noteport.export.disk import disk_errors, temporary_folder, temporary_folder_errors
from noteport.export.earlier_files import contents_of, named_files, opened, own_files, own_files_beside
from noteport.export.earlier_version import bring_back
from noteport.export.file_format import FileFormat
from noteport.export.journal import recover
from noteport.export.ownership import Ownership
from noteport.export.report import ExportReport
from noteport.export.staging import Staging
from noteport.export.workspace import Workspace
from noteport.model.problems import Problem
from noteport.vault.safe_read import MAX_SIZE, MEGABYTE, read_file

LARGEST_PREVIOUS = 256 * MEGABYTE
"""The largest size in bytes of an old file that is read into memory at once."""


class Target:
    """One place to write to: a file, possibly with others next to it, a folder, or standard output."""

    def __init__(
        self,
        path: Path | None,
        *,
        exporter: FileFormat | None = None,
        force: bool = False,
        dry_run: bool = False,
    ) -> None:
        """Check that the target can be written, without writing anything yet.

        Args:
            path: the file or folder; None for standard output.
            exporter: its ``suffixes`` and ``recognises`` say which old files are its own. Without it, none is.
            force: replace any old file.
            dry_run: write nothing; everything else, including errors, is the same.

        Raises:
            TargetError: the parent folder is missing or cannot be written, or what is there must not be replaced.
            ExporterFault: ``recognises`` raised an exception.
        """
        self.path = path
        self._exporter = exporter
        self._dry_run = dry_run
        # A symbolic link is kept: its target is replaced.
        self._real = None if path is None else Path(os.path.realpath(path))
        if self._real is not None:
            _check_length(self._real)
        is_renamed = self._real is not None and not dry_run and not _is_device(self._real)
        self._staging = Staging(self._real.parent if is_renamed and self._real is not None else None)
        self._ownership = Ownership(exporter, force=force, target=self._real, shown=path)
        if self._real is not None and not _is_device(self._real):
            _check_parent(self._real.parent)
            if not dry_run:
                recover(self._real.parent)
                bring_back(self._real)
            self._check_place(self._real)

    # --- for exporters ----------------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """The file name, such as ``deck.apkg``; ``-`` for standard output."""
        return "-" if self.path is None else self.path.name

    @property
    def suffix(self) -> str:
        """The extension of the name in lower case, such as ``.apkg``; empty for standard output."""
        return "" if self.path is None else self.path.suffix.lower()

    @property
    def dry_run(self) -> bool:
        """Whether nothing will be written; a report may then describe the changes in more detail."""
        return self._dry_run

    @property
    def is_folder(self) -> bool:
        """Whether the user wants a folder: the exporter can write one, and the name has none of its extensions."""
        if self.path is None or self._exporter is None or not self._exporter.folders:
            return False
        return not self.name.lower().endswith(tuple(self._exporter.suffixes))

    @contextmanager
    def open_text(self, sibling: str | None = None) -> Iterator[TextIO]:
        """Open a file for text in UTF-8, with line ends exactly as written. Otherwise like ``open_binary``."""
        with self.open_binary(sibling) as out:
            text = io.TextIOWrapper(out, encoding="utf-8", newline="")
            try:
                yield text
            except BaseException:
                with suppress(OSError, ValueError):  # what is lost here is discarded in any case
                    text.detach()
                raise
            text.detach()

    @contextmanager
    def open_binary(self, sibling: str | None = None) -> Iterator[BinaryIO]:
        """Open a seekable file for bytes. It appears in its place when the whole export has succeeded.

        Args:
            sibling: the name of another file next to the target. With standard output, the file is discarded.

        Raises:
            TargetError: the file must not be replaced or cannot be written, or the disk is full.
        """
        with self._staging.file(sibling or "", self._final(sibling)) as out:
            yield out

    @contextmanager
    def file(self, sibling: str | None = None) -> Iterator[Path]:
        """Give a path for a library that wants to create the file itself; nothing exists there yet.

        The file must exist at the end of the with block. Otherwise like ``open_binary``.

        Args:
            sibling: as for ``open_binary``.

        Raises:
            TargetError: the file must not be replaced or cannot be written, or the disk is full.
        """
        suffix = Path(self.name if sibling is None else sibling).suffix
        with self._staging.path(sibling or "", self._final(sibling), suffix) as path:
            yield path

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """Create an empty folder to write into. It appears as the target when the whole export has succeeded.

        In an existing folder of the same exporter, the exporter's files are replaced or removed, and all others stay.

        Raises:
            TargetError: a file or another folder is there, a file that the exporter did not write is in the way, the
                folder cannot be written, or the disk is full.
        """
        if self._real is None or _is_device(self._real):
            raise TargetError("A folder cannot go to standard output.", "Name a folder: -o export")
        self._ownership.check_folder(self._real)
        self._check_unused("")
        with self._staging.folder("", self._real, self._exporter.name if self._exporter else "") as folder:
            yield folder

    def previous(self, sibling: str | None = None) -> bytes | None:
        """Return the contents of the existing file at the target, or None.

        Args:
            sibling: the name of another file next to the target, of which only the exporter's own is read.

        Raises:
            TargetError: the file cannot be read, or is larger than 256 MB; use ``previous_files`` for larger files.
        """
        file = self._real if sibling is None else self._sibling(sibling)
        if file is None or not file.is_file() or (sibling is not None and not self._ownership.wrote(file)):
            return None
        with disk_errors(file):
            return read_file(file, LARGEST_PREVIOUS)

    def previous_files(self, elsewhere: Path | None = None) -> Iterator[tuple[str, BinaryIO]]:
        """Yield name and open contents of the existing file at the target, or of the exporter's files in the folder.

        The files may come from anyone and have any size.

        Args:
            elsewhere: a file or folder that the user names instead.

        Raises:
            UsageError: ``elsewhere`` does not exist, or a file cannot be read.
        """
        if elsewhere is not None:
            files: Iterable[Path] = named_files(elsewhere)
        else:
            files = () if self._real is None else own_files(self._real, self._ownership)
        for file in files:
            with opened(file) as contents:
                yield file.name, contents

    def left_over(self, is_named: Callable[[str], bool]) -> tuple[str, ...]:
        """Return the names of files next to the target that the exporter wrote earlier but not now; none is removed.

        Args:
            is_named: whether the exporter would give this name to a file next to this target.
        """
        if self._real is None or _is_device(self._real) or self._exporter is None:
            return ()
        return own_files_beside(self._real, self._ownership, is_named, self._staging.finals)

    def read(self, path: Path, most: int = MAX_SIZE) -> bytes:
        """Return the contents of a file that an option names.

        Args:
            path: the file.
            most: the largest size in bytes; 16 MB by default.

        Raises:
            UsageError: the file cannot be read, is not a regular file, or is larger.
        """
        return contents_of(path, most)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Create a folder for data that does not fit into memory. It is removed with its contents."""
        parent = temporary_folder()
        with temporary_folder_errors(parent):
            recover(parent)
            workspace = Workspace.make(parent)
            room = workspace.path / "scratch"
        try:
            with temporary_folder_errors(parent, foreign=True):
                room.mkdir()
                yield room
        finally:
            workspace.remove()

    def present(self) -> datetime:
        """Return the current time in UTC, or ``SOURCE_DATE_EPOCH``. Use it only if the user wants the date; otherwise
        use ``clock``.
        """
        return present_time()

    def clock(self) -> datetime:
        """Return the time for files in UTC: ``SOURCE_DATE_EPOCH`` if it is set, otherwise 1980-01-01; never the current
        time.

        Raises:
            UsageError: ``SOURCE_DATE_EPOCH`` is not a number of seconds.
        """
        return fixed_time()

    def report(
        self,
        counts: Mapping[str, int] = MappingProxyType({}),
        remarks: Sequence[str] = (),
        problems: Sequence[Problem] = (),
    ) -> ExportReport:
        """Return the report of this export with the paths of the files that were written, the target first."""
        names = [name for name, final in self._staging.finals.items() if name and final is not None]
        paths = [] if self.path is None else [self.path, *map(self.path.with_name, names)]
        return ExportReport(
            paths=tuple(paths),
            counts=MappingProxyType(dict(counts)),
            remarks=tuple(remarks),
            problems=tuple(problems),
        )

    @property
    def is_written(self) -> bool:
        """Whether the target itself has been written completely."""
        return "" in self._staging.finals

    def wrote(self, path: Path) -> bool:
        """Return whether the file or folder at a path is among what has been written."""
        if self.path is None:
            return False
        beside = {self.path.with_name(name) for name in self._staging.finals if name}
        return path in {self.path, *beside} or self.path in path.parents

    def covers(self, path: Path) -> bool:
        """Return whether a path without symbolic links is that of the target, or inside its folder."""
        return self._real is not None and (path == self._real or self._real in path.parents)

    # --- for the driver ---------------------------------------------------------------------------------------------

    def commit(self) -> None:
        """Move everything into place, the target itself last; in a dry run, remove it.

        Raises:
            TargetError: a file could not be moved. Everything is as it was before, and what was written is removed.
            BrokenPipeError: standard output has been closed by its reader.
        """
        try:
            if self._real is not None and not _is_device(self._real):
                self._staging.move_into_place(self._real, self._ownership, dry_run=self._dry_run)
            elif not self._dry_run:
                self._staging.copy_out()
        finally:
            self.abort()

    def abort(self) -> None:
        """Remove everything that was written and is not in place. May be called again."""
        self._staging.drop()

    # --- what may be written ----------------------------------------------------------------------------------------

    def _check_place(self, real: Path) -> None:
        is_folder_meant = self.is_folder or self._ownership.may_fill(real)
        writes_files = self._exporter is not None and self._exporter.suffixes
        if not real.is_dir() or (writes_files and not is_folder_meant):
            self._ownership.check_file(real)

    def _final(self, sibling: str | None) -> Path | None:
        """The place of a file that is going to be written, after checking that it may be."""
        final = self._real if sibling is None else self._sibling(sibling)
        if final is not None:
            _check_length(final)
        if final is not None and not _is_device(final):
            self._ownership.check_file(final)
        self._check_unused(sibling or "")
        return final

    def _sibling(self, name: str) -> Path | None:
        if name in {"", ".", "..", self.name} or "/" in name or "\\" in name:
            raise ValueError(f"not the name of a file next to {self.name}: {name!r}")
        return None if self._real is None or _is_device(self._real) else self._real.with_name(name)

    def _check_unused(self, name: str) -> None:
        if name in self._staging.finals:
            raise ValueError(f"{name or self.name} was already written in this export")


def _check_parent(parent: Path) -> None:
    if not parent.is_dir():
        raise TargetError(f"There is no folder {parent}.", f"Create it first: mkdir -p '{parent}'")
    if not os.access(parent, os.W_OK | os.X_OK):
        raise TargetError(f"The folder {parent} cannot be written to.", "Choose another place with -o.")


def _check_length(path: Path) -> None:
    """Refuse a name that the file system does not take: a file next to the target has a longer one than the target."""
    try:
        path.lstat()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise TargetError(f"{path} cannot be written: {error.strerror}.", "Choose a shorter name.") from error


def _is_device(path: Path) -> bool:
    """Return whether something exists that is neither a file nor a folder, such as ``/dev/null`` or a pipe."""
    return path.exists() and not path.is_file() and not path.is_dir()
