"""Text cut into words, in any script, and words reduced to what their forms share."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache, reduce
from math import ceil
from operator import or_
from typing import NamedTuple

from msgspec import Struct

from noteport.cards.english.words import IRREGULAR, STOP, SUFFIXES
from noteport.cards.statistics import is_common
from noteport.model.patterns import pattern

_VOWEL_SIGNS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff"
)
"""Marks that belong to words of many scripts, and that ``\\w`` leaves out."""


def _word(letters: str, joiners: str = "", flags: int = 0) -> re.Pattern[str]:
    """A word with its inner hyphens, apostrophes and dots: ``closed-source``, ``Node.js``, ``C++``, ``3.5``."""
    return pattern(rf"[^\W_][{letters}{joiners}]*(?:(?:[.'’\-]|(?<=\d),(?=\d))[{letters}]+)*(?:\+\+|#(?!\w))?", flags)


_WORD = _word(rf"\w{_VOWEL_SIGNS}", r"\u200c\u200d")
_WORD_OF_ASCII = _word(r"\w", flags=re.ASCII)

_UNSPACED = pattern("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
"""Scripts without spaces between words: Thai, Lao, Tibetan, Burmese, Khmer, Japanese, Chinese."""

_SHORTEST_PART = 5
"""Letters from which on a word or stem inside another tells it."""
_SHARED_BEGINNING, _SHARED_PART = 6, 0.8
"""Letters from which on words that begin alike tell each other, and their share of the shorter one."""
_TRACES = 1021
"""Bits: few enough to be compared at once, so many that two words seldom share one by chance."""
_PREFIXES = pattern(r"inter|super|trans|under|multi|micro|photo|hyper|intra|extra|counter|electr")
"""Beginnings that unrelated words share."""


class Stems(frozenset[str]):
    """What words are compared by: themselves in small letters, and their stems."""

    def related(self, other: Stems) -> bool:
        """Whether a stem of one is a stem of the other, or inside it, or begins like it."""
        if not self.isdisjoint(other):
            return True
        if not self._traces & other._traces:
            return False
        return any(
            _akin(one, two) for one in self if len(one) >= _SHORTEST_PART for two in other if len(two) >= _SHORTEST_PART
        )

    @cached_property
    def _traces(self) -> int:
        """A bit for every few letters in a row. What is akin has some in common; most pairs of words have none."""
        return reduce(or_, map(_traces_of, self), 0)


@lru_cache(maxsize=1 << 12)
def _traces_of(stem: str) -> int:
    places = {hash(stem[start : start + _SHORTEST_PART]) % _TRACES for start in range(len(stem) - _SHORTEST_PART + 1)}
    return sum([1 << place for place in places])


def _akin(one: str, two: str) -> bool:
    shorter, longer = (one, two) if len(one) <= len(two) else (two, one)
    if shorter in longer:
        return _PREFIXES.fullmatch(shorter) is None
    if shorter[:_SHARED_BEGINNING] != longer[:_SHARED_BEGINNING]:
        return False
    alike = ceil(_SHARED_PART * len(shorter))
    return shorter[:alike] == longer[:alike] and _PREFIXES.match(shorter) is None


class Word(Struct, frozen=True, gc=False):
    """One word of a text."""

    text: str
    lower: str
    """In small letters, without an ``'s``."""
    start: int
    end: int
    stems: Stems
    """Empty for a word that says nothing by itself."""
    common: bool
    """Whether notes on any subject use it."""
    capitalised: bool
    """A capital at the start, but for words like ``The``, or inside: ``iPhone``."""
    heads: tuple[str, ...]
    """Of itself, or of the words that it consists of."""


class _Form(NamedTuple):
    """What every occurrence of a word shares."""

    lower: str
    stems: Stems
    common: bool
    capitalised: bool
    heads: tuple[str, ...]


_JOINTS = pattern(r"[-._]")
_RUN = pattern(r"\w+")
_HEAD = 4
NO_STEMS = Stems()
_LONGEST_SUFFIX = max(map(len, SUFFIXES))
_SHORTEST_STEM = 3
"""Letters that an ending leaves at least; most endings of more than two letters leave one more."""


def is_unspaced(text: str) -> bool:
    """Whether there is a character of a script without spaces between words in a text."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def words_as_written(text: str) -> list[str]:
    """The words of a text. In ASCII, which most texts are, they are found in less than half the time."""
    return (_WORD_OF_ASCII if text.isascii() else _WORD).findall(text)


def cut(text: str) -> list[Word]:
    """The words of a text."""
    return list(_cut(text))


@lru_cache(maxsize=1 << 10)
def _cut(text: str) -> tuple[Word, ...]:
    """The same, kept, since cards, names and definitions look at the claims of one note in turn."""
    words = []
    end = 0
    for written in words_as_written(text):
        start = text.find(written, end)  # nothing between two words could begin another, so this is its place
        end = start + len(written)
        lower, own, common, capitalised, of_parts = _form(written)
        words.append(Word(written, lower, start, end, own, common, capitalised, of_parts))
    return tuple(words)


@lru_cache(maxsize=4096)
def stems(text: str) -> Stems:
    """The stems of all words of a text. Kept, since titles and headings come again with every claim."""
    return Stems(stem for word in words_as_written(text) for stem in _form(word).stems)


@lru_cache(maxsize=1 << 16)
def _form(word: str) -> _Form:
    lower = word.casefold().replace("’", "'").removesuffix("'s")
    capital_inside = not word[1:].islower() and any(map(str.isupper, word[1:]))
    if lower.partition("'")[0] in STOP or (len(word) == 1 and not word.isdigit()):
        return _Form(lower, NO_STEMS, True, capital_inside, heads(word))
    parts = [lower]
    if "-" in word or "." in word:
        parts += (part for part in re.split(r"[-.]", lower) if len(part) > 1 and part not in STOP)
    found = {form for part in parts for form in (part, stem(part))}
    if "_" in word or len(parts) > 1:
        found.add(stem(_JOINTS.sub("", lower)))  # titles that come from file names lack them: GPT2
    return _Form(lower, Stems(found), is_common(lower), word[0].isupper() or capital_inside, heads(word))


def heads(text: str) -> tuple[str, ...]:
    """The first letters of its runs of letters and digits, in small letters: they tell what a text cannot contain."""
    lower = text.lower()
    return (lower[:_HEAD],) if lower.isalnum() else tuple([run[:_HEAD] for run in _RUN.findall(lower)])


def stem(word: str) -> str:
    """What a word in small letters shares with its inflected forms: ``models`` and ``modelling`` are ``model``."""
    word = IRREGULAR.get(word, word)
    for length in range(min(_LONGEST_SUFFIX, len(word) - _SHORTEST_STEM), 0, -1):
        suffix = word[-length:]
        if suffix in SUFFIXES:
            shortest = _SHORTEST_STEM if length < 3 or suffix in ("ing", "ies", "ied") else _SHORTEST_STEM + 1
            if len(word) - length >= shortest:
                word = word[:-length]
                break
    if len(word) > 3 and word[-1] in "eiy":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
