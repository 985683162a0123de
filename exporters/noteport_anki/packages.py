"""One package, or one per channel or video, written side by side on disk."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from noteport.api import Note, Target, deterministic_zip
from noteport_anki.writer import PackageWriter, Style

Split: TypeAlias = Literal["none", "channel", "video"]

_LEVEL = 1
"""Of the compression. The usual level makes a package a fifth smaller, in four times the time."""
REMOVED_PART = "removed"
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
"""Names of devices on Windows, whatever extension follows (Microsoft, "Naming Files, Paths, and Namespaces")."""
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 80
"""Maximum characters, which Windows counts in units of 16 bits; 255 are allowed."""
_MOST_BYTES = 200
"""Maximum bytes in UTF-8, which Linux and macOS count. 255 are allowed, including the extension."""


class Packages:
    """The packages of an export.

    Args:
        split: what each package is for.
        folder: where their databases are created.
        styles: the style of each note type, by its id.
    """

    def __init__(self, split: Split, folder: Path, styles: Mapping[int, Style]) -> None:
        self._split = split
        self._folder = folder
        self._styles = styles
        self._writers: dict[str, PackageWriter] = {}
        self._current: PackageWriter | None = None
        if split == "none":
            self._writer("")

    def named(self, name: str) -> PackageWriter:
        """Return the package with this name, as ``package_of`` gives it."""
        return self._writer(name)

    def for_removed(self) -> PackageWriter:
        """Return the package for cards of removed claims."""
        return self._writer("" if self._split == "none" else REMOVED_PART)

    def for_gone(self) -> PackageWriter:
        """Return a package for removed cards that are not shown: any package will do."""
        name = next((name for name, writer in self._writers.items() if writer.cards), None)
        return self.for_removed() if name is None else self._writer(name)

    @property
    def largest(self) -> int:
        """The number of cards in the largest package."""
        return max((writer.cards for writer in self._writers.values()), default=0)

    def write(self, target: Target) -> None:
        """Write the package to the target, or the packages into its folder."""
        if self._split == "none":
            with target.open_binary() as out:
                deterministic_zip(self._writers[""].entries(), out, level=_LEVEL)
            return
        with target.folder() as folder:
            for name, writer in self._writers.items():
                if not writer.cards:
                    continue
                with folder.joinpath(f"{name}.apkg").open("wb") as out:
                    deterministic_zip(writer.entries(), out, level=_LEVEL)

    def _writer(self, name: str) -> PackageWriter:
        writer = self._writers.get(name)
        if writer is None:
            writer = self._writers[name] = PackageWriter(self._folder / f"{len(self._writers)}.anki2", self._styles)
        if self._current is not None and self._current is not writer:
            self._current.rest()
        self._current = writer
        return writer


def package_of(note: Note, split: Split) -> str:
    """Return the name of the package for the cards of a note; empty if there is only one package."""
    match split:
        case "none":
            return ""
        case "channel":
            return file_name(note.channel)
        case "video":
            return file_name(note.video.id if note.video is not None else note.path.stem)


def file_name(name: str) -> str:
    """Return a channel or video as a file name, in lower case, because some systems ignore case.

    A name that has to be cut gets a digest of the whole, so that different names stay different.
    """
    whole = _UNSAFE.sub("_", unicodedata.normalize("NFC", name).casefold()).strip("._")
    if whole.partition(".")[0].rstrip() in _DEVICES:
        whole = f"_{whole}"
    if len(whole) <= _LONGEST and len(whole.encode()) <= _MOST_BYTES:
        return whole or "notes"
    digest = hashlib.sha256(whole.encode()).hexdigest()[:8]
    cut = whole[: _LONGEST - 9].encode()[: _MOST_BYTES - 9].decode(errors="ignore")
    return f"{cut}-{digest}"
