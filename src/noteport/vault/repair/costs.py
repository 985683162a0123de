"""How unlikely one reading of one clock is, apart from its neighbours."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from noteport.vault.repair.clocks import ClockFields, Length, Reading
from noteport.vault.repair.weights import ANY_SECOND, WEIGHTS

HOUR_READINGS = (Reading.HOUR_TOO_MANY, Reading.TENS_AS_HOUR, Reading.HOUR_MISSING)
"""Readings that put an hour on or take one off."""


class Echo(NamedTuple):
    """Another note of the video says something similar."""

    clock: ClockFields
    """When, as it is written there."""
    similarity: float
    """From 0 to 1."""


class Style(NamedTuple):
    """What a note puts into the third field behind minutes and seconds."""

    tail: int | None
    """The same two digits, in most clocks."""
    junk: float
    """What any other digits cost."""


def style_of(clocks: Sequence[ClockFields], length: Length | None) -> Style:
    """The style of a note, by those clocks that can hardly be anything but minutes and seconds."""
    thirds = Counter(clock.third for clock in clocks if clock.third)
    tail, count = min(thirds.items(), key=lambda item: (-item[1], item[0] or 0), default=(None, 0))
    if count < WEIGHTS.tail_count or count < WEIGHTS.tail_share * sum(clock.third is not None for clock in clocks):
        tail = None
    certain = [clock for clock in clocks if clock.third is not None and _is_surely_minutes(clock, length)]
    junk = sum(clock.third not in (0, tail) for clock in certain)
    share = (junk + 10 * WEIGHTS.minutes_junk) / (len(certain) + 10)
    return Style(tail, ANY_SECOND - math.log(share))


def _is_surely_minutes(clock: ClockFields, length: Length | None) -> bool:
    if clock.first >= WEIGHTS.long_hour or clock.is_odd():
        return True
    if beyond_cost(clock.as_written, length) < WEIGHTS.beyond_implied_far:
        return False
    without = Reading.HOUR_TOO_MANY.second(clock)
    return without is None or beyond_cost(without, length) >= WEIGHTS.beyond_implied_far


def reading_cost(
    reading: Reading, clock: ClockFields, style: Style, length: Length | None, echoes: Sequence[Echo]
) -> tuple[int, float] | None:
    """The second that a clock means if it is read like this, and what that costs; None if it cannot be read so."""
    second = reading.second(clock)
    if second is None or (reading is not Reading.AS_WRITTEN and second == clock.as_written):
        return None
    cost = third_cost(reading, clock, style) + beyond_cost(second, length)
    if reading is Reading.AS_WRITTEN:
        cost += _late_cost(clock)
    elif reading in HOUR_READINGS:
        cost += max(clock.first - 1, 0)
        if length is not None and clock.as_written <= length.limit:
            cost += WEIGHTS.needless
    return second, cost + echo_cost(second, echoes) if echoes else cost


def third_cost(reading: Reading, clock: ClockFields, style: Style) -> float:
    """By the third field, which is any of 60 in a clock that has hours."""
    if clock.third is None:
        return 0
    if clock.second >= 60:
        return WEIGHTS.impossible
    if reading is not Reading.MINUTES:
        return ANY_SECOND if clock.third < 60 else WEIGHTS.impossible
    if clock.third == 0:
        return WEIGHTS.minutes_zero
    if clock.third == style.tail:
        return WEIGHTS.minutes_tail
    return min(style.junk, WEIGHTS.minutes_doubled) if clock.third == clock.second else style.junk


def beyond_cost(second: int, length: Length | None) -> float:
    """By the video's length."""
    if length is None or second <= length.limit:
        return 0
    if length.exact:
        return WEIGHTS.beyond
    return WEIGHTS.beyond_implied if second <= WEIGHTS.overrun * length.limit else WEIGHTS.beyond_implied_far


def _late_cost(clock: ClockFields) -> float:
    if clock.third is None or clock.first < WEIGHTS.long_hour:
        return 0
    return WEIGHTS.late if clock.first < 2 * WEIGHTS.long_hour else WEIGHTS.very_late


def echo_cost(second: int, echoes: Sequence[Echo]) -> float:
    """By what other notes say in similar words; their clocks may be wrong too."""
    return WEIGHTS.echo * sum([similarity * _distance(second, clock) for clock, similarity in echoes])


def is_contradicted(second: int, echoes: Sequence[Echo]) -> bool:
    """Whether all that other notes say in similar words is somewhere else."""
    return len(echoes) >= WEIGHTS.agree and all(_distance(second, echo.clock) >= WEIGHTS.elsewhere for echo in echoes)


def _distance(second: int, clock: ClockFields) -> float:
    return min(
        [
            cost + min(WEIGHTS.echo_cap, math.log(1 + abs(second - there) / WEIGHTS.echo_step))
            for there, cost in _readings_of(clock)
        ]
    )


@lru_cache(maxsize=16384)  # each clock is compared with several readings of several others
def _readings_of(clock: ClockFields) -> Sequence[tuple[int, float]]:
    """The seconds that a clock of another note may mean, and what each costs."""
    readings = [(clock.as_written, 0.0)]
    if clock.third is not None:
        readings.append((clock.as_minutes, WEIGHTS.echo_minutes if clock.third == 0 else WEIGHTS.echo_junk))
    without = Reading.HOUR_TOO_MANY.second(clock)
    if without is not None:
        readings.append((without, WEIGHTS.echo_hour))
    return readings
