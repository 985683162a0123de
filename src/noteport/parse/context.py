"""What a block takes from its surroundings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from noteport.model import ClaimKind, Stamp

if TYPE_CHECKING:
    from noteport.parse.text_block import TextBlock


class SectionContext(Struct, eq=False):
    """The headings above a block."""

    path: tuple[str, ...] = ()
    """In plain text, outermost first."""
    start: Stamp | None = None
    """The stamp in the nearest heading (rule 8)."""


class ListContext(Struct, eq=False):
    """One list, as its items see it."""

    before: TextBlock | None
    """The block right before the list; for a nested list, the parent item's."""
    outer: ListContext | None
    start: int
    """Number of its first block among the note's."""
    end: int = 0
    """Number behind its last block."""


class Place(Struct, frozen=True, eq=False):
    """The containers around a block."""

    kind: ClaimKind = "paragraph"
    lead: str | None = None
    term: str | None = None
    """A term from outside: a table's row and column, or the lead-in of the item above."""
    list: ListContext | None = None
    owner: TextBlock | None = None
    """The block that is nothing but a lead-in, whose term this one takes (rule 6)."""
    outer_lead: str | None = None
    """The lead of what takes the owner's term; ``lead`` is for what has a term of its own."""

    def in_quote(self, lead: str | None = None) -> Place:
        """The place inside a quotation that stands here."""
        kind: ClaimKind = "item" if self.kind == "item" else "quote"
        return Place(kind, lead or self.lead, self.term, self.list, self.owner, self.outer_lead)
