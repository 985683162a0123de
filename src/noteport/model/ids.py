"""Stateless ids of notes, claims and terms: frozen, and the same in every format.

note    channel/stem                    bankless/open_source
claim   note @ second . ordinal         bankless/open_source@436.1
term    channel/slug                    bankless/open_source_ai
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from noteport.model.nodes import NoteRef, WikiLink
from noteport.model.note import Note
from noteport.model.patterns import pattern

NO_CHANNEL = "_"
"""The channel of a note without one."""

_BIDI = pattern("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_FORBIDDEN = pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NO_SLUG = pattern(r"[\W_]+")
_WHITESPACE = pattern("_+")
_CLAIM = pattern(r"(.*)@(\d{1,9}|-)\.\d+", re.DOTALL)
_FILE = pattern(r".+\.(?!md$)[A-Za-z0-9]{2,5}")
"""A link to a file that is not a note."""


def clean_name(name: str) -> str:
    """Return the name of a channel or file for ids: NFC, without bidirectional marks and control characters."""
    name = _BIDI.sub("", unicodedata.normalize("NFC", name))
    return _FORBIDDEN.sub(lambda found: _percent(found[0]), name).strip()


def note_id(channel: str, stem: str) -> str:
    """Return the id of a note, before a second one with the same id gets its suffix.

    A leading ``= + - @`` is percent-encoded, because a spreadsheet would take the id for a formula.
    """
    name = f"{clean_name(channel).replace('/', '%2F') or NO_CHANNEL}/{clean_name(stem)}"
    return _percent(name[0]) + name[1:] if name[0] in "=+-@" else name


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=8192)
def slug(name: str) -> str:
    """Fold a name so that ``Open Source AI`` and ``open_source_ai`` are the same: no accents, case or punctuation; NFC.

    A ``#`` or ``+`` at its end is kept, because ``C``, ``C#`` and ``C++`` are three things.

    Marks that make a different letter are kept: vowel signs of Indic scripts, voiced kana. Empty if there is no letter
    or digit.
    """
    stripped = name.rstrip()
    if stripped[-1:] in ("#", "+"):
        signs = stripped[len(stripped.rstrip("#+")) :]
        word = slug(stripped.removesuffix(signs))
        return word + signs if word else ""
    if name.isascii():
        return _NO_SLUG.sub("_", name.casefold()).strip("_")
    folded = unicodedata.normalize("NFKD", clean_name(name)).casefold()
    kept = "".join(char if _is_letter(char) else "_" for char in folded if not _is_accent(char))
    return unicodedata.normalize("NFC", _WHITESPACE.sub("_", kept).strip("_"))


def _is_accent(char: str) -> bool:
    """Selected by Unicode's combining class: marks above and below Latin, Greek and Cyrillic; Hebrew and Arabic points.

    The selectors for the appearance of an emoji are removed as well.
    """
    place = unicodedata.combining(char)
    return place >= 200 or 10 <= place <= 36 or "\ufe00" <= char <= "\ufe0f"


def _is_letter(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) in ("Mn", "Mc")


def term_id(note: Note, link: WikiLink) -> str:
    """Return the id of the term that a link names: from the note that it leads to, or else from its own text.

    An embedded file, or a link to a heading of the same note, names no term: the result is then empty.
    """
    if link.note is not None:
        return note_term_id(link.note)
    if not link.target or (link.embed and _FILE.fullmatch(link.target)):
        return ""
    return _term_id(note.channel, link.target)


def note_term_id(ref: NoteRef) -> str:
    """Return the id of the term that a note is about."""
    return _term_id(ref.channel, ref.stem)


@lru_cache(maxsize=8192)
def _term_id(channel: str, name: str) -> str:
    # A name that consists only of emoji has no slug.
    return note_id(channel, slug(name) or clean_name(name).replace("/", "%2F"))


class Origin(NamedTuple):
    """The parts of a claim's id."""

    note: str
    """The id of the note."""
    second: int | None
    """The second as written; None for an untimed claim."""


def origin_of(claim_id: str) -> Origin | None:
    """Return the note and the second in a claim's id; None if it is not one."""
    found = _CLAIM.fullmatch(claim_id)
    return None if found is None else Origin(found[1], None if found[2] == "-" else int(found[2]))


class ClaimIds:
    """Assigns ids to the claims of one note, in the order of the text.

    The second is the written one, so that a repaired timestamp changes no id; the ordinal counts the claims at that
    second.
    """

    def __init__(self, note: str) -> None:
        self._note = note
        self._seen: Counter[int | None] = Counter()

    def name(self, second: int | None) -> str:
        """Return the id of the next claim. ``second`` is its start as written, None for an untimed claim."""
        self._seen[second] += 1
        return f"{self._note}@{'-' if second is None else second}.{self._seen[second]}"
