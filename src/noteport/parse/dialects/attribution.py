"""A quotation with its timestamp below it, after a dash.

    > Sleep washes the brain.
    > — [12:34](https://www.youtube.com/watch?v=…&t=754s) · in the first talk

The timestamp belongs to the quotation; a remark after it is not a claim.
"""

from __future__ import annotations

from noteport.model.patterns import pattern
from noteport.parse.dialects.dialect import Dialect, Page
from noteport.parse.markdown.timestamps import CLOCK

NEAR = 4
"""The quotation must end within this many lines above an attribution."""

_LINE = pattern(rf"([ \t]*>[ \t>]*)(?:[—–]|--)[ \t]*(\[\(?{CLOCK}\)?\]\([^()\n]*\))[ \t]*(?:[·•|,:–—-][ \t]*)?(.*)")
_QUOTED = pattern(r"[ \t]*>[ \t>]*[^\s>]")
_QUOTE = pattern(r"[ \t]*>")


class Attribution(Dialect):
    name, summary = "attribution", "Quotations with their timestamp below them."
    opening = _LINE

    def translate(self, page: Page) -> list[str]:
        lines = list(page.lines)
        for index, line in enumerate(page.lines):
            found = None if page.in_code[index] else _LINE.fullmatch(line)
            above = _quoted_above(lines, index) if found else None
            if found is None or above is None:
                continue
            lines[above] = f"{lines[above].rstrip()} {found[2]}"
            # A comment starts a new block and has no text.
            lines[index] = f"{found[1]}<!-- -->— {found[3]}" if found[3] else found[1].rstrip()
        return lines


def _quoted_above(lines: list[str], index: int) -> int | None:
    """Return the last line of the quotation that has text, a few lines above."""
    for above in range(index - 1, max(index - NEAR, 0) - 1, -1):
        if not _QUOTE.match(lines[above]):
            return None
        if _QUOTED.match(lines[above]):
            return above
    return None
