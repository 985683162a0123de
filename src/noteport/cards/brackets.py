"""Brackets right behind an answer that only tell it: its short form, its sign, or what it is short for."""

from __future__ import annotations

import unicodedata

from noteport.cards.acronyms import LONGEST
from noteport.cards.candidates import NUMBERS, Candidate
from noteport.cards.card import Span
from noteport.cards.english.words import STOP
from noteport.cards.leaks import Hidden
from noteport.cards.sentence import ClaimSentence
from noteport.model.patterns import pattern

_BRACKETS = pattern(r"[\"”’']?(\s\(([^()]+)\))")
_WORD = pattern(r"[^\W_]+")
_EDGES = "$ \"“”'‘’"
_MOST_WORDS = 3
"""Words of brackets that are left out if they repeat the answer; longer ones say something else, too."""
_CATEGORIES = frozenset({"letter", "small", "capital", "sign", "symbol", "mark", "with"})
"""Words in the names of many characters."""


def telling_brackets(sentence: ClaimSentence, candidate: Candidate, hidden: Hidden) -> Span | None:
    """Where brackets right behind a candidate only tell it, the space before them included; None if they do not.

    ``Human papillomavirus (HPV)``, ``theta (θ)``, ``ANA (antinuclear antibodies)``, ``Proteus (Proteus mirabilis)``
    """
    text = sentence.text
    if candidate.short or candidate.kind in ("code", "formula"):
        return None
    found = _BRACKETS.match(text, candidate.end)
    if found is None or any(low <= at < high for low, high in sentence.marks.whole for at in _ends(found.span(1))):
        return None
    answer, inside = text[candidate.start : candidate.end], found[2].strip(_EDGES)
    if inside in _WORD.findall(text[: candidate.start] + text[found.end() :]):
        return None  # it is explained for what follows
    tells = (
        (" " not in inside and (is_short_form(inside, answer) or is_sign(inside, answer)))
        or (" " not in answer and candidate.kind not in NUMBERS and is_acronym_of(answer, inside))
        or (inside.count(" ") < _MOST_WORDS and hidden.is_told_whole_by(sentence.words_in(*found.span(2))))
    )
    return found.span(1) if tells else None


def _ends(span: Span) -> Span:
    """Where the brackets are: they may be code, too."""
    return span[0] + 1, span[1] - 1


def is_short_form(short: str, text: str) -> bool:
    """Whether a word has letters of a text in their order, from the first letter of one of its words: ``EMA``."""
    letters = _letters(short if len(short) == 1 else short.removesuffix("s"))
    if not letters:
        return False
    starts = (found.start() for found in _WORD.finditer(text))
    return any(_in_order(letters, rest) for start in starts if (rest := _letters(text[start:]))[:1] == letters[0])


def is_acronym_of(word: str, text: str) -> bool:
    """Whether a word has the first letters of all words of a text, or of all but the small ones, and no other
    letters than the text has, in their order: ``ANA`` of ``antinuclear antibodies``.
    """
    parts = _WORD.findall(text.lower())
    letters = _letters(word)
    if not 1 < len(parts) <= LONGEST or not _in_order(letters, _letters(text)):
        return False
    telling = [part for part in parts if part not in STOP]
    return any(some and _in_order("".join(part[0] for part in some), letters) for some in (parts, telling))


def is_sign(sign: str, text: str) -> bool:
    """Whether a text has a word of a character's name: ``theta`` of ``θ``, ``exclamation mark`` of ``!``."""
    if len(sign) != 1 or (sign.isascii() and sign.isalnum()):
        return False
    name = set(_WORD.findall(unicodedata.name(sign, "").lower())) - _CATEGORIES
    return not name.isdisjoint(_WORD.findall(text.lower()))


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
