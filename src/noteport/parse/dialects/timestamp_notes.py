"""Timestamp Notes, an Obsidian plugin: the address of the video and each time are in separate fences.

```timestamp-url
 https://www.youtube.com/watch?v=…
 ```
```timestamp
 06:45
 ```
The timestamp belongs to the text that follows.
"""

from __future__ import annotations

import re

from noteport.model.patterns import pattern
from noteport.parse.dialects.dialect import Dialect, Page
from noteport.parse.markdown.timestamps import CLOCK
from noteport.videos import video_of_address

_OPENING = pattern(r"[ \t>]*`{3,}timestamp(-url)?[ \t]*", re.IGNORECASE)
_TIME = pattern(rf"[ \t>]*({CLOCK})[ \t]*")
_LED = pattern(r"([ \t]*(?:(?:>(?!\s*\[!)|#{1,6}[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t]|\[[ xX]\][ \t])[ \t]*)*)(.*)")
_NO_TEXT = pattern(r"[`~]{3}|\||!\[|[-*_]{3,}[ \t]*$|>|\$\$|<|\[\^")


class TimestampNotes(Dialect):
    name, summary = "timestamp-notes", "The fences of Timestamp Notes, an Obsidian plugin."
    words = ("``timestamp",)

    def translate(self, page: Page) -> list[str]:
        lines = list(page.lines)
        video = ""
        for start, end in page.fences:
            opening = _OPENING.fullmatch(lines[start])
            content = [text for text in lines[start + 1 : end] if text.strip(" \t>")]
            if opening is None or len(content) != 1 or start == end:
                continue
            if opening[1]:
                video = _target(content[0])
                lines[start : end + 1] = [f"![]({video})" if video else "", *[""] * (end - start)]
            elif time := _TIME.fullmatch(content[0]):
                _put_before(lines, start, end, f"[{time[1]}]({video})")
        return lines


def _target(line: str) -> str:
    """The address on a line as the target of a link; empty if it opens no video."""
    address = line.strip(" \t>")
    return f"<{address}>" if "<" not in address and video_of_address(address) else ""


def _put_before(lines: list[str], start: int, end: int, timestamp: str) -> None:
    """Put a timestamp before the text below its fence, or in the place of the fence if there is no text to lead."""
    above = lines[start]
    lines[start : end + 1] = [""] * (end + 1 - start)
    below = next((index for index in range(end + 1, len(lines)) if lines[index].strip()), None)
    found = _LED.fullmatch(lines[below]) if below is not None else None
    # The fence separated the text above and below it; an invisible comment does the same.
    lines[start] = f"{above[: len(above) - len(above.lstrip())]}<!-- -->"
    if below is None or found is None or not found[2] or _NO_TEXT.match(found[2]):
        lines[start + 1] = timestamp
    else:
        # What is only indented would be code, and could not be a paragraph.
        lines[below] = f"{found[1] if found[1].strip() else ''}{timestamp} {found[2]}"
