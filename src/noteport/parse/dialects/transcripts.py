"""Transcripts: every word of a video with its time, and therefore not notes.

They are recognised by their pace. People speak two to three words per second; notes of a video have a tenth of that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from noteport.model.patterns import pattern
from noteport.parse.dialects.dialect import Page
from noteport.parse.markdown.timestamps import seconds_of
from noteport.parse.text.cjk import without_cjk

LEAST_LINES = 5
"""A passage needs this many lines that begin with a time …"""
PACE = 1.2
"""… and this many words per second between the first and the last, which slow speech has but no note of a video …"""
FASTEST = 5.0
"""… but not more than people can say."""
CJK_PER_WORD = 2
"""The number of Chinese, Japanese or Korean characters that count as a word (claims.md, rule 5)."""

_LED = pattern(
    r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]+)?(?:\*\*)?(?:<a [^<>\n]{0,80}>)?"
    r"[\[(]{1,2}(\d{1,3}:\d{2}(?::\d{2})?)(?=[\]) \t.,-])"
)
_WORD = pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TARGET = pattern(r"\]\([^()\n]*\)|<[^<>\n]*>")


class TimestampedLine(Struct, frozen=True):
    """A line that begins with a timestamp."""

    index: int
    second: int


def timestamped_lines(page: Page) -> list[TimestampedLine]:
    """The lines of a page that begin with a timestamp in brackets."""
    found = ((index, _LED.match(line)) for index, line in page.openings)
    return [TimestampedLine(index, seconds_of(match[1]) or 0) for index, match in found if match]


def find_transcripts(
    page: Page, timestamped: Sequence[TimestampedLine], always: Collection[int] = ()
) -> tuple[range, ...]:
    """The lines of a page, counted from 0, that are transcripts.

    Args:
        page: the note.
        timestamped: its lines that begin with a timestamp.
        always: lines that are known to be a transcript's.
    """
    if len(timestamped) < LEAST_LINES and not always:
        return ()
    found: list[range] = []
    limit = len(page.lines)
    for group in reversed(list(_groups(page.lines, timestamped))):
        first, last = group[0].index, group[-1].index
        if any(line.index in always for line in group) or _is_dense(page.lines, group):
            found.append(range(first, _end(page.lines, last, limit)))
        limit = first
    return tuple(reversed(found))


def _groups(lines: list[str], timestamped: Sequence[TimestampedLine]) -> Iterator[list[TimestampedLine]]:
    """Groups of ascending timestamps under one heading."""
    group: list[TimestampedLine] = []
    for line in timestamped:
        if group:
            between = lines[group[-1].index + 1 : line.index + 1]
            if line.second < group[-1].second or any(text.startswith("#") for text in between):
                yield group
                group = []
        group.append(line)
    if group:
        yield group


def _is_dense(lines: list[str], group: list[TimestampedLine]) -> bool:
    first, last = group[0], group[-1]
    if len(group) < LEAST_LINES or last.second <= first.second:
        return False
    spoken = _TARGET.sub("", "\n".join(lines[first.index : last.index]))
    spaced, cjk = without_cjk(spoken)
    words = len(_WORD.findall(spaced)) + cjk // CJK_PER_WORD
    return PACE <= words / (last.second - first.second) <= FASTEST


def _end(lines: list[str], last: int, limit: int) -> int:
    """The line after the paragraph of the last timestamp, or the limit."""
    return next((index for index in range(last + 1, limit) if not lines[index].strip()), limit)
