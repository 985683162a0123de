"""Chapters as in the description of a video, and transcripts as on the page of a video.

    00:00 Intro
    00:17 Feature overview
    12:05 - Questions

The time is bare: it counts only at the start of a line, in ascending lines, and only in a note that names a video or in
a list that starts at ``0:00``, where no time of day is meant.
"""

from __future__ import annotations

from noteport.model.patterns import pattern
from noteport.parse.dialects.clock_lines import CLOCK, LEAST, ClockLine, translate_clock_lines
from noteport.parse.dialects.dialect import SIGNS, Dialect, Page

_BEFORE = r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]+)?"
_SIGN = rf"(?:{SIGNS}[ \t]*)?"
_START = pattern(rf"{_BEFORE}(?:{_SIGN}(?:\*\*)?{CLOCK}|{SIGNS}[ \t]*[(\[]{CLOCK}[)\]])")
_LINE = pattern(
    rf"(?P<before>{_BEFORE})(?P<sign>{_SIGN})(?P<bold>\*\*)?(?P<round>[(\[])?"
    rf"(?P<time>{CLOCK}(?:[ \t]*[-–—][ \t]*{CLOCK})?)(?(round)[)\]])(?P<closed>\*\*)?"
    r"(?:[ \t]*[-–—:|][ \t]+|[-–—](?=[^\W\d])|[ \t]+(?:[-–—|·•][ \t]+)?|[ \t]*$)(?P<text>.*)"
)
_FROM_ZERO = pattern(rf"{_BEFORE}{_SIGN}(?:\*\*)?0?0:00(?::00)?(?![\d:])")


def _read(index: int, line: str) -> ClockLine | None:
    found = _LINE.fullmatch(line)
    if found is None or (found["round"] and not found["sign"]):  # those in brackets are read without a dialect
        return None
    text = found["text"].strip()
    still_bold = found["bold"] and not found["closed"]
    return ClockLine(index, found["before"], found["time"], f"**{text}" if still_bold else text)


class Chapters(Dialect):
    name, summary = "chapters", "Chapters and transcripts with bare times."
    opening = _START
    least = LEAST

    def translate(self, page: Page) -> list[str]:
        if not page.has_video and not any(_FROM_ZERO.match(line) for _, line in page.openings):
            return page.lines
        return translate_clock_lines(page, _read, flowing=False)
