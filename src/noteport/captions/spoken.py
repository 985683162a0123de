"""The spoken part of a cue's text: without entities, sound remarks, musical notes and names of speakers.

>> ADA: Sleep washes the brain.   →   Sleep washes the brain.
[Music]                           →
♪ Row, row &amp; row ♪            →   Row, row & row
"""

from __future__ import annotations

import html
import re

from noteport.model.patterns import pattern

_REMARK = pattern(r"\[[^\[\]\n]{0,80}\]|^[ \t]*\([^()\n]{0,80}\)[ \t]*$|[♩♪♫♬]+", re.MULTILINE)
"""``[Music]`` anywhere, but ``(laughs)`` only on a line of its own: captions also put speech into round brackets."""
_SPEAKER = pattern(
    r"^[ \t]*(?:"
    r"(?:>>+|[-–—])[ \t]*(?:[^\W\d_][\w.'’ -]{0,30}:(?=\s))?"  # >> Ada:   - Ada:   >>
    r"|[A-Z][A-Z0-9.'’ -]{1,30}:(?=\s)"  # ADA:
    r"|[A-Z][\w.'’-]{1,20} [A-Z][\w.'’-]{1,20}:(?=\s)"  # Ada Lovelace:
    r")",
    re.MULTILINE,
)
_INVISIBLE = pattern("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TAG = pattern(r"</?(?:[bius]|font|c)(?:[ .][^<>]{0,100})?>")
"""Markup that was escaped."""


def spoken(text: str) -> str:
    """Return what is said in a piece of a cue, with its line breaks.

    Args:
        text: without the format's own tags.
    """
    if "&" in text:
        text = html.unescape(html.unescape(text))  # YouTube's XML escapes twice
        text = _TAG.sub("", text)
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    return _SPEAKER.sub("", _REMARK.sub(" ", text))
