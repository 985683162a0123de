"""Pictures of the vault, as files of the book; only of the kinds that every reading system shows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import PurePosixPath

from msgspec import Struct

from noteport.api import Note, Notes
from noteport_epub.picture_kinds import picture_kind
from noteport_epub.svg import safe_svg

FOLDER = "images"
KINDS = "PNG, JPEG, GIF, WebP or SVG"
"""What a book can hold, for people."""


class Picture(Struct, frozen=True, kw_only=True):
    """A picture that a book can hold."""

    suffix: str
    media_type: str
    data: bytes


class PictureFile(Struct, frozen=True, kw_only=True):
    """A picture that a chapter shows."""

    file: str
    """Its name in the book, by its contents: one picture is kept once."""
    media_type: str
    read: Callable[[], bytes]


def picture_of(data: bytes) -> Picture | None:
    """A file as a picture, an SVG without what could run or lead out of the book; None if it is none for a book."""
    kind = picture_kind(data)
    if kind is not None:
        return Picture(suffix=kind[0], media_type=kind[1], data=data)
    svg = safe_svg(data) if b"<svg" in data else None
    return Picture(suffix="svg", media_type="image/svg+xml", data=svg) if svg is not None else None


def picture_file(address: str, note: Note, notes: Notes) -> PictureFile | None:
    """The picture that an address in a note leads to; None if the vault holds none there that a book can show."""
    asset = notes.asset(note, address)
    if asset is None:
        return None

    def read() -> bytes:
        """Read anew when the book is written: a vault may show more pictures than memory holds."""
        found = picture_of(asset.read())
        return found.data if found is not None else b""

    try:
        found = picture_of(asset.read())
    except OSError:
        return None
    if found is None:
        return None
    name = f"{FOLDER}/{hashlib.sha256(found.data).hexdigest()[:16]}.{found.suffix}"
    return PictureFile(file=name, media_type=found.media_type, read=read)


def described(alt: str, address: str) -> str:
    """The words for a picture: what the note gives, else its file's name, read as words."""
    words = words_of(alt)
    return words or PurePosixPath(address).stem.replace("_", " ").replace("-", " ").strip()


def words_of(alt: str) -> str:
    """What the note itself says of a picture; what stands behind a bar is a size."""
    return alt.partition("|")[0].strip()
