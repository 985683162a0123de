"""Logseq and Roam: outlines whose blocks contain macros and properties.

    - {{video https://www.youtube.com/watch?v=…}}
      collapsed:: true
        - {{youtube-timestamp 113}} Highlights
        - {{youtube-timestamp 00:01:45}} go on

        - [label]([[page]]), {{cloze hidden words}}, {{embed [[page]]}}, {{query (and [[a]] [[b]])}}

Roam writes ``{{[[youtube]]: https://…}}`` and ``{{[[TODO]]}}``.

A timestamp belongs to the video above it. Properties are hidden (hidden/fields.py); those of the page are front matter.
"""

from __future__ import annotations

import re

from noteport.model.nodes import Video
from noteport.model.patterns import pattern
from noteport.parse.dialects.dialect import Dialect, Page
from noteport.parse.markdown.timestamps import CLOCK
from noteport.videos import video_of_address

_MACRO = pattern(
    r"(?<!`)(`+)(?!`)[^`]*\1"  # comes first, because a macro in code is text
    rf"|\{{\{{youtube-timestamp[ \t]+(?:(\d{{1,6}})|({CLOCK}))[ \t]*\}}\}}"
    r"|\{\{(?:\[\[)?(?:video|youtube|vimeo|audio)(?:\]\])?:?[ \t]+([^{}\s]+)[ \t]*\}\}"
    r"|\{\{(?:\[\[)?(?:(TODO)|DONE)(?:\]\])?\}\}"
    r"|\{\{cloze[ \t]+([^{}\s][^{}\n]*+)\}\}"
    r"|\{\{embed[ \t]+(\[\[[^\[\]\n]+\]\])[ \t]*\}\}"
    r"|\{\{(?:renderer[ \t]+:|(?:query|function)[ \t]+[(\[\"#]|(?:tweet|twitter|bilibili|pdf)[ \t]+\S*[\d/]"
    r"|namespace[ \t]+\S|zotero-[\w-]+\b)[^{}\n]*\}\}"
)
_LABELLED = pattern(r"\[([^\[\]\n|]+)\]\(\[\[([^\[\]\n|]+)\]\]\)")
_IS_TASK = pattern(r"\{\{(?:\[\[)?(?:TODO|DONE)")


class Logseq(Dialect):
    name, summary = "logseq", "The macros of Logseq."
    words = (
        *("{{youtube", "{{video", "{{vimeo", "{{[[", "{{TODO}}", "{{DONE}}"),
        *(
            "{{cloze",
            "]([[",
            "[:br]",
            "{{embed [[",
            "{{renderer",
            "{{query",
            "{{function",
            "{{namespace",
            "{{tweet",
            "{{twitter",
            "{{pdf",
        ),
    )

    def translate(self, page: Page) -> list[str]:
        lines = []
        video = _first_video(page)
        for line, in_code in zip(page.lines, page.in_code, strict=True):
            if in_code:
                lines.append(line)
            elif "{{" in line or "]([[" in line or "[:br]" in line:
                read, video = _line(_LABELLED.sub(r"[[\2|\1]]", line).replace("[:br]", "<br>"), video)
                lines.append(read)
            else:
                lines.append(line)
        return lines


def _line(line: str, video: Video | None) -> tuple[str, Video | None]:
    """Return a line without its macros, and the video of the timestamps below it."""

    def replace(found: re.Match[str]) -> str:
        nonlocal video
        seconds, clock, address = found.group(2, 3, 4)
        if address:
            video = video_of_address(address) or video
            return "" if "<" in address else f"![](<{address}>)"
        if seconds:
            return f"[{_label(int(seconds))}](<{video.url(int(seconds)) if video else f'#t={seconds}'}>)"
        if clock:
            return f"[{clock}](<{video.page}>)" if video else f"[{clock}]"
        if found[1]:
            return found[0]
        if found[6] or found[7]:
            return f"=={found[6].rstrip()}==" if found[6] else f"!{found[7]}"
        if _IS_TASK.match(found[0]):
            return "[ ]" if found[5] else "[x]"
        return ""  # Logseq shows something else in its place

    return _MACRO.sub(replace, line.removesuffix(" #card")), video


def _label(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}"


def _first_video(page: Page) -> Video | None:
    """The video of timestamps above every video."""
    for line, in_code in zip(page.lines, page.in_code, strict=True):
        for found in () if in_code or "{{" not in line else _MACRO.finditer(line):
            if found[4] and (video := video_of_address(found[4])):
                return video
    return None
