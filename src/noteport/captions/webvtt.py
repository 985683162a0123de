"""WebVTT (``.vtt``), the web's own format: https://www.w3.org/TR/webvtt1/.

WEBVTT
Kind: captions
Language: en

00:00:01.000 --> 00:00:04.000 align:start position:0%
<v Ada>Sleep<00:00:01.400><c> washes</c><00:00:01.900><c> the brain.</c>

The times inside a line are those of its words: YouTube writes them into automatic captions.
"""

from __future__ import annotations

from noteport.captions.cues import Cue, make_cue
from noteport.captions.timed_blocks import milliseconds, timed_blocks
from noteport.model.patterns import pattern

_TAG = pattern(r"<[^<>]{0,200}>")
_WORD_TIME = pattern(r"<([\d:.]{5,16})>")
_LANGUAGE = pattern(r"Language:\s*([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)\s*")
_HEADER_LINES = 10


def read_webvtt(text: str) -> tuple[list[Cue], str | None]:
    """Read the cues of a file, and the BCP 47 tag of its language if the header has one."""
    lines = text.splitlines()
    cues = (_cue(*block) for block in timed_blocks(lines, blank_ends=True))
    tags = (_LANGUAGE.fullmatch(line) for line in lines[:_HEADER_LINES])
    return [cue for cue in cues if cue], next((tag[1] for tag in tags if tag), None)


def _cue(start: int, end: int, lines: list[str]) -> Cue | None:
    at: float = start
    pieces: list[tuple[float, str]] = []
    for index, part in enumerate(_WORD_TIME.split("\n".join(lines))):
        if index % 2:
            time = milliseconds(part)
            at = at if time is None else time
        else:
            pieces.append((at, _TAG.sub("", part)))
    return make_cue(start, end, pieces)
