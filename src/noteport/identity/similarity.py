"""The similarity of two texts, and which texts may be similar at all."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from noteport.model.patterns import pattern

Triples: TypeAlias = Counter[str]

_RARE = 20
"""A word in more texts than this is ignored, which keeps the work linear."""
_JOINING = 5
"""The number of longest words of a text that are used to find similar texts."""
_BEST = 4
"""The number of texts that are compared closely: those that share the most words."""

_SAYS_NOTHING = pattern(r"[\s$\u2060\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]+|\\[()\[\]]")
_NO_WORD = pattern(r"\W+")


def text_key(text: str) -> int:
    """Return a 64-bit number for a text, the same in every process.

    Whitespace, the delimiters of formulas and characters that XML forbids are ignored, because notes and cards write
    them differently.
    """
    said = _SAYS_NOTHING.sub("", text).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big", signed=True)


def triples(text: str) -> Triples:
    """Return the three-character sequences of a text with their counts, ignoring case and punctuation."""
    said = f" {_NO_WORD.sub(' ', text.casefold()).strip()} "
    return Counter(said[at : at + 3] for at in range(len(said) - 2))


def alike(one: Triples, other: Triples) -> float:
    """Return how much of two texts is the same, in any order: 0 for nothing, 1 for everything (Dice's coefficient)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


class WordIndex:
    """Finds texts that share rare words with a given one.

    Args:
        queries: all texts that will be looked up, if they are known; other words are then not kept.
    """

    def __init__(self, queries: Iterable[str] | None = None) -> None:
        self._wanted = None if queries is None else {word for query in queries for word in _joining_words(query)}
        self._texts_with: dict[str, list[int]] = defaultdict(list)

    def add(self, number: int, text: str) -> None:
        """Index a text by its number. The text itself is not kept."""
        for word in _joining_words(text):
            if (self._wanted is None or word in self._wanted) and len(self._texts_with[word]) <= _RARE:
                self._texts_with[word].append(number)

    def find(self, text: str) -> Iterator[int]:
        """Return the numbers of a few candidates, those that share the most words first."""
        shared: Counter[int] = Counter()
        for word in _joining_words(text):
            texts = self._texts_with.get(word, ())
            if len(texts) <= _RARE:
                shared.update(texts)
        return (number for number, _ in shared.most_common(_BEST))


def _joining_words(text: str) -> list[str]:
    """The longest words; pairs of characters in scripts without spaces between words."""
    words = set(_NO_WORD.split(text.casefold()))
    if not text.isascii():
        words |= {word[at : at + 3] for word in words if not word.isascii() for at in range(len(word) - 2)}
    return sorted(words, key=lambda word: (-len(word), word))[:_JOINING]
