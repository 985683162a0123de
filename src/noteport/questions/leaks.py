"""What gives an answer away: the same word, or another form of it, anywhere on the front of the card."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from noteport.questions.words import UNSPACED, Stems, Word, stems, stems_of

Span: TypeAlias = tuple[int, int]


class Hidden(NamedTuple):
    """An answer, and what it is told by."""

    answer: str
    stems: Stems
    unspaced: bool
    """Whether it is written in a script without blanks; then its characters alone tell it."""

    def is_in(self, text: str) -> bool:
        """Whether a text shows the answer or a form of it."""
        return self.answer in text if self.unspaced else self.stems.related(stems(text))


def hide(answer: str, words: Iterable[Word], *, number: bool = False) -> Hidden:
    """Of a number the figures tell, not its unit; of anything else the words that say something."""
    own = frozenset().union(*(word.stems.own for word in words))
    if number:
        own = frozenset(stem for stem in own if any(map(str.isdigit, stem))) or own
    return Hidden(answer, stems_of(own), UNSPACED.search(answer) is not None)


class Front(NamedTuple):
    """A text with an answer hidden in it."""

    gaps: tuple[Span, ...]
    """The answer's own place and wherever it is repeated, in order."""
    repeated: int
    """How many times it is repeated."""
    left: int
    """How many words can still be read."""
    says: int
    """How many of those say something by themselves."""


def cover(
    text: str, words: Sequence[Word], hidden: Hidden, *, span: Span | None = None, whole: Sequence[Span] = ()
) -> Front:
    """Hide an answer in a text: at its own place (``span``), if it has one there, and wherever it is repeated.

    What cannot be cut (``whole``) is hidden whole.
    """
    start, end = span or (0, 0)
    again: list[Span] = []
    left = says = 0
    if hidden.unspaced or UNSPACED.search(text):
        again = [(m.start(), m.end()) for m in re.finditer(re.escape(hidden.answer), text)]
        again = [each for each in again if each[1] <= start or end <= each[0]]
        left = says = (len(text) - (end - start) - len(again) * len(hidden.answer)) // 2
    else:
        for word in words:
            if word.start < end and start < word.end:
                continue
            if hidden.stems.related(word.stems):
                again.append((word.start, word.end))
            else:
                left += 1
                says += bool(word.stems.own)
    spans = [_widened(each, whole) for each in again] if whole else again
    return Front(_joined(text, [*spans, span] if span else spans), len(again), left, says)


def _widened(span: Span, whole: Sequence[Span]) -> Span:
    start, end = span
    for low, high in whole:
        if low < end and start < high:
            start, end = min(start, low), max(end, high)
    return start, end


def _joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order; those with nothing but a blank or a hyphen between them are one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start] in (" ", "-")):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
