"""The rows of one note's claims: which get a card, what each card shows, and how many are left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from noteport.api import Kept, Note
from noteport_anki.choices import Choices
from noteport_anki.earlier_card import EarlierCard
from noteport_anki.lists import lists_to_make
from noteport_anki.media import Media
from noteport_anki.update import Found, Updater
from noteport_anki.writer import Row


class LeftOut(NamedTuple):
    """The number of claims without a card."""

    closed: int = 0
    """Because no link could open their second."""
    poor: int = 0
    """Because none would be good enough."""
    more: int = 0
    """Those of the latter that a lower bar would make a card of."""

    def plus(self, others: Iterable[LeftOut]) -> LeftOut:
        """Return the sum with all others."""
        return LeftOut(*map(sum, zip(self, *others, strict=True)))


def rows_of(
    note: Note,
    kept_claims: Iterable[Kept[EarlierCard]],
    updater: Updater,
    choices: Choices,
    media: Media,
    *,
    as_lists: bool,
    untimed: bool,
) -> list[tuple[Found, Row | None, LeftOut]]:
    """Return the claims of a note, each with its row; None for one that neither has nor had a card.

    Args:
        note: the note.
        kept_claims: its claims, with the cards that they had.
        updater: makes each row.
        choices: chooses the cards of new claims.
        media: finds images and sounds.
        as_lists: whether short lists become one note each.
        untimed: whether claims get a card whose second no link can open.
    """
    images = note.images()
    kept_claims = list(kept_claims)
    lists = lists_to_make(note, kept_claims, new=as_lists)
    found = [
        updater.look_at(
            kept, note, media.pictures(kept.claim, note, images.get(kept.claim.id, ())), lists.get(kept.claim.id)
        )
        for kept in kept_claims
    ]
    known = [each for each in found if each.kept.entry is not None]
    in_lists = {claim.id for items in lists.values() for claim in items.claims}
    new = [each.claim for each in found if each.kept.entry is None and each.claim.id not in in_lists]
    open_ones = [claim for claim in new if untimed or note.can_open(claim)]
    edited = [each.claim for each in known if not each.stays]
    chosen, near = choices.choose(note, open_ones, edited=edited, known=len(known))
    left_out = {claim.id: LeftOut(closed=1) for claim in new}
    left_out |= {claim.id: LeftOut(poor=1, more=int(claim.id in near)) for claim in open_ones}
    left_out |= dict.fromkeys(chosen, LeftOut())
    return [
        (each, updater.row(each, note, chosen.get(each.claim.id)), left_out.get(each.claim.id, LeftOut()))
        for each in found
    ]
