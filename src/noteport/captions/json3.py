"""YouTube's own JSON (``.json3``), as its player loads it. Nobody documents it; yt-dlp keeps it as it comes.

{"events": [{"tStartMs": 1000, "dDurationMs": 3000,
             "segs": [{"utf8": "Sleep"}, {"utf8": " washes", "tOffsetMs": 400}]}]}
"""

from __future__ import annotations

import msgspec

from noteport.captions.cues import Cue, make_cue


class _Segment(msgspec.Struct):
    utf8: str = ""
    tOffsetMs: float = 0.0  # noqa: N815  # the format's names


class _Event(msgspec.Struct):
    tStartMs: float = 0.0  # noqa: N815  # the name in the file
    dDurationMs: float = 0.0  # noqa: N815  # the name in the file
    segs: list[_Segment] = []


class _File(msgspec.Struct):
    events: list[_Event]


def read_json3(data: bytes) -> list[Cue]:
    """Read the cues of a file.

    Raises:
        ValueError: it is no such JSON.
    """
    try:
        events = msgspec.json.decode(data, type=_File).events
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    return [cue for event in events if (cue := _cue(event))]


def _cue(event: _Event) -> Cue | None:
    start = event.tStartMs
    pieces = [(start + segment.tOffsetMs, segment.utf8) for segment in event.segs]
    return make_cue(start, start + event.dDurationMs, pieces)
