"""How the sections begin that notes embed. The notes that contain them are read for this, which few vaults ask for."""

from __future__ import annotations

from collections.abc import Sequence

from noteport.parse.openings import Opening, find_opening, openings_of
from noteport.parse.options import ReadOptions
from noteport.vault.files import NoteFile, read_text

KEPT_NOTES = 8
"""Notes whose sections are kept in memory."""


class Openings:
    """Finds how a section of a note begins.

    Args:
        options: the options for reading notes.
    """

    def __init__(self, options: ReadOptions = ReadOptions()) -> None:
        self._options = options
        self._files: dict[str, NoteFile] = {}
        self._read: dict[str, Sequence[Opening]] = {}

    def add(self, note: str, file: NoteFile) -> None:
        """Make a note known by its id."""
        self._files[note] = file

    def of(self, note: str, fragment: str) -> str | None:
        """Return how the section begins that ``fragment`` of a link names; None if the note has no such section."""
        file = self._files.get(note)
        if file is None:
            return None
        if note not in self._read:
            if len(self._read) >= KEPT_NOTES:
                del self._read[next(iter(self._read))]
            self._read[note] = openings_of(read_text(file)[0] or "", self._options)
        return find_opening(self._read[note], fragment)
