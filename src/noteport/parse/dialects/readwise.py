"""Readwise, which collects highlights: what stands around them is no part of them.

- A clay oven holds its heat for hours. ([Time 0:20:00](https://…&t=1200)) ([View Highlight](https://…))
    - **Note:** compare with my own     the reader's remark makes no claim
    - **Tags:** [[ovens]]               and is not shown
"""

from __future__ import annotations

from noteport.model.patterns import pattern
from noteport.parse.dialects.dialect import Dialect, Page

_POINTER = pattern(r" ?\(\[(?:View Highlight|(?:Location|Page) [\d,]+)\]\([^()\s]*\)\)")
_REMARK = pattern(r"([ \t]+[-*+][ \t]+)(\*\*)?(?:Note|(Tags))(?:(?(2)(?::\*\*|\*\*:)|:))(?=[ \t])")
_SKIP = "<!-- noteport: skip -->"


def _line(line: str) -> str:
    if "([" in line:
        line = _POINTER.sub("", line)
    remark = _REMARK.match(line)
    if remark is None:
        return line
    return "" if remark[3] else f"{remark[1]}{_SKIP}{line[remark.end(1) :]}"


class Readwise(Dialect):
    name, summary = "readwise", "Readwise, which collects highlights."
    words = ("([View Highlight](", "([Location ", "([Page ", "([Time ")

    def translate(self, page: Page) -> list[str]:
        return [line if in_code else _line(line) for line, in_code in zip(page.lines, page.in_code, strict=True)]
