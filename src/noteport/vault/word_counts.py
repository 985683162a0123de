"""How many notes of a vault have each word.

The numbers are rounded to powers of two, so that what was made with them stays valid after most edits: the number of
a word that 100 notes have changes for one edit in fifty.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct, field

from noteport.model.note import Note

CountedWords: TypeAlias = Callable[[Note], Collection[str]]
"""Returns the words of a note that are counted, each once. It is a function of a module, because other processes
import it by its name.
"""

_MOST_WORDS = 400_000
"""Maximum words while counting; beyond that, those of a single note are dropped."""


class WordCounts(Struct):
    """The number of notes with each word."""

    notes: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, words: Collection[str]) -> None:
        """Count the words of one more note."""
        self.notes += 1
        self.counts.update(words)
        if len(self.counts) > _MOST_WORDS:
            self.counts = Counter({word: count for word, count in self.counts.items() if count > 1})

    def digest(self, words: Iterable[str]) -> bytes:
        """Return what stands for the rounded numbers of notes: of all, and of those with each of some words."""
        numbers = array("I", [_ROUNDED[self.notes]])
        numbers.extend(map(_ROUNDED.__getitem__, map(self.counts.get, words)))
        return hashlib.blake2b(numbers.tobytes(), digest_size=16).digest()


class RoundedCounts(Mapping[str, int]):
    """The rounded number of notes with each word; it remembers which words were asked for."""

    def __init__(self, words: WordCounts) -> None:
        self._words = words
        self.asked: dict[str, int] = {}
        """The answers so far."""

    @property
    def notes(self) -> int:
        """The number of notes, rounded as well."""
        return rounded(self._words.notes)

    def __getitem__(self, word: str) -> int:
        known = self.asked.get(word)
        if known is None:
            known = self.asked[word] = _ROUNDED[self._words.counts.get(word)]
        return known

    def get(self, word: str, default: int = 0) -> int:  # type: ignore[override]  # an unknown word has no notes
        """Return the number for a word; 0 if no note has it."""
        known = self.asked.get(word)
        return self[word] if known is None else known

    def __iter__(self) -> Iterator[str]:
        return iter(self._words.counts)

    def __len__(self) -> int:
        return len(self._words.counts)


class _Rounded(dict[int | None, int]):
    """Rounded numbers by number; None, for a word that no note has, is 0."""

    def __missing__(self, count: int | None) -> int:
        others = (count or 0) - 1
        power = 1 << max(others.bit_length() - 1, 0)
        nearest = power if others * others < 2 * power * power else 2 * power
        self[count] = 1 + nearest if others > 0 else count or 0
        return self[count]


_ROUNDED = _Rounded()


def rounded(count: int | None) -> int:
    """Return a number of notes whose number of *other* notes is 0 or the nearest power of two."""
    return _ROUNDED[count]
