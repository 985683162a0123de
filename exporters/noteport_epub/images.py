"""Pictures of the vault, as files of the book; only of the kinds that every reading system shows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from noteport.api import Asset, Note, Notes
from noteport_epub.picture_kinds import picture_kind

FOLDER = "images"


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
    kind = picture_kind(data)
    if kind is None:
        return None
    suffix, media_type = kind
    return Picture(f"{FOLDER}/{hashlib.sha256(data).hexdigest()[:16]}.{suffix}", media_type, asset)


def described(alt: str, address: str) -> str:
    """The words for a picture: what the note gives, else its file's name, read as words."""
    words = alt.partition("|")[0].strip()
    return words or PurePosixPath(address).stem.replace("_", " ").replace("-", " ").strip()
