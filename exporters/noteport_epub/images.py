"""Pictures of the vault, as files of the book; only of the kinds that every reading system shows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from noteport.api import Asset, Note, Notes

FOLDER = "images"

_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"GIF87a", "gif", "image/gif"),
    (b"GIF89a", "gif", "image/gif"),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a chapter shows."""

    file: str
    """Its name in the book, by its contents: one picture is kept once."""
    media_type: str
    asset: Asset


def picture(address: str, note: Note, notes: Notes) -> Picture | None:
    """The picture that an address in a note leads to; None if the vault holds none there."""
    asset = notes.asset(note, address)
    if asset is None:
        return None
    try:
        data = asset.read()
    except OSError:
        return None
    kind = media_kind(data)
    if kind is None:
        return None
    suffix, media_type = kind
    return Picture(f"{FOLDER}/{hashlib.sha256(data).hexdigest()[:16]}.{suffix}", media_type, asset)


def media_kind(data: bytes) -> tuple[str, str] | None:
    """Suffix and media type of a picture by its first bytes; None if it is none that EPUB knows."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp", "image/webp"
    return next(((suffix, media) for head, suffix, media in _KINDS if data.startswith(head)), None)


def described(alt: str, address: str) -> str:
    """The words for a picture: what the note gives, else its file's name, read as words."""
    words = alt.partition("|")[0].strip()
    return words or PurePosixPath(address).stem.replace("_", " ").replace("-", " ").strip()
