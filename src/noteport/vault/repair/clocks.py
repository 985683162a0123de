"""The fields of a clock as they stand in a note, and the ways in which they can be read."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from noteport.model.patterns import pattern
from noteport.vault.repair.weights import WEIGHTS

_FIELDS = pattern(r"(\d+):(\d+)(?::(\d+))?(?::\d+)?")


class ClockFields(NamedTuple):
    """The fields of a clock as they stand in the note."""

    first: int
    second: int
    third: int | None
    """None for a clock of two fields, which is M:S."""

    @property
    def as_written(self) -> int:
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

    def __str__(self) -> str:
        return ":".join(f"{field:02}" for field in self if field is not None)


@lru_cache(maxsize=16384)  # the times of a vault repeat: three hours have 10,800 seconds
def clock_fields(text: str) -> tuple[ClockFields, ...]:
    """The clocks in a timestamp as it was written: one, or two for a range."""
    return tuple(
        ClockFields(int(first), int(second), int(third) if third else None)
        for first, second, third in _FIELDS.findall(text)
    )


class Reading(Enum):
    """A way to read a clock. The order decides between readings that are equally likely."""

    AS_WRITTEN = "as written"
    MINUTES = "minutes and seconds written as hours and minutes"
    """``47:05:00`` for 47:05."""
    HOUR_TOO_MANY = "an hour too many"
    """``01:15:05`` for 15:05."""
    TENS_AS_HOUR = "tens of minutes written as an hour"
    """``01:05:05`` for 15:05."""
    HOUR_MISSING = "an hour missing"
    """``00:15:05`` for 1:15:05."""
    SECONDS = "seconds written as minutes"
    """``47:00`` for 0:47."""

    # Members are singletons; Enum's own hash is that of the name, computed anew each time.
    __hash__ = object.__hash__

    def second(self, clock: ClockFields) -> int | None:
        """The second that a clock means if it is read like this; None if it cannot be."""
        first, second, third = clock
        match self:
            case Reading.AS_WRITTEN:
                return clock.as_written
            case Reading.HOUR_MISSING:
                return clock.as_written + 3600 if clock.as_written < 3600 else None
            case Reading.SECONDS:
                return first if third is None and second == 0 else None
        if third is None:
            return None
        if self is Reading.MINUTES:
            return clock.as_minutes
        if first == 0 or clock.is_odd():
            return None
        if self is Reading.HOUR_TOO_MANY:
            return second * 60 + third
        return first * 600 + second * 60 + third if first < 6 and second < 10 else None


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
        return self.seconds + WEIGHTS.tolerance if self.exact else self.seconds
