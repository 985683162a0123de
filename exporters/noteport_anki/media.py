"""Images and sounds of a claim's block: local ones are included, remote ones are links, missing ones are problems."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from msgspec import Struct

from noteport.api import Asset, Claim, Image, Note, Problem, ProblemCode, escape, is_safe_address

OWN_NAME = re.compile(r"noteport-[0-9a-f]{24}\.[a-z0-9]{3,4}")
"""The names that we give to images: from their contents, so that different images never share a name, and safe
everywhere.
"""

_LONGEST_SHOWN = 100
"""Maximum characters of an address in a message; some contain the whole image."""
_SOUNDS = frozenset({".3gp", ".aac", ".flac", ".m4a", ".mp3", ".ogg", ".opus", ".wav"})
_KINDS = _SOUNDS | {".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}


class Pictures(Struct, frozen=True):
    """The images that a card shows with its claim, and the sounds that it plays."""

    files: tuple[str, ...] = ()
    """The names under which they are included."""
    links: tuple[tuple[str, str], ...] = ()
    """Addresses of remote ones, with their alternative texts."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Where they come from."""
        return (*self.files, *(address for address, _ in self.links))

    @property
    def markup(self) -> str:
        """The images in HTML, and the sounds as Anki plays them; empty if there are none."""
        shown = [f"[sound:{name}]" if _is_sound(name) else f'<img src="{name}">' for name in self.files]
        shown += [f'<a href="{escape(address)}">{escape(words)}</a>' for address, words in self.links]
        return f'<div class="images">{" ".join(shown)}</div>' if shown else ""


NO_PICTURES = Pictures()


def _is_sound(name: str) -> bool:
    return PurePosixPath(name).suffix in _SOUNDS


class Media:
    """Finds the images and sounds of one note.

    Args:
        find: returns a file of the vault by its address in the note.
    """

    def __init__(self, find: Callable[[Note, str], Asset | None]) -> None:
        self._find = find
        self._names: dict[str, str | None] = {}
        self.sources: dict[str, str] = {}
        """The address of each file in the note, by the name under which it is included."""
        self.problems: list[Problem] = []

    def pictures(self, claim: Claim, note: Note, images: Iterable[Image]) -> Pictures:
        """Return what the card of a claim shows of these images; missing ones become problems."""
        files: list[str] = []
        links: list[tuple[str, str]] = []
        for image in images:
            if is_safe_address(image.src):
                links.append((image.src, image.alt or urlsplit(image.src).netloc))
            elif (name := self._name(claim, note, image.src)) is not None:
                files.append(name)
        return Pictures(tuple(dict.fromkeys(files)), tuple(dict.fromkeys(links)))

    def _name(self, claim: Claim, note: Note, src: str) -> str | None:
        if src not in self._names:
            self._names[src] = self._take(claim, note, src)
        return self._names[src]

    def _take(self, claim: Claim, note: Note, src: str) -> str | None:
        kind = PurePosixPath(src).suffix.lower()
        contents = contents_of(self._find(note, src)) if kind in _KINDS else None
        if contents is None:
            shown = src if len(src) <= _LONGEST_SHOWN else f"{src[:_LONGEST_SHOWN]}…"
            what = "sound" if kind in _SOUNDS else "image"
            message = f"The {what} {shown} is not in the vault, or is too large; the card was made without it."
            self.problems.append(
                Problem(code=ProblemCode.IMAGE_MISSING, path=note.path, line=claim.place.line, message=message)
            )
            return None
        name = _own_name(contents, kind)
        self.sources.setdefault(name, src)
        return name


class MediaFolder:
    """Collects files in a temporary folder, each once, under its name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: set[str] = set()

    def add(self, name: str, find: Callable[[], Asset | None]) -> Path | None:
        """Return the file in the folder; None if what ``find`` returns is not the file with this name any more."""
        file = self._folder / name
        if name not in self._names:
            contents = contents_of(find())
            if contents is None or _own_name(contents, file.suffix) != name:
                return None
            file.write_bytes(contents)
            self._names.add(name)
        return file


def contents_of(asset: Asset | None) -> bytes | None:
    """Return the contents of a file; None if it cannot be read, or is gone."""
    try:
        return asset.read() if asset is not None else None
    except OSError:
        return None


def _own_name(contents: bytes, kind: str) -> str:
    return f"noteport-{hashlib.sha256(contents).hexdigest()[:24]}{kind}"
