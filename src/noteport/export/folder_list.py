"""The list of what noteport wrote into a folder, kept in the folder itself as ``.noteport``:

    {"exporter": "anki", "files": {"talks.apkg": "SHA-256 of its contents", …}}

It tells the next export which files it may replace or remove. A file that is not listed, or has changed since, is not
noteport's.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from noteport.vault.safe_read import MEGABYTE, open_file, read_file

NAME = ".noteport"
"""The name of the list."""

_NAME_ALONE = re.compile(rb"[a-z][a-z0-9-]*\n")
_LARGEST = 64 * MEGABYTE


class FolderList(Struct, frozen=True, kw_only=True):
    """What noteport wrote into a folder."""

    exporter: str
    """The name of the exporter that wrote it."""
    files: Mapping[str, str]
    """SHA-256 of each file, by its path in the folder, with ``/`` between folders."""
    is_complete: bool = True
    """False if there is only the name of the exporter, as earlier versions of noteport wrote it."""

    def encode(self) -> bytes:
        """Return the contents of the file, one line per entry; the same list gives the same bytes."""
        files = ",\n".join(f"{_json(name)}: {_json(sha)}" for name, sha in sorted(self.files.items()))
        return f'{{"exporter": {_json(self.exporter)}, "files": {{\n{files}\n}}}}\n'.encode()


def read_list(folder: Path) -> FolderList | None:
    """Return the list in a folder; None if there is none or it is invalid."""
    if (folder / NAME).is_symlink():
        return None
    try:
        data = read_file(folder / NAME, _LARGEST)
        if _NAME_ALONE.fullmatch(data):
            return FolderList(exporter=data.decode().strip(), files={}, is_complete=False)
        found = msgspec.json.decode(data, type=FolderList)
    except (OSError, ValueError):  # msgspec's own errors are ValueErrors
        return None
    return found if all(map(_is_inside, found.files)) else None


def files_below(folder: Path) -> list[str]:
    """Return the sorted paths of all files below a folder, with ``/`` between folders; links are not followed.

    Raises:
        OSError: a folder cannot be listed.
    """
    names = []
    pending = [("", str(folder))]  # no recursion: there may be a thousand folders in each other
    while pending:
        above, place = pending.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append((f"{above}{entry.name}/", entry.path))
                else:
                    names.append(above + entry.name)
    return sorted(names)


def digest(file: Path) -> str | None:
    """Return the SHA-256 of the contents of a file, or of the target of a link; None if it is neither.

    Raises:
        OSError: the file cannot be read.
    """
    mode = file.lstat().st_mode
    if stat.S_ISLNK(mode):
        return hashlib.sha256(os.fsencode(file.readlink())).hexdigest()
    if not stat.S_ISREG(mode):
        return None
    with open_file(file) as contents:
        sha = hashlib.sha256()
        while chunk := contents.read(MEGABYTE):
            sha.update(chunk)
        return sha.hexdigest()


def _is_inside(name: str) -> bool:
    path = Path(name)
    return bool(path.parts) and not path.anchor and ".." not in path.parts


def _json(text: str) -> str:
    return json.dumps(text)
