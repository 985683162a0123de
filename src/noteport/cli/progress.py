"""Progress on standard error: a bar on a terminal, otherwise a line now and then.

noteport: 8,200 of 20,000 notes, 310 per second, 38 s left, 12 problems
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from typing import TextIO

from noteport.cli.reporting import counted
from noteport.export.watched import Watch

BAR_AFTER = 1.0
"""Seconds before a bar appears; most runs are finished by then."""
LINES_AFTER = 10.0
"""Seconds before the first plain line, and between lines."""

_REDRAW = 0.1
_WIDTH = 16
"""The longest line still fits into eighty columns."""


class Progress(Watch):
    """Shows progress with the rate so far and the time left."""

    def __init__(self, stream: TextIO, *, now: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._now = now
        self._is_bar = stream.isatty()
        self._next = now() + (BAR_AFTER if self._is_bar else LINES_AFTER)
        self._drawn = 0
        self._done = 0
        self._passes = 0
        self._begun = now()

    def looked(self, done: int, total: int) -> None:
        """Show how many files have been scanned before notes are read."""
        now = self._now()
        if now >= self._next:
            self._show(now, done, total, f"{done:,} of {total:,} files scanned")

    def read(self, done: int, total: int, problems: int) -> None:
        """Show how many notes are done."""
        now = self._now()
        if done <= self._done or not self._passes:  # a new pass begins
            self._passes += 1
            self._begun = now
        self._done = done
        if now < self._next:
            return
        parts = [f"{done:,} of {total:,} notes"]
        # The first note starts the clock and is not counted.
        rate = (done - 1) / (now - self._begun) if now > self._begun else 0.0
        if rate:
            parts += [
                f"{rate:,.0f} per second" if rate >= 10 else f"{rate:.1f} per second",
                f"{_left(total - done, rate)} left",
            ]
        parts.append(counted(problems, "problems"))
        again = f", pass {self._passes}" if self._passes > 1 else ""
        self._show(now, done, total, ", ".join(parts) + again)

    def close(self) -> None:
        """Erase the bar."""
        if self._drawn:
            self._stream.write("\r" + " " * self._drawn + "\r")
            self._stream.flush()
            self._drawn = 0

    def _show(self, now: float, done: int, total: int, text: str) -> None:
        if self._is_bar:
            self._next = now + _REDRAW
            self._draw(done, total, text)
        else:
            self._next = now + LINES_AFTER
            self._stream.write(f"noteport: {text}\n")
            self._stream.flush()

    def _draw(self, done: int, total: int, text: str) -> None:
        filled = _WIDTH * done // max(total, 1)
        line = f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {text}"
        # One column less, because a full last column would wrap on some terminals.
        line = line[: shutil.get_terminal_size().columns - 1]
        self._stream.write("\r" + line.ljust(self._drawn))
        self._stream.flush()
        self._drawn = len(line)


def _left(notes: int, rate: float) -> str:
    seconds = round(notes / rate)
    return f"{seconds} s" if seconds < 100 else f"{seconds // 60} min {seconds % 60} s"
