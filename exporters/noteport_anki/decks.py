"""Where a card goes: its deck's name and id, and its tags."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from noteport.api import Claim, Note, UsageError

_FIELD = re.compile(r"\{(\w*)\}")
_FIELDS = ("channel", "title", "video")
_LOWEST_ID, _HIGHEST_ID = 2**30 + 1, 2**53 - 1
"""Deck ids must be beyond Anki's own small ones, and exact as a number of JavaScript."""
_LONGEST_PART = 80
"""Characters of one level of a tag; a heading may be as long as a paragraph."""


class DeckNames:
    """Deck names by a template, ``{channel}`` by default; ``::`` in it parts a deck from its subdeck."""

    def __init__(self, template: str) -> None:
        """Raises UsageError if the template names an unknown field."""
        for name in _FIELD.findall(template):
            if name not in _FIELDS:
                known = ", ".join(f"{{{field}}}" for field in _FIELDS)
                raise UsageError(f"The deck template {template!r} has an unknown field {{{name}}}.", f"Use {known}.")
        self._template = template

    def of(self, note: Note) -> str:
        """The deck of a note's cards; never empty."""
        video = note.video
        values = {
            "channel": note.channel if note.channel != "_" else "noteport",
            "title": note.title,
            "video": (video.title or video.id) if video is not None else note.title,
        }
        name = _FIELD.sub(lambda found: _one_level(values[found[1]]), self._template)
        return unicodedata.normalize("NFC", name).strip(": ") or "noteport"


def deck_id(name: str) -> int:
    """The id that a deck of this name always has. Anki takes names that differ in case alone for one."""
    digest = hashlib.sha256(folded(name).encode("utf-8", "replace")).digest()
    return _LOWEST_ID + int.from_bytes(digest[:8], "big") % (_HIGHEST_ID - _LOWEST_ID)


def folded(name: str) -> str:
    """A deck's name as Anki compares it."""
    return unicodedata.normalize("NFC", name).casefold()


def tags(claim: Claim, note: Note) -> list[str]:
    """The topic with the claim's headings below it, and what a learner may want to know of its time."""
    levels = [note.title, *(heading for heading in claim.section if heading.casefold() != note.title.casefold())]
    found = ["::".join(["noteport", "topic", *(level for level in map(_tag_level, levels) if level)])]
    if claim.inferred:
        found.append("noteport::inferred")
    if any(stamp.repaired for stamp in claim.stamps):
        found.append("noteport::repaired")
    return found


def _one_level(text: str) -> str:
    """Text that makes no level of its own."""
    return " ".join(re.sub(":{2,}", ":", text).split())


@lru_cache(maxsize=1024)
def _tag_level(text: str) -> str:
    """One level of a tag: without blanks of any kind, control characters and quotes; Anki would cut or drop them."""
    kept = "".join(char for char in _one_level(text) if char != '"' and (char == " " or char.isprintable()))
    return unicodedata.normalize("NFC", "_".join(kept[:_LONGEST_PART].split())).strip(":")
