"""Whether a note's timestamps are taken as written, repaired, or doubted.

Order alone does not tell (dividing by 60 keeps it), nor do small steps. What tells: the third field (``:00`` behind
minutes and seconds), hours that few videos have, the video's length, and what other notes of the video say. Without a
length or other notes only the first two can speak, so that no hour is taken off or put on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import Enum

from msgspec import Struct

from noteport.vault.repair.clocks import ClockFields, Length, Reading
from noteport.vault.repair.costs import HOUR_READINGS, Echo, echo_cost, is_contradicted
from noteport.vault.repair.path import Choice, Path, cheapest_path
from noteport.vault.repair.weights import ANY_SECOND, WEIGHTS

_ALONE = (Reading.AS_WRITTEN, Reading.MINUTES)


class Verdict(Enum):
    SOUND = "sound"
    REPAIRED = "repaired"
    DOUBTFUL = "doubtful"


class Meaning(Struct, frozen=True):
    """What a clock means."""

    second: int
    reading: Reading = Reading.AS_WRITTEN
    trusted: bool = True
    """Whether a link may open this second."""


class Judgement(Struct, frozen=True):
    """What was found out about a note's clocks."""

    verdict: Verdict
    meanings: Mapping[ClockFields, Meaning] = {}
    """Of clocks that are not simply taken as written."""

    @property
    def is_settled(self) -> bool:
        """Whether other notes need not be asked: nothing is doubted, and no hour was taken off or put on."""
        return self.verdict is not Verdict.DOUBTFUL and all(
            meaning.trusted and meaning.reading not in HOUR_READINGS for meaning in self.meanings.values()
        )


SOUND = Judgement(Verdict.SOUND)


def is_suspicious(clocks: Sequence[ClockFields], length: Length | None) -> bool:
    """Whether a closer look at a note is worth its while: a cheap test that every note passes through."""
    if length is not None and any(clock.as_written > length.limit for clock in clocks):
        return True
    if len(clocks) < WEIGHTS.least_clocks or _has_hours_where_needed(clocks):
        return False
    if any(clock.third is not None and (clock.first >= WEIGHTS.long_hour or clock.is_odd()) for clock in clocks):
        return True
    thirds = Counter(clock.third for clock in clocks if clock.third is not None)
    rounded, most = thirds[0], max(thirds.values(), default=0)
    if rounded >= WEIGHTS.suspicious_count and rounded >= WEIGHTS.suspicious_share * len(clocks):
        return True
    return most >= WEIGHTS.tail_count and most >= WEIGHTS.tail_share * len(clocks)


def _has_hours_where_needed(clocks: Sequence[ClockFields]) -> bool:
    """Whether a note writes two fields below an hour and three from there on, as players do: its hours are meant."""
    whole = [clock for clock in clocks if clock.third is not None]
    return len(whole) < len(clocks) and all(
        0 < clock.first < WEIGHTS.long_hour and not clock.is_odd() for clock in whole
    )


def judge(
    clocks: Sequence[ClockFields], length: Length | None = None, echoes: Mapping[ClockFields, Sequence[Echo]] = {}
) -> Judgement:
    """What a note's clocks mean.

    Args:
        clocks: in the order of the note.
        length: of the video, if it is known.
        echoes: what other notes of the video say like the claims at a clock, by the clock.
    """
    if not clocks or (not echoes and not is_suspicious(clocks, length)):
        return SOUND
    path = cheapest_path(clocks, length, echoes, _readings(clocks, length, echoes))
    if all(choice.reading is Reading.AS_WRITTEN for choice in path.choices) or (not echoes and _is_hurried(path)):
        return SOUND
    rounded = _cost_of_rounding(clocks, path.cost_as_written)
    if rounded < path.cost:
        return SOUND
    clear = min(rounded, path.cost_as_written) - path.cost >= WEIGHTS.clear
    if length is not None and length.exact and not echoes and _are_strays(clocks, path, length, clear=clear):
        return SOUND  # what lies beyond the length is not trusted in any case
    if _fits(clocks, length) and _support(clocks, path, echoes) < WEIGHTS.clear:
        # The video is long enough for the timestamps as written, and nobody else speaks against them.
        if length is not None and length.exact:
            return SOUND
        clear = False
    return _repaired(clocks, path.choices, echoes) if clear else _doubted(clocks, path.choices)


def _readings(
    clocks: Sequence[ClockFields], length: Length | None, echoes: Mapping[ClockFields, Sequence[Echo]]
) -> Sequence[Reading]:
    if not echoes and (length is None or _fits(clocks, length)):
        return _ALONE
    long = length is None or length.limit > 3600
    return [reading for reading in Reading if long or reading is not Reading.HOUR_MISSING]


def _fits(clocks: Sequence[ClockFields], length: Length | None) -> bool:
    return length is not None and all(clock.as_written <= length.limit for clock in clocks)


def _is_hurried(path: Path) -> bool:
    """Whether a note would say something new every second or so, which nobody writes down."""
    seconds = {choice.second for choice in path.choices}
    return len(seconds) > 1 and max(seconds) - min(seconds) < WEIGHTS.fastest * len(seconds)


def _are_strays(clocks: Sequence[ClockFields], path: Path, length: Length, *, clear: bool) -> bool:
    """Whether what lies beyond the length is rather a few mistakes than a note to be read in another way.

    It is if the whole note would then be about the first seconds of its video, which nobody writes, or if the other way
    is not clearly better and most clocks fit the length as they are.
    """
    is_crowded = max(choice.second for choice in path.choices) < WEIGHTS.crowded_share * length.seconds
    strays = sum(clock.as_written > length.limit for clock in clocks)
    return is_crowded or (not clear and strays <= WEIGHTS.stray_share * len(clocks))


def _support(clocks: Sequence[ClockFields], path: Path, echoes: Mapping[ClockFields, Sequence[Echo]]) -> float:
    """By how much other notes prefer the path to the timestamps as written; hours that no video has count as well."""
    support = 0.0
    for clock, choice in zip(clocks, path.choices, strict=True):
        if choice.reading is not Reading.AS_WRITTEN:
            heard = echoes.get(clock, ())
            support += echo_cost(clock.as_written, heard) - echo_cost(choice.second, heard)
            if clock.first >= WEIGHTS.long_hour and clock.third is not None:
                support += WEIGHTS.late
    return support


def _cost_of_rounding(clocks: Sequence[ClockFields], cost_as_written: float) -> float:
    """What it costs that the author rounded to the minute, so that ``:00`` says nothing."""
    cost = WEIGHTS.rounding + cost_as_written
    seen: set[ClockFields] = set()
    for clock in clocks:
        if clock.third == 0:
            cost -= ANY_SECOND
            cost += WEIGHTS.round_fifth[clock.second % 5 != 0]
            cost += WEIGHTS.round_again[clock not in seen]
            cost += WEIGHTS.round_early[clock.first != 0]
        seen.add(clock)
    return cost


def _repaired(
    clocks: Sequence[ClockFields], choices: Sequence[Choice], echoes: Mapping[ClockFields, Sequence[Echo]]
) -> Judgement:
    """The chosen meanings. A clock that stands in several places means what is clearest of them."""
    meanings: dict[ClockFields, Meaning] = {}
    margins: dict[ClockFields, float] = {}
    for clock, (reading, second, margin) in zip(clocks, choices, strict=True):
        if margin > margins.get(clock, -1):
            margins[clock] = margin
            least = WEIGHTS.clear_hour if reading in HOUR_READINGS else WEIGHTS.clear_clock
            trusted = margin >= least and not is_contradicted(second, echoes.get(clock, ()))
            meanings[clock] = Meaning(second, reading, trusted)
    plain = [clock for clock, meaning in meanings.items() if meaning == Meaning(clock.as_written)]
    for clock in plain:
        del meanings[clock]
    return Judgement(Verdict.REPAIRED, meanings)


def _doubted(clocks: Sequence[ClockFields], choices: Sequence[Choice]) -> Judgement:
    """Nothing is changed, and those clocks are not trusted for which another reading was best."""
    return Judgement(
        Verdict.DOUBTFUL,
        {
            clock: Meaning(clock.as_written, trusted=False)
            for clock, choice in zip(clocks, choices, strict=True)
            if choice.reading is not Reading.AS_WRITTEN
        },
    )
