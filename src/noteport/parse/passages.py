"""What the blocks with an id say, so that a link to one of them reads like it: ``See [[#^yeast]]``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from noteport.model.patterns import pattern
from noteport.parse.dialects.dialect import Page
from noteport.parse.head.body import prepare
from noteport.parse.text.one_line import plain_line

LONGEST = 200
"""Characters of a passage; of a longer one, the first words are shown."""
MOST_LINES = 50
"""Lines of a block that are looked at."""

_HAS_ID = pattern(r"(?:^|[ \t])\^[A-Za-z0-9-]+[ \t]*$", re.MULTILINE)
_ID = pattern(r"[A-Za-z0-9-]{1,80}[ \t]*")
_MARKS = pattern(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[.\][ \t]+)?|#{1,6}[ \t]+)?")
_OPENS_BLOCK = pattern(r"[ \t>]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]")
_BETWEEN = pattern(r"[ \t>]*(?:#{1,6}[ \t]|(?:-{3,}|\*{3,}|_{3,}|={3,})[ \t]*$)")
"""A heading or a rule."""
_IS_NO_TEXT = pattern(r"[ \t>]*(?:\||[`~]{3}|\$\$|$)")


def passages_of(body: str) -> Mapping[str, str]:
    """Return the plain text of the blocks that have an id, by id. A table, code or a formula has none."""
    if "^" not in body or not _HAS_ID.search(body):
        return {}
    page = Page(prepare(body).text, has_video=False)
    passages: dict[str, str] = {}
    for index, line in enumerate(page.lines):
        before, _, id = line.rpartition("^")
        if before[-1:] not in ("", " ", "\t") or page.in_code[index] or not _ID.fullmatch(id):
            continue
        passages.setdefault(id.strip(), shortened(plain_line(_block_above(page.lines, index, before))))
    return {id: text for id, text in passages.items() if text}


def _block_above(lines: Sequence[str], index: int, last: str) -> str:
    """Return the Markdown of the block that ends on a line, on one line and without the marks before it."""
    if not last.strip(" \t>"):  # the id stands below its block
        index = next((above for above in range(index - 1, -1, -1) if lines[above].strip(" \t>")), 0)
        last = lines[index]
    block = [last]
    while index and len(block) < MOST_LINES and not _OPENS_BLOCK.match(block[0]) and not _ends(lines[index - 1]):
        index -= 1
        block.insert(0, lines[index])
    return "" if any(map(_IS_NO_TEXT.match, block)) else " ".join(_MARKS.sub("", line, count=1) for line in block)


def _ends(line: str) -> bool:
    """Return whether the block below a line begins below it."""
    return any(found is not None for found in (_IS_NO_TEXT.match(line), _BETWEEN.match(line), _HAS_ID.search(line)))


def shortened(text: str) -> str:
    """Return a text, or its first words if it is longer than ``LONGEST``."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rpartition(' ')[0] or text[:LONGEST]}…"
