"""Glasp's transcript of a video, and other lines that begin with a time in round brackets.

(43:14) so the first thing that sleep does
(43:21) is to wash the brain
"""

from __future__ import annotations

from noteport.model.patterns import pattern
from noteport.parse.dialects.clock_lines import CLOCK, LEAST, ClockLine, translate_clock_lines
from noteport.parse.dialects.dialect import Dialect, Page

_BEFORE = r"[ \t>]*(?:[-*+][ \t]+)?"
_START = pattern(rf"{_BEFORE}\({CLOCK}\)")
_LINE = pattern(rf"({_BEFORE})\(({CLOCK})\)[ \t]*(?:[-–—:][ \t]+)?(.*)")


def _read(index: int, line: str) -> ClockLine | None:
    found = _LINE.fullmatch(line)
    return ClockLine(index, found[1], found[2], found[3].strip()) if found else None


class Glasp(Dialect):
    name, summary = "glasp", "Transcripts of Glasp: lines that begin with a time in round brackets."
    opening = _START
    least = LEAST

    def translate(self, page: Page) -> list[str]:
        return translate_clock_lines(page, _read, flowing=True)
