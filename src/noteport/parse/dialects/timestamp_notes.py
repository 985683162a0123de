"""Timestamp Notes, a plugin of Obsidian: the video's address and each time stand in a fence of their own.

```timestamp-url
 https://www.youtube.com/watch?v=…
 ```
```timestamp
 06:45
 ```
The stamp leads the text that follows.
"""

from __future__ import annotations

import re

from noteport.parse.dialects.dialect import Dialect, Page
from noteport.parse.stamps import CLOCK
from noteport.videos import video_of_address

_OPENING = re.compile(r"[ \t>]*`{3,}[ \t]*timestamp(-url)?[ \t]*", re.IGNORECASE)
_CLOSING = re.compile(r"[ \t>]*`{3,}[ \t]*")
_TIME = re.compile(rf"[ \t>]*({CLOCK})[ \t]*")
_LED = re.compile(r"([ \t]*(?:(?:>(?!\s*\[!)|#{1,6}[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t]|\[[ xX]\][ \t])[ \t]*)*)(.*)")
_NO_TEXT = re.compile(r"[`~]{3}|\||!\[|[-*_]{3,}[ \t]*$|>|\$\$|<|\[\^")


def _translate(page: Page) -> list[str]:
    lines = list(page.lines)
    video = ""
    for index, line in enumerate(page.lines):
        opening = _OPENING.fullmatch(line)
        end = _end(page.lines, index) if opening else None
        if opening is None or end is None:
            continue
        content = [text for text in page.lines[index + 1 : end] if text.strip(" \t>")]
        if opening[1]:
            video = _target(content)
        elif len(content) == 1 and (time := _TIME.fullmatch(content[0])):
            _lead(lines, index, end, f"[{time[1]}]({video})")
        else:
            continue
        if opening[1]:
            lines[index : end + 1] = [f"![]({video})" if video else "", *[""] * (end - index)]
    return lines


def _end(lines: list[str], start: int) -> int | None:
    """The closing fence, a line or a few below."""
    few = range(start + 1, min(start + 6, len(lines)))
    return next((index for index in few if _CLOSING.fullmatch(lines[index])), None)


def _target(content: list[str]) -> str:
    """The address as a link's target; empty if it opens no video."""
    address = content[0].strip(" \t>") if content else ""
    return f"<{address}>" if "<" not in address and video_of_address(address) else ""


def _lead(lines: list[str], start: int, end: int, stamp: str) -> None:
    """Puts a stamp before the text below its fence, or in the fence's place if there is none to lead."""
    lines[start : end + 1] = [""] * (end + 1 - start)
    below = next((index for index in range(end + 1, len(lines)) if lines[index].strip()), None)
    found = _LED.fullmatch(lines[below]) if below is not None else None
    if below is None or found is None or not found[2] or _NO_TEXT.match(found[2]):
        lines[start + 1] = stamp
    else:
        # What is only indented would be code, and could not be led.
        lines[below] = f"{found[1] if found[1].strip() else ''}{stamp} {found[2]}"


DIALECT = Dialect(name="timestamp-notes", words=("``timestamp", "`` timestamp"), translate=_translate)
