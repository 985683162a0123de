"""What a caller may ask of reading notes."""

from __future__ import annotations

from msgspec import Struct

from noteport.model.limits import Limits


class ReadOptions(Struct, frozen=True, kw_only=True):
    """Options of reading; they cross to other processes with the notes."""

    untimed: bool = False
    """Whether sentences that no timestamp vouches for make claims too."""
    transcripts: bool = False
    """Whether transcripts make claims too."""
    language: str | None = None
    """BCP 47 tag of notes that name none."""
    repair: bool = True
    """Whether wrong timestamps are repaired (vault/repair/)."""
    limits: Limits = Limits()
    """How much of a note is read."""
