"""Lines that begin with a bare time, as in chapters and transcripts.

Such a time counts only among others: in three or more lines in ascending order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from noteport.model.patterns import pattern
from noteport.parse.dialects.dialect import Page

LEAST = 3
"""This many ascending lines are not a coincidence (YouTube requires as many for chapters)."""

CLOCK = r"\d{1,3}:[0-5]\d(?::[0-5]\d)?(?![\d:.,]*\d)"
"""M:S or H:M:S, as tools write them."""

_MARKED = pattern(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t])")
_STRUCTURE = pattern(r"[ \t>]*(?:#{1,6}[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t]|[`~]{3}|\||[-*_]{3,}[ \t]*$|$)")
_HEADING = pattern(r"#{1,6}[ \t]")
_TIME_OF_DAY = pattern(r"[ \t]*(?:[ap]\.?m\b|uhr\b|h\b|o'clock)", re.IGNORECASE)


class ClockLine(Struct, frozen=True):
    index: int
    before: str
    """Indentation, quotation marks, the bullet of a list, the marks of a heading."""
    time: str
    """The time or range as written."""
    text: str
    """The text after it; may be empty."""

    @property
    def second(self) -> int:
        """The second at which it begins."""
        second = 0
        for part in re.split(r"[^\d:]", self.time, maxsplit=1)[0].split(":"):
            second = second * 60 + int(part)
        return second

    @property
    def timestamped(self) -> str:
        """Return the line as a list item, or as its heading, with the timestamp first."""
        bullet = "" if _MARKED.match(self.before) else "- "
        return f"{self.before}{bullet}[{self.time}] {self.text}".rstrip()


def translate_clock_lines(page: Page, read: Callable[[int, str], ClockLine | None], *, flowing: bool) -> list[str]:
    """Return the lines of the page, with the timestamp first in those that begin with a time.

    Args:
        page: the note.
        read: reads a line by its number and text; returns None if it does not begin with a time.
        flowing: whether sentences continue across lines, as in a transcript; otherwise each line stands alone.
    """
    lines = list(page.lines)
    for group in _groups(page, read):
        for line in group:
            lines[line.index] = line.timestamped
        if not flowing:
            _set_apart(lines, group)
    return lines


def _groups(page: Page, read: Callable[[int, str], ClockLine | None]) -> Iterator[list[ClockLine]]:
    group: list[ClockLine] = []
    for index, line in enumerate(page.lines):
        here = None if page.in_code[index] else read(index, line)
        ends = _HEADING.match(line) is not None if here is None else bool(group) and here.second < group[-1].second
        if ends:
            yield from _kept(group)
            group = []
        if here is not None:
            group.append(here)
    yield from _kept(group)


def _kept(group: list[ClockLine]) -> Iterator[list[ClockLine]]:
    """Return the group, if it is one."""
    if len(group) < LEAST or group[0].second == group[-1].second:
        return
    if not any(_TIME_OF_DAY.match(line.text) for line in group):
        yield group


def _set_apart(lines: list[str], group: list[ClockLine]) -> None:
    """End the sentence of each line that has text directly below it."""
    with_text = [line for line in group if line.text and not _ends_block(lines, line.index)]
    for line in with_text:
        lines[line.index] += "\\"
    last = group[-1]
    if with_text == [last]:
        # No other line has text of its own below: what follows is not part of the list. An invisible comment ends it.
        lines[last.index] = last.timestamped
        below = lines[last.index + 1]
        indent = len(below) - len(below.lstrip())
        lines[last.index + 1] = f"{below[:indent]}<!-- -->{below[indent:]}"


def _ends_block(lines: list[str], index: int) -> bool:
    return index + 1 == len(lines) or _STRUCTURE.match(lines[index + 1]) is not None
