"""What an exporter receives: the notes of a vault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from noteport.model.nodes import NoteRef, WikiLink
    from noteport.model.note import Note
    from noteport.vault.assets import Asset


class Notes(Protocol):
    """A sized, **re-iterable** view of the vault in path order; this is what an exporter receives.

    Each iteration reads the notes again, one at a time, so a vault need not fit into memory.
    """

    def __iter__(self) -> Iterator[Note]: ...

    def __len__(self) -> int:
        """Return the number of notes without reading them."""
        ...

    def refs(self) -> Iterator[NoteRef]:
        """Return the id, title, channel and video of each note in path order, without reading the notes."""
        ...

    def read(self, ref: NoteRef) -> Note | None:
        """Read one note; None if its file is gone."""
        ...

    @property
    def untimed(self) -> bool:
        """Whether the user also wants claims without a timestamp that can be opened."""
        ...

    def find(self, link: WikiLink, source: Note) -> NoteRef | None:
        """Return the note that a link in ``source`` leads to, or None."""
        ...

    def place_in_hub(self, note: Note) -> int | None:
        """Return the position of a note in the hub of its channel, counted from 0; None if no hub lists it."""
        ...

    def file_of(self, note: Note) -> PurePosixPath:
        """Return the file of a note relative to the given path, so that it names no folder of the user's machine."""
        ...

    def asset(self, note: Note, src: str) -> Asset | None:
        """Return the local file that a note shows with ``![](src)``; None if there is none inside the given paths."""
        ...
