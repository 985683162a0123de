"""Shifted stamps are found by evidence, repaired one by one, and never guessed at silently."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from noteport.model import Stamp
from noteport.repair import Length, Verdict, Written, judge, read_shifted, repaired, written_fields

TWELVE_MINUTES = Length(720, "the front matter")
ABOUT_AN_HOUR = Length(3600, "other notes of the video", exact=False)


def times(*clocks: str) -> list[Written]:
    return [field for clock in clocks for field in written_fields(clock)]


@pytest.mark.parametrize(
    ("clocks", "length", "verdict"),
    [
        pytest.param(("01:05:00", "08:40:00", "09:15:00"), TWELVE_MINUTES, Verdict.SHIFTED, id="beyond-the-known-end"),
        pytest.param(("00:01:05", "00:08:40", "00:09:15"), TWELVE_MINUTES, Verdict.SOUND, id="within-the-known-end"),
        pytest.param(("1:05", "8:40", "9:15", "01:05:00"), TWELVE_MINUTES, Verdict.SOUND, id="one-stray-among-sound"),
        pytest.param(("05:05:00", "06:10:00", "01:40:00", "00:30:00"), None, Verdict.SHIFTED, id="hours-of-no-video"),
        pytest.param(("01:34:69", "02:12:80", "00:12:03", "02:51:59"), None, Verdict.SHIFTED, id="seconds-of-no-clock"),
        pytest.param(("01:05:00", "02:10:00", "03:40:00", "04:15:00"), None, Verdict.DOUBTFUL, id="all-round"),
        pytest.param(("01:05:12", "02:10:40", "03:40:07", "04:15:33"), None, Verdict.SOUND, id="a-long-video"),
        pytest.param(("07:05:00", "08:10:00"), None, Verdict.SOUND, id="too-few-to-tell"),
        pytest.param(("47:05", "52:10", "58:40", "59:15"), None, Verdict.SOUND, id="two-fields-are-never-shifted"),
        pytest.param(("01:34:08", "01:35:19", "00:03:29"), ABOUT_AN_HOUR, Verdict.DOUBTFUL, id="the-video-may-go-on"),
        pytest.param(("05:34:08", "09:35:19", "30:03:29"), ABOUT_AN_HOUR, Verdict.SHIFTED, id="far-beyond-the-others"),
    ],
)
def test_a_note_is_judged_by_the_best_evidence_there_is(
    clocks: tuple[str, ...], length: Length | None, verdict: Verdict
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


def test_a_repaired_stamp_keeps_what_was_written() -> None:
    stamp = Stamp(start=169_500, as_written="47:05:00")
    new = repaired(stamp, read_shifted(times("47:05:00"), None))
    assert new == replace(stamp, start=2825, repaired=True)
    assert (new.written, new.as_written) == (169_500, "47:05:00")


def test_both_ends_of_a_range_are_repaired() -> None:
    stamp = Stamp(start=3900, end=4200, as_written="01:05:00-01:10:00")
    new = repaired(stamp, read_shifted(times("01:05:00-01:10:00"), None))
    assert (new.start, new.end) == (65, 70)


def test_a_stamp_that_means_what_it_says_stays_the_same() -> None:
    stamp = Stamp(start=65, as_written="00:01:05")
    assert repaired(stamp, read_shifted(times("00:01:05"), None)) is stamp
