"""Progress on standard error: a bar on a terminal, otherwise a line now and then.

noteport: 41 %, 38 s left, note 8,200 of 20,000, 12 problems
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Self, TextIO

from noteport.cli.reporting import counted
from noteport.export.watched import Watch

if TYPE_CHECKING:
    from noteport.model.note import Note
    from noteport.vault.vault import Vault

BAR_AFTER = 1.0
"""Seconds before a bar appears; most runs are finished by then."""
LINES_AFTER = 10.0
"""Seconds before the first plain line, and between lines."""

_REDRAW = 0.1
_WIDTH = 16
_HEADROOM = 0.02
"""The smallest share of the run from which the time left is estimated."""


class Progress(Watch):
    """Shows how much of the whole run is done, and the time left. The bar is gone at the end of a with block.

    Args:
        stream: where it is shown.
        passes: how often the exporter reads all notes.
        counts_words: whether looking through the files takes as long as reading them, since their words are counted.
        now: a clock, in seconds.
    """

    def __init__(
        self, stream: TextIO, *, passes: int = 1, counts_words: bool = False, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream
        self._passes = passes + counts_words
        self._counts_words = counts_words
        self._now = now
        self._is_bar = stream.isatty()
        self._next = now() + (BAR_AFTER if self._is_bar else LINES_AFTER)
        self._drawn = 0
        self._done = 0
        self._pass = 0
        self._begun = now()

    def looked(self, done: int, total: int) -> None:
        """Show how many files have been looked through before notes are read."""
        where = f"looking through file {done:,} of {total:,}"
        if self._counts_words:
            self._advance(done, total, where)
        elif (now := self._now()) >= self._next:
            self._show(now, 0.0, [where])

    def read(self, done: int, total: int, problems: int) -> None:
        """Show how much of the run is done."""
        self._advance(done, total, f"note {done:,} of {total:,}", counted(problems, "problems"))

    def _advance(self, done: int, total: int, *where: str) -> None:
        now = self._now()
        if not self._pass:
            self._begun = now  # the first note starts the clock
        if done <= self._done or not self._pass:  # all notes are read once more
            self._pass += 1
        self._done = done
        if now < self._next:
            return
        passes = max(self._passes, self._pass)
        share = (self._pass - 1 + done / max(total, 1)) / passes
        parts = [f"{share:.0%}".replace("%", " %")]
        if share >= _HEADROOM:
            parts.append(f"{_duration((now - self._begun) / share * (1 - share))} left")
        self._show(now, share, [*parts, *where])

    def each(self, vault: Vault, ignored: Iterable[str] = ()) -> Iterator[Note]:
        """Yield the notes of a vault, and show how many are done. Problems with the ignored codes are not counted."""
        codes = frozenset(ignored)
        for number, note in enumerate(vault, 1):
            yield note
            self.read(number, len(vault), vault.count_problems(codes))

    def follow(self, vault: Vault) -> None:
        """Show how many notes of a vault are read, each time that all are."""
        vault.tell(lambda done, total: self._advance(done, total, f"note {done:,} of {total:,}"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Remove the bar, for work that has no end."""
        if self._drawn:
            self._stream.write("\r" + " " * self._drawn + "\r")
            self._stream.flush()
            self._drawn = 0

    def _show(self, now: float, share: float, parts: Sequence[str]) -> None:
        if self._is_bar:
            self._next = now + _REDRAW
            self._draw(share, parts)
        else:
            self._next = now + LINES_AFTER
            self._stream.write(f"noteport: {', '.join(parts)}\n")
            self._stream.flush()

    def _draw(self, share: float, parts: Sequence[str]) -> None:
        filled = int(_WIDTH * share)
        bar = f"[{'#' * filled}{'.' * (_WIDTH - filled)}]"
        # One column less, because a full last column would wrap on some terminals.
        line = _fitted(bar, parts, shutil.get_terminal_size().columns - 1)
        self._stream.write("\r" + line.ljust(self._drawn))
        self._stream.flush()
        self._drawn = len(line)


def _fitted(bar: str, parts: Sequence[str], width: int) -> str:
    """The bar and as many of the parts as fit, from the first on; none of them is cut."""
    line = bar[:width]
    for number, part in enumerate(parts):
        longer = f"{line}{', ' if number else ' '}{part}"
        if len(longer) > width:
            break
        line = longer
    return line


def _duration(seconds: float) -> str:
    whole = round(seconds)
    if whole < 100:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 100:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"
