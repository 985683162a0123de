"""YiNote imported into Obsidian: each note is a heading that links to a second, and its text continues to a rule.

### [12:34](https://www.youtube.com/watch?v=…&t=754)
What was noted there.
---
"""

from __future__ import annotations

from noteport.model.patterns import pattern
from noteport.parse.dialects.dialect import Dialect, Page
from noteport.parse.markdown.timestamps import CLOCK

_HEADING = pattern(rf"#{{1,6}}[ \t]+\[\(?{CLOCK}\)?\]\([^()\s]*\)[ \t]*$")
_PICTURE = pattern(r"[ \t]*!\[[^\[\]]*\](\([^()]*\))[ \t]*")
_RULE = pattern(r"-{3,}[ \t]*")


class YiNote(Dialect):
    name, summary = "yinote", "YiNote imported into Obsidian."
    opening = _HEADING

    def translate(self, page: Page) -> list[str]:
        """A rule right under text would turn it into a heading, unless written with asterisks. The name of an image is
        not text.
        """
        lines = list(page.lines)
        in_note = False
        for index, line in enumerate(lines):
            if page.in_code[index]:
                continue
            if line.startswith("#"):
                in_note = bool(_HEADING.match(line))
            elif in_note and _RULE.fullmatch(line):
                lines[index] = "***"
            elif in_note and (found := _PICTURE.fullmatch(line)):
                lines[index] = f"![]{found[1]}"
        return lines
