"""How much of a note is read: named, far beyond what people write, and for the user to set (docs/limits.md)."""

from __future__ import annotations

from dataclasses import dataclass

HIGHEST_NESTING = 150
"""Levels that whoever walks a note can follow, Python's own recursion being what it is."""

LATEST_SECOND = 99_999_999
"""Three years. No video is longer; a number beyond it is no time, and would not fit into a column of whole numbers."""

FRONT_MATTER_NESTING = 20
"""Levels of lists and mappings in front matter. Real ones have three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is beyond costs a problem, and at most its own note."""

    note_size: int = 16
    """MB of a file; a larger one is left out. The largest real note has one."""
    front_matter: int = 200_000
    """Characters; a longer head is text. Real ones have a few hundred."""
    nesting: int = 120
    """Levels of blocks, and of markup in a block; a list has two. A deeper note is kept as plain text."""
    claims: int = 50_000
    """Claims of one note; what is beyond is text."""
