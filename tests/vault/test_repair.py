"""Shifted timestamps are found by evidence, repaired one by one, and never guessed at silently."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from noteport.model.nodes import Timestamp
from noteport.vault.repair import ClockFields, Length, ShiftVerdict, clock_fields, judge, read_shifted, repaired

TWELVE_MINUTES = Length(720, "the front matter")
ABOUT_AN_HOUR = Length(3600, "other notes of the video", exact=False)


def times(*clocks: str) -> list[ClockFields]:
    return [field for clock in clocks for field in clock_fields(clock)]


@pytest.mark.parametrize(
    ("clocks", "length", "verdict"),
    [
        pytest.param(
            ("01:05:00", "08:40:00", "09:15:00"), TWELVE_MINUTES, ShiftVerdict.SHIFTED, id="beyond-the-known-end"
        ),
        pytest.param(
            ("00:01:05", "00:08:40", "00:09:15"), TWELVE_MINUTES, ShiftVerdict.SOUND, id="within-the-known-end"
        ),
        pytest.param(
            ("1:05", "8:40", "9:15", "01:05:00"), TWELVE_MINUTES, ShiftVerdict.SOUND, id="one-stray-among-sound"
        ),
        pytest.param(
            ("05:05:00", "06:10:00", "01:40:00", "00:30:00"), None, ShiftVerdict.SHIFTED, id="hours-of-no-video"
        ),
        pytest.param(
            ("01:34:69", "02:12:80", "00:12:03", "02:51:59"), None, ShiftVerdict.SHIFTED, id="seconds-of-no-clock"
        ),
        pytest.param(("01:05:00", "02:10:00", "03:40:00", "04:15:00"), None, ShiftVerdict.DOUBTFUL, id="all-round"),
        pytest.param(("01:05:12", "02:10:40", "03:40:07", "04:15:33"), None, ShiftVerdict.SOUND, id="a-long-video"),
        pytest.param(("07:05:00", "08:10:00"), None, ShiftVerdict.SOUND, id="too-few-to-tell"),
        pytest.param(("47:05", "52:10", "58:40", "59:15"), None, ShiftVerdict.SOUND, id="two-fields-are-never-shifted"),
        pytest.param(
            ("01:34:08", "01:35:19", "00:03:29"), ABOUT_AN_HOUR, ShiftVerdict.DOUBTFUL, id="the-video-may-go-on"
        ),
        pytest.param(
            ("05:34:08", "09:35:19", "30:03:29"), ABOUT_AN_HOUR, ShiftVerdict.SHIFTED, id="far-beyond-the-others"
        ),
    ],
)
def test_a_note_is_judged_by_the_best_evidence_there_is(
    clocks: tuple[str, ...], length: Length | None, verdict: ShiftVerdict
) -> None:
    assert judge(times(*clocks), length) is verdict


@pytest.mark.parametrize(
    ("clock", "second", "certain"),
    [
        ("47:05:00", 47 * 60 + 5, True),
        ("08:16:94", 8 * 60 + 16, True),
        ("33:38:09", 33 * 60 + 38, True),
        ("00:01:05", 65, True),
        ("12:34", 12 * 60 + 34, True),
    ],
)
def test_a_clock_of_a_shifted_note_that_leaves_no_choice(clock: str, second: int, certain: bool) -> None:
    (field,) = times(clock)
    assert read_shifted([field], None)[field] == (second, certain)


def test_a_clock_that_could_be_either_is_read_as_what_fits_the_length() -> None:
    (field,) = times("01:15:20")
    assert read_shifted([field], TWELVE_MINUTES)[field] == (75, True)


def test_a_clock_that_could_be_either_is_read_as_its_neighbours_suggest() -> None:
    early = times("01:10:00", "01:15:20", "01:20:00")
    assert read_shifted(early, None)[early[1]] == (75, False)
    late = times("70:10:00", "01:15:20", "80:20:00")
    assert read_shifted(late, None)[late[1]] == (4520, False)


def test_a_repaired_timestamp_keeps_what_was_written() -> None:
    timestamp = Timestamp(start=169_500, as_written="47:05:00")
    new = repaired(timestamp, read_shifted(times("47:05:00"), None))
    assert new == replace(timestamp, start=2825, repaired=True)
    assert (new.written, new.as_written) == (169_500, "47:05:00")


def test_both_ends_of_a_range_are_repaired() -> None:
    timestamp = Timestamp(start=3900, end=4200, as_written="01:05:00-01:10:00")
    new = repaired(timestamp, read_shifted(times("01:05:00-01:10:00"), None))
    assert (new.start, new.end) == (65, 70)


def test_a_timestamp_that_means_what_it_says_stays_the_same() -> None:
    timestamp = Timestamp(start=65, as_written="00:01:05")
    assert repaired(timestamp, read_shifted(times("00:01:05"), None)) is timestamp
