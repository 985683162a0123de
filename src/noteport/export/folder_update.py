"""What changes in a folder that is written again: its own files are replaced or removed, and all others stay."""

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
    """The update of a folder that stands there, and is empty or the exporter's own.

    Raises:
        TargetError: somebody else's file stands where a new one is to stand.
        OSError: a file cannot be read.
    """

    def __init__(self, folder: Path, new: FolderList, ownership: Ownership) -> None:
        old = ownership.list_of(folder) or FolderList(exporter=new.exporter, files={})
        self._folder = folder
        self._new: dict[str, list[str]] = {}
        """The new files, and below what was listed, by what systems that ignore case take their names for."""
        for name in new.files:
            self._new.setdefault(_folded(name), []).append(name)
        self._known: dict[str, set[str]] = {}
        for name, sha in old.files.items():
            self._known.setdefault(_folded(name), set()).add(sha)
        self.replaced = [name for name, sha in sorted(new.files.items()) if self._is_new(name, sha, ownership)]
        """Files that appear or are replaced."""
        self.removed = [name for name in sorted(old.files.keys() - new.files.keys()) if self._is_surplus(name)]
        """Files that go."""
        if not _holds(folder / NAME, new.encode()):
            self.replaced.append(NAME)

    def _is_new(self, name: str, sha: str, ownership: Ownership) -> bool:
        """Whether a file is not there yet as it will be."""
        file = self._folder / name
        self._check_way(name)
        if not os.path.lexists(file):
            return True
        known = digest(file)
        if known == sha:
            return False
        if known not in self._known.get(_folded(name), ()):
            ownership.check_file(file, file)
        return True

    def _check_way(self, name: str) -> None:
        for folder in _parents(self._folder, name):
            if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
                raise TargetError(f"{folder} is in the way of a folder.", _HINT)
        if (self._folder / name).is_dir():
            raise TargetError(f"{self._folder / name} is in the way of a file.", _HINT)

    def _is_surplus(self, name: str) -> bool:
        """Whether a file that was listed, and is not part of the new folder, is as it was listed."""
        file = self._folder / name
        if any(map(os.path.islink, _parents(self._folder, name))) or not os.path.lexists(file):
            return False
        twins = [self._folder / other for other in self._new.get(_folded(name), ())]
        if any(os.path.lexists(twin) and os.path.samestat(twin.lstat(), file.lstat()) for twin in twins):
            return False
        return digest(file) in self._known[_folded(name)]


def _parents(folder: Path, name: str) -> Iterator[Path]:
    """The folders between a folder and a file in it, outermost first."""
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
