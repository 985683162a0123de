"""The result of making a card: what is asked, what is hidden, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from noteport.model import Claim

Asks: TypeAlias = Literal["gap", "term", "claim"]
"""What the reader has to recall: a part of the text, the lead-in above it, or the whole claim."""

BLANK = "[…]"
"""What stands for a hidden part in plain text; the same in every language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One question about one claim."""

    claim: Claim
    asks: Asks
    gaps: tuple[tuple[int, int], ...] = ()
    """Parts of ``claim.text`` hidden on the front, as offsets of its characters: sorted, apart, never empty.

    The answer and whatever repeats it; all of them are one question. With ``asks="term"`` only what repeats the term.
    """
    answer: str
    """What is asked for, in plain text."""
    hint: str | None = None
    """What the blank shows beside the dots: the kind of answer, ``year``; None if that says nothing."""
    question: str = ""
    """The front of a basic card in plain text; empty for a cloze."""
    context: tuple[str, ...] = ()
    """What stands above the question: title, headings, lead, term, in this order; nothing that tells the answer."""
    reason: str
    """Why this was asked: the kind of answer, then what raised or lowered its score."""
    score: float
    """How good the question is likely to be; above 60 is good, 0 means that nothing better was found."""

    @property
    def kind(self) -> Literal["cloze", "basic"]:
        """A cloze hides a part of its text; a basic card has a front of its own."""
        return "cloze" if self.asks == "gap" else "basic"
