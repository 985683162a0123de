from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noteport.api import Timestamp
from noteport.parse.markdown.timestamps import lenient_seconds, read_anchor, read_clocks, seconds_of


@pytest.mark.parametrize(
    ("clock", "seconds"),
    [
        ("00:01:05", 65),
        ("01:05", 65),
        ("1:05", 65),
        ("1:01:05", 3665),
        ("01:05:34:00", 3934),
        (" [00:01:05] ", 65),
        ("75:00", 4500),
        ("00:3:38", 218),
        ("", None),
        ("65", None),
        ("HH:01:05", None),
        ("00:01:05.", None),
        ("1:2:3:4:5", None),
    ],
)
def test_clocks_of_two_to_four_fields_are_well_formed(clock: str, seconds: int | None) -> None:
    assert seconds_of(clock) == seconds


@pytest.mark.parametrize(
    ("junk", "seconds"),
    [
        ("HH:07:54", 474),
        ("00:12:34]", 754),
        ("53:09:", 3189),
        ("00:16:040", 1000),
        ("65", 65),
        ("1m5s", 65),
        ("1h1m5s", 3665),
        ("https://youtu.be/golden_test?t=65", 65),
        ("https://youtu.be/golden_test?start=1m5s&a=b", 65),
        ("soon", None),
        ("", None),
        ("9" * 30, None),
    ],
)
def test_junk_is_read_by_its_digits(junk: str, seconds: int | None) -> None:
    assert lenient_seconds(junk) == seconds


@given(st.text(alphabet="0123456789:[]hms-t=& HM", max_size=40))
def test_no_junk_is_too_bad_to_be_looked_at(junk: str) -> None:
    for seconds in (seconds_of(junk), lenient_seconds(junk)):
        assert seconds is None or seconds >= 0
    assert all(timestamp.end is None or timestamp.end > timestamp.start for timestamp in read_clocks(junk))


@pytest.mark.parametrize(
    ("bracket", "times"),
    [
        ("00:04:16, 00:07:47", [(256, None), (467, None)]),
        ("01:00 | 02:00 | 03:00", [(60, None), (120, None), (180, None)]),
        ("00:24:52 - 00:25:06", [(1492, 1506)]),
        ("00:24:52–00:25:06, 00:30:00", [(1492, 1506), (1800, None)]),
        ("00:28:46]-[00:29:15", [(1726, 1755)]),
        ("02:00 - 01:00", [(120, None)]),
        ("no clock", []),
    ],
)
def test_one_bracket_may_hold_several_timestamps_and_ranges(bracket: str, times: list[tuple[int, int | None]]) -> None:
    assert [(timestamp.start, timestamp.end) for timestamp in read_clocks(bracket)] == times


@pytest.mark.parametrize(
    ("time", "label", "start", "problem"),
    [
        ("00:01:05", "[00:01:05]", 65, ""),
        ("00:01:05", "", 65, ""),
        ("00:01:05", "[00:01:06]", 65, "timestamp-label-differs"),
        ("01:05:00", "[00:01:05]", 65, "timestamp-label-differs"),
        ("", "[00:01:05]", 65, "timestamp-garbled"),
        ("HH:01:05", "[HH:01:05]", 65, "timestamp-garbled"),
        ("00:16:040", "[00:16:040]", 1000, "timestamp-garbled"),
        ("soon", "[later]", None, "timestamp-unreadable"),
    ],
)
def test_the_tags_time_wins_unless_it_is_unreadable_or_60_times_the_label(
    time: str, label: str, start: int | None, problem: str
) -> None:
    reading = read_anchor(time, label)
    assert (reading.timestamps[0].start if reading.timestamps else None, reading.problem or "") == (start, problem)


def test_words_in_a_label_stay_text() -> None:
    assert read_anchor("00:01:05", "the oven").text == "the oven"
    assert read_anchor("00:01:05", "[HH:MM:SS]").text == ""


def test_a_label_may_make_a_range_or_a_run_of_it() -> None:
    assert read_anchor("01:00", "[01:00 - 01:10]").timestamps == (Timestamp(start=60, end=70, as_written="01:00"),)
    assert [timestamp.start for timestamp in read_anchor("01:00", "[01:00, 02:00]").timestamps] == [60, 120]
