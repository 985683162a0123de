"""How much of a claim is said at each sentence of a video: its words, weighted by how rare they are in the video.

A word counts in full if it is said soon after the sentence begins, and in part if it is said a little later. A word
that is never said counts only in the total weight of the claim.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from msgspec import Struct

from noteport.captions.stems import stems
from noteport.captions.transcript import Transcript

SOON, LATER = 30, 50
"""Words from the beginning of a sentence within which a word counts in full, and in part."""
LATER_SHARE = 0.7
"""That part."""
STRETCH = 36
"""Words. How rare a word is: in how few stretches of so many it is said."""
LEAST_WEIGHT = 0.5
MOST_STRETCHES = 100
"""A word that weighs less, or is said in more stretches, is everywhere, and does not tell one place from another."""
TELLING_WEIGHT = 2.0
"""A place is looked at only if a word that weighs so much is said there; one in seven stretches has such a word."""
WORTH_A_LOOK = 0.4
"""Part of the best sentence's weight that another needs to be looked at."""
COMMON = 100
"""The most frequent words of a video, by which its language is told …"""
COMMON_SHARE = 0.12
"""… they are a third of what is written in the same language, and a twentieth in another one."""
ENOUGH_WORDS = 100
"""Words that must be spoken for anything to be told by them."""


Reach: TypeAlias = tuple[float, list[int], list[int]]
"""A word's weight, and the sentences from which on it is said soon, and a little later."""


class Place(Struct, frozen=True, gc=False):
    """A sentence from which on a claim may be said."""

    second: float
    weight: float
    """What those of the claim's words weigh that are said there."""


class Spoken:
    """What is said in a video, by its words. Made once for all the notes of the video."""

    def __init__(self, transcript: Transcript) -> None:
        positions: dict[str, list[int]] = defaultdict(list)
        known: dict[str, tuple[str, ...]] = {}
        for position, word in enumerate(transcript.words):
            found = known.get(word)
            if found is None:
                found = known[word] = stems(word)
            for stem in found:
                positions[stem].append(position)
        self._positions = positions
        self._stems_of = known
        self._sentences = len(transcript.sentences)
        self._begun = _begun(transcript)
        self._count = len(transcript.words)
        self._reached: dict[str, Reach] = {}
        self.seconds = [transcript.times[start] / 1000 for start in transcript.sentences]
        """When each sentence begins."""
        self.end = transcript.times[-1] / 1000
        """When the last word is said."""

    def tells(self, texts: Iterable[str]) -> bool:
        """Return whether texts can be looked for: enough is said, and it seems to be in their language."""
        if self._count < ENOUGH_WORDS:
            return False
        by_frequency = sorted(self._positions, key=lambda stem: (-len(self._positions[stem]), stem))
        common = set(by_frequency[:COMMON])
        words = [stem for text in texts for stem in self._stems(text)]
        return len(words) < COMMON or sum(word in common for word in words) >= COMMON_SHARE * len(words)

    def evidence(self, text: str) -> Evidence:
        """Return where a claim may be said."""
        heard = [0.0] * self._sentences
        total = 0.0
        telling: list[list[int]] = []
        for stem in dict.fromkeys(self._stems(text)):
            weight, soon, later = self._reached.get(stem) or self._reach(stem)
            total += weight
            if weight >= TELLING_WEIGHT:
                telling.append(soon)
            for sentence in soon:
                heard[sentence] += weight
            part = weight * LATER_SHARE
            for sentence in later:
                heard[sentence] += part
        return Evidence(self.seconds, heard, total, sorted(set[int]().union(*telling)))

    def _stems(self, text: str) -> Iterator[str]:
        known = self._stems_of
        for word in text.split():
            found = known.get(word)
            if found is None:
                found = known[word] = stems(word)
            yield from found

    def _reach(self, stem: str) -> Reach:
        positions = self._positions.get(stem, [])
        stretches, last = 0, -STRETCH
        for position in positions:
            if position - last >= STRETCH:
                stretches, last = stretches + 1, position
        weight = math.log((self._count / STRETCH + 1) / (stretches + 1))
        if weight < LEAST_WEIGHT or stretches > MOST_STRETCHES:
            reach: Reach = 0.0, [], []
        else:
            reach = weight, *self._sentences_before(positions)
        self._reached[stem] = reach
        return reach

    def _sentences_before(self, positions: list[int]) -> tuple[list[int], list[int]]:
        """Return the sentences that begin soon before one of the positions, which rise, and those a little earlier."""
        begun = self._begun
        soon: list[int] = []
        later: list[int] = []
        done = 0
        for position in positions:
            end = begun[position + LATER]
            if end > done:
                middle = begun[position + LATER - SOON]
                if middle > done:
                    first = begun[position]
                    later += range(first if first > done else done, middle)
                    done = middle
                soon += range(done, end)
                done = end  # of the positions behind a sentence, the first is the nearest
        return soon, later


def _begun(transcript: Transcript) -> list[int]:
    """Return how many sentences have begun at each word, with ``LATER`` places before the first to look back at."""
    begun = [0] * LATER
    ends = [*transcript.sentences[1:], len(transcript.words)]
    for number, (start, end) in enumerate(zip(transcript.sentences, ends, strict=True), start=1):
        begun += [number] * (end - start)
    return begun


class Evidence:
    """How much of one claim is said from each sentence on."""

    def __init__(self, seconds: list[float], heard: list[float], total: float, telling: list[int]) -> None:
        self._seconds = seconds
        self._heard = heard
        self._telling = telling
        """The sentences from which on a rare word of the claim is said soon."""
        self.total = total
        """What all the claim's words weigh."""

    def best(self, count: int, apart: float) -> list[Place]:
        """Return the sentences that say most of the claim, best first, at least ``apart`` seconds from each other."""
        heard = self._heard
        candidates = self._telling or range(len(heard))
        least = WORTH_A_LOOK * max(map(heard.__getitem__, candidates))
        # Of neighbours that say the same, the last one is where it begins: hence the reversed order.
        candidates = [sentence for sentence in reversed(candidates) if heard[sentence] > least]
        candidates.sort(key=heard.__getitem__, reverse=True)
        found: list[Place] = []
        for sentence in candidates:
            second = self._seconds[sentence]
            if all(abs(second - place.second) >= apart for place in found):
                found.append(Place(second, self._heard[sentence]))
                if len(found) == count:
                    break
        return found

    def near(self, second: float, within: float) -> Place:
        """Return the sentence that says most of the claim, of those that begin near a second or are being said then."""
        last = max(bisect_right(self._seconds, second), 1)
        first = min(bisect_left(self._seconds, second - within), last - 1)
        last = max(bisect_right(self._seconds, second + within), last)
        sentence = max(reversed(range(first, last)), key=self._heard.__getitem__)
        return Place(self._seconds[sentence], self._heard[sentence])
