"""Clock times: every second lies in a possible video, and a strict clock time has the same meaning to the lenient
reader.
"""

from __future__ import annotations

from fuzz.inputs import text_of
from noteport.model.limits import LATEST_SECOND
from noteport.parse.markdown.timestamps import lenient_seconds, read_anchor, read_clocks, seconds_of


def check(data: bytes) -> None:
    time, _, label = text_of(data).partition("\n")
    strict, lenient = seconds_of(time), lenient_seconds(time)
    assert lenient is None or 0 <= lenient <= LATEST_SECOND
    assert strict is None or strict > LATEST_SECOND or strict == lenient
    for timestamp in read_clocks(label):
        assert timestamp.start >= 0
        assert timestamp.end is None or timestamp.end > timestamp.start
        assert timestamp.as_written
    reading = read_anchor(time, label)
    assert bool(reading.timestamps) != (reading.problem == "timestamp-unreadable")
    assert all(timestamp.end is None or timestamp.end > timestamp.start for timestamp in reading.timestamps)
    assert not reading.problem or reading.message
