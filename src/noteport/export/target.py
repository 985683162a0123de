"""Where an export goes. The target owns the outside world: an exporter opens no files and reads no clock.

    Target ── open_text(), open_binary()   a hidden temporary file next to its place
           ├── folder()                    a hidden folder next to its place, to write anything into
           ├── previous(), clock() …       what an exporter may know about the world
           ├── scratch()                   a folder for temporary files
           └── commit() or abort()         everything appears, or nothing does; run_export calls one of them

Standard output and devices cannot be replaced by a rename, so what goes there is held back until ``commit``.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, TextIO

from noteport.errors import ExporterFault, TargetError, UsageError
from noteport.export.exporter import Exporter
from noteport.export.locks import alone_in
from noteport.export.report import ExportReport
from noteport.export.staging import Staged, StagedFile, StagedFolder, clear, disk_errors
from noteport.model.problems import Problem
from noteport.vault.safe_read import MAX_SIZE, MEGABYTE, is_regular, open_file, read_file

HEAD = 4096
"""The number of bytes of an old file that ``Exporter.recognises`` receives."""

MARKER = ".noteport"
"""A file in every folder that was written by a target. It names the exporter, which may replace the folder later."""

LARGEST_PREVIOUS = 256 * MEGABYTE
"""The largest size in bytes of an old file that is read into memory at once."""

_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


class Target:
    """One place to write to: a file, possibly with others next to it, a folder, or standard output."""

    def __init__(
        self,
        path: Path | None,
        *,
        exporter: type[Exporter[Any]] | None = None,
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
        self._force = force
        self._dry_run = dry_run
        self._staged: dict[str, Staged] = {}
        # A symbolic link is kept: its target is replaced.
        self._real = None if path is None else Path(os.path.realpath(path))
        if self._real is not None and not _is_device(self._real):
            self._check_parent(self._real.parent)
            if not dry_run:
                clear(self._real)
            self._check_file(self._real)
            is_folder_meant = self.is_folder or self._may_fill(self._real)
            if exporter is not None and exporter.suffixes and not is_folder_meant:
                self._check_no_folder(self._real)

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
        final = self._real if sibling is None else self._beside(sibling)
        if final is not None:
            self._check_no_folder(final)
        if sibling is not None and final is not None:
            self._check_sibling(final)
        self._check_unused(sibling or "")
        shown = final or "standard output"
        with disk_errors(shown):
            staged = StagedFile(final, beside=self._is_staged_beside(final))
        with self._holding(sibling or "", staged), disk_errors(shown, foreign=True):
            yield staged.out
            staged.finish()

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """Create an empty folder to write into. It appears as the target when the whole export has succeeded.

        An existing folder is replaced if it is empty or was written by the same exporter.

        Raises:
            TargetError: another folder or a file is there, the folder cannot be written, or the disk is full.
        """
        if self._real is None or _is_device(self._real):
            raise TargetError("A folder cannot go to standard output.", "Name a folder: -o export")
        self._check_folder(self._real)
        self._check_unused("")
        with disk_errors(self._real):
            staged = StagedFolder(self._real, beside=not self._dry_run)
        with self._holding("", staged), disk_errors(self._real, foreign=True):
            yield staged.temporary
            staged.temporary.joinpath(MARKER).write_text(self._signature(), encoding="utf-8")
            staged.finish()

    def previous(self) -> bytes | None:
        """Return the contents of the existing file at the target, or None.

        Raises:
            TargetError: the file cannot be read, or is larger than 256 MB; use ``previous_files`` for larger files.
        """
        if self._real is None or not self._real.is_file():
            return None
        with disk_errors(self._real):
            return read_file(self._real, LARGEST_PREVIOUS)

    def previous_files(self, elsewhere: Path | None = None) -> Iterator[tuple[str, BinaryIO]]:
        """Yield the name and the open contents of the existing file at the target, or of each file in the folder there.

        The files may come from anyone and have any size.

        Args:
            elsewhere: a file or folder that the user names instead.

        Raises:
            UsageError: ``elsewhere`` does not exist, or a file cannot be read.
        """
        place = elsewhere or self._real
        if elsewhere is not None and not elsewhere.exists():
            raise UsageError(f"{elsewhere}: no such file or folder.", "Check the path.")
        if place is not None and place.is_dir():
            files = [file for file in sorted(place.iterdir()) if is_regular(file) and file.name != MARKER]
        else:
            files = [place] if place is not None and (place == elsewhere or is_regular(place)) else []
        for file in files:
            with _opened(file) as contents:
                yield file.name, contents

    def left_over(self, is_named: Callable[[str], bool]) -> tuple[str, ...]:
        """Return the names of files next to the target that the exporter wrote earlier but not now; none is removed.

        Args:
            is_named: whether the exporter would give this name to a file next to this target.
        """
        if self._real is None or _is_device(self._real) or self._exporter is None:
            return ()
        names = sorted(file.name for file in self._real.parent.iterdir() if is_named(file.name) and file.is_file())
        return tuple(name for name in names if name not in self._staged and self._is_own(self._real.with_name(name)))

    def read(self, path: Path, most: int = MAX_SIZE) -> bytes:
        """Return the contents of a file that an option names.

        Args:
            path: the file.
            most: the largest size in bytes; 16 MB by default.

        Raises:
            UsageError: the file cannot be read, is not a regular file, or is larger.
        """
        with _reading(path):
            return read_file(path, most)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Create a folder for data that does not fit into memory. It is removed with its contents."""
        place, hint = "the system's temporary folder", "Choose another folder with TMPDIR=…"
        with disk_errors(place, hint):
            scratch = StagedFolder(None, beside=False)
        try:
            with disk_errors(place, hint, foreign=True):
                yield scratch.temporary
        finally:
            scratch.drop()

    def present(self) -> datetime:
        """Return the current time in UTC, or ``SOURCE_DATE_EPOCH``. Use it only if the user wants the date; otherwise
        use ``clock``.
        """
        return self.clock() if os.environ.get("SOURCE_DATE_EPOCH") else datetime.now(UTC)

    def clock(self) -> datetime:
        """Return the time for files in UTC: ``SOURCE_DATE_EPOCH`` if it is set, otherwise 1980-01-01; never the current
        time.

        Raises:
            UsageError: ``SOURCE_DATE_EPOCH`` is not a number of seconds.
        """
        seconds = os.environ.get("SOURCE_DATE_EPOCH")
        if not seconds:
            return _EPOCH
        try:
            return datetime.fromtimestamp(int(seconds), UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise UsageError(f"SOURCE_DATE_EPOCH is {seconds!r}.", "Set it to whole seconds since 1970.") from error

    def report(
        self,
        counts: Mapping[str, int] = MappingProxyType({}),
        remarks: Sequence[str] = (),
        problems: Sequence[Problem] = (),
    ) -> ExportReport:
        """Return the report of this export with the paths of the files that were written, the target first."""
        names = [name for name, staged in self._staged.items() if name and staged.final is not None]
        paths = [] if self.path is None else [self.path, *map(self.path.with_name, names)]
        return ExportReport(
            paths=tuple(paths),
            counts=MappingProxyType(dict(counts)),
            remarks=tuple(remarks),
            problems=tuple(problems),
        )

    # --- for the driver ---------------------------------------------------------------------------------------------

    def commit(self) -> None:
        """Move everything into place, the target itself last; in a dry run, remove it.

        Raises:
            TargetError: a file could not be moved. Everything is as it was before, and what was written is removed.
            BrokenPipeError: standard output has been closed by its reader.
        """
        ready = [self._staged[name] for name in sorted(self._staged, reverse=True)]
        ready = [staged for staged in ready if staged.final is not None or staged is self._staged.get("")]
        is_beside = self._is_staged_beside(self._real)
        try:
            with alone_in(self._real.parent) if is_beside and self._real else nullcontext():
                _put_all([] if self._dry_run else ready)
        finally:
            self.abort()

    def abort(self) -> None:
        """Remove everything that was written and is not in place. May be called again."""
        while self._staged:
            self._staged.popitem()[1].drop()

    @contextmanager
    def _holding(self, name: str, staged: Staged) -> Iterator[None]:
        """Keep what is being written for the commit, unless writing it fails."""
        self._staged[name] = staged
        try:
            yield
        except BaseException:
            self._staged.pop(name).drop()
            raise

    # --- what may be written ----------------------------------------------------------------------------------------

    def _is_staged_beside(self, final: Path | None) -> bool:
        return final is not None and not self._dry_run and not _is_device(final)

    def _beside(self, sibling: str) -> Path | None:
        if sibling in {"", ".", "..", self.name} or "/" in sibling or "\\" in sibling:
            raise ValueError(f"not the name of a file next to {self.name}: {sibling!r}")
        return None if self._real is None or _is_device(self._real) else self._real.with_name(sibling)

    def _check_unused(self, name: str) -> None:
        if name in self._staged:
            raise ValueError(f"{name or self.name} was already written in this export")

    def _check_parent(self, parent: Path) -> None:
        if not parent.is_dir():
            raise TargetError(f"There is no folder {parent}.", f"Create it first: mkdir -p '{parent}'")
        if not os.access(parent, os.W_OK | os.X_OK):
            raise TargetError(f"The folder {parent} cannot be written to.", "Choose another place with -o.")

    def _check_file(self, file: Path) -> None:
        """An old file may be replaced if it is the exporter's own by name and contents, or empty, or with ``force``."""
        if self._force or not file.is_file():
            return
        with disk_errors(file), open_file(file) as old:
            head = old.read(HEAD)
        if not head:
            return
        exporter = self._exporter
        if exporter is None:
            raise TargetError(f"{self.path} already exists.", "Choose another name, or add --force.")
        if not (self.name.lower().endswith(tuple(exporter.suffixes)) and _recognises(exporter, head)):
            message = f"{self.path} exists and was not written by {exporter.name!r}."
            raise TargetError(message, "Choose another name, or add --force.")

    def _check_sibling(self, file: Path) -> None:
        """A file next to the target belongs to the exporter if the existing target does."""
        has_main = self._real is not None and self._real.exists()
        if file.exists() and not has_main and not self._force:
            raise TargetError(f"{file} already exists.", "Choose another name, or add --force.")

    def _is_own(self, file: Path) -> bool:
        try:
            with open_file(file) as old:
                return self._exporter is not None and _recognises(self._exporter, old.read(HEAD))
        except OSError:  # neither a file nor a folder, so there is nothing to check
            return False

    def _check_no_folder(self, file: Path) -> None:
        if file.is_dir():
            suffix = self._exporter.suffixes[0] if self._exporter and self._exporter.suffixes else ""
            raise TargetError(f"{self.path} is a folder.", f"Name a file inside it: -o {file / 'notes'}{suffix}")

    def _check_folder(self, folder: Path) -> None:
        if folder.is_file():
            raise TargetError(f"{self.path} is a file.", "Name a folder.")
        if folder.is_dir() and not self._may_fill(folder):
            # Not even with force: a typing error would cost a whole folder of other files.
            raise TargetError(f"{self.path} contains other files.", "Choose a new folder or remove this one.")

    def _may_fill(self, folder: Path) -> bool:
        """Return whether a folder is empty or was written by the exporter, according to its marker."""
        if not folder.is_dir():
            return False
        marker = folder / MARKER
        is_own = is_regular(marker) and read_file(marker) == self._signature().encode()
        return is_own or not any(folder.iterdir())

    def _signature(self) -> str:
        return f"{self._exporter.name if self._exporter else ''}\n"


def _put_all(ready: Sequence[Staged]) -> None:
    """Move everything into place, or nothing."""
    try:
        for staged in ready:
            with disk_errors(staged.final or "standard output"):
                staged.put(keep=len(ready) > 1)
    except BaseException:
        for staged in reversed(ready):
            with suppress(OSError):
                staged.take_back()
        raise


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error


def _opened(path: Path) -> BinaryIO:
    with _reading(path):
        return open_file(path)


def _recognises(exporter: type[Exporter[Any]], head: bytes) -> bool:
    try:
        return bool(exporter.recognises(head))
    except Exception as error:
        raise ExporterFault("when looking at the existing file") from error


def _is_device(path: Path) -> bool:
    """Return whether something exists that is neither a file nor a folder, such as ``/dev/null`` or a pipe."""
    return path.exists() and not path.is_file() and not path.is_dir()
