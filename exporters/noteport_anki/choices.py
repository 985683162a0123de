"""Which card each claim would get: the only module in which the deck asks for questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from noteport.api import Card, CardOptions, Claim, Note, Notes, Omission, WordStatistics, count_words, make_cards


class Choices:
    """Chooses cards.

    Args:
        notes: all notes determine how rare a word is; they are read for this when the first card is chosen.
        options: which claims get a card.
    """

    def __init__(self, notes: Notes, options: CardOptions) -> None:
        self._notes = notes
        self._options = options
        self.more = 0
        """How many more claims ``options.lower_score`` would have made a card of."""

    def choose(self, note: Note, new: Sequence[Claim], *, edited: Sequence[Claim], known: int) -> Mapping[str, Card]:
        """Return the cards of these claims of a note by the id of the claim; a new claim without a card is left out.

        Args:
            note: the note.
            new: claims that never had a card.
            edited: claims that had a card and keep having one, whatever its score.
            known: the number of the note's claims that had a card. They leave less room for new ones.
        """
        made = [*self._made(note, edited, CardOptions(all=True)), *self._made(note, new, self._with_room(known))]
        self.more += sum(isinstance(each, Omission) and each.is_made_by(self._options.lower_score) for each in made)
        return {each.claim.id: each for each in made if isinstance(each, Card)}

    def _made(self, note: Note, claims: Sequence[Claim], options: CardOptions) -> list[Card | Omission]:
        if not claims:
            return []
        return make_cards(note, options, self._words, claims=claims, others=False)

    def _with_room(self, known: int) -> CardOptions:
        most = self._options.max_per_note
        return self._options if most is None else replace(self._options, max_per_note=max(most - known, 0))

    @cached_property
    def _words(self) -> WordStatistics:
        return count_words(self._notes)
