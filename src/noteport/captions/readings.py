"""What a written time may mean, apart from the second where its link opens.

as linked            15:05 → 15:05
an hour too many   1:15:05 → 15:05
minutes as hours  47:05:00 → 47:05
shifted              15:05 → 15:36, as the whole note is: the captions are of another cut of the video
elsewhere            15:05 → anywhere
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

AS_LINKED, AN_HOUR_LESS, MINUTES, SHIFTED, ELSEWHERE = range(5)
COUNT = 5

MARGIN = 15.0
"""Seconds beyond the last word at which a link may still open."""
BIN = 4
"""Seconds that two claims of a shifted note may differ by."""
LEAST_CLAIMS, LEAST_SHARE = 5, 0.1
"""Claims that must agree on a shift: so many, and this part of all."""


class Reading(NamedTuple):
    """One of the meanings of a written time."""

    kind: int
    second: float


def readings_of(linked: int, written: int, end: float) -> list[Reading]:
    """Return the meanings of a claim's time that lie in the video, apart from a shift of the whole note.

    Args:
        linked: the second where its link opens.
        written: the second that the note has, before any repair.
        end: when the last word is said.
    """
    found = [Reading(AS_LINKED, linked)]
    if written >= 3600:
        found.append(Reading(AN_HOUR_LESS, written % 3600))
    if written >= 60:
        found.append(Reading(MINUTES, written // 60))
    return [reading for reading in found if -MARGIN <= reading.second <= end + MARGIN]


def shift_of(differences: Sequence[float], claims: int) -> int | None:
    """Return the seconds by which a whole note is shifted, or None.

    Args:
        differences: between where claims are clearly said and where their links open, in seconds.
        claims: how many the note has.
    """
    votes: Counter[int] = Counter()
    for difference in differences:
        near = round(difference / BIN)
        votes.update((near - 1, near, near + 1))
    if not votes:
        return None
    shift, agreeing = min(votes.items(), key=lambda item: (-item[1], abs(item[0]), item[0]))
    if agreeing < LEAST_CLAIMS or agreeing < LEAST_SHARE * claims or abs(shift) * BIN <= MARGIN:
        return None
    return shift * BIN
