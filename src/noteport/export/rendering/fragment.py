"""What is made of one note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from msgspec import Struct

from noteport.model.nodes import NoteRef
from noteport.model.note import Note
from noteport.model.problems import Problem
from noteport.vault.assets import Asset
from noteport.vault.vault import Vault
from noteport.vault.word_counts import RoundedCounts, WordCounts


class Rendered(Struct, frozen=True):
    """What ``render`` returns if it makes two things of a note."""

    data: bytes
    """What goes into the output."""
    index: bytes = b""
    """What the assembly needs of all notes before it writes the first, such as ids, keys and titles; a few bytes."""


class Fragment(Struct, frozen=True, kw_only=True):
    """What ``render`` made of one note."""

    ref: NoteRef
    """The id, title, channel and video of the note."""
    path: PurePosixPath
    """Its file, as the user gave it."""
    data: bytes
    index: bytes = b""
    claims: int = 0
    """The number of its claims."""
    problems: tuple[Problem, ...] = ()
    """What the parser found."""


class Fragments:
    """The fragments of all notes in path order; this is what ``assemble`` receives. It can be iterated once.

    Args:
        vault: the notes that were rendered.
        fragments: their fragments.
        words: how many notes have each word, for the few notes that the assembly reads again.
    """

    def __init__(self, vault: Vault, fragments: Iterable[Fragment], words: WordCounts) -> None:
        self.notes = vault
        self.words = RoundedCounts(words)
        self._fragments = iter(fragments)

    def __iter__(self) -> Iterator[Fragment]:
        return self._fragments

    def note(self, fragment: Fragment) -> Note | None:
        """Read the note of a fragment again; None if its file is gone."""
        return self.notes.read(fragment.ref)

    def asset(self, fragment: Fragment, src: str) -> Asset | None:
        """Return the local file that the note of a fragment shows, as ``Notes.asset`` does."""
        return self.notes.asset(fragment, src)
