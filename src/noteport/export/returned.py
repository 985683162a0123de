"""Cards that come back from the program in which they were learned."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from noteport.identity.ledger import LedgerEntry


class Face(Struct, frozen=True, kw_only=True):
    """What a card shows, in plain text."""

    parts: tuple[tuple[str, bool], ...]
    """The front, cut at the edges of its gaps; True for what is hidden. The question of a basic card has no hidden
    text; its gaps are ``GAP``.
    """
    answer: str = ""
    """The answer of a basic card; empty for a cloze."""
    hint: str = ""
    claim: str
    """The claim on the back, without its lead-in."""


class ReturnedCard(LedgerEntry, frozen=True, kw_only=True):
    """One of noteport's cards in the collection of a learner."""

    face: Face
    before: Face | None = None
    """As noteport wrote it; None if the deck was not given, or does not have it."""
    tags: tuple[str, ...] = ()
    """The tags that noteport did not set."""
    is_changed: bool = False
    """Whether the learner changed anything of it, as far as its date tells."""
    is_suspended: bool = False
    is_deleted: bool = False
    """Whether only the deck has it, and the collection does not."""
    reviews: int = 0
    """How often it was answered."""
    lapses: int = 0
    """How often it was known before and then forgotten."""


class Collection(Struct, frozen=True):
    """A collection and, if it was given, the deck that was imported into it."""

    file: Path
    deck: Path | None
    scratch: Path
    """A folder for temporary files."""
