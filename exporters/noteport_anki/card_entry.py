"""What the ledger knows about a card of an earlier deck."""

from __future__ import annotations

from typing import Literal

from noteport.api import LedgerEntry


class CardEntry(LedgerEntry, frozen=True, kw_only=True):
    """One card of an earlier deck."""

    kind: Literal["cloze", "basic"] = "basic"
    """It never changes, because Anki treats a card of another type as another card."""
    gap: tuple[str, ...] = ()
    """The hidden texts of a cloze in plain text and in order; empty for a basic card."""
    deck: str = ""
    """The name of the deck into which the card was imported. Anki never moves a card."""
    changed: int = 0
    """When the content of the card last changed, in seconds since 1970."""
    facts: str = ""
    """Fingerprint of everything from which the card was made; empty if unknown."""
