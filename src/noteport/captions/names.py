"""What the name of a captions file says: which video or note it belongs to, and its language.

dQw4w9WgXcQ.en.srt                a video's id, as yt-dlp -o "%(id)s.%(ext)s" names it
Sleep well [dQw4w9WgXcQ].en.vtt   a title and an id, as yt-dlp does by default
Sleep well-dQw4w9WgXcQ.en.vtt     the same, as youtube-dl did
sleep_well.srt                    the name of a note
"""

from __future__ import annotations

import unicodedata
from pathlib import PurePath

from msgspec import Struct

from noteport.model.patterns import pattern

SUFFIXES = frozenset({".vtt", ".srt", ".json3", ".ttml", ".dfxp", ".srv1", ".srv2", ".srv3"})
"""Of files that hold captions."""

_LANGUAGE = pattern(r"(.+)\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,20})*)")
_ORIGINAL = "-orig"
"""Stands behind the language of automatic captions that nobody has translated."""
_ID_IN_BRACKETS = pattern(r".*\[([\w-]{6,30})\]")
_ID_AT_END = pattern(r".+-([\w-]{11})")


class CaptionsName(Struct, frozen=True):
    """What a file's name says."""

    keys: tuple[str, ...]
    """Of the videos and notes that it may belong to (``id_key``, ``name_key``)."""
    language: str | None
    """BCP 47 tag; None if the name has none."""
    original: bool
    """Whether it says that speech recognition made the captions."""


def is_captions(path: PurePath) -> bool:
    """Return whether a file has the extension of captions."""
    return path.suffix.lower() in SUFFIXES


def parse_name(path: PurePath) -> CaptionsName:
    """Read the name of a captions file."""
    stem = path.stem
    found = _LANGUAGE.fullmatch(stem)
    base, language = (found[1], found[2]) if found else (stem, None)
    original = language is not None and language.endswith(_ORIGINAL)
    names = dict.fromkeys([base, stem])  # "sleep.well.srt" is in no language called "well"
    for name in (base, stem):
        for id in (_ID_IN_BRACKETS.fullmatch(name), _ID_AT_END.fullmatch(name)):
            if id:
                names[id[1]] = None
    keys = dict.fromkeys(key for name in names for key in (id_key(name), name_key(name)))
    return CaptionsName(tuple(keys), language.removesuffix(_ORIGINAL) if language else None, original)


def id_key(video_id: str) -> str:
    """Return the key of a video's id, which is case-sensitive."""
    return f"={unicodedata.normalize('NFC', video_id)}"


def name_key(name: str) -> str:
    """Return the key of a note's name, however its accents are encoded: macOS decomposes them."""
    return unicodedata.normalize("NFC", name).casefold()
