"""Parts of a claim that could be asked for, each with the score of its kind.

    marks.py      bold, code, emphasis, links, formulas, quoted phrases: the author's choice
    numbers.py    money, percentages, dates, years, quantities
    names.py      capitalised phrases, acronyms, coined spellings
    phrases.py    what is left: the longest words that say something

The scores follow what blind grading measured for each kind; choose.py adjusts them to the sentence.
"""

from __future__ import annotations

from typing import NamedTuple

LONGEST = 5
"""Words in an answer; more cannot be recalled word for word."""

NUMBERS = frozenset({"date", "money", "percent", "year", "quantity", "number"})
"""The kinds whose figures are what matters."""


class Candidate(NamedTuple):
    """A part of a claim's text that could be asked for."""

    start: int
    """Offset in the claim's text."""
    end: int
    kind: str
    """What it is: ``bold``, ``year``, ``name`` …"""
    score: float
    """How good a question its kind makes, before its sentence is looked at."""
