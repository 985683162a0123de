"""What a caller may ask of reading notes."""

from __future__ import annotations

from dataclasses import dataclass

from noteport.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """Options of reading; they cross to other processes with the notes."""

    untimed: bool = False
    """Whether sentences that no stamp vouches for make claims too."""
    transcripts: bool = False
    """Whether transcripts make claims too."""
    language: str | None = None
    """BCP 47 tag of notes that name none."""
    repair: bool = True
    """Whether shifted stamps are repaired (repair.py)."""
    limits: Limits = Limits()
    """How much of a note is read."""
