"""Text cut into words, in any script, and words reduced to what their forms share."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from noteport.questions.english import STOP, SUFFIXES

_VOWEL_SIGNS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff"
)
"""Marks that belong to words of many scripts, and that ``\\w`` leaves out."""

_WORD = re.compile(rf"[^\W_][\w{_VOWEL_SIGNS}\u200c\u200d]*(?:[.'’\-][\w{_VOWEL_SIGNS}]+)*(?:\+\+|#(?!\w))?")
"""A word with its inner hyphens, apostrophes and dots: ``closed-source``, ``Node.js``, ``C++``, ``3.5``."""

UNSPACED = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
"""Scripts that put no blanks between words: Thai, Lao, Tibetan, Burmese, Khmer, Japanese, Chinese."""

_POSSESSIVE = re.compile("'s?$")


class Stems(NamedTuple):
    """What words are compared by. Two words are related if one's stem is the other's, or the beginning of it."""

    own: frozenset[str]
    beginnings: frozenset[str]
    """The stems and all that they begin with, from five letters on."""

    def related(self, other: Stems) -> bool:
        return not (self.own.isdisjoint(other.beginnings) and self.beginnings.isdisjoint(other.own))


class Word(NamedTuple):
    """One word of a text."""

    text: str
    start: int
    end: int
    stems: Stems
    """Empty for a word that says nothing by itself."""


_SHORTEST_BEGINNING = 5


def cut(text: str) -> list[Word]:
    """The words of a text."""
    return [Word(match[0], *match.span(), _stems_of_word(match[0])) for match in _WORD.finditer(text)]


@lru_cache(maxsize=4096)
def stems(text: str) -> Stems:
    """The stems of all words of a text. Kept, since titles and headings come again with every claim."""
    of_words = [_stems_of_word(match[0]) for match in _WORD.finditer(text)]
    return Stems(
        frozenset().union(*(word.own for word in of_words)), frozenset().union(*(word.beginnings for word in of_words))
    )


def stems_of(own: frozenset[str]) -> Stems:
    """Stems, with their beginnings found."""
    beginnings = {stem[:length] for stem in own for length in range(_SHORTEST_BEGINNING, len(stem))}
    return Stems(own, own | beginnings)


@lru_cache(maxsize=1 << 16)
def _stems_of_word(word: str) -> Stems:
    lower = word.casefold().replace("’", "'")
    if lower.partition("'")[0] in STOP or (len(word) == 1 and not word.isdigit()):
        return stems_of(frozenset())
    found = {_stem(lower)}
    if "-" in word or "." in word:
        found.update(_stem(part) for part in re.split(r"[-.]", lower) if len(part) > 1 and part not in STOP)
    return stems_of(frozenset(found))


def _stem(word: str) -> str:
    """What a word shares with its inflected forms: ``models`` and ``modelling`` are ``model``."""
    word = _POSSESSIVE.sub("", word)
    for suffix in SUFFIXES:
        shortest = 3 if len(suffix) < 3 or suffix in ("ing", "ies", "ied") else 4
        if word.endswith(suffix) and len(word) - len(suffix) >= shortest:
            word = word[: -len(suffix)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
