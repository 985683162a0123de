from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from noteport.cli.app import run
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
    with Progress(screen, now=clock) as progress:
        clock.now += 0.9
        progress.looked(2, 2)
        progress.read(1, 2, 0)
    assert screen.getvalue() == ""


def test_long_work_shows_a_bar_on_a_terminal_and_erases_it() -> None:
    screen, clock = Screen(terminal=True), Clock()
    with Progress(screen, now=clock) as progress:
        progress.read(1, 10, 0)
        clock.now += 2
        progress.read(5, 10, 1)
        progress.read(6, 10, 1)  # too soon to be drawn again
    bar = "[########........] 50 %, 2 s left, note 5 of 10, 1 problem"
    assert screen.getvalue() == f"\r{bar}\r{' ' * len(bar)}\r"


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        (10, "[########"),
        (20, "[########........]"),
        (24, "[########........] 50 %"),
        (40, "[########........] 50 %, 2 s left"),
        (50, "[########........] 50 %, 2 s left, note 1 of 2"),
    ],
)
def test_a_narrow_terminal_gets_fewer_parts_but_no_part_is_cut(
    monkeypatch: pytest.MonkeyPatch, columns: int, line: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    screen, clock = Screen(terminal=True), Clock()
    progress = Progress(screen, now=clock)
    progress.looked(1, 1)
    progress.read(1, 2, 0)
    clock.now += 2
    progress.read(2, 4, 0)
    assert screen.getvalue() == f"\r{line}".replace("1 of 2", "2 of 4")


def test_the_longest_line_fits_into_eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    screen, clock = Screen(terminal=True), Clock()
    progress = Progress(screen, now=clock)
    progress.read(1, 200_000, 0)
    clock.now += 100_000
    progress.read(150_000, 200_000, 98_765)
    line = screen.getvalue().removeprefix("\r")
    assert line == "[############....] 75 %, 9 h 15 min left, note 150,000 of 200,000"


def test_elsewhere_a_plain_line_appears_every_ten_seconds() -> None:
    screen, clock = Screen(terminal=False), Clock()
    with Progress(screen, now=clock) as progress:
        progress.read(1, 3000, 0)
        for done in range(100, 2500, 100):
            clock.now += 1
            progress.read(done, 3000, done // 1000)
    assert screen.getvalue().splitlines() == [
        "noteport: 33 %, 20 s left, note 1,000 of 3,000, 1 problem",
        "noteport: 67 %, 10 s left, note 2,000 of 3,000, 2 problems",
    ]


def test_looking_through_the_files_is_shown_and_not_counted_as_reading() -> None:
    screen, clock = Screen(terminal=False), Clock()
    progress = Progress(screen, now=clock)
    clock.now += 10
    progress.looked(400, 1000)
    clock.now += 5
    progress.read(1, 900, 7)
    clock.now += 5
    progress.read(10, 900, 7)  # too little to tell how long the rest takes
    clock.now += 10
    progress.read(90, 900, 7)
    assert screen.getvalue().splitlines() == [
        "noteport: looking through file 400 of 1,000",
        "noteport: 1 %, note 10 of 900, 7 problems",
        "noteport: 10 %, 2 min 15 s left, note 90 of 900, 7 problems",
    ]


def test_the_share_is_that_of_the_whole_run_if_notes_are_read_twice() -> None:
    screen, clock = Screen(terminal=False), Clock()
    progress = Progress(screen, passes=2, now=clock)
    for _ in range(2):
        for done in range(1, 5):
            progress.read(done, 4, 0)
            clock.now += 10
    assert [line.split(",")[0] for line in screen.getvalue().splitlines()] == [
        f"noteport: {percent} %" for percent in (25, 38, 50, 62, 75, 88, 100)
    ]


def test_the_share_never_exceeds_the_whole_if_notes_are_read_more_often_than_expected() -> None:
    screen, clock = Screen(terminal=False), Clock()
    progress = Progress(screen, now=clock)
    for _ in range(2):
        clock.now += 10
        progress.read(1, 2, 0)
        progress.read(2, 2, 0)
    assert screen.getvalue().splitlines()[-1] == "noteport: 75 %, 3 s left, note 1 of 2, 0 problems"


def test_looking_through_the_files_counts_if_their_words_are_counted() -> None:
    screen, clock = Screen(terminal=False), Clock()
    progress = Progress(screen, counts_words=True, now=clock)
    for step in (progress.looked, lambda done, total: progress.read(done, total, 0)):
        for done in (1, 2):
            step(done, 2)
            clock.now += 10
    assert screen.getvalue().splitlines() == [
        "noteport: 50 %, 10 s left, looking through file 2 of 2",
        "noteport: 75 %, 7 s left, note 1 of 2, 0 problems",
        "noteport: 100 %, 0 s left, note 2 of 2, 0 problems",
    ]


@pytest.mark.parametrize(
    "command",
    ["init notes", "questions request notes -o requests.jsonl", "questions take answers.jsonl notes", "check notes"],
)
def test_one_progress_is_shown_from_the_first_note_to_the_last(
    notes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.chdir(notes.parent)
    monkeypatch.setattr("noteport.cli.progress.LINES_AFTER", 0.0)  # as if each note took long
    Path("answers.jsonl").write_text("", encoding="utf-8")
    assert run([*command.split(), "--no-cache"] if "init" not in command else command.split()) == 0
    shares = [int(share) for share in re.findall(r"^noteport: (\d+) %", capsys.readouterr().err, re.MULTILINE)]
    assert shares == sorted(shares)
    assert len(shares) > 1
    assert shares[-1] == 100
