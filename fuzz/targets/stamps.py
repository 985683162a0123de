"""Clocks: every second lies in a video that there can be, and a strict clock means the same to the lenient reader."""

from __future__ import annotations

from fuzz.inputs import text_of
from noteport.limits import LATEST_SECOND
from noteport.parse.stamps import lenient_seconds, read_anchor, read_clocks, seconds_of


def check(data: bytes) -> None:
    time, _, label = text_of(data).partition("\n")
    strict, lenient = seconds_of(time), lenient_seconds(time)
    assert lenient is None or 0 <= lenient <= LATEST_SECOND
    assert strict is None or strict > LATEST_SECOND or strict == lenient
    for stamp in read_clocks(label):
        assert stamp.start >= 0
        assert stamp.end is None or stamp.end > stamp.start
        assert stamp.as_written
    reading = read_anchor(time, label)
    assert bool(reading.stamps) != (reading.problem == "stamp-unreadable")
    assert all(stamp.end is None or stamp.end > stamp.start for stamp in reading.stamps)
    assert not reading.problem or reading.message
