"""Moves inline footnotes, ``text^[the note]``, to the end of the text (pandoc.org/MANUAL, "Inline notes")."""

from __future__ import annotations

import re

from noteport.model.patterns import pattern
from noteport.parse.hidden.marks import CODE

_NOTE = pattern(rf"{CODE}|(?<!\\)\^\[(?P<note>(?:[^\[\]\n]|\[\[[^\[\]\n]*+\]\]|\[[^\[\]\n]*+\])++)\]")
_LETTER = pattern(r"[^\W\d_]")


def has_footnotes(text: str) -> bool:
    return "^[" in text


class Footnotes:
    """Takes the footnotes out of one line after the other."""

    def __init__(self) -> None:
        self._notes: list[str] = []

    def take(self, line: str) -> str:
        """Return a line with a reference for each footnote."""
        return _NOTE.sub(self._reference, line) if "^[" in line else line

    def definitions(self) -> list[str]:
        """Return the lines that define the footnotes, to be put behind the text."""
        return [line for number, note in enumerate(self._notes, 1) for line in ("", f"[^inline-{number}]: {note}")]

    def _reference(self, found: re.Match[str]) -> str:
        note = found["note"]
        if note is None or not _LETTER.search(note):
            return found[0]
        self._notes.append(note.strip())
        return f"[^inline-{len(self._notes)}]"
