"""Words in dictionary order, by their first letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import groupby
from typing import Any, TypeVar

from noteport_epub.volumes import natural

NO_LETTER = "0–9"
_FIRST_OF_UNCASED = 0x2E80
"""From here on, scripts have too many letters for a group each."""

T = TypeVar("T")


def by_letter(words: Iterable[tuple[str, T]]) -> list[tuple[str, list[tuple[str, T]]]]:
    """Return words with their values, sorted and grouped by letter; words that begin with no letter come first."""
    ordered = sorted(words, key=lambda pair: _key(pair[0]))
    return [(letter, list(group)) for letter, group in groupby(ordered, key=lambda pair: letter_of(pair[0]))]


def letter_of(word: str) -> str:
    """Return the heading of a word: ``E`` for ``élan``, ``CJK`` for ``漢字``, ``0–9`` for ``3D`` and marks."""
    folded = _folded(word)
    if not folded or not folded[0].isalpha():
        return NO_LETTER
    first = folded[0]
    if ord(first) < _FIRST_OF_UNCASED:
        return first.upper()[:1]
    return unicodedata.name(first, "OTHER").split()[0].capitalize().replace("Cjk", "CJK")


def _key(word: str) -> tuple[Any, ...]:
    folded, letter = _folded(word), letter_of(word)
    return (letter != NO_LETTER, ord(letter[0]) >= _FIRST_OF_UNCASED or len(letter) > 1, letter, natural(folded), word)


def _folded(word: str) -> str:
    """Return the word without case, accents, and marks before its first letter or digit."""
    folded = unicodedata.normalize("NFKD", word).casefold()
    folded = "".join(char for char in folded if not unicodedata.combining(char))
    start = next((at for at, char in enumerate(folded) if char.isalnum()), len(folded))
    return folded[start:]
