"""Acronyms that a sentence spells out: ``Long Words (LW)``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from noteport.cards.candidates import Candidate
from noteport.cards.english import patterns
from noteport.cards.english.word_table import word_table
from noteport.cards.english.words import NAME_JOINS, STOP
from noteport.cards.sentence import ClaimSentence
from noteport.cards.words import Word
from noteport.model.patterns import pattern

LONGEST = 7
"""Letters of an acronym, and so the most words that it stands for."""
_EVERYDAY = 10.0
"""The rarity below which an acronym is as common as an everyday word: ``AI``, ``API``."""
_BRACKET = pattern(r"[()]")


def spelt_out(sentence: ClaimSentence) -> Iterator[Candidate]:
    """What each acronym in brackets stands for."""
    text = sentence.text
    for found in patterns.ACRONYM_IN_BRACKETS.finditer(text) if "(" in text else ():
        before = [word for word in sentence.words if word.end <= found.start()][-LONGEST:]
        if before and before[-1].end == found.start():
            first = _by_initials(found[1], before) or _by_letters(found[1], before)
            if first is not None and not _BRACKET.search(text, first.start, found.start()):
                is_everyday = word_table().has_commoner_than(_EVERYDAY, found[1].lower())
                signs = ("an everyday acronym",) if is_everyday else ()
                yield Candidate(first.start, found.start(), "acronym spelt out", signs, found[1])


def _by_initials(acronym: str, before: Sequence[Word]) -> Word | None:
    """The first of the words whose initials are the acronym, or its capitals: ``LoRA``."""
    capitals = "".join(filter(str.isupper, acronym))
    wanted = {acronym.upper().replace("-", ""), *([capitals] if len(capitals) > 1 else ())}
    for first in range(len(before) - 1, -1, -1):
        if wanted & _initials(before[first:]):
            return before[first]
    return None


def _initials(words: Sequence[Word]) -> set[str]:
    """The first letters of words and of the parts of compounds: of all of them, and of all but the small words."""
    parts = [part for word in words for part in word.text.split("-") if part]
    large = [part for part in parts if part.lower() not in STOP and part not in NAME_JOINS]
    return {"".join(part[0] for part in some).upper() for some in (parts, large)}


def _by_letters(acronym: str, before: Sequence[Word]) -> Word | None:
    """The first of the fewest words before an acronym that have its letters in this order.

    Its first letter begins the first word, and its last is in another: ``lactate dehydrogenase (LDH)``. This is the
    algorithm of Schwartz and Hearst (2003), except that a single word is only shortened: ``tuberculosis (TB)``.
    """
    letters = [letter for letter in acronym.lower() if letter.isalnum()]
    if sum(map(str.isupper, acronym)) < 2 or letters[-1] not in before[-1].lower:
        return None
    for word in before[: -len(letters) - 2 : -1]:
        at = len(word.lower)
        while len(letters) > 1 and (found := word.lower.rfind(letters[-1], 0, at)) >= 0:
            at = found
            letters.pop()
        if len(letters) == 1 and at and word.lower[0] == letters[0]:
            return None if word is before[-1] or word.lower in STOP else word
    return None
