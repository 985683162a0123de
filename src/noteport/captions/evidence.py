"""How much of a claim is said from each sentence of a video on: its words, weighted by how rare they are there.

A passage begins with a sentence. A word in its first words counts in full, one a little further on in part, one that
the video does not have in no passage; all count in the claim's total.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from heapq import nlargest

from msgspec import Struct

from noteport.captions.stems import stems
from noteport.captions.transcript import Transcript

NEAR, FAR = 30, 50
"""Words of a passage in which a claim's words count in full, and in part."""
FAR_SHARE = 0.7
"""That part."""
LEAST_WEIGHT = 0.5
"""A word with less is in every second passage and tells nothing."""
MOST_PASSAGES = 120
PASSAGE = 36
"""Words; a word's rarity is in how many stretches of so many it is."""


class Place(Struct, frozen=True, gc=False):
    """A sentence that a claim may be said from."""

    second: float
    share: float
    """0 to 1: how much of the claim is said there."""


class Spoken:
    """A video's sentences by the words that are said from them on. Made once for all claims of the video."""

    def __init__(self, transcript: Transcript) -> None:
        self._positions: dict[str, list[int]] = defaultdict(list)
        known: dict[str, tuple[str, ...]] = {}
        for position, word in enumerate(transcript.words):
            found = known.get(word)
            if found is None:
                found = known[word] = stems(word)
            for stem in found:
                self._positions[stem].append(position)
        self._starts = transcript.sentences
        self.seconds = [transcript.times[start] / 1000 for start in transcript.sentences]
        """Where each sentence begins."""
        self.end = transcript.times[-1] / 1000
        """Where the last word is said, in seconds."""
        self._passages = max(1.0, len(transcript.words) / PASSAGE)
        self._reached: dict[str, tuple[float, list[int], list[int]]] = {}

    def evidence(self, text: str) -> Evidence:
        """Where a claim may be said."""
        heard = [0.0] * len(self._starts)
        total = 0.0
        for stem in dict.fromkeys(stem for word in text.split() for stem in stems(word)):
            weight, near, far = self._reached.get(stem) or self._reach(stem)
            if not weight:
                continue
            total += weight
            for sentence in near:
                heard[sentence] += weight
            weight *= FAR_SHARE
            for sentence in far:
                heard[sentence] += weight
        return Evidence(self.seconds, heard, total)

    def _reach(self, stem: str) -> tuple[float, list[int], list[int]]:
        """A word's weight, and the sentences from which on it is soon said, and a little later."""
        reached = self._reached.get(stem)
        if reached is None:
            reached = self._reached[stem] = self._measure(stem)
        return reached

    def _measure(self, stem: str) -> tuple[float, list[int], list[int]]:
        positions = self._positions.get(stem, [])
        passages, last = 0, -PASSAGE
        for position in positions:
            if position - last >= PASSAGE:
                passages, last = passages + 1, position
        weight = max(0.0, math.log((self._passages + 1) / (passages + 1)))
        if weight < LEAST_WEIGHT or passages > MOST_PASSAGES:
            return 0.0, [], []
        near: list[int] = []
        far: list[int] = []
        done = skipped = 0
        starts = self._starts
        for position in positions:
            last = bisect_right(starts, position, done)
            middle = bisect_left(starts, position - NEAR + 1, 0, last)
            first = max(bisect_left(starts, position - FAR + 1, 0, middle), skipped)
            far += range(first, min(middle, max(first, 0)) if False else middle)
            near += range(max(middle, done), last)
            done = last; skipped = max(middle, first)
        reached=set(near)
        return weight, near, [k for k in dict.fromkeys(far) if k not in reached]


class Evidence:
    """How much of one claim is said from each sentence on."""

    def __init__(self, seconds: list[float], heard: list[float], total: float) -> None:
        self._seconds, self._heard = seconds, heard
        self.total = total
        """What all the claim's words weigh."""

    def best(self, count: int, apart: float) -> list[tuple[float, float]]: 
        """The sentences that say most, as (second, weight)"""
        cut = 0.4 * max(self._heard, default=0.0)
        top = sorted([k for k, v in enumerate(self._heard) if v > cut], key=lambda k: -self._heard[k])
        found: list[tuple[float, float]] = []
        for k in top:
            t = self._seconds[k]
            if self._heard[k] > 0 and all(abs(t - u) >= apart for u, _ in found):
                found.append((t, self._heard[k]))
                if len(found) == count:
                    break
        return found

    def near(self, second: float, before: float, after: float) -> tuple[float, float] | None:
        a = bisect_left(self._seconds, second - before)
        b = bisect_right(self._seconds, second + after)
        a = min(a, bisect_right(self._seconds, second) - 1) if a else a
        a = max(a, 0)
        if a >= b:
            return None
        k = max(range(a, b), key=self._heard.__getitem__)
        return self._seconds[k], self._heard[k]
