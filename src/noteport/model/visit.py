"""Walks over what a note is made of, in the order of the text. Whatever looks through a note does it with these.

sections_in     sections, nested ones included
blocks_in       blocks, those in lists, quotes and footnotes included
inlines_in      inlines, those in emphasis and links included
text_blocks     what holds text and claims: paragraphs and table cells
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from noteport.model.nodes import (
    Block,
    Cell,
    Claim,
    Code,
    Emphasis,
    Footnote,
    Image,
    Inline,
    Link,
    List,
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


def sections_in(sections: Iterable[Section]) -> Iterator[Section]:
    """Each section, then those below it."""
    for section in sections:
        yield section
        yield from sections_in(section.sections)


def blocks_in(blocks: Iterable[Block]) -> Iterator[Block]:
    """Each block, then those inside it."""
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
    """Each inline, then those inside it."""
    for inline in inlines:
        yield inline
        if type(inline) is Text:  # most are
            continue
        match inline:
            case Emphasis(children) | Strong(children) | Strike(children) | Link(children=children):
                yield from inlines_in(children)
            case _:
                pass


def inlines_of(block: Block) -> Iterator[Inline]:
    """The inlines of one block, without those of blocks inside it: its text, its title, its cells."""
    match block:
        case Paragraph():
            yield from inlines_in(block.inlines)
        case Quote():
            yield from inlines_in(block.title)
        case Table():
            for row in (block.head, *block.rows):
                for cell in row:
                    yield from inlines_in(cell.inlines)
        case List() | Footnote() | Code() | MathBlock() | Rule() | Verbatim():
            pass


def text_blocks(blocks: Iterable[Block]) -> Iterator[Paragraph | Cell]:
    """The paragraphs and table cells in blocks; the head of a table makes no claims and is left out."""
    for block in blocks_in(blocks):
        match block:
            case Paragraph():
                yield block
            case Table():
                for row in block.rows:
                    yield from row
            case _:
                pass


def claims_of(blocks: Iterable[Block]) -> Iterator[Claim]:
    """The claims in blocks, nested ones included."""
    for block in text_blocks(blocks):
        yield from block.claims


def images_in(inlines: Iterable[Inline]) -> Iterator[Image]:
    """The images in inlines."""
    return (inline for inline in inlines_in(inlines) if type(inline) is Image)


def wikilinks(inlines: Iterable[Inline]) -> Iterator[WikiLink]:
    """The wikilinks in inlines."""
    return (inline for inline in inlines_in(inlines) if type(inline) is WikiLink)


def wikilinks_in_sections(sections: Iterable[Section]) -> Iterator[WikiLink]:
    """All wikilinks in sections: in their headings, and in blocks that make no claims too."""
    for section in sections_in(sections):
        yield from wikilinks(section.heading)
        for block in blocks_in(section.blocks):
            for inline in inlines_of(block):
                if type(inline) is WikiLink:
                    yield inline
