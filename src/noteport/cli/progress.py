"""How far the work has come, on standard error: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from typing import TextIO

BAR_AFTER = 1.0
"""Seconds before a bar appears: most work is done by then."""
LINES_AFTER = 10.0
"""Seconds before the first plain line, and between two."""

_REDRAW = 0.1
_WIDTH = 30


class Progress:
    """Called after each note with how many are done, and of how many."""

    def __init__(self, stream: TextIO, *, now: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._now = now
        self._is_bar = stream.isatty()
        self._next = now() + (BAR_AFTER if self._is_bar else LINES_AFTER)
        self._drawn = 0

    def __call__(self, done: int, total: int) -> None:
        now = self._now()
        if now < self._next:
            return
        if self._is_bar:
            self._next = now + _REDRAW
            self._draw(done, total)
        else:
            self._next = now + LINES_AFTER
            self._stream.write(f"noteport: {done} of {total} notes\n")
            self._stream.flush()

    def close(self) -> None:
        """Wipe the bar away."""
        if self._drawn:
            self._stream.write("\r" + " " * self._drawn + "\r")
            self._stream.flush()
            self._drawn = 0

    def _draw(self, done: int, total: int) -> None:
        filled = _WIDTH * done // max(total, 1)
        line = f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {done} of {total} notes"
        # One column less: a full last column would break the line on some terminals.
        line = line[: shutil.get_terminal_size().columns - 1]
        self._stream.write("\r" + line.ljust(self._drawn))
        self._stream.flush()
        self._drawn = len(line)
