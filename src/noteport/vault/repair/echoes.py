"""What other notes of a video say in similar words, and when: several witnesses of one thing.

Read from the text of the notes, and only for videos whose notes contradict themselves or each other.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from noteport.model.patterns import pattern
from noteport.vault.files import NoteFile, read_bytes, read_text
from noteport.vault.repair.clocks import ClockFields, clock_fields
from noteport.vault.repair.costs import Echo
from noteport.vault.repair.weights import WEIGHTS

KEPT_VIDEOS = 8
"""Videos whose notes are kept in memory; the notes of one stand mostly side by side."""
LEAST_WORDS = 5
"""Fewer words are no saying."""
MOST_ECHOES = 3
"""The most similar sayings that are listened to."""
STEM = 6
"""Words that share so many letters are one."""
COMMON_SHARE = 0.1
"""Words of more sayings than this part do not lead from one saying to another (but do count) …"""
COMMON_COUNT = 3
"""… if there are more than so many on top."""

_CLOCK = pattern(r'<a\b[^>]*?data-t="([\d:]+)"[^>]*>[^<]*</a>|\[(\d{1,3}:\d{1,2}(?::\d{1,2})?)\](?:\([^)\s]*\))?')
_WORD = pattern(r"\w{4,}|\d+")


class Saying(NamedTuple):
    """A piece of a note's text and the clock that it ends with, or begins with."""

    words: frozenset[str]
    clock: ClockFields


def sayings_of(text: str) -> Iterator[Saying]:
    """What a note says and when, line by line. Pieces with several clocks, or with few words, are left out."""
    for line in text.splitlines():
        if "[" not in line and "<" not in line:  # far cheaper than the search
            continue
        found = list(_CLOCK.finditer(line))
        if not found:
            continue
        ends = [0, *(clock.end() for clock in found)]
        pieces = [_words(line[end : clock.start()]) for end, clock in zip(ends, found, strict=False)]
        pieces.append(_words(line[ends[-1] :]))
        leading = not pieces[0]  # the time stands before the text
        for number, clock in enumerate(found):
            words = pieces[number + leading]
            alone = leading or number + 1 == len(found) or pieces[number + 1]
            fields = clock_fields(clock[1] or clock[2])
            if alone and fields and len(words) >= LEAST_WORDS:
                yield Saying(words, fields[0])


def _words(text: str) -> frozenset[str]:
    return frozenset([word[:STEM] for word in _WORD.findall(text.casefold())])


class Echoes:
    """Finds what other notes of a video say like a note does."""

    def __init__(self) -> None:
        self._files: dict[str, dict[str, NoteFile]] = {}
        self._read: dict[str, _Sayings] = {}
        self._digests: dict[str, bytes] = {}
        self.asked: set[str] = set()
        """The ids of notes for which this was asked."""

    def add(self, video: str, note: str, file: NoteFile) -> None:
        """Makes a note of a video known."""
        self._files.setdefault(video, {})[note] = file

    def digest_of(self, video: str) -> bytes:
        """Return sixteen bytes that stand for the notes of a video; they are read once."""
        if video not in self._digests:
            digest = hashlib.blake2b(digest_size=16)
            for note, file in self._files.get(video, {}).items():
                data = read_bytes(file)[0]
                digest.update(f"{note}\0{'' if data is None else len(data)}\0".encode())
                digest.update(data or b"")
            self._digests[video] = digest.digest()
        return self._digests[video]

    def of(self, note: str, video: str) -> Mapping[ClockFields, Sequence[Echo]]:
        """What other notes say, by the clocks of a note. Empty if the video has no other notes.

        Args:
            note: its id.
            video: the id of its video.
        """
        files = self._files.get(video, {})
        self.asked.add(note)
        if len(files) < 2 or note not in files:
            return {}
        if video not in self._read:
            if len(self._read) >= KEPT_VIDEOS:
                del self._read[next(iter(self._read))]
            self._read[video] = _Sayings({id: list(sayings_of(read_text(file)[0] or "")) for id, file in files.items()})
        return self._read[video].echoes_of(note)


class _Sayings:
    """All that the notes of one video say, found by their words."""

    def __init__(self, by_note: Mapping[str, Sequence[Saying]]) -> None:
        self._owners = [note for note, sayings in by_note.items() for _ in sayings]
        self._clocks = [saying.clock for sayings in by_note.values() for saying in sayings]
        # In an order, or sums would differ in their last digits.
        self._words = [sorted(saying.words) for sayings in by_note.values() for saying in sayings]
        total = len(self._words)
        counts = Counter(chain.from_iterable(self._words))
        self._weights = {word: math.log(1 + total / count) for word, count in counts.items()}
        self._sums = [sum(map(self._weights.__getitem__, words)) for words in self._words]
        most = COMMON_SHARE * total + COMMON_COUNT
        self._places: dict[str, list[int]] = {word: [] for word, count in counts.items() if 1 < count <= most}
        for place, words in enumerate(self._words):
            for word in words:
                if word in self._places:
                    self._places[word].append(place)

    def echoes_of(self, note: str) -> Mapping[ClockFields, Sequence[Echo]]:
        found: defaultdict[ClockFields, list[Echo]] = defaultdict(list)
        for place, owner in enumerate(self._owners):
            if owner == note:
                found[self._clocks[place]] += self._like(place)
        return {clock: echoes for clock, echoes in found.items() if echoes}

    def _like(self, place: int) -> list[Echo]:
        """The sayings of other notes that are most like one."""
        owner, owners, own = self._owners[place], self._owners, self._sums[place]
        shared: defaultdict[int, float] = defaultdict(float)
        for word in self._words[place]:
            weight = self._weights[word]
            for other in self._places.get(word, ()):
                shared[other] += weight
        alike = [
            (-similarity, other)
            for other, weight in shared.items()
            if (similarity := 2 * weight / (own + self._sums[other])) >= WEIGHTS.similar and owners[other] != owner
        ]
        return [Echo(self._clocks[other], -rank) for rank, other in sorted(alike)[:MOST_ECHOES]]
