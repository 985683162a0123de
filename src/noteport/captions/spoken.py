"""What of a cue's text is spoken: without entities, sound remarks, notes of music and the names of speakers.

>> ADA: Sleep washes the brain.   →   Sleep washes the brain.
[Music]                           →
♪ Row, row &amp; row ♪            →   Row, row & row
"""

from __future__ import annotations

import html
import re

from noteport.model.patterns import pattern

_REMARK = pattern(r"\[[^\[\]\n]{0,80}\]|^[ \t]*\([^()\n]{0,80}\)[ \t]*$|[♩♪♫♬]+", re.MULTILINE)
"""``[Music]`` anywhere, ``(laughs)`` on a line of its own: round brackets are part of what is said as often as not."""
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
"""Markup that was escaped, as an entity of an entity; only what nobody says."""


def spoken(text: str) -> str:
    """What is said in a piece of a cue; line breaks stay.

    Args:
        text: without the format's own tags.
    """
    if "&" in text:
        text = html.unescape(html.unescape(text))  # YouTube's XML escapes twice
        text = _TAG.sub("", text)
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    return _SPEAKER.sub("", _REMARK.sub(" ", text))
