"""The terms of a vault, which wikilinks name."""

from __future__ import annotations

from collections.abc import Iterable

from noteport.model.ids import note_term_id
from noteport.model.nodes import NoteRef


class Terms:
    """The names of the terms of a vault. The title of a note on a term is its name; of two such notes, the first
    counts.

    This is decided over all notes at once, because links spell a term in many ways but it has only one name.

    Args:
        refs: every note of the vault, in path order.
    """

    def __init__(self, refs: Iterable[NoteRef]) -> None:
        self._notes: dict[str, tuple[NoteRef, ...]] = {}
        for ref in refs:
            id = note_term_id(ref)
            self._notes[id] = (*self._notes.get(id, ()), ref)

    def notes(self, id: str) -> tuple[NoteRef, ...]:
        """Return the notes on a term in path order, usually one or none."""
        return self._notes.get(id, ())

    def name(self, id: str) -> str:
        """Return the name of a term: the title of the first note on it, or else its folded name as words."""
        notes = self._notes.get(id)
        return notes[0].title if notes else id.rpartition("/")[2].replace("_", " ")
