"""The result of making a card: what is asked, what is hidden, and why; or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

from noteport.model.nodes import Claim
from noteport.plugins.options import Options, option

GAP = "[…]"
"""Represents a hidden part in plain text; the same in every language."""

BAR = 0.57
"""The default minimum score of a card: three claims in ten get one, and about seven in ten of these cards are kept.

``chances.json`` has both figures as cross-validation tells them, by graders who were stricter than most; see
``_ELSEWHERE_KINDER`` in ``training/chances.py``.
"""

NOT_GOOD_ENOUGH = "no question is good enough"
"""Why claims are left out whose cards fall short of the bar."""

REJECTED = "rejected"
"""Why claims are left out that somebody rejected."""

Span: TypeAlias = tuple[int, int]
"""A part of a text: the offsets at which it begins and ends."""

Asks: TypeAlias = Literal["gap", "term", "claim", "own"]
"""What the reader has to recall: a part of the text, the lead-in, the whole claim, or the answer of the
author's card.
"""


@dataclass(frozen=True, kw_only=True)
class CardOptions(Options):
    """Which claims get a card. An exporter that makes cards includes these in its options."""

    all: bool = option(False, help="Make a card of every claim, even if it is not a good one", trust="anyone")
    min_score: float = option(BAR, help="Minimum chance, from 0 to 1, that a reader keeps a card", trust="anyone")
    max_per_note: int | None = option(
        None, help="Maximum number of cards per note; the best ones are kept", minimum=1, trust="anyone"
    )

    def __post_init__(self) -> None:
        if self.min_score > 1:
            same = min(max(round(self.min_score / 100 + 0.1, 1), 0.1), 0.9)
            raise ValueError(
                f"min-score is {self.min_score:g}: it is now the chance that a reader keeps a card, from 0 to 1; "
                f"write {same:g} instead."
            )

    @property
    def lower_score(self) -> float:
        """A tenth less than ``min_score``: what reports compare it with."""
        return max(round(self.min_score - 0.1, 3), 0.0)


class Named(NamedTuple):
    """A part of a claim's text for which the front shows other words, such as a name instead of ``It``.

    Where the words are only put before the text, the part is empty or its first letter.
    """

    start: int
    end: int
    words: str


class Scored(Struct, frozen=True, kw_only=True):
    """Something that could be asked for."""

    what: str
    """What it is: ``bold``, ``year``, ``name`` …"""
    answer: str
    """In plain text."""
    score: float
    """The chance that a reader keeps such a card, from 0 to 1: of cards with 0.7, readers kept seven in ten."""
    reason: str
    """What raised or lowered the score, the strongest first, each with what it adds to the logarithm of the odds."""


class Card(Struct, frozen=True, kw_only=True):
    """One question about one claim. ``front_of`` returns what it shows."""

    claim: Claim
    asks: Asks
    gaps: tuple[Span, ...] = ()
    """Parts of ``claim.text`` that are hidden on the front, as character offsets: sorted, separate, never empty.

    The answer and its repetitions; all of them are one question. With ``asks="term"``, only repetitions of the term.
    """
    shown: tuple[Span, ...] = ()
    """The parts of ``claim.text`` that are shown on the front, including the gaps; empty if the whole text is shown."""
    named: Named | None = None
    """The name of the subject at the beginning of the front: what ``It`` stands for, or the lead-in, introduction or
    heading above an incomplete sentence, which then is not in ``context``; None if the text names its subject.
    """
    answer: str
    """The answer in plain text."""
    hint: str | None = None
    """What kind of answer is meant: ``year``, or first letters; None if there is no hint."""
    question: str = ""
    """The front of a basic card in plain text; empty for a cloze."""
    context: tuple[str, ...] = ()
    """The context above the question: title, headings, lead and term, in this order, without anything that gives the
    answer away.
    """
    what: str = ""
    """The kind of answer: ``bold``, ``year``, ``name`` …"""
    reason: str
    """Why this question was chosen: what raised or lowered its score, the strongest first; empty if nobody asked for
    others.
    """
    score: float
    """The chance that a reader keeps it, from 0 to 1; 1 for the author's own card, 0 if nothing better was found."""
    others: tuple[Scored, ...] = ()
    """The alternatives that were examined closely, the best first."""
    by: str = ""
    """Who or what wrote or chose it; empty for noteport itself, and for the author's comment in the note."""

    @property
    def kind(self) -> Literal["cloze", "basic"]:
        """A cloze hides a part of its text; a basic card has its own front."""
        return "cloze" if self.asks == "gap" and not self.question else "basic"

    @property
    def path(self) -> tuple[str, ...]:
        """The title and the headings in ``context``, outermost first."""
        below = (self.lead is not None) + (self.lead_in is not None)
        return self.context[: len(self.context) - below]

    @property
    def lead(self) -> str | None:
        """What introduces the list of the claim, if ``context`` has it."""
        above = self.context[:-1] if self.lead_in is not None else self.context
        return above[-1] if above and _shows(above[-1], self.claim.lead) else None

    @property
    def lead_in(self) -> str | None:
        """The lead-in of the claim, if ``context`` has it."""
        return self.context[-1] if self.context and _shows(self.context[-1], self.claim.term) else None


def _shows(shown: str, text: str | None) -> bool:
    """Whether a line is a text or its beginning, which may have gaps."""
    if text is None:
        return False
    first, *others = shown.split(GAP)
    at = len(first)
    for part in others:
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return text.startswith(first)


class Omission(Struct, frozen=True, kw_only=True):
    """A claim without a card, and the reason."""

    claim: Claim
    reason: str
    """In a few words; the same for all claims with this reason, so that they can be counted."""
    best: Card | None = None
    """The best card that was possible; None if none was tried, or if it falls far short and nobody asked for others."""

    def is_made_by(self, min_score: float) -> bool:
        """Whether a lower bar would make a card of the claim."""
        return self.reason == NOT_GOOD_ENOUGH and self.best is not None and self.best.score >= min_score
