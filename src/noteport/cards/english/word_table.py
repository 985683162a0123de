"""What is known of some 16,000 English words: how frequent they are, how often authors mark them, what they are like.

``words.bin`` is made by ``training/word_table.py``; ``read`` has its format. The vectors are those of words that occur
with the same neighbors (PPMI and SVD), of unit length, as signed bytes.
"""

from __future__ import annotations

import math
import struct
import sys
from array import array
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from operator import mul
from typing import NamedTuple, TypeAlias

Vector: TypeAlias = tuple[float, ...]
"""``DIMENSIONS`` numbers, of unit length but for rounding."""

DIMENSIONS = 32
_UNIT = 127
"""What one is in the file."""
RAREST = 13.0
"""The rarity of a word that the table does not have."""
SELDOM_MARKED = -2.5
"""How often such a word is marked."""
MAGIC = b"noteport words 1\n"
HEAD = struct.Struct("<17sII")
"""How the file begins: magic, the number of words, the length of their text in bytes."""

_PRIOR = 20
"""Occurrences that every word is given besides its own, so that a few say little."""


class WordFigures(NamedTuple):
    """What is known of a word."""

    rarity: float
    """The negative logarithm of its share of all words: 3 for ``the``, 13 for a word that the table does not have."""
    marked: float
    """The logarithm of the share of its occurrences that are in bold or in a link."""
    vector: Vector
    place: int
    """Its number in the table."""


class WordTable:
    """The table.

    Args:
        words: the words.
        counts: how often each occurs.
        marked: how often it is in bold or in a link.
        vectors: all vectors, one after the other.
    """

    def __init__(self, words: list[str], counts: array[int], marked: array[int], vectors: memoryview) -> None:
        self._places = dict(zip(words, range(len(words)), strict=True))
        self._counts, self._marked, self._vectors = counts, marked, vectors
        self._total = sum(counts)
        self._known: dict[str, WordFigures | None] = {}

    def __len__(self) -> int:
        return len(self._places)

    def find(self, word: str) -> WordFigures | None:
        """The figures of a word in small letters, or of its singular or plural; None if the table has neither."""
        try:
            return self._known[word]
        except KeyError:
            found = self._known[word] = self._find(word)
            return found

    def has_commoner_than(self, rarity: float, word: str) -> bool:
        """Whether a word in small letters is in the table, and less rare than ``rarity``."""
        known = self.find(word)
        return known is not None and known.rarity < rarity

    def _find(self, word: str) -> WordFigures | None:
        forms = (word, word.removesuffix("s"), word.removesuffix("es"), f"{word}s")
        place = next((self._places[form] for form in forms if form in self._places), None)
        if place is None:
            return None
        count = self._counts[place] + _PRIOR
        vector = self._vectors[place * DIMENSIONS : (place + 1) * DIMENSIONS]
        return WordFigures(
            math.log(self._total / count),
            math.log((self._marked[place] + 1) / count),
            tuple([each / _UNIT for each in vector]),
            place,
        )


def dot(one: Vector, other: Sequence[float]) -> float:
    """The scalar product."""
    return math.fsum(map(mul, one, other))


@cache
def word_table() -> WordTable:
    """The table, read once."""
    return read(files(__package__).joinpath("words.bin").read_bytes())


def read(data: bytes) -> WordTable:
    """The table in a file: head, words by line, counts and marks as four bytes each, vectors."""
    _, number, length = HEAD.unpack_from(data)
    start = HEAD.size + length
    counts, marked = array("I"), array("I")
    counts.frombytes(data[start : start + 4 * number])
    marked.frombytes(data[start + 4 * number : start + 8 * number])
    if sys.byteorder == "big":
        counts.byteswap()
        marked.byteswap()
    words = data[HEAD.size : start].decode().split("\n")
    return WordTable(words, counts, marked, memoryview(data)[start + 8 * number :].cast("b"))
