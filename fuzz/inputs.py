"""Bytes in the form that the targets need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from noteport.api import Asset, Note, NoteRef, ReadOptions, WikiLink, parse_note

PATH = PurePosixPath("channel/a note.md")


def text_of(data: bytes) -> str:
    """Return the input as text; invalid UTF-8 becomes lone surrogates, which callers of the parser may also pass."""
    return data.decode("utf-8", "surrogateescape")


def note_of(data: bytes) -> Note:
    """Return the input as a note, including claims without a timestamp, which is the harder case."""
    return parse_note(text_of(data), PATH, options=ReadOptions(untimed=True))


@dataclass(frozen=True)
class OneNote:
    """A vault of one note in memory: what exporters receive, without a file for every input."""

    note: Note
    untimed: bool = True

    def __iter__(self) -> Iterator[Note]:
        yield self.note

    def __len__(self) -> int:
        return 1

    def refs(self) -> Iterator[NoteRef]:
        yield self.note.ref

    def read(self, ref: NoteRef) -> Note:
        return self.note

    def find(self, link: WikiLink, source: Note) -> NoteRef | None:
        """Every second link leads to the note itself, so that both kinds of link are written."""
        return self.note.ref if len(link.target) % 2 else None

    def place_in_hub(self, note: Note) -> int | None:
        return None

    def file_of(self, note: Note) -> PurePosixPath:
        return note.path

    def asset(self, note: Note, src: str) -> Asset | None:
        return None
