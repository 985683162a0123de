"""Reads clock times as people write them, strictly and leniently (dialects.md, "Timestamps")."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from noteport.model.limits import LATEST_SECOND
from noteport.model.nodes import Timestamp
from noteport.model.patterns import pattern
from noteport.model.problems import ProblemCode

CLOCK = r"\d{1,3}:\d{1,2}(?::\d{1,2}){0,2}"
"""Two to four fields: M:S, H:M:S, H:M:S:frames."""

_STRICT = pattern(rf"\s*\[?\s*({CLOCK})\s*\]?\s*")
_CLOCKS = pattern(CLOCK)
_LOOSE = pattern(r"\d+(?::\d+){1,3}")
_UNITS = pattern(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?")
_IN_ADDRESS = pattern(r"[?&#](?:t|start)=(\w+)")
_RANGE = pattern(rf"({CLOCK})\s*\]?\s*[-–—]\s*\[?\s*({CLOCK})")
_WORD = pattern(r"[^\W\d_]{2,}")
_FORMAT_LETTERS = pattern(r"\b(?:hh?|mm?|ss?|xx)\b", re.IGNORECASE)

_SHIFT = 60
"""A time that is this many times its label had its minutes written as hours (dialects.md, "Timestamps")."""


class Reading(Struct, frozen=True):
    """What was read from one piece of markup: its timestamps, and a problem if there is one."""

    timestamps: tuple[Timestamp, ...]
    text: str = ""
    """Words in the markup that are not a time; they stay in the sentence, before the timestamps."""
    problem: ProblemCode | None = None
    """The code of a problem, or empty."""
    detail: str = ""
    """The markup with the problem, or the two times that differ."""

    @property
    def message(self) -> str:
        """What is wrong and what was done about it."""
        match self.problem:
            case "timestamp-garbled":
                read = ", ".join(timestamp.label for timestamp in self.timestamps)
                return f"The markup is damaged ({self.detail}); it was read as {read}."
            case "timestamp-unreadable":
                return f"No time could be read from {self.detail}, which was removed."
            case _:
                return f"{self.detail}; {self.timestamps[0].label} was used."


def seconds_of(text: str) -> int | None:
    """Return the seconds of a well-formed clock time, ``[00:01:05]`` or ``1:05``; None for anything else."""
    found = _STRICT.fullmatch(text)
    return _sum(found[1]) if found else None


def lenient_seconds(text: str) -> int | None:
    """Return the seconds of a clock time with junk around it (``HH:07:54``, ``53:09:``, ``1m5s``, ``65``, ``…&t=65``),
    or None.
    """
    seconds = seconds_of(text)
    if seconds is None:
        seconds = _loose_seconds(text)
    return seconds if seconds is not None and seconds <= LATEST_SECOND else None


def _loose_seconds(text: str) -> int | None:
    address = _IN_ADDRESS.search(text)
    if address:
        text = address[1]
    elif found := _LOOSE.search(text):
        return _sum(found[0])
    units = _UNITS.fullmatch(text.strip()) if len(text) < 20 else None
    if units is None or not any(units.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in units.groups())
    return hours * 3600 + minutes * 60 + seconds


def _sum(clock: str) -> int:
    fields = [int(field) for field in clock.split(":")]
    if len(fields) == 2:
        return fields[0] * 60 + fields[1]
    return fields[0] * 3600 + fields[1] * 60 + fields[2]


def timestamp_of(clock: str) -> Timestamp:
    """Return a timestamp from a clock time that is known to be well-formed."""
    return Timestamp(start=_sum(clock), as_written=clock)


@lru_cache(maxsize=16384)  # a vault has few different clock times and uses each of them many times
def plain_reading(clock: str) -> Reading:
    """Return a reading with one timestamp and no problem, from a clock time that is known to be well-formed."""
    return Reading((timestamp_of(clock),))


def read_clocks(text: str) -> tuple[Timestamp, ...]:
    """Return the timestamps in one pair of brackets: single times and ranges in order (``00:04:16, 00:07:47 -
    00:08:00``).
    """
    timestamps: list[Timestamp] = []
    position = 0
    while found := _CLOCKS.search(text, position):
        ranged = _RANGE.match(text, found.start())
        if ranged:
            first, last = _sum(ranged[1]), _sum(ranged[2])
            written = ranged[0].replace("[", "").replace("]", "")
            timestamps.append(Timestamp(start=first, end=last if last > first else None, as_written=written))
            position = ranged.end()
        else:
            timestamps.append(timestamp_of(found[0]))
            position = found.end()
    return tuple(timestamps)


def read_anchor(time: str, label: str, *, garbled: bool = False) -> Reading:
    """Return the timestamp of an anchor: ``time`` from its tag, ``label`` from between its tags.

    The time in the tag takes precedence over a label that differs, unless it cannot be read or is exactly 60 times the
    label (claims.md, "Which second a timestamp means").
    """
    shown = read_clocks(label)
    label_seconds = shown[0].start if shown else None
    words = "" if shown or not _is_prose(label) else label.strip()
    seconds = lenient_seconds(time)
    if seconds is None and label_seconds is None:
        return Reading((), words, ProblemCode.TIMESTAMP_UNREADABLE, f"{time} {label}".strip())
    if seconds is None:
        return Reading(shown, words, ProblemCode.TIMESTAMP_GARBLED, f"{time} {label}".strip())
    clock = time.strip().strip("[]")
    if label_seconds is None or label_seconds == seconds or label.strip().strip("[]") == clock:
        end = shown[0].end if shown else None
        problem = ProblemCode.TIMESTAMP_GARBLED if garbled or seconds_of(time) is None else None
        first = Timestamp(start=seconds, end=end, as_written=clock)
        return Reading((first, *shown[1:]), words, problem, f"{time} {label}".strip())
    detail = f"It opens {clock} but shows {label.strip().strip('[]')}"
    if seconds == _SHIFT * label_seconds:
        return Reading(shown, words, ProblemCode.TIMESTAMP_LABEL_DIFFERS, detail)
    return Reading(
        (Timestamp(start=seconds, as_written=clock), *shown[1:]), words, ProblemCode.TIMESTAMP_LABEL_DIFFERS, detail
    )


def _is_prose(label: str) -> bool:
    return bool(_WORD.search(_FORMAT_LETTERS.sub("", label)))
