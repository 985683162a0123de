"""Which files an export may replace: those that the same exporter wrote, and with ``--force`` any file.

An exporter recognises its own files by a mark in them (``Exporter.wrote``). A folder also has a list (folder_list.py).
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from noteport.errors import ExporterFault, TargetError
from noteport.export.disk import disk_errors
from noteport.export.file_format import FileFormat
from noteport.export.folder_list import NAME, FolderList, digest, files_below, read_list
from noteport.export.foreign import takes_for_its_own
from noteport.vault.safe_read import open_file

_FORCE = "Choose another name, or add --force."


class Ownership:
    """What an exporter may replace. Without an exporter, nothing may be replaced."""

    def __init__(
        self,
        exporter: FileFormat | None,
        *,
        force: bool,
        target: Path | None,
        shown: Path | None,
    ) -> None:
        """Take the exporter and its target.

        Args:
            exporter: says which files are its own.
            force: replace any file.
            target: the main file or folder, which must also have a name that the exporter gives to its files.
            shown: the target as the user named it, for messages.
        """
        self._exporter = exporter
        self._force = force
        self._target = target
        self._shown = shown

    def check_file(self, file: Path) -> None:
        """Raise TargetError if there is a file that must not be replaced, or a folder."""
        shown = self._named(file)
        if file.is_dir():
            suffix = self._exporter.suffixes[0] if self._exporter and self._exporter.suffixes else ""
            raise TargetError(f"{shown} is a folder.", f"Name a file inside it: -o {file / 'notes'}{suffix}")
        if self._force or not os.path.lexists(file) or _is_empty(file) or (self._is_named(file) and self.wrote(file)):
            return
        if self._exporter is None:
            raise TargetError(f"{shown} already exists.", _FORCE)
        raise TargetError(f"{shown} exists and was not written by {self._exporter.name!r}.", _FORCE)

    def wrote(self, file: Path) -> bool:
        """Return whether the exporter wrote a file, by its contents; raises ExporterFault if the exporter fails."""
        if self._exporter is None or not _is_regular(file):
            return False
        with disk_errors(file), open_file(file) as contents:
            try:
                # Who takes any file for its own knows none.
                return bool(self._exporter.wrote(contents)) and takes_for_its_own(self._exporter) is None
            except OSError:
                raise
            except Exception as error:
                raise ExporterFault("when looking at the existing file") from error

    def check_folder(self, folder: Path) -> None:
        """Raise TargetError if a folder contains files and is not the exporter's, or if it is a file."""
        shown = self._named(folder)
        if os.path.lexists(folder) and not folder.is_dir():
            raise TargetError(f"{shown} is a file.", "Name a folder.")
        if folder.is_dir() and not self.may_fill(folder):
            # Not even with force: a typing error would cost a whole folder of other files.
            raise TargetError(f"{shown} contains other files.", "Choose a new folder or remove this one.")

    def may_fill(self, folder: Path) -> bool:
        """Return whether a folder is empty or was written by the exporter."""
        return folder.is_dir() and (self.list_of(folder) is not None or not any(folder.iterdir()))

    def list_of(self, folder: Path) -> FolderList | None:
        """Return the list of what the exporter wrote into a folder; None if the folder is not its own."""
        found = read_list(folder)
        if self._exporter is None or found is None or found.exporter != self._exporter.name:
            return None
        if found.is_complete:
            return found
        with disk_errors(folder):
            names = [name for name in files_below(folder) if name != NAME and self.wrote(folder / name)]
            own = {name: digest(folder / name) for name in names}
        return FolderList(exporter=found.exporter, files={name: sha for name, sha in own.items() if sha is not None})

    def _named(self, place: Path) -> Path:
        return self._shown if place == self._target and self._shown is not None else place

    def _is_named(self, file: Path) -> bool:
        """Return whether the exporter gives its files such a name, or it has no extension; those next to the target may
        have any name.
        """
        if file != self._target:
            return True
        suffixes = self._exporter.suffixes if self._exporter is not None else ()
        name = self._named(file).name.lower()
        return name.endswith(tuple(suffixes)) or "." not in name


def _is_regular(file: Path) -> bool:
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except OSError:
        return False


def _is_empty(file: Path) -> bool:
    return _is_regular(file) and file.stat().st_size == 0
