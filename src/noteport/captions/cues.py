"""What every reader of captions returns: cues as they are in the file, but without the markup of its format."""

from __future__ import annotations

from msgspec import Struct

from noteport.model.limits import LATEST_SECOND

LATEST = LATEST_SECOND * 1000
"""Milliseconds; what lies beyond is no time of a video."""


class Piece(Struct, frozen=True, gc=False):
    """A part of a cue with a start of its own: a word in automatic captions, otherwise the whole cue."""

    start: int
    """Milliseconds from the beginning of the video."""
    text: str
    """Without the format's markup, but with entities, remarks and line breaks."""


class Cue(Struct, frozen=True, gc=False):
    """What is shown at one time."""

    end: int
    """Milliseconds; not before the start of the last piece."""
    pieces: tuple[Piece, ...]
    """At least one; in order of time."""

    @property
    def start(self) -> int:
        """Milliseconds from the beginning of the video."""
        return self.pieces[0].start


def make_cue(start: float, end: float, pieces: list[tuple[float, str]]) -> Cue | None:
    """Make a cue of the times in a file; None if they are not times of a video.

    Args:
        start: milliseconds.
        end: milliseconds; one before the start is taken for a missing one.
        pieces: each with its start; one outside the cue is moved to the edge that it lies beyond.
    """
    if not (0 <= start <= LATEST and abs(end) <= LATEST) or not pieces:
        return None
    end = max(start, end)
    made = []
    latest = start
    for at, text in pieces:
        latest = min(max(latest, at), end)
        made.append(Piece(round(latest), text))
    return Cue(round(end), tuple(made))
