"""A quotation with its moment under it, after a dash.

    > Sleep washes the brain.
    > — [12:34](https://www.youtube.com/watch?v=…&t=754s) · in the first talk

The timestamp belongs to what is quoted; a remark behind it is no claim.
"""

from __future__ import annotations

from noteport.model.patterns import pattern
from noteport.parse.dialects.dialect import Dialect, Page
from noteport.parse.markdown.timestamps import CLOCK

NEAR = 4
"""Lines above an attribution among which the quotation ends."""

_LINE = pattern(rf"([ \t]*>[ \t>]*)(?:[—–]|--)[ \t]*(\[\(?{CLOCK}\)?\]\([^()\n]*\))[ \t]*(?:[·•|,:–—-][ \t]*)?(.*)")
_QUOTED = pattern(r"[ \t]*>[ \t>]*[^\s>]")
_QUOTE = pattern(r"[ \t]*>")


def _translate(page: Page) -> list[str]:
    lines = list(page.lines)
    for index, line in enumerate(page.lines):
        found = None if page.in_code[index] else _LINE.fullmatch(line)
        above = _quoted_above(lines, index) if found else None
        if found is None or above is None:
            continue
        lines[above] = f"{lines[above].rstrip()} {found[2]}"
        # A comment begins a block of its own, and reads as nothing.
        lines[index] = f"{found[1]}<!-- -->— {found[3]}" if found[3] else found[1].rstrip()
    return lines


def _quoted_above(lines: list[str], index: int) -> int | None:
    """The last line of the quotation that has text, a few lines above."""
    for above in range(index - 1, max(index - NEAR, 0) - 1, -1):
        if not _QUOTE.match(lines[above]):
            return None
        if _QUOTED.match(lines[above]):
            return above
    return None


DIALECT = Dialect(name="attribution", opening=_LINE, translate=_translate)
