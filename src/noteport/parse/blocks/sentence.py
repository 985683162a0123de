"""A sentence of a block, with the runs that support it."""

from __future__ import annotations

from msgspec import Struct, field

from noteport.model.nodes import OwnCard, Timestamp
from noteport.parse.text.inline_reader import Piece
from noteport.parse.text.runs import Run


class Sentence(Struct, eq=False):
    start: int
    """Offset of its first character in the block, after its lead-in."""
    end: int
    """Offset at which the next one begins."""
    text: str
    pieces: list[Piece]
    runs: list[Run] = field(default_factory=list)
    lead_in_runs: list[Run] = field(default_factory=list)
    """Runs in its lead-in: they support the term (rule 6)."""
    run_before: Run | None = None
    """The run before it, in a block whose runs come first (rule 3)."""
    term: str | None = None
    unread: str | None = None
    """A time in it that is not read, so that it takes no other (rules 4 and 5)."""
    card: OwnCard | None = None
    """The author's own card for it."""
    skipped: bool = False
    """Whether the author left it out."""

    @property
    def timestamps(self) -> list[Timestamp]:
        """Its own timestamps, those of its lead-in last."""
        return [timestamp for run in (*self.runs, *self.lead_in_runs) for timestamp in run.timestamps]
