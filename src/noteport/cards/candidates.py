"""Parts of a claim that could be asked for, each with the signs of how good a question it makes.

    marked.py     bold, code, emphasis, links, formulas, quoted phrases: the author's choice
    announced.py  what the sentence names or defines
    acronyms.py   what an acronym stands for
    explained.py  what something means, and why
    numbers.py    money, percentages, dates, years, quantities, counts
    names.py      capitalised phrases, acronyms, coined spellings
    phrases.py    what is left: other phrases, with unspaced.py
    joined.py     what phrases make together, and adjectives by themselves
    equations.py  what something equals
    whole.py      each of these as a whole term

What kinds and signs are worth is learned: see chances.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from noteport.cards.words import is_unspaced
from noteport.model.patterns import pattern

NUMBERS = frozenset({"date", "money", "percent", "year", "quantity", "number", "count"})
"""The kinds whose figures are what matters."""
MARKS = frozenset({"quote", "link", "emphasis", "bold", "code", "formula"})
"""The kinds that the author marked."""
HIGHLIGHTS = frozenset({"bold", "emphasis", "code", "formula"})
"""The marks that say what is one term: nothing across their edges is one, and nothing inside them."""
KINDS = (
    *("called", "acronym spelt out", "superlative", "definition", "money", "percent", "date", "quantity", "year"),
    *("code", "formula", "number", "bold", "emphasis", "name", "acronym", "quote", "link", "count"),
    *("phrase with acronym", "phrase of", "pair", "list", "phrase", "state", "word", "meaning", "reason", "equation"),
)
"""All kinds. What is of several kinds goes by the first of them."""
LONGEST, LONGEST_CHARACTERS = 5, 60
"""Words and characters of an answer; more cannot be recalled word for word."""
LONGEST_MARK, LONGEST_MARK_CHARACTERS = 8, 80
"""The same of an answer that the author marked."""

_RANKS = {kind: rank for rank, kind in enumerate(KINDS)}
_REMARK = pattern(r"\s\([^()]*\)$")
_EDGES = " \t\"“”'‘’«».,:;!?-–—"


class Candidate(NamedTuple):
    """A part of a claim's text that could be asked for."""

    start: int
    """Offset in the claim's text."""
    end: int
    kind: str
    """What it is: ``bold``, ``year``, ``name`` …"""
    signs: tuple[str, ...] = ()
    """What else can be said of it without looking at the rest of the card, each in a few words."""
    short: str = ""
    """Of what is spelt out, the acronym; else empty."""
    question: str = ""
    """What asks for it, if only a question can; else empty."""

    def overlaps(self, other: Candidate) -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: Candidate) -> bool:
        """Whether another is a part of it."""
        return self.crosses(other) and self.start <= other.start and other.end <= self.end

    def crosses(self, other: Candidate) -> bool:
        """Whether it is neither apart from another nor the same."""
        return self.overlaps(other) and self[:2] != other[:2]


def rank_of_kind(candidate: Candidate) -> int:
    """The place of its kind among all kinds; a kind that is none of them comes last."""
    return _RANKS.get(candidate.kind, len(KINDS))


def short(text: str, start: int, end: int, kind: str) -> Iterator[Candidate]:
    """The candidate without the punctuation at its edges and without a remark in brackets behind it.

    Nothing if it is too long, empty, or part of a word.
    """
    part = text[start:end]
    remark = _REMARK.search(part)
    if remark is not None and remark.start():
        end = start + remark.start()
        part = text[start:end]
    start += len(part) - len(part.lstrip(_EDGES))
    end -= len(part) - len(part.rstrip(_EDGES))
    words, characters = (LONGEST_MARK, LONGEST_MARK_CHARACTERS) if kind in MARKS else (LONGEST, LONGEST_CHARACTERS)
    if not start < end <= len(text) or end - start > characters or text.count(" ", start, end) >= words:
        return
    if (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()) and not is_unspaced(text):
        return
    yield Candidate(start, end, kind)
