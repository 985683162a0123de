"""The cheapest readings of a note's clocks, taken together, and what every other reading of each would cost more.

The readings of the clocks make a trellis, and a path through it a hypothesis about the whole note, so that different
clocks of one note may need different repairs. Viterbi's algorithm finds the cheapest path, forwards; the same backwards
gives the cheapest path through each reading of each clock. Linear in the number of clocks.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from noteport.vault.repair.clocks import ClockFields, Length, Reading
from noteport.vault.repair.costs import Echo, reading_cost, style_of
from noteport.vault.repair.weights import WEIGHTS

Column: TypeAlias = dict[Reading, tuple[int, float]]
"""The readings of one clock: the second of each, and its cost apart from its neighbours."""
Costs: TypeAlias = dict[Reading, float]
Steps: TypeAlias = dict[Reading, Costs]
"""From the readings of one clock to those of the next, by the latter."""

_BEGIN = {
    Reading.AS_WRITTEN: 0.0,
    Reading.MINUTES: WEIGHTS.begin_minutes,
    Reading.HOUR_TOO_MANY: WEIGHTS.begin_hour,
}
_COMMON = frozenset((Reading.AS_WRITTEN, Reading.MINUTES, Reading.HOUR_TOO_MANY))


class Choice(NamedTuple):
    """The reading that is taken of a clock."""

    reading: Reading
    second: int
    margin: float
    """What the cheapest path costs more that gives the clock another second."""


class Path(NamedTuple):
    """The cheapest path."""

    choices: list[Choice]
    """One a clock, in the order of the note."""
    cost: float
    cost_as_written: float
    """Of the path that reads every clock as it is written."""


def cheapest_path(
    clocks: Sequence[ClockFields],
    length: Length | None,
    echoes: Mapping[ClockFields, Sequence[Echo]],
    readings: Sequence[Reading],
) -> Path:
    """The cheapest readings of a note's clocks.

    Args:
        clocks: in the order of the note; at least one.
        length: of the video, if it is known.
        echoes: what other notes say like the claims at a clock, by the clock.
        readings: those that compete; ``AS_WRITTEN`` is among them.
    """
    columns = _columns(clocks, length, echoes, readings)
    steps = [_steps_between(before, after) for before, after in pairwise(columns)]
    forwards, origins = _forwards(columns, steps)
    backwards = _backwards(columns, steps)
    last = min(forwards[-1], key=forwards[-1].__getitem__)  # the first of equals, in the order of the readings
    best = forwards[-1][last]
    path = [last]
    for origin in reversed(origins):
        path.append(origin[path[-1]])
    path.reverse()
    choices = []
    for column, before, after, reading in zip(columns, forwards, backwards, path, strict=True):
        second = column[reading][0]
        others = (
            before[other] + after[other]
            for other, (there, _) in column.items()
            if abs(there - second) > WEIGHTS.same_second
        )
        choices.append(Choice(reading, second, min(others, default=math.inf) - best))
    return Path(choices, best, _cost_as_written(columns))


def _columns(
    clocks: Sequence[ClockFields],
    length: Length | None,
    echoes: Mapping[ClockFields, Sequence[Echo]],
    readings: Sequence[Reading],
) -> list[Column]:
    style = style_of(clocks, length)
    known: dict[ClockFields, Column] = {}
    for clock in clocks:
        if clock not in known:
            heard = echoes.get(clock, ())
            known[clock] = {
                reading: cost
                for reading in readings
                if (cost := reading_cost(reading, clock, style, length, heard)) is not None
            }
    return [known[clock] for clock in clocks]


def _steps_between(before: Column, after: Column) -> Steps:
    """For each reading of a clock, what it costs that it follows each reading of the clock before."""
    return {
        reading: {other: _step(other, there, reading, second) for other, (there, _) in before.items()}
        for reading, (second, _) in after.items()
    }


def _forwards(columns: Sequence[Column], steps: Sequence[Steps]) -> tuple[list[Costs], list[dict[Reading, Reading]]]:
    """For each reading of each clock: the cheapest way to it, itself included, and which reading precedes it there."""
    costs: list[Costs] = [
        {reading: _BEGIN.get(reading, WEIGHTS.begin_rare) + cost for reading, (_, cost) in columns[0].items()}
    ]
    origins: list[dict[Reading, Reading]] = []
    for column, step in zip(columns[1:], steps, strict=True):
        before = costs[-1]
        here: Costs = {}
        origin: dict[Reading, Reading] = {}
        for reading, (_, cost) in column.items():
            ways = {other: before[other] + more for other, more in step[reading].items()}
            origin[reading] = min(ways, key=ways.__getitem__)
            here[reading] = ways[origin[reading]] + cost
        costs.append(here)
        origins.append(origin)
    return costs, origins


def _backwards(columns: Sequence[Column], steps: Sequence[Steps]) -> list[Costs]:
    """For each reading of each clock: the cheapest way from it to the end, without itself."""
    costs: list[Costs] = [dict.fromkeys(columns[-1], 0.0)]
    for column, after, step in zip(columns[-2::-1], columns[:0:-1], reversed(steps), strict=True):
        rest = {reading: cost + costs[-1][reading] for reading, (_, cost) in after.items()}
        costs.append({reading: min(step[other][reading] + rest[other] for other in after) for reading in column})
    costs.reverse()
    return costs


def _step(reading: Reading, second: int, following: Reading, there: int) -> float:
    """What it costs that one clock follows another.

    Steps between minutes that were written as hours are weighed as if they were hours: otherwise they would always be
    the smaller ones, since dividing by 60 keeps the order of a note and shrinks its steps.
    """
    seconds = abs(second - there)
    if reading is following:
        scale = 60 if reading is Reading.MINUTES else 1
        return math.log(1 + scale * seconds / WEIGHTS.step)
    rare = 0 if following in _COMMON else WEIGHTS.change_to_rare
    return math.log(1 + seconds / WEIGHTS.step) + WEIGHTS.change + rare


def _cost_as_written(columns: Sequence[Column]) -> float:
    written = [column[Reading.AS_WRITTEN] for column in columns]
    steps = (
        _step(Reading.AS_WRITTEN, before, Reading.AS_WRITTEN, after) for (before, _), (after, _) in pairwise(written)
    )
    return sum(cost for _, cost in written) + sum(steps)
