"""The result of making a card: what is asked, what is hidden, and why; or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

from noteport.export.options import Options, option
from noteport.model.nodes import Claim

GAP = "[…]"
"""What stands for a hidden part in plain text; the same in every language."""

BAR = 0.6
"""The chance of being kept from which on a card is made by default."""

Span: TypeAlias = tuple[int, int]
"""A part of a text: the offsets at which it begins and ends."""

Asks: TypeAlias = Literal["gap", "term", "claim", "own"]
"""What the reader has to recall: a part of the text, the lead-in above it, the whole claim, what the author asks."""


@dataclass(frozen=True, kw_only=True)
class CardOptions(Options):
    """Which claims get a card. An exporter that makes cards has these among its options."""

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


class Named(NamedTuple):
    """A part of a claim's text for which the front has other words: ``It`` is called by its name."""

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
    """The chance that a reader keeps such a card, from 0 to 1: of cards with 0.7, graders kept seven in ten."""
    reason: str
    """What raised or lowered the score, the strongest first, each with what it adds to the logarithm of the odds."""


class Card(Struct, frozen=True, kw_only=True):
    """One question about one claim. ``front_of`` gives what it shows."""

    claim: Claim
    asks: Asks
    gaps: tuple[Span, ...] = ()
    """Parts of ``claim.text`` hidden on the front, as offsets of its characters: sorted, apart, never empty.

    The answer and whatever repeats it; all of them are one question. With ``asks="term"`` only what repeats the term.
    """
    shown: tuple[Span, ...] = ()
    """The parts of ``claim.text`` that are shown on the front, the gaps among them; empty if all of it is."""
    named: Named | None = None
    """The pronoun at the beginning of ``claim.text`` that the front replaces by what it stands for; None if none is."""
    answer: str
    """What is asked for, in plain text."""
    hint: str | None = None
    """What helps to see which answer is meant: ``year``, or first letters; None if there is nothing to say."""
    question: str = ""
    """The front of a basic card in plain text; empty for a cloze."""
    context: tuple[str, ...] = ()
    """What stands above the question: title, headings, lead, term, in this order; nothing that tells the answer."""
    what: str = ""
    """What kind of thing is asked for: ``bold``, ``year``, ``name`` …"""
    reason: str
    """Why this was asked: what raised or lowered its score, the strongest first."""
    score: float
    """The chance that a reader keeps it, from 0 to 1; 1 for the author's own, 0 where nothing better was found."""
    others: tuple[Scored, ...] = ()
    """What else was looked at closely, the best first."""

    @property
    def kind(self) -> Literal["cloze", "basic"]:
        """A cloze hides a part of its text; a basic card has a front of its own."""
        return "cloze" if self.asks == "gap" and not self.question else "basic"


class Omission(Struct, frozen=True, kw_only=True):
    """A claim that got no card, and why."""

    claim: Claim
    reason: str
    """In few words; the same for all claims that are left out for it, so that they can be counted."""
    best: Card | None = None
    """The best card there would have been; None if none was tried."""
