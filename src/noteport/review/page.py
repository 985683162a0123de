"""What the desk needs of the exporter that draws cards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from noteport.cards import CardOptions, WordStatistics
from noteport.export.notes import Notes
from noteport.model.nodes import Claim
from noteport.model.note import Note


class ReviewPage(Protocol):
    """Draws the cards of notes on a page."""

    @property
    def options(self) -> CardOptions:
        """Which claims get a card."""
        ...

    def review_page(self, notes: Notes) -> Iterator[str]:
        """Yield a page with every claim, which sends each decision to ``decisions`` below its own address."""
        ...

    def review_entry(self, note: Note, claim: Claim, words: WordStatistics) -> str:
        """Return the part of that page that is about one claim."""
        ...
