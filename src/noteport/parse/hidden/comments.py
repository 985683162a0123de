"""Removes what Obsidian hides: ``%%comments%%``, within a line or over several (help.obsidian.md, "Comments").

Comments are private, so one that is never closed hides everything after it too, and is reported.
"""

from __future__ import annotations

import re

from msgspec import Struct

from noteport.model.patterns import pattern

MARK = "%%"

# Whatever begins first takes what is in it: a comment hides fences, and code shows comment marks.
_OPENING = pattern(
    r"^[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*+(?P<fence>`{3,}|~{3,})(?=[^`\n]*+$)"
    r"|(?<![`\\])(?P<ticks>`++)"
    r"|(?<!\\)%%",
    re.MULTILINE,
)
_CLOSING_FENCE = pattern(r"^[ \t>]*+(`{3,}|~{3,})[ \t]*+$", re.MULTILINE)
_TICKS = pattern(r"`++|\n")
_PERCENTAGE = pattern(r"(?<=\d)%%(?![^\s.,;:!?)])")
"""A percent sign written twice, if no other mark follows."""


class Uncommented(Struct, frozen=True):
    text: str
    """The text without comments, with as many lines as before."""
    unclosed: int | None = None
    """The line, counted from 0, of a comment that is never closed."""


def without_comments(text: str) -> Uncommented:
    """Remove comments from the body of a note. Linear: each part of the text is searched once."""
    if MARK not in text:
        return Uncommented(text)
    code_ends = _code_ends(text)
    kept: list[str] = []
    position = scan = 0
    while found := _OPENING.search(text, scan):
        start, scan = found.span()
        if found["fence"]:
            scan = _end_of_fence(text, scan, found["fence"])
        elif found["ticks"]:
            scan = code_ends[start]
        else:
            end = text.find(MARK, scan)
            if end < 0 and _PERCENTAGE.match(text, start):
                continue
            kept += (text[position:start], "\n" * text.count("\n", start, end if end >= 0 else len(text)))
            if end < 0:
                return Uncommented("".join(kept), text.count("\n", 0, start))
            position = scan = end + len(MARK)
    return Uncommented("".join([*kept, text[position:]]))


def _end_of_fence(text: str, position: int, fence: str) -> int:
    closings = _CLOSING_FENCE.finditer(text, position)
    return next((closing.end() for closing in closings if closing[1].startswith(fence)), len(text))


def _code_ends(text: str) -> dict[int, int]:
    """Return where the inline code ends that begins at a position, on its line; without an end, its ticks are text."""
    ends: dict[int, int] = {}
    following: dict[int, int] = {}
    for found in reversed(list(_TICKS.finditer(text))):
        if found[0] == "\n":
            following.clear()
        else:
            length = len(found[0])
            ends[found.start()] = following.get(length, found.end())
            following[length] = found.end()
    return ends
