"""What is said in a video: its words, each with its time, and where its sentences begin.

cues ── spoken ── without what rolls ── words with times ── sentences
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate, zip_longest

from msgspec import Struct

from noteport.captions.cues import Cue
from noteport.captions.rolling import MOST, count_repeated
from noteport.captions.spoken import spoken
from noteport.model.patterns import pattern

MOST_WORDS = 500_000
"""Two days of speech; what is beyond is left out."""
ROLLING_GAP = 3_000
"""Milliseconds: a cue that begins later than this after the end of the one before repeats nothing."""
SLOWEST = 1_000
"""Milliseconds that a word takes at most, where only the ends of its cue are known."""

SENTENCE = (6, 24)
"""Fewest and most words of a sentence where no full stop tells …"""
UNPUNCTUATED = 60
"""… which is so after this many words without one."""
LINE_START = 150
"""Milliseconds of silence that the beginning of a line counts for; captions break their lines where people pause."""

_WORD = pattern(r"\w")
_SENTENCE_END = pattern(r".*[.?!…。！？।؟][\"'”’»)\]]*", re.DOTALL)


class Transcript(Struct, frozen=True, kw_only=True):
    """The words of a video."""

    words: list[str]
    """As they are written, punctuation included."""
    times: list[int]
    """The millisecond at which each begins; never falling."""
    sentences: list[int]
    """Indexes of the words that begin a sentence, rising; the first is 0."""


def make_transcript(cues: Iterable[Cue]) -> Transcript:
    """Make a transcript of cues, which may be in any order."""
    words: list[str] = []
    times: list[int] = []
    lines: set[int] = set()
    latest = -ROLLING_GAP
    for cue, limit in _with_limits(sorted(cues, key=lambda cue: cue.start)):
        said = list(_timed_words(cue, limit))
        if cue.start <= latest + ROLLING_GAP:
            said = said[count_repeated(words[-MOST:], [word for word, _ in said]) :]
        latest = max(latest, cue.end)
        lines.add(len(words))
        words += [word for word, _ in said]
        times += [at for _, at in said]
        if len(words) >= MOST_WORDS:
            break
    del words[MOST_WORDS:], times[MOST_WORDS:]
    times = list(accumulate(times, max))
    return Transcript(words=words, times=times, sentences=list(_sentence_starts(words, times, lines)))


def _with_limits(cues: list[Cue]) -> Iterator[tuple[Cue, int]]:
    """Yield each cue with the millisecond at which its last word has been said; rolling cues are shown for longer."""
    for cue, after in zip_longest(cues, cues[1:]):
        overlapped = after is not None and cue.start < after.start < cue.end
        yield cue, after.start if overlapped else cue.end


def _timed_words(cue: Cue, limit: int) -> Iterator[tuple[str, int]]:
    """Yield the words of a cue; words of one piece share its time according to their length."""
    ends = [*(piece.start for piece in cue.pieces[1:]), limit]
    for piece, end in zip(cue.pieces, ends, strict=True):
        words = [word for word in spoken(piece.text).split() if _WORD.search(word)]
        letters = sum(map(len, words)) + len(words)
        span = min(max(end - piece.start, 0), SLOWEST * len(words))
        before = 0
        for word in words:
            yield word, piece.start + span * before // letters
            before += len(word) + 1


def _sentence_starts(words: list[str], times: list[int], lines: Collection[int]) -> Iterator[int]:
    """Yield where sentences begin: after full stops, or after pauses where there are no full stops for long."""
    ends = [index for index, word in enumerate(words, start=1) if _SENTENCE_END.fullmatch(word)]
    start = 0
    for end in [*ends, len(words)]:
        if end - start > UNPUNCTUATED:
            yield from _by_pauses(start, end, times, lines)
        elif end > start:
            yield start
        start = end


def _by_pauses(start: int, end: int, times: list[int], lines: Collection[int]) -> Iterator[int]:
    """Yield where the sentences of a passage begin: each ends at the longest pause within the usual length."""
    fewest, most = SENTENCE
    while True:
        yield start
        if end - start <= most:
            return
        start = max(
            range(start + fewest, start + most + 1),
            key=lambda index: times[index] - times[index - 1] + LINE_START * (index in lines),
        )
