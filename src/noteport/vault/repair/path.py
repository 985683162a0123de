"""The cheapest readings of a note's clocks, taken together, and what every other reading of each would cost more.

The readings of the clocks make a trellis, and a path through it a hypothesis about the whole note, so that different
clocks of one note may need different repairs. Viterbi's algorithm finds the cheapest path, forwards; the same backwards
gives the cheapest path through each reading of each clock. Linear in the number of clocks.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import add
from typing import NamedTuple, TypeAlias

from noteport.vault.repair.clocks import ClockFields, Length, Reading
from noteport.vault.repair.costs import Echo, reading_cost, style_of
from noteport.vault.repair.weights import WEIGHTS

Costs: TypeAlias = list[float]
"""One for each reading of a clock, in the order of its column."""
Steps: TypeAlias = list[Costs]
"""For each reading of a clock: what it costs that it follows each reading of the clock before."""


class Candidate(NamedTuple):
    """One reading of a clock."""

    reading: Reading
    second: int
    cost: float
    """Apart from its neighbours."""


Column: TypeAlias = list[Candidate]
"""The readings of one clock."""

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
    best = min(forwards[-1])
    last = forwards[-1].index(best)  # the first of equals, in the order of the readings
    path = [last]
    for origin in reversed(origins):
        path.append(origin[path[-1]])
    path.reverse()
    choices = []
    for column, before, after, chosen in zip(columns, forwards, backwards, path, strict=True):
        reading, second, _ = column[chosen]
        others = [
            there + rest
            for candidate, there, rest in zip(column, before, after, strict=True)
            if abs(candidate.second - second) > WEIGHTS.same_second
        ]
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
            known[clock] = [
                Candidate(reading, *cost)
                for reading in readings
                if (cost := reading_cost(reading, clock, style, length, heard)) is not None
            ]
    return [known[clock] for clock in clocks]


def _steps_between(before: Column, after: Column) -> Steps:
    """What it costs that one clock follows another.

    Steps between minutes that were written as hours are weighed as if they were hours: otherwise they would always be
    the smaller ones, since dividing by 60 keeps the order of a note and shrinks its steps.
    """
    steps: Steps = []
    for reading, second, _ in after:
        scale = 60 if reading is Reading.MINUTES else 1
        rare = 0 if reading in _COMMON else WEIGHTS.change_to_rare
        steps.append(
            [
                math.log(1 + scale * abs(second - there) / WEIGHTS.step)
                if other is reading
                else math.log(1 + abs(second - there) / WEIGHTS.step) + WEIGHTS.change + rare
                for other, there, _ in before
            ]
        )
    return steps


def _forwards(columns: Sequence[Column], steps: Sequence[Steps]) -> tuple[list[Costs], list[list[int]]]:
    """For each reading of each clock: the cheapest way to it, itself included, and which reading precedes it there."""
    costs: list[Costs] = [[_BEGIN.get(reading, WEIGHTS.begin_rare) + cost for reading, _, cost in columns[0]]]
    origins: list[list[int]] = []
    for column, step in zip(columns[1:], steps, strict=True):
        before = costs[-1]
        here: Costs = []
        origin: list[int] = []
        for candidate, more in zip(column, step, strict=True):
            ways = list(map(add, before, more))
            cheapest = min(ways)
            origin.append(ways.index(cheapest))
            here.append(cheapest + candidate.cost)
        costs.append(here)
        origins.append(origin)
    return costs, origins


def _backwards(columns: Sequence[Column], steps: Sequence[Steps]) -> list[Costs]:
    """For each reading of each clock: the cheapest way from it to the end, without itself."""
    costs: list[Costs] = [[0.0] * len(columns[-1])]
    for after, step in zip(columns[:0:-1], reversed(steps), strict=True):
        rest = [candidate.cost + ahead for candidate, ahead in zip(after, costs[-1], strict=True)]
        costs.append([min(map(add, more, rest)) for more in zip(*step, strict=True)])
    costs.reverse()
    return costs


def _cost_as_written(columns: Sequence[Column]) -> float:
    written = [[next(one for one in column if one.reading is Reading.AS_WRITTEN)] for column in columns]
    steps = (_steps_between(before, after)[0][0] for before, after in pairwise(written))
    return sum(only.cost for [only] in written) + sum(steps)
