"""The terms of a vault: what wikilinks name."""

from __future__ import annotations

from collections.abc import Iterable

from noteport.model.ids import note_term_id
from noteport.model.nodes import NoteRef


class Terms:
    """What the terms of a vault are called. A note on a term gives it its title; of two such notes the first does.

    Decided over all notes at once: links spell one term in many ways, and it can have but one name.

    Args:
        refs: every note of the vault, in path order.
    """

    def __init__(self, refs: Iterable[NoteRef]) -> None:
        self._notes: dict[str, tuple[NoteRef, ...]] = {}
        for ref in refs:
            id = note_term_id(ref)
            self._notes[id] = (*self._notes.get(id, ()), ref)

    def notes(self, id: str) -> tuple[NoteRef, ...]:
        """The notes on a term, in path order; mostly one or none."""
        return self._notes.get(id, ())

    def name(self, id: str) -> str:
        """The term's name: the title of the first note on it, else its folded name in words."""
        notes = self._notes.get(id)
        return notes[0].title if notes else id.rpartition("/")[2].replace("_", " ")
