"""What every reader of captions gives: cues, as the file has them, with nothing but their own markup taken out."""

from __future__ import annotations

from msgspec import Struct

from noteport.model.limits import LATEST_SECOND

LATEST = LATEST_SECOND * 1000
"""Milliseconds; what lies beyond is no time of a video."""


class Piece(Struct, frozen=True, gc=False):
    """A part of a cue whose own start is known: a word of automatic captions, else the whole cue."""

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
    """A cue of times as a file has them, or None if they are no times.

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
