"""Files that notes show, such as pictures: found inside the given paths, and nowhere else.

What stands in a note is somebody's text. Nothing is found outside the given paths, whatever links and dots lead there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from msgspec import Struct

from noteport.vault.safe_read import MAX_SIZE, is_regular, read_file


class Asset(Struct, frozen=True):
    """A file that a note shows."""

    path: Path
    """Its real place, all links followed."""

    @property
    def name(self) -> str:
        return self.path.name

    def read(self) -> bytes:
        """Its contents. Raises OSError if it cannot be read, is gone, or has become too large."""
        return read_file(self.path)


class Assets:
    """Finds files by what a note says of them. Nothing is looked up before somebody asks.

    Args:
        paths: the given files and folders. A file's folder counts as given, and is searched one folder deep.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._folders: dict[Path, bool] = {}
        """Every given folder; True if all that is below it is searched."""
        for path in paths:
            is_folder = path.is_dir()
            folder = Path(os.path.realpath(path if is_folder else path.parent))
            self._folders[folder] = self._folders.get(folder, False) or is_folder

    def find(self, note: PurePosixPath, src: str) -> Asset | None:
        """The file that ``src`` means in the note at this path: an address, percent-encoded or not, or a bare name.

        A path is looked for from the note's folder, then from each given folder; a bare name anywhere below those, in
        whatever case, since that is how Obsidian finds it.

        Returns:
            None if there is no such file inside the given paths, or it has more than 16 MB.
        """
        for name in _names(src):
            for folder in (Path(note).parent, *self._folders):
                found = self._inside(folder / name)
                if found is not None:
                    return Asset(found)
            if "/" not in name and name.casefold() in self._by_name:
                found = self._inside(self._by_name[name.casefold()])
                if found is not None:
                    return Asset(found)
        return None

    def _inside(self, path: Path) -> Path | None:
        """The real path of a file that lies in a given folder; None for all else."""
        try:
            real = Path(os.path.realpath(path))
            fits = is_regular(real) and real.stat().st_size <= MAX_SIZE
        except (OSError, ValueError):  # a name that the file system does not take; a folder that may not be entered
            return None
        return real if fits and any(real.is_relative_to(folder) for folder in self._folders) else None

    @cached_property
    def _by_name(self) -> dict[str, Path]:
        """The first file of each name, in path order; hidden files and folders are left out."""
        found: dict[str, Path] = {}
        for root, is_deep in self._folders.items():
            for folder, folders, files in os.walk(root):
                here = Path(folder)
                folders[:] = sorted(name for name in folders if not name.startswith(".") and (is_deep or here == root))
                for name in sorted(name for name in files if not name.startswith(".")):
                    found.setdefault(name.casefold(), here / name)
        return found


def _names(src: str) -> Iterator[str]:
    """What a file may be called that a note names so, the likeliest first."""
    if "\0" in src or "://" in src:
        return
    decoded = unquote(src)
    without_query = unquote(src.partition("#")[0].partition("?")[0])
    for name in dict.fromkeys((src, decoded, without_query)):
        relative = name.replace("\\", "/").lstrip("/")
        if relative.strip("./ "):
            yield relative
