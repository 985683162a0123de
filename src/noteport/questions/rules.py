"""Our own rules as a question maker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from noteport.cards import Card, CardOptions, decision_about, make_cards
from noteport.model.nodes import Claim
from noteport.model.note import Note
from noteport.questions.maker import Question, QuestionMaker


class RulesMaker(QuestionMaker[CardOptions]):
    """Asks what a deck would ask, so that a newer noteport asks the same."""

    name, summary = "noteport", "Asks what a deck would ask, and keeps it as it is today."
    Options = CardOptions

    def ask(self, note: Note, claims: Sequence[Claim]) -> Iterator[Question]:
        """Yield the questions of the cards that the claims would get."""
        for card in make_cards(note, self.options, self.words, claims=claims, others=False):
            if isinstance(card, Card):
                about = decision_about(card)
                yield Question(claim=card.claim, gap=about.gap, front=about.front, back=about.back, hint=about.hint)
