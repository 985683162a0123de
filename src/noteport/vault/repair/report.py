"""What becomes of a note's timestamps, and what the user is told of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Sized
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace

from noteport.model.nodes import Timestamp, clock
from noteport.model.problems import ProblemCode
from noteport.vault.repair.clocks import ClockFields, Length, Reading, clock_fields
from noteport.vault.repair.costs import HOUR_READINGS, Echo
from noteport.vault.repair.judge import Judgement, Meaning, Verdict, judge

Echoes: TypeAlias = Mapping[ClockFields, Sequence[Echo]]
"""What other notes say in similar words, by the clocks of a note."""

SHOWN = 3
"""Timestamps that a message names."""


class Finding(NamedTuple):
    """A problem, before its place is known."""

    code: ProblemCode
    message: str


class Repair(NamedTuple):
    """What is done to a note's timestamps."""

    change: Callable[[Timestamp], Timestamp] | None
    """What a timestamp becomes; None if all stay as they are."""
    findings: Sequence[Finding] = ()


def repair_timestamps(
    timestamps: Sequence[Timestamp],
    length: Length | None = None,
    echoes: Callable[[], Echoes] = dict,
    *,
    contradicted: Callable[[Sequence[ClockFields]], bool] = lambda _: False,
) -> Repair:
    """The repair of one note.

    Args:
        timestamps: those of the note's own video, in the order of the note.
        length: of the video, if it is known.
        echoes: gives what other notes of the video say in similar words (echoes.py). It is asked only if the note does
            not settle the matter itself, since it has to read those notes.
        contradicted: whether the clocks of other notes contradict those of this one.
    """
    clocks = [fields for timestamp in timestamps for fields in clock_fields(timestamp.as_written)]
    limit = length.limit if length is not None else None
    judgement = judge(clocks, length)
    heard: Echoes = {}
    if not judgement.is_settled or _are_beyond(clocks, judgement, limit) or contradicted(clocks):
        heard = echoes()
        judgement = judge(clocks, length, heard) if heard else judgement
    if not judgement.meanings and not _are_beyond(clocks, judgement, limit):
        return Repair(None)
    known: dict[Timestamp, Timestamp] = {}

    def change(timestamp: Timestamp) -> Timestamp:
        if timestamp.video is not None:
            return timestamp  # another video's, of which nothing is known here
        if timestamp not in known:
            known[timestamp] = _repaired(timestamp, judgement.meanings, limit)
        return known[timestamp]

    changed = [(timestamp, new) for timestamp in timestamps if (new := change(timestamp)) is not timestamp]
    if not changed:
        return Repair(None)
    return Repair(change, _findings(judgement, changed, length, has_echoes=bool(heard)))


def _are_beyond(clocks: Sequence[ClockFields], judgement: Judgement, limit: int | None) -> bool:
    """Whether some clocks mean a second beyond the end of the video all the same."""
    if limit is None:
        return False
    return any(clock not in judgement.meanings and clock.as_written > limit for clock in clocks) or any(
        meaning.second > limit for meaning in judgement.meanings.values()
    )


def _repaired(timestamp: Timestamp, meanings: Mapping[ClockFields, Meaning], limit: int | None) -> Timestamp:
    """The timestamp with the second that it means; what was written is kept, and claim ids rest on that."""
    fields = clock_fields(timestamp.as_written)
    start = meanings.get(fields[0]) if fields else None
    end = meanings.get(fields[1]) if len(fields) > 1 else None
    first = timestamp.start if start is None else start.second
    last = timestamp.end if timestamp.end is None or end is None else end.second
    if last is not None and last <= first:
        last = None
    trusted = timestamp.trusted and (start is None or start.trusted) and (limit is None or first <= limit)
    if (first, last, trusted) == (timestamp.start, timestamp.end, timestamp.trusted):
        return timestamp
    moved = (first, last) != (timestamp.start, timestamp.end)
    return replace(timestamp, start=first, end=last, trusted=trusted, repaired=timestamp.repaired or moved)


def _findings(
    judgement: Judgement,
    changed: Sequence[tuple[Timestamp, Timestamp]],
    length: Length | None,
    *,
    has_echoes: bool,
) -> list[Finding]:
    limit = length.limit if length is not None else None
    why = _reason(length, has_echoes=has_echoes)
    moved = [(old, new) for old, new in changed if new.start != old.start]
    hours = [(old, new) for old, new in moved if _reading_of(old, judgement.meanings) in HOUR_READINGS]
    minutes = [pair for pair in moved if pair not in hours]
    beyond = [old for old, new in changed if limit is not None and new.start > limit]
    unclear = [old for old, new in changed if not new.trusted and not (limit is not None and new.start > limit)]
    findings = []
    if minutes:
        findings.append(
            Finding(
                ProblemCode.TIMESTAMPS_REPAIRED,
                f"{_were(minutes)} read as minutes and seconds, {_example(minutes)}: {why}.",
            )
        )
    if hours:
        findings.append(
            Finding(
                ProblemCode.TIMESTAMPS_WRONG_HOUR, f"{_were(hours)} read with another hour, {_example(hours)}: {why}."
            )
        )
    if unclear and judgement.verdict is Verdict.REPAIRED:
        message = f"{_were(unclear)} found that can be read in two ways: {_some(unclear)}."
        findings.append(Finding(ProblemCode.TIMESTAMPS_AMBIGUOUS, f"{message} Links open the video without a time."))
    elif unclear:
        message = (
            f"{_were(unclear)} found that may be written wrongly, minutes as hours or with a wrong hour:"
            f" {_some(unclear)}. Nothing was changed, and links open the video without a time. The video's length would"
            " tell: add duration: to the front matter, or use --durations."
        )
        findings.append(Finding(ProblemCode.TIMESTAMPS_DOUBTFUL, message))
    if beyond and length is not None:
        message = f"{_were(beyond)} found beyond the end of the video ({clock(length.seconds)}, {length.source})"
        findings.append(
            Finding(
                ProblemCode.TIMESTAMP_BEYOND_END, f"{message}: {_some(beyond)}. Links open the video without a time."
            )
        )
    return findings


def _reading_of(timestamp: Timestamp, meanings: Mapping[ClockFields, Meaning]) -> Reading:
    meaning = meanings.get(clock_fields(timestamp.as_written)[0])
    return Reading.AS_WRITTEN if meaning is None else meaning.reading


def _reason(length: Length | None, *, has_echoes: bool) -> str:
    if length is not None:
        return f"the video lasts {clock(length.seconds)} according to {length.source}"
    return "other notes of the video say so" if has_echoes else "they end in the same digits, or have late hours"


def _were(timestamps: Sized) -> str:
    return "1 timestamp was" if len(timestamps) == 1 else f"{len(timestamps)} timestamps were"


def _example(changed: Sequence[tuple[Timestamp, Timestamp]]) -> str:
    old, new = changed[0]
    return f"{old.as_written} as {new.label}"


def _some(timestamps: Sequence[Timestamp]) -> str:
    return ", ".join(list(dict.fromkeys(timestamp.as_written for timestamp in timestamps))[:SHOWN])
