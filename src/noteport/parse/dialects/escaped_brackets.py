r"""Notes of tools that escape every bracket, as Turndown does: ``Yeast eats sugar \[12:34\]``.

An escaped time is text for authors who know the difference; they write other times without a backslash.
"""

from __future__ import annotations

from noteport.model.patterns import pattern
from noteport.parse.dialects.dialect import Dialect, Page
from noteport.parse.markdown.timestamps import CLOCK

_MARK = "\\["
_ESCAPED = pattern(rf"\\\[(\s*{CLOCK}(?:[^\[\]\\\n]{{0,40}}{CLOCK})?\s*)\\\]")
_TIMESTAMP = pattern(rf"(?<!\\)\[\s*{CLOCK}|data-t=|[?&#]t=\d")
_LEAST = 2


class EscapedBrackets(Dialect):
    name, summary = "escaped-brackets", "Tools that escape every bracket."
    words = (_MARK,)

    def translate(self, page: Page) -> list[str]:
        if _TIMESTAMP.search(page.text) or len(_ESCAPED.findall(page.text)) < _LEAST:
            return page.lines
        return [
            line if _MARK not in line or in_code else _ESCAPED.sub(r"[\1]", line)
            for line, in_code in zip(page.lines, page.in_code, strict=True)
        ]
