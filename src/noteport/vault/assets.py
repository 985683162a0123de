"""Files that notes show, such as images, found only inside the given paths.

The address in a note is untrusted. Nothing is found outside the given paths, whatever links and dots lead there.
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
    """The real path, with all links followed."""

    @property
    def name(self) -> str:
        return self.path.name

    def read(self) -> bytes:
        """Return the contents. Raises OSError if the file cannot be read, is gone, or has become too large."""
        return read_file(self.path)


class Assets:
    """Finds files by their address in a note. Nothing is looked up until it is asked for.

    Args:
        paths: the given files and folders. The folder of a file counts as given, and is searched one level deep.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._folders: dict[Path, bool] = {}
        """Every given folder; True if everything below it is searched."""
        for path in paths:
            is_folder = path.is_dir()
            folder = Path(os.path.realpath(path if is_folder else path.parent))
            self._folders[folder] = self._folders.get(folder, False) or is_folder

    def find(self, note: PurePosixPath, src: str) -> Asset | None:
        """Return the file for ``src`` in the note at this path: an address, percent-encoded or not, or a bare name.

        A path is looked up from the folder of the note, then from each given folder. A bare name is looked up anywhere
        below these, ignoring case, because Obsidian does the same.

        Returns:
            Returns None if there is no such file inside the given paths, or if it is larger than 16 MB.
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
        """Return the real path of a file that lies in a given folder, otherwise None."""
        try:
            real = Path(os.path.realpath(path))
            fits = is_regular(real) and real.stat().st_size <= MAX_SIZE
        except (OSError, ValueError):  # the file system does not accept the name, or the folder cannot be entered
            return None
        return real if fits and any(real.is_relative_to(folder) for folder in self._folders) else None

    @cached_property
    def _by_name(self) -> dict[str, Path]:
        """The first file of each name, in path order, without hidden files and folders."""
        found: dict[str, Path] = {}
        for root, is_deep in self._folders.items():
            for folder, folders, files in os.walk(root):
                here = Path(folder)
                folders[:] = sorted(name for name in folders if not name.startswith(".") and (is_deep or here == root))
                for name in sorted(name for name in files if not name.startswith(".")):
                    found.setdefault(name.casefold(), here / name)
        return found


def _names(src: str) -> Iterator[str]:
    """The possible paths of a file with this address, the likeliest first."""
    if "\0" in src or "://" in src:
        return
    decoded = unquote(src)
    without_query = unquote(src.partition("#")[0].partition("?")[0])
    for name in dict.fromkeys((src, decoded, without_query)):
        relative = name.replace("\\", "/").lstrip("/")
        if relative.strip("./ "):
            yield relative
