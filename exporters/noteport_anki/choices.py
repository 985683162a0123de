"""Which card each claim would get: the one place where the deck asks for questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from noteport.api import Card, Claim, Note, make_card


def choose(note: Note, claims: Iterable[Claim]) -> Mapping[str, Card]:
    """The cards of these claims of a note, by the id of the claim; a claim that makes no card is left out."""
    return {claim.id: make_card(claim, note) for claim in claims}
