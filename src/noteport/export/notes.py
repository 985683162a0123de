"""What an exporter is given: the notes of a vault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from noteport.model.nodes import NoteRef, WikiLink
    from noteport.model.note import Note
    from noteport.vault.assets import Asset


class Notes(Protocol):
    """What an exporter is given: a sized, **re-iterable** view of the vault, in path order.

    Each iteration reads the notes anew, one at a time: a vault need not fit into memory.
    """

    def __iter__(self) -> Iterator[Note]: ...

    def __len__(self) -> int:
        """How many notes there are, before reading one."""
        ...

    def refs(self) -> Iterator[NoteRef]:
        """What every note is called, in path order, before reading one."""
        ...

    @property
    def untimed(self) -> bool:
        """Whether the user wants claims too that no moment of a video can be opened for."""
        ...

    def find(self, link: WikiLink, source: Note) -> NoteRef | None:
        """The note that a link in ``source`` leads to, or None."""
        ...

    def place_in_hub(self, note: Note) -> int | None:
        """Where a note stands in the list that its channel's hub gives, counted from 0; None if it is in none."""
        ...

    def file_of(self, note: Note) -> PurePosixPath:
        """A note's file, below the path that was given: it names no folder of the user's machine."""
        ...

    def asset(self, note: Note, src: str) -> Asset | None:
        """The local file that a note shows, ``![](src)``; None if there is none inside the given paths."""
        ...
