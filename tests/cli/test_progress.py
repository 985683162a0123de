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
    progress(1, 2)
    progress.close()
    assert screen.getvalue() == ""


def test_long_work_shows_a_bar_on_a_terminal_and_wipes_it_away() -> None:
    screen, clock = Screen(terminal=True), Clock()
    progress = Progress(screen, now=clock)
    clock.now += 1.1
    progress(1, 2)
    progress(2, 2)  # too soon to be drawn again
    progress.close()
    bar = "[###############...............] 1 of 2 notes"
    assert screen.getvalue() == f"\r{bar}\r{' ' * len(bar)}\r"


def test_a_narrow_terminal_gets_a_short_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    screen, clock = Screen(terminal=True), Clock()
    progress = Progress(screen, now=clock)
    clock.now += 2
    progress(1, 2)
    assert len(screen.getvalue()) == 20


def test_elsewhere_a_plain_line_appears_every_ten_seconds() -> None:
    screen, clock = Screen(terminal=False), Clock()
    progress = Progress(screen, now=clock)
    for done in range(1, 25):
        clock.now += 1
        progress(done, 30)
    progress.close()
    assert screen.getvalue() == "noteport: 10 of 30 notes\nnoteport: 20 of 30 notes\n"
