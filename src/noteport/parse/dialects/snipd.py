"""Snipd, a podcast player: each snip has a heading, and its range on a separate line.

    ### Sleep washes the brain
    🎧 12:34 - 13:10 (0:36)
    - Fluid flows through it at night.

An older export: ``[🎧 Play snip - 1min (12:34 - 13:10)](https://share.snipd.com/snip/…)``.
"""

from __future__ import annotations

from noteport.model.patterns import pattern
from noteport.parse.dialects.dialect import Dialect, Page
from noteport.parse.markdown.timestamps import CLOCK

_SNIP = pattern(
    r"([ \t>]*(?:[-*+][ \t]+)?)\[?🎧[^\d\n\[\]]*(?:\d{1,3}[ \t]*(?:min|sec|s|m)\b[^\d\n\[\]]*)?\(?"
    rf"({CLOCK}(?:[ \t]*[-–—][ \t]*{CLOCK})?).*"
)
_SNIP_LEVEL = 3
_HEADING = pattern(r"(#{1,6})[ \t]+(.*)")
_HAS_TIME = pattern(rf"\[{CLOCK}")
_WORD_FOR_WORD = ("📚", "Transcript", "<details")
_QUOTED = pattern(r"([ \t>]*)(?!\[!)([^\s>].*)")
_SPEAKER = pattern(r"([ \t]*>[ \t>]*)([—–].*)")
_FOOTER = "Created with [Snipd]"


class Snipd(Dialect):
    name, summary = "snipd", "The snips of Snipd, a podcast player."
    words = ("🎧",)

    def translate(self, page: Page) -> list[str]:
        """Puts the range of each snip before its text, into its heading and before its quotation; its transcript
        gets none.
        """
        lines = list(page.lines)
        heading: int | None = None
        timestamp, quote_waits = "", False
        for index, line in enumerate(page.lines):
            if page.in_code[index]:
                continue
            if found := _HEADING.match(line):
                heading, quote_waits = index, bool(timestamp) and "💬" in line
                timestamp = timestamp if len(found[1]) > _SNIP_LEVEL else ""
            elif "🎧" in line and (found := _SNIP.fullmatch(line)):
                timestamp = f"[{found[2]}]"
                lines[index] = found[1] + timestamp
                if heading is not None:
                    _timestamp_heading(lines, heading, timestamp)
                    heading = None
            elif quote_waits and (found := _QUOTED.fullmatch(line)):
                lines[index], quote_waits = f"{found[1]}{timestamp} {found[2]}", False
            elif timestamp and (found := _SPEAKER.fullmatch(line)):
                lines[index] = f"{found[1]}<!-- -->{found[2]}"  # the name of the quoted person is not a claim
            elif line.startswith(_FOOTER):
                lines[index] = "<!-- -->"
        return lines


def _timestamp_heading(lines: list[str], index: int, timestamp: str) -> None:
    following = (place for place in range(index + 1, len(lines)) if _HEADING.match(lines[place]))
    section = lines[index : next(following, len(lines))]
    found = _HEADING.match(lines[index])
    if found is None or _HAS_TIME.search(found[2]):
        return
    if not any(word in line for line in section for word in _WORD_FOR_WORD):
        lines[index] = f"{found[1]} {timestamp} {found[2]}"
