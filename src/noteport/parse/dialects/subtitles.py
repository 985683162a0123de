"""Subtitles in a note: WebVTT and SubRip.

WEBVTT                                  1
                                        00:00:01,000 --> 00:00:04,000
00:00:01.000 --> 00:00:04.000           Sleep washes the brain.
<v Ada>Sleep <c>washes</c> the brain.
"""

from __future__ import annotations

from noteport.model.patterns import pattern
from noteport.parse.dialects.dialect import Dialect, Page

_CUE = pattern(
    r"[ \t]*((?:\d{1,3}:)?\d{1,2}:\d{2})[.,]\d{1,3}[ \t]+-->[ \t]+((?:\d{1,3}:)?\d{1,2}:\d{2})[.,]\d{1,3}(?:[ \t].*)?"
)
_NUMBER = pattern(r"[ \t]*\d{1,6}[ \t]*")
_HEADER = pattern(r"[ \t]*(?:WEBVTT|Kind:|Language:|X-TIMESTAMP-MAP).*")
_TAG = pattern(r"</?(?:[cvbiu]|lang|ruby|rt)(?:[. ][^<>]*)?>|<\d{1,3}:[\d:.]+>")


class Subtitles(Dialect):
    name, summary = "subtitles", "WebVTT and SubRip in a note."
    words = (" --> ",)
    transcript = True

    def translate(self, page: Page) -> list[str]:
        lines = list(page.lines)
        first = next(
            (index for index, line in enumerate(lines) if _CUE.fullmatch(line) and not page.in_code[index]), None
        )
        if first is None:
            return lines
        for index in range(first):
            if _HEADER.fullmatch(lines[index]) and not page.in_code[index]:
                lines[index] = ""
        in_cue = False
        for index, line in enumerate(page.lines):
            found = None if page.in_code[index] else _CUE.fullmatch(line)
            if found:
                start, end = found[1], found[2]
                lines[index] = f"[{start}]" if start == end else f"[{start} - {end}]"
                if index and _NUMBER.fullmatch(lines[index - 1]):
                    lines[index - 1] = ""
                in_cue = True
            elif not line.strip():
                in_cue = False
            elif in_cue:
                lines[index] = _TAG.sub("", line)
        return lines
