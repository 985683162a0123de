"""Images and sounds of a claim's block: local ones are included, remote ones are links, missing ones are problems."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from msgspec import Struct

from noteport.api import Claim, Image, Note, Notes, Problem, ProblemCode, escape, is_safe_address

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
    """Collects images in a temporary folder.

    Args:
        notes: returns the contents of an image in the vault.
        folder: where they are put, each once, under its name.
    """

    def __init__(self, notes: Notes, folder: Path) -> None:
        self._notes = notes
        self._folder = folder
        self._names: dict[tuple[str, str], str | None] = {}
        self.problems: list[Problem] = []

    def pictures(self, claim: Claim, note: Note, images: Iterable[Image]) -> Pictures:
        """Return what the card of a claim shows of these images; missing ones become problems."""
        files: list[str] = []
        links: list[tuple[str, str]] = []
        for image in images:
            if is_safe_address(image.src):
                links.append((image.src, image.alt or urlsplit(image.src).netloc))
            elif (name := self._name(claim, note, image)) is not None:
                files.append(name)
        return Pictures(tuple(dict.fromkeys(files)), tuple(dict.fromkeys(links)))

    def path(self, name: str) -> Path:
        """Return the file of an image in the folder."""
        return self._folder / name

    def _name(self, claim: Claim, note: Note, image: Image) -> str | None:
        key = (note.id, image.src)
        if key not in self._names:
            self._names[key] = self._take(claim, note, image.src)
        return self._names[key]

    def _take(self, claim: Claim, note: Note, src: str) -> str | None:
        kind = PurePosixPath(src).suffix.lower()
        contents = self._contents(note, src) if kind in _KINDS else None
        if contents is None:
            shown = src if len(src) <= _LONGEST_SHOWN else f"{src[:_LONGEST_SHOWN]}…"
            what = "sound" if kind in _SOUNDS else "image"
            message = f"The {what} {shown} is not in the vault, or is too large; the card was made without it."
            self.problems.append(
                Problem(code=ProblemCode.IMAGE_MISSING, path=note.path, line=claim.place.line, message=message)
            )
            return None
        name = f"noteport-{hashlib.sha256(contents).hexdigest()[:24]}{kind}"
        self.path(name).write_bytes(contents)
        return name

    def _contents(self, note: Note, src: str) -> bytes | None:
        asset = self._notes.asset(note, src)
        try:
            return asset.read() if asset is not None else None
        except OSError:  # it cannot be read, or is gone
            return None
