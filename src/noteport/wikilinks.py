"""The wikilinks of a note, and the terms that they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from noteport.ids import note_term_id
from noteport.model import (
    Block,
    Code,
    Emphasis,
    Footnote,
    Inline,
    Link,
    List,
    MathBlock,
    Note,
    NoteRef,
    Paragraph,
    Quote,
    Rule,
    Section,
    Strike,
    Strong,
    Table,
    Text,
    Verbatim,
    WikiLink,
)


def wikilinks(inlines: Iterable[Inline]) -> Iterator[WikiLink]:
    """The wikilinks in inlines, in the order of the text."""
    for inline in inlines:
        if type(inline) is Text:  # most are
            continue
        match inline:
            case WikiLink():
                yield inline
            case Emphasis(children) | Strong(children) | Strike(children) | Link(children=children):
                yield from wikilinks(children)
            case _:
                pass


def wikilinks_of(note: Note) -> Iterator[WikiLink]:
    """All wikilinks of a note, in its headings and in what makes no claims too."""
    for section in note.sections:
        yield from _of_section(section)


def _of_section(section: Section) -> Iterator[WikiLink]:
    yield from wikilinks(section.heading)
    yield from _of_blocks(section.blocks)
    for child in section.sections:
        yield from _of_section(child)


def _of_blocks(blocks: Iterable[Block]) -> Iterator[WikiLink]:
    for block in blocks:
        match block:
            case Paragraph():
                yield from wikilinks(block.inlines)
            case List():
                for item in block.items:
                    yield from _of_blocks(item.blocks)
            case Quote():
                yield from wikilinks(block.title)
                yield from _of_blocks(block.blocks)
            case Footnote():
                yield from _of_blocks(block.blocks)
            case Table():
                for row in (block.head, *block.rows):
                    for cell in row:
                        yield from wikilinks(cell.inlines)
            case Code() | MathBlock() | Rule() | Verbatim():
                pass


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
