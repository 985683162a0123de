"""The walks over a note in the order of the text. All code that searches a note uses these.

sections_in     sections, including nested ones
blocks_in       blocks, including those in lists, quotations and footnotes
inlines_in      inlines, including those in emphasis and links
text_blocks     blocks with text and claims: paragraphs and table cells
walk            every part of a note
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from noteport.model.nodes import (
    Block,
    Cell,
    Claim,
    Code,
    Emphasis,
    Footnote,
    Highlight,
    Image,
    Inline,
    Link,
    List,
    ListItem,
    MathBlock,
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

if TYPE_CHECKING:
    from noteport.model.note import Note


def sections_in(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield each section, then those below it."""
    for section in sections:
        yield section
        yield from sections_in(section.sections)


_AROUND_INLINES = (Emphasis, Strong, Strike, Highlight, Link)
"""The inlines that have others inside them."""


def blocks_in(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield each block, then those inside it."""
    for block in blocks:
        yield block
        match block:
            case List():
                for item in block.items:
                    yield from blocks_in(item.blocks)
            case Quote() | Footnote():
                yield from blocks_in(block.blocks)
            case Paragraph() | Table() | Code() | MathBlock() | Rule() | Verbatim():
                pass


def inlines_in(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield each inline, then those inside it."""
    for inline in inlines:
        yield inline
        if type(inline) is not Text and isinstance(inline, _AROUND_INLINES):  # most are texts
            yield from inlines_in(inline.children)


def inlines_of(block: Block) -> Iterator[Inline]:
    """Return the inlines of one block itself: its text, its title and its cells."""
    for inlines in _texts_of(block):
        yield from inlines_in(inlines)


def _texts_of(block: Block) -> Sequence[Sequence[Inline]]:
    match block:
        case Paragraph():
            return (block.inlines,)
        case Quote():
            return (block.title,)
        case Table():
            return [cell.inlines for row in (block.head, *block.rows) for cell in row]
        case _:
            return ()


def text_blocks(blocks: Iterable[Block]) -> Iterator[Paragraph | Cell]:
    """Return the paragraphs and table cells in blocks, without the head of a table, which makes no claims."""
    found: list[Paragraph | Cell] = []
    _add_text_blocks(blocks, found)
    return iter(found)


def _add_text_blocks(blocks: Iterable[Block], found: list[Paragraph | Cell]) -> None:
    # Every step of reading and writing asks for the claims of each note, and generators would take thrice the time.
    for block in blocks:
        match block:
            case Paragraph():
                found.append(block)
            case List():
                for item in block.items:
                    _add_text_blocks(item.blocks, found)
            case Quote() | Footnote():
                _add_text_blocks(block.blocks, found)
            case Table():
                for row in block.rows:
                    found += row
            case _:
                pass


def claims_of(blocks: Iterable[Block]) -> Iterator[Claim]:
    """Return the claims in blocks, including nested ones."""
    return chain.from_iterable([block.claims for block in text_blocks(blocks)])


def walk(note: Note) -> Iterator[Section | Block | ListItem | Cell | Inline]:
    """Yield every part of a note in the order of the text: each section, block, list item, table cell and inline, then
    those inside it.
    """
    for section in sections_in(note.sections):
        yield section
        yield from inlines_in(section.heading)
        yield from _parts(section.blocks)


def _parts(blocks: Iterable[Block]) -> Iterator[Block | ListItem | Cell | Inline]:
    for block in blocks:
        yield block
        match block:
            case Paragraph():
                yield from inlines_in(block.inlines)
            case List():
                for item in block.items:
                    yield item
                    yield from _parts(item.blocks)
            case Quote():
                yield from inlines_in(block.title)
                yield from _parts(block.blocks)
            case Footnote():
                yield from _parts(block.blocks)
            case Table():
                for cell in (cell for row in (block.head, *block.rows) for cell in row):
                    yield cell
                    yield from inlines_in(cell.inlines)
            case Code() | MathBlock() | Rule() | Verbatim():
                pass


def images_in(inlines: Iterable[Inline]) -> Iterator[Image]:
    """Return the images in inlines."""
    return (inline for inline in inlines_in(inlines) if type(inline) is Image)


def wikilinks(inlines: Iterable[Inline]) -> Iterator[WikiLink]:
    """Return the wikilinks in inlines."""
    found: list[WikiLink] = []
    _add_wikilinks(inlines, found)
    return iter(found)


def wikilinks_in_sections(sections: Iterable[Section]) -> Iterator[WikiLink]:
    """Return all wikilinks in sections, including those in headings and in blocks without claims."""
    found: list[WikiLink] = []
    for section in sections_in(sections):
        _add_wikilinks(section.heading, found)
        for block in blocks_in(section.blocks):
            for inlines in _texts_of(block):
                _add_wikilinks(inlines, found)
    return iter(found)


def _add_wikilinks(inlines: Iterable[Inline], found: list[WikiLink]) -> None:
    for inline in inlines:
        if type(inline) is Text:  # as most are
            continue
        if isinstance(inline, WikiLink):
            found.append(inline)
        elif isinstance(inline, _AROUND_INLINES):
            _add_wikilinks(inline.children, found)
