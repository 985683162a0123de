from __future__ import annotations

import io

import pytest

from noteport.cli.progress import Progress


class Screen(io.StringIO):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


class Clock:
    """A clock that stands still until it is told otherwise."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("terminal", [True, False])
def test_short_work_shows_nothing(terminal: bool) -> None:
    screen, clock = Screen(terminal=terminal), Clock()
    progress = Progress(screen, now=clock)
    clock.now += 0.9
    progress.looked(2, 2)
    progress.read(1, 2, 0)
    progress.close()
    assert screen.getvalue() == ""


def test_long_work_shows_a_bar_on_a_terminal_and_wipes_it_away() -> None:
    screen, clock = Screen(terminal=True), Clock()
    progress = Progress(screen, now=clock)
    progress.read(1, 10, 0)
    clock.now += 2
    progress.read(5, 10, 1)
    progress.read(6, 10, 1)  # too soon to be drawn again
    progress.close()
    bar = "[########........] 5 of 10 notes, 2.0 per second, 2 s left, 1 problem"
    assert screen.getvalue() == f"\r{bar}\r{' ' * len(bar)}\r"


def test_a_narrow_terminal_gets_a_short_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    screen, clock = Screen(terminal=True), Clock()
    progress = Progress(screen, now=clock)
    clock.now += 2
    progress.read(1, 2, 0)
    assert len(screen.getvalue()) == 20


def test_elsewhere_a_plain_line_appears_every_ten_seconds() -> None:
    screen, clock = Screen(terminal=False), Clock()
    progress = Progress(screen, now=clock)
    progress.read(1, 3001, 0)
    for done in range(100, 2500, 100):
        clock.now += 1
        progress.read(done, 3001, done // 1000)
    progress.close()
    assert screen.getvalue().splitlines() == [
        "noteport: 1,000 of 3,001 notes, 100 per second, 20 s left, 1 problem",
        "noteport: 2,000 of 3,001 notes, 100 per second, 10 s left, 2 problems",
    ]


def test_looking_through_the_files_is_said_and_not_counted_as_reading() -> None:
    screen, clock = Screen(terminal=False), Clock()
    progress = Progress(screen, now=clock)
    clock.now += 10
    progress.looked(400, 1000)
    clock.now += 5
    progress.read(1, 900, 7)
    clock.now += 5
    progress.read(11, 900, 7)
    assert screen.getvalue().splitlines() == [
        "noteport: 400 of 1,000 files scanned",
        "noteport: 11 of 900 notes, 2.0 per second, 7 min 24 s left, 7 problems",
    ]


def test_an_exporter_that_reads_all_notes_twice_is_shown_to_do_so() -> None:
    screen, clock = Screen(terminal=False), Clock()
    progress = Progress(screen, now=clock)
    progress.read(1, 2, 0)
    progress.read(2, 2, 0)
    clock.now += 10
    progress.read(1, 2, 0)
    assert screen.getvalue() == "noteport: 1 of 2 notes, 0 problems, pass 2\n"
