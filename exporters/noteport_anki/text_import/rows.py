"""The rows of one note without what depends on other notes and an earlier file: guids, and the spelling of decks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

import msgspec.msgpack
from msgspec import Struct

from noteport.api import Card, Context, Note, Rendered, WordStatistics, name_without_formula, word_statistics
from noteport_anki.choices import Choices
from noteport_anki.decks import Template, deck_name, tags
from noteport_anki.matching import index_of
from noteport_anki.text_import.cells import back, front

if TYPE_CHECKING:
    from noteport_anki import AnkiOptions


class TextRow(Struct, frozen=True, array_like=True):
    """The row of a claim."""

    deck: str
    tags: str
    front: str
    back: str


class ClaimPart(Struct, frozen=True, array_like=True):
    """What the file needs of one claim."""

    row: TextRow | None
    """None if it gets no card."""
    is_closed: bool
    """Whether that is because no link could open its second."""


class RowMaker:
    """Makes the rows of notes.

    Args:
        options: which claims get a card, and into which decks and under which tags they go.
        words: returns how rare each word is.

    Raises:
        UsageError: a template has an unknown field.
    """

    def __init__(self, options: AnkiOptions, words: Callable[[], WordStatistics]) -> None:
        self._deck = Template(options.deck, "deck")
        self._tags = [Template(text, "tag") for text in options.tags]
        self._choices = Choices(words, options)

    def parts(self, note: Note, known: Collection[str], *, untimed: bool) -> tuple[ClaimPart, ...]:
        """Return the part of each claim of a note.

        Args:
            note: the note.
            known: the ids of its claims that had a card, which all have one again.
            untimed: whether claims get a card whose second no link can open.
        """
        claims = list(note.claims())
        edited = [claim for claim in claims if claim.id in known]
        new = [claim for claim in claims if claim.id not in known]
        closed = set() if untimed else {claim.id for claim in new if not note.can_open(claim)}
        open_ones = [claim for claim in new if claim.id not in closed]
        chosen, _ = self._choices.choose(note, open_ones, edited=edited, known=len(edited))
        return tuple(
            ClaimPart(self._row(chosen[claim.id], note) if claim.id in chosen else None, claim.id in closed)
            for claim in claims
        )

    def _row(self, card: Card, note: Note) -> TextRow:
        return TextRow(
            deck=deck_name(self._deck, card.claim, note),
            tags=name_without_formula(" ".join(tags(self._tags, card.claim, note))),
            front=front(card),
            back=back(card, note),
        )


def render(options: AnkiOptions, note: Note, context: Context) -> Rendered:
    """Make the parts of the claims of a note, as if none of them ever had a card."""
    maker = RowMaker(options, lambda: word_statistics(context.words))
    parts = maker.parts(note, (), untimed=context.untimed)
    return Rendered(msgspec.msgpack.encode(parts), index=index_of(note.claims()))


_PARTS = msgspec.msgpack.Decoder(tuple[ClaimPart, ...])


def claim_parts(data: bytes) -> Sequence[ClaimPart]:
    """Return the parts of the claims of a note from the data of its fragment."""
    return _PARTS.decode(data)
