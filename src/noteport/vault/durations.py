"""The length of a video: from the note, from a file of a download tool next to it, from a table, or from other
notes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from noteport.errors import UsageError
from noteport.model.limits import LATEST_SECOND
from noteport.model.patterns import pattern
from noteport.vault.repair.clocks import ClockFields, Length
from noteport.vault.repair.weights import WEIGHTS
from noteport.vault.safe_read import read_file

CLEAN_TIMESTAMPS = 8
"""A note implies the length of its video if it has this many timestamps, hardly any of them at ``:00`` and none
late …
"""
CLEAN_NOTES = 2
"""… and there are this many such notes: a single one may be shifted itself."""
MARGIN = 1.15
MARGIN_SECONDS = 90
"""Notes rarely reach the end of a video: it lies within this factor and this many seconds of their last timestamp."""

# No more digits than a time has, because int() rejects thousands of them.
_ISO = pattern(r"P(?:T|.*T)?(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d+)?S)?", re.IGNORECASE)
_CLOCK = pattern(r"(?:(\d{1,9}):)?(\d{1,3}):(\d{2})")
_NUMBER = pattern(r"(\d{1,9})(?:\.\d+)?")


def parse_duration(text: str) -> int | None:
    """Parse a length, such as ``754``, ``12:34``, ``1:02:03`` or ``PT12M34S``, into whole seconds; None if it is not a
    length.
    """
    text = text.strip()
    if number := _NUMBER.fullmatch(text):
        return whole_length(int(number[1]))
    found = _CLOCK.fullmatch(text) or (_ISO.fullmatch(text) if text[:1] in "Pp" else None)
    if found is None or not any(found.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return whole_length(hours * 3600 + minutes * 60 + seconds)


def whole_length(seconds: float) -> int | None:
    """Return whole seconds, or None if no video can be that long."""
    return int(seconds) if 0 <= seconds <= LATEST_SECOND else None


def read_durations(path: Path) -> Mapping[str, int]:
    """Read lengths by video id from a CSV file with two columns, video id and seconds (or a clock time); a header is
    ignored.

    Raises:
        UsageError: the file cannot be read, or a line contains no length.
    """
    lengths: dict[str, int] = {}
    try:
        text = read_file(path).decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror
        raise UsageError(f"{path}: cannot be read: {reason}.", "Check --durations.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: the lengths cannot be read: it is not UTF-8.", "Check --durations.") from error
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline="")), start=1):
            seconds = parse_duration(row[1]) if len(row) > 1 else None
            if seconds is not None:
                lengths[row[0].strip()] = seconds
            elif row and number > 1:
                raise UsageError(f"{path}:{number}: no length.", "Each line must be: video id, seconds.")
    except csv.Error as error:
        raise UsageError(f"{path}: not a CSV table: {error}.", "Each line must be: video id, seconds.") from error
    return lengths


class Witnesses(Struct):
    """What clean notes about one video imply about its length: the last second in each of them, by note id."""

    last_seconds: dict[str, int] = field(default_factory=dict)

    def length_without(self, note: str) -> Length | None:
        """Return the length that the *other* notes imply, or None if they are too few."""
        others = [second for id, second in self.last_seconds.items() if id != note]
        if len(others) < CLEAN_NOTES:
            return None
        return Length(int(max(others) * MARGIN) + MARGIN_SECONDS, "other notes of the video", exact=False)


def last_clean_second(times: Sequence[ClockFields]) -> int | None:
    """Return the last second in a clean note; None if the note may be shifted and implies nothing."""
    if len(times) < CLEAN_TIMESTAMPS or any(
        time.third is not None and time.first >= WEIGHTS.long_hour for time in times
    ):
        return None
    if sum(time.third == 0 for time in times) >= WEIGHTS.suspicious_share * len(times):
        return None
    return max(time.as_written for time in times)
