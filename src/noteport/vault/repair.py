"""Shifted timestamps: ``MM:SS`` that was written into ``HH:MM:SS``, so that a link opens the wrong second.

``47:05:00`` means 47 minutes 5 seconds, and ``01:31:00`` often 1 minute 31. Order does not tell (dividing by 60 keeps
it); the video's length does, and the hours do. In order of evidence:

    0  the length is known      shifted if many timestamps lie beyond it as H:M:S and hardly any as M:S
    1  hours and odd seconds    shifted if some timestamps have hours, or seconds, that no such video has
    2  all end in :00           doubtful: reported, not touched (some authors round to the minute)

Figures: 21,273 real notes, judged against the lengths that other notes of the same video imply.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from noteport.model.nodes import Timestamp
from noteport.model.patterns import pattern

BEYOND_AS_HOURS = 0.30
"""Rule 0: at least this part of the timestamps lies beyond the length as H:M:S …"""
BEYOND_AS_MINUTES = 0.05
"""… and less than this part as M:S."""
MIN_TIMESTAMPS = 4
"""Rule 1 needs this many timestamps …"""
LONG_HOUR = 5
"""… and counts those with this hour or a later one …"""
LONG_SHARE = 0.10
"""… of which this part is enough: no false alarm in 11,629 sound notes, 87 of 100 shifted ones found."""
ODD_SHARE = 0.10
"""Rule 1, too: seconds of 60 and more are hundredths, or junk, behind minutes and seconds."""
ROUND_SHARE = 0.80
"""Rule 2: this part of the timestamps ends in ``:00`` …"""
HOUR_SHARE = 0.50
"""… and this part has an hour: 27 of 191 such notes were honest rounding, hence no repair."""
OVERRUN = 2
"""A length that other notes imply is an estimate: sound timestamps reach up to 1.6 times it, shifted ones from 2.2 …"""
CLEAN_ROUND_SHARE = 0.12
"""… where less than this part ends in ``:00``, as it does in sound notes."""
TOLERANCE = 5
"""Seconds that a timestamp may lie beyond a length that is known exactly."""

_FIELDS = pattern(r"(\d+):(\d+)(?::(\d+))?(?::\d+)?")


class ClockFields(NamedTuple):
    """The fields of a clock as they stand in the note."""

    first: int
    second: int
    third: int | None
    """None for a clock of two fields, which is M:S and never shifted."""

    @property
    def as_hours(self) -> int:
        """Seconds, read as H:M:S; a clock of two fields as M:S."""
        if self.third is None:
            return self.as_minutes
        return self.first * 3600 + self.second * 60 + self.third

    @property
    def as_minutes(self) -> int:
        """Seconds, read as M:S with a third field that means nothing."""
        return self.first * 60 + self.second

    def is_odd(self) -> bool:
        """Whether no clock shows this: 60 minutes or seconds and more behind an hour."""
        return self.third is not None and (self.second >= 60 or self.third >= 60)


class ShiftVerdict(Enum):
    SOUND = "sound"
    SHIFTED = "shifted"
    DOUBTFUL = "doubtful"


class Length(Struct, frozen=True):
    """How long a video is."""

    seconds: int
    source: str
    """Who says so, for the report: ``front matter``, ``other notes of the video``."""
    exact: bool = True
    """False for an upper bound that other notes imply."""

    @property
    def limit(self) -> int:
        """The last second, in whole seconds, that a timestamp can mean."""
        return self.seconds + TOLERANCE if self.exact else self.seconds


@lru_cache(maxsize=16384)  # the times of a vault repeat: three hours have 10,800 seconds
def clock_fields(text: str) -> tuple[ClockFields, ...]:
    """The clocks in a timestamp as it was written: one, or two for a range."""
    return tuple(
        ClockFields(int(first), int(second), int(third) if third else None)
        for first, second, third in _FIELDS.findall(text)
    )


def judge(times: Sequence[ClockFields], length: Length | None) -> ShiftVerdict:
    """Whether a note's timestamps are shifted. Linear in their number."""
    if all(time.third is None for time in times):
        return ShiftVerdict.SOUND
    alone = _judge_alone(times)
    if length is None:
        return alone
    beyond = sum(time.as_hours > length.limit for time in times) / len(times)
    still = sum(time.as_minutes > length.limit for time in times) / len(times) if beyond else 0
    if beyond >= BEYOND_AS_HOURS and still < BEYOND_AS_MINUTES:
        return ShiftVerdict.DOUBTFUL if _may_overrun(times, length) else ShiftVerdict.SHIFTED
    if not length.exact and (beyond >= BEYOND_AS_HOURS or alone is ShiftVerdict.SHIFTED):
        return ShiftVerdict.DOUBTFUL  # what the other notes imply does not fit this one either way
    return ShiftVerdict.SOUND


def _judge_alone(times: Sequence[ClockFields]) -> ShiftVerdict:
    """Rules 1 and 2, which know no length."""
    count = len(times)
    if count < MIN_TIMESTAMPS:
        return ShiftVerdict.SOUND
    long = odd = rounded = hours = 0
    for first, second, third in times:  # every timestamp of a vault comes by here: one look at each
        if third is not None:
            long += first >= LONG_HOUR
            odd += second >= 60 or third >= 60
            rounded += third == 0
            hours += first > 0
    if long / count >= LONG_SHARE or odd / count >= ODD_SHARE:
        return ShiftVerdict.SHIFTED
    if rounded / count >= ROUND_SHARE and hours / count >= HOUR_SHARE:
        return ShiftVerdict.DOUBTFUL
    return ShiftVerdict.SOUND


def _may_overrun(times: Sequence[ClockFields], length: Length) -> bool:
    """Whether the video may simply go on behind what its other notes speak of: odd seconds, and not far beyond."""
    if length.exact or max(time.as_hours for time in times) > OVERRUN * length.limit:
        return False
    return sum(time.third == 0 or time.is_odd() for time in times) / len(times) < CLEAN_ROUND_SHARE


def read_shifted(times: Sequence[ClockFields], length: Length | None) -> dict[ClockFields, tuple[int, bool]]:
    """What each clock of a shifted note means: its second, and whether that is certain.

    ``times`` stand in the order of the text. A clock that could be either is read as what fits the length, else as what
    lies nearer its neighbours; the latter is not certain.
    """
    certain = {time: second for time in times if (second := _plain_reading(time, length)) is not None}
    places = [place for place, time in enumerate(times) if time in certain]
    readings = {time: (second, True) for time, second in certain.items()}
    for place, time in enumerate(times):
        if time not in readings:
            readings[time] = (_nearer(time, _neighbours(times, certain, places, place)), False)
    return readings


def _plain_reading(time: ClockFields, length: Length | None) -> int | None:
    """The second of a clock that leaves no choice; None for one that could be either."""
    if time.third is None or time.third == 0 or time.third >= 60 or time.first >= LONG_HOUR:
        return time.as_minutes
    if time.first == 0:
        return time.as_hours
    if length is not None:
        fits = [second for second in (time.as_hours, time.as_minutes) if second <= length.limit]
        if len(fits) == 1:
            return fits[0]
    return None


def _neighbours(
    times: Sequence[ClockFields], certain: dict[ClockFields, int], places: Sequence[int], place: int
) -> list[int]:
    at = bisect_left(places, place)
    return [certain[times[near]] for near in places[max(0, at - 1) : at + 1]]


def _nearer(time: ClockFields, neighbours: Sequence[int]) -> int:
    if not neighbours:
        return time.as_minutes
    return min((time.as_minutes, time.as_hours), key=lambda second: min(abs(second - near) for near in neighbours))


def repaired(timestamp: Timestamp, readings: dict[ClockFields, tuple[int, bool]]) -> Timestamp:
    """The timestamp with the second that it means; what was written is kept, and claim ids rest on that."""
    fields = clock_fields(timestamp.as_written)
    if not fields or fields[0] not in readings:
        return timestamp
    start = readings[fields[0]][0]
    end = readings[fields[1]][0] if timestamp.end is not None and len(fields) > 1 and fields[1] in readings else None
    if start == timestamp.start and end == timestamp.end:
        return timestamp
    return replace(timestamp, start=start, end=end if end is not None and end > start else None, repaired=True)
