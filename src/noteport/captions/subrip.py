"""SubRip (``.srt``), which has no specification; this is what players read: https://www.matroska.org/technical/subtitles.html.

1
00:00:01,000 --> 00:00:04,000
<i>Sleep</i> washes the brain.
"""

from __future__ import annotations

from noteport.captions.cues import Cue, make_cue
from noteport.captions.timed_blocks import timed_blocks
from noteport.model.patterns import pattern

_TAG = pattern(r"</?[A-Za-z][^<>]{0,200}>|\{\\[^{}]{0,200}\}")
"""HTML, and the overriding codes of Advanced SubStation that converters leave: ``{\\an8}``."""


def read_subrip(text: str) -> list[Cue]:
    """Read the cues of a file."""
    cues = (
        make_cue(start, end, [(start, _TAG.sub("", "\n".join(lines)))])
        for start, end, lines in timed_blocks(text.splitlines(), blank_ends=False)
    )
    return [cue for cue in cues if cue]
