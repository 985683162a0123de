"""Images of the vault as files of the book, only of the kinds that every reading system shows."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from urllib.parse import unquote

from msgspec import Struct

from noteport.api import Context, Note, Notes
from noteport_epub.picture_kinds import picture_kind
from noteport_epub.svg import safe_svg

FOLDER = "images"
KINDS = "PNG, JPEG, GIF, WebP or SVG"
"""The kinds that a book can contain, for messages."""


class Picture(Struct, frozen=True, kw_only=True):
    """An image that a book can contain."""

    suffix: str
    media_type: str
    data: bytes


class PictureFile(Struct, frozen=True, kw_only=True):
    """An image that a chapter shows."""

    file: str
    """Its name in the book, derived from its contents, so that one image is kept once."""
    media_type: str
    address: str
    """Where the note has it. It is read again when the book is written, because a vault may show more images than fit
    into memory.
    """


def picture_of(data: bytes) -> Picture | None:
    """Return a file as an image, an SVG without what could run or load other files; None if a book cannot
    contain it.
    """
    kind = picture_kind(data)
    if kind is not None:
        return Picture(suffix=kind[0], media_type=kind[1], data=data)
    svg = safe_svg(data) if b"<svg" in data else None
    return Picture(suffix="svg", media_type="image/svg+xml", data=svg) if svg is not None else None


def picture_file(address: str, note: Note, notes: Notes | Context) -> PictureFile | None:
    """Return the image that an address in a note leads to; None if the vault has none there that a book can show."""
    asset = notes.asset(note, address)
    if asset is None:
        return None

    try:
        found = picture_of(asset.read())
    except OSError:
        return None
    if found is None:
        return None
    name = f"{FOLDER}/{hashlib.sha256(found.data).hexdigest()[:16]}.{found.suffix}"
    return PictureFile(file=name, media_type=found.media_type, address=address)


def described(alt: str, address: str) -> str:
    """Return the alternative text of an image: from the note, or else its file name as words."""
    words = words_of(alt)
    if not words and address.startswith("data:"):
        return ""
    return words or PurePosixPath(unquote(address)).stem.replace("_", " ").replace("-", " ").strip()


def words_of(alt: str) -> str:
    """Return what the note itself says about an image; the text after a bar is a size."""
    return alt.partition("|")[0].strip()
