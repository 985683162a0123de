"""The result for each claim: the card that a deck would have, or the reason why there is none."""

from __future__ import annotations

import math

from msgspec import Struct

from noteport.api import Card, CardOptions, Claim, Note, Omission, WordStatistics, make_cards

NO_SECOND = "names no second that a link could open"


class PreviewedClaim(Struct, frozen=True, kw_only=True):
    """One claim with its result."""

    claim: Claim
    card: Card | None
    """The card; for a claim that is left out, the best candidate; None if there was none."""
    reason: str | None = None
    """Why the claim is left out; None if it is not."""
    nearly: bool = False
    """Whether it is left out, and ``CardOptions.lower_score`` would have made a card of it."""

    @property
    def is_made(self) -> bool:
        """Whether a deck would have the card."""
        return self.reason is None


def verdicts(note: Note, options: CardOptions, words: WordStatistics, *, untimed: bool) -> list[PreviewedClaim]:
    """Return the results for the claims of a note, in order.

    Args:
        note: the note.
        options: which claims get a card.
        words: how rare words are.
        untimed: whether claims get a card whose second no link can open.
    """
    claims = list(note.claims())
    can_open = [claim for claim in claims if untimed or note.can_open(claim)]
    made = {each.claim.id: each for each in make_cards(note, options, words, claims=can_open)}
    return [_verdict(claim, made.get(claim.id), options) for claim in claims]


def verdict(note: Note, claim: Claim, options: CardOptions, words: WordStatistics) -> PreviewedClaim:
    """Return the result for one claim of a note, whatever the others are."""
    [made] = make_cards(note, options, words, claims=[claim])
    return _verdict(claim, made, options)


def _verdict(claim: Claim, made: Card | Omission | None, options: CardOptions) -> PreviewedClaim:
    match made:
        case Card():
            return PreviewedClaim(claim=claim, card=made)
        case None:
            return PreviewedClaim(claim=claim, card=None, reason=NO_SECOND)
        case _:
            nearly = made.is_made_by(options.lower_score)
            return PreviewedClaim(claim=claim, card=made.best, reason=made.reason, nearly=nearly)


def shown_score(score: float) -> str:
    """A score with two digits, cut and not rounded: one just below the bar must not look as if it reached it."""
    return f"{math.floor(100 * score) / 100:.2f}"
