"""Limits on how much of a note is read, far beyond what people write; users can change them (docs/limits.md)."""

from __future__ import annotations

from dataclasses import dataclass

HIGHEST_NESTING = 150
"""Levels of nesting that recursive walks over a note can follow in Python."""

LATEST_SECOND = 99_999_999
"""Three years. No video is longer; a larger number is not a time, and would not fit into an integer column."""

MAX_IMAGES = 100
"""Images of one block, each of which is looked for in the vault. Real blocks have one or two."""

FRONT_MATTER_NESTING = 20
"""Levels of lists and mappings in front matter. Real notes have three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits. Exceeding one costs a problem and at most that one note."""

    note_size: int = 16
    """Maximum size of a file in MB; a larger one is skipped. The largest real note has one."""
    front_matter: int = 200_000
    """Maximum characters of front matter; longer front matter is text. Real notes have a few hundred."""
    nesting: int = 120
    """Levels of blocks, and of markup in a block; a list counts as two. A deeper note is kept as plain text."""
    claims: int = 50_000
    """Maximum claims of a note; the rest is text."""
