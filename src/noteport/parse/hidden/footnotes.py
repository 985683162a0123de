"""Moves inline footnotes, ``text^[the note]``, to the end of the text (pandoc.org/MANUAL, "Inline notes").

A footnote that is only a time stands where the text refers to it: ``text^[12:34]``, ``text[^1]`` and ``[^1]: [12:34]``.
If indented lines follow, its first line does, and it stays a footnote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from noteport.model.patterns import pattern
from noteport.parse.hidden.marks import CODE, TIMESTAMP
from noteport.parse.markdown.timestamps import CLOCK

_NOTE = pattern(rf"{CODE}|(?<!\\)\^\[(?P<note>(?:[^\[\]\n]|\[\[[^\[\]\n]*+\]\]|\[[^\[\]\n]*+\])++)\]")
_LETTER = pattern(r"[^\W\d_]")

_ADDRESS = r"<?https?://[^\s<>?&#]*+(?:[?&#](?!t=)[^\s<>?&#]*+)*+[?&#]t=[^\s<>]++>?"
_TIME = rf"(?:{TIMESTAMP}|{_ADDRESS}|{CLOCK}(?:[ \t]?[-–][ \t]?{CLOCK})?)"
_AT = r"(?:(?:at|around|about|approx\.|ca?\.)\s|[@~≈])?\s*"
_ONLY_TIMES = pattern(rf"\s*{_AT}(?P<times>{_TIME}(?:[\s,;]+{_TIME})*)[\s.]*", re.IGNORECASE)
_ONE_TIME = pattern(_TIME)
_DEFINITION = pattern(r"\[\^([^\[\]\s]+)\]:[ \t]*(\S.*)")
_REFERENCE = pattern(rf"{CODE}|\[\^(?P<label>[^\[\]\s]+)\](?!:)")
_BARE = pattern(CLOCK)
_CONTINUED = (" " * 4, "\t")


class CitedTimes:
    """Puts the footnotes that are only times where the text refers to them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._kept: set[str] = set()
        self._times = dict(self._defined(lines))

    def __bool__(self) -> bool:
        return bool(self._times)

    def take(self, line: str) -> str:
        """Return a line with the times of its references; empty if it defines one of them."""
        if "[^" not in line:
            return line
        definition = _DEFINITION.fullmatch(line)
        if definition is not None and definition[1] in self._times:
            return line if definition[1] in self._kept else ""
        return _REFERENCE.sub(self._time, line)

    def _defined(self, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
        referred = {found["label"] for line in lines if "[^" in line for found in _REFERENCE.finditer(line)}
        for number, line in enumerate(lines):
            found = _DEFINITION.fullmatch(line) if line.startswith("[^") else None
            if found is not None and found[1] in referred and (times := _ONLY_TIMES.fullmatch(found[2])):
                behind = next((after for after in lines[number + 1 : number + 3] if after.strip()), "")
                if behind.startswith(_CONTINUED):
                    self._kept.add(found[1])
                yield found[1], _bracketed(times["times"])

    def _time(self, found: re.Match[str]) -> str:
        label = found["label"] or ""
        return self._times.get(label, "") + (found[0] if label in self._kept or label not in self._times else "")


def _bracketed(times: str) -> str:
    """Return times as they can stand in a sentence, with whitespace before them."""
    each = (found[0] for found in _ONE_TIME.finditer(times))
    return " " + ", ".join(f"[{time}]" if _BARE.match(time) else time for time in each)


def has_cited_times(text: str) -> bool:
    return "[^" in text and "]:" in text


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
        if note is not None and (times := _ONLY_TIMES.fullmatch(note)):
            return _bracketed(times["times"])
        if note is None or not _LETTER.search(note):
            return found[0]
        self._notes.append(note.strip())
        return f"[^inline-{len(self._notes)}]"
