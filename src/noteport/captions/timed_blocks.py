"""What WebVTT and SubRip share: a line with two times, and the lines of text under it."""

from __future__ import annotations

from collections.abc import Iterator

from noteport.model.patterns import pattern

_TIME = r"(?:(\d{1,5})\s?:\s?)?(\d{1,3})\s?:\s?(\d{1,2})(?:\s?[.,:]\s?(\d{1,6}))?"
_TIMES = pattern(rf"\s*{_TIME}\s*-{{1,2}}>\s*(?:{_TIME})?")
_CLOCK = pattern(_TIME)

Block = tuple[int, int, list[str]]
"""Start and end in milliseconds, and the lines of text."""


def timed_blocks(lines: list[str], *, blank_ends: bool) -> Iterator[Block]:
    """Yield the cues of a file, each with its text as it is written.

    Args:
        lines: the file's, without their ends.
        blank_ends: whether an empty line ends a cue's text; else only the next cue does, and the number before it.
    """
    times: tuple[int, int] | None = None
    text: list[str] = []
    for line in lines:
        found = _TIMES.match(line) if "->" in line else None
        if found:
            if times is not None:
                yield *times, _without_number(text)
            start = _milliseconds(found.groups()[:4])
            times = (start, _milliseconds(found.groups()[4:]) if found[6] else start)
            text = []
        elif times is not None:
            if blank_ends and not line:  # a line of spaces is part of the text
                yield *times, text
                times = None
            else:
                text.append(line)
    if times is not None:
        yield *times, text


def milliseconds(clock: str) -> int | None:
    """Return the milliseconds of a time such as ``00:01:02.345`` or ``01:02,345``; None for anything else."""
    found = _CLOCK.fullmatch(clock)
    return _milliseconds(found.groups()) if found else None


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, fraction = parts
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return whole * 1000 + int((fraction or "").ljust(3, "0")[:3])


def _without_number(text: list[str]) -> list[str]:
    """Return the lines without the number of the next cue, which is on the line before its times."""
    return text[:-1] if text and text[-1].strip().isdecimal() else text
