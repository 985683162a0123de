"""What is asked about the claims of a note, and what is answered."""

from __future__ import annotations

from msgspec import Struct

from noteport.model.nodes import Verdict


class Statement(Struct, frozen=True, gc=False):
    """A claim to look for."""

    text: str
    linked: int
    """The second where its link opens."""
    written: int
    """The second that the note has, before any repair."""


class Finding(Struct, frozen=True, gc=False):
    """Where a claim is said."""

    verdict: Verdict
    second: int | None = None
    """Where the sentence that says it begins; None if none does."""


class Alignment(Struct, frozen=True):
    """Where the claims of a note are said."""

    findings: tuple[Finding, ...]
    """One per claim."""
    mismatch: bool = False
    """Whether the note is about another video."""
