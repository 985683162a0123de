"""What changes when a folder is written again: the exporter's files are replaced or removed, and all others stay."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from noteport.errors import TargetError
from noteport.export.folder_list import NAME, FolderList, digest
from noteport.export.ownership import Ownership
from noteport.vault.safe_read import read_file

_HINT = "Move it away, or name a new folder with -o."


class FolderUpdate:
    """The update of an existing folder."""

    def __init__(self, folder: Path, new: FolderList, ownership: Ownership) -> None:
        """Compare what is there with what is to be there.

        Args:
            folder: is empty or was written by the exporter.
            new: the list of the new files.
            ownership: says which files may be replaced.

        Raises:
            TargetError: another file is in the way of a new one.
            OSError: a file cannot be read.
        """
        old = ownership.list_of(folder) or FolderList(exporter=new.exporter, files={})
        self._folder = folder
        self._new: dict[str, list[str]] = {}
        """The new files, by the name that they have for a system which ignores case."""
        for name in new.files:
            self._new.setdefault(_folded(name), []).append(name)
        self._known: dict[str, set[str]] = {}
        """SHA-256 of the files that were listed, by the same."""
        for name, sha in old.files.items():
            self._known.setdefault(_folded(name), set()).add(sha)
        self.replaced = [name for name, sha in sorted(new.files.items()) if self._is_new(name, sha, ownership)]
        """The files that are new or replaced."""
        self.removed = [name for name in sorted(old.files.keys() - new.files.keys()) if self._is_surplus(name)]
        """The files that are removed."""
        if not _holds(folder / NAME, new.encode()):
            self.replaced.append(NAME)

    def _is_new(self, name: str, sha: str, ownership: Ownership) -> bool:
        """Return whether a file is not there yet with its new contents."""
        file = self._folder / name
        self._check_way(name)
        if not os.path.lexists(file):
            return True
        known = digest(file)
        if known == sha:
            return False
        if known not in self._known.get(_folded(name), ()):
            ownership.check_file(file)
        return True

    def _check_way(self, name: str) -> None:
        for folder in _parents(self._folder, name):
            if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
                raise TargetError(f"{folder} is in the way of a folder.", _HINT)
        if (self._folder / name).is_dir():
            raise TargetError(f"{self._folder / name} is in the way of a file.", _HINT)

    def _is_surplus(self, name: str) -> bool:
        """Return whether a listed file that is not among the new ones is still as it was listed."""
        file = self._folder / name
        if any(map(os.path.islink, _parents(self._folder, name))) or not os.path.lexists(file):
            return False
        twins = [self._folder / other for other in self._new.get(_folded(name), ())]
        if any(os.path.lexists(twin) and os.path.samestat(twin.lstat(), file.lstat()) for twin in twins):
            return False
        return digest(file) in self._known[_folded(name)]


def _parents(folder: Path, name: str) -> Iterator[Path]:
    """Yield the folders between a folder and a file in it, outermost first."""
    for parent in [*reversed(Path(name).parents)][1:]:
        yield folder / parent


def _holds(file: Path, data: bytes) -> bool:
    """Whether a file is there and holds just this."""
    try:
        return read_file(file, len(data)) == data
    except OSError:
        return False


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
