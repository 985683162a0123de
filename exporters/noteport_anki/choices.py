"""Which card each claim would get: the only module in which the deck asks for questions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from noteport.api import Card, CardOptions, Claim, Note, Omission, WordStatistics, make_cards


class Choices:
    """Chooses cards.

    Args:
        words: returns how rare each word is; called when the first card is chosen.
        options: which claims get a card.
    """

    def __init__(self, words: Callable[[], WordStatistics], options: CardOptions) -> None:
        self._count = words
        self._options = options

    def choose(
        self, note: Note, new: Sequence[Claim], *, edited: Sequence[Claim], known: int
    ) -> tuple[Mapping[str, Card], Collection[str]]:
        """Return the cards of these claims of a note by the id of the claim; a new claim without a card is left out.

        The ids that come with them are those of further claims that ``options.lower_score`` would make a card of.

        Args:
            note: the note.
            new: claims that never had a card.
            edited: claims that had a card and keep having one, whatever its score.
            known: the number of the note's claims that had a card. They leave less room for new ones.
        """
        made = [*self._made(note, edited, CardOptions(all=True)), *self._made(note, new, self._with_room(known))]
        lower = self._options.lower_score
        near = {each.claim.id for each in made if isinstance(each, Omission) and each.is_made_by(lower)}
        return {each.claim.id: each for each in made if isinstance(each, Card)}, near

    def _made(self, note: Note, claims: Sequence[Claim], options: CardOptions) -> list[Card | Omission]:
        if not claims:
            return []
        return make_cards(note, options, self._words, claims=claims, others=False)

    def _with_room(self, known: int) -> CardOptions:
        most = self._options.max_per_note
        return self._options if most is None else replace(self._options, max_per_note=max(most - known, 0))

    @cached_property
    def _words(self) -> WordStatistics:
        return self._count()


def limit_leaves(most: int | None, chosen: Sequence[bool], had: Sequence[bool]) -> bool:
    """Return whether a limit leaves a choice as it is that was made as if no claim of the note ever had a card.

    Claims that keep a card without being chosen leave less room for those that were chosen.

    Args:
        most: the maximum number of cards of a note, if there is one.
        chosen: for each claim, whether it was chosen.
        had: for each claim, whether it had a card.
    """
    return most is None or not any(had) or had == chosen
