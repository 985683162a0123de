"""Note → bytes. A timestamp, link, heading path or lead that is used in several places is written once (see
decode.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

import msgspec.msgpack

from noteport.model.nodes import (
    Block,
    Break,
    Cell,
    Claim,
    Code,
    CodeSpan,
    Emphasis,
    Footnote,
    FootnoteRef,
    Highlight,
    Image,
    Inline,
    Link,
    List,
    Math,
    MathBlock,
    Paragraph,
    Quote,
    RawHtml,
    Rule,
    Section,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    Timestamp,
    TimestampRef,
    Verbatim,
    Video,
    WikiLink,
)
from noteport.model.note import Note
from noteport.model.problems import Problem
from noteport.vault.resolve import unresolved

Packed: TypeAlias = Any
"""What MessagePack can contain: None, booleans, numbers, strings, lists and mappings of these."""


def encode_note(note: Note, problems: Sequence[Problem] = ()) -> bytes | None:
    """Encode a note as it is before ``resolve``, with the problems of its file; None if it cannot be encoded.

    This is the case if it is nested too deeply, or contains a number that other programs cannot read.
    """
    encoder = _Encoder(note)
    sections = [encoder.section(section) for section in note.sections]
    asked = unresolved(note)
    try:
        return msgspec.msgpack.encode(
            [
                pack_problems(problems),
                pack_problems(note.problems),
                note.title,
                _video(note.video),
                note.language,
                dict(note.front_matter),
                note.tags,
                [_timestamp(timestamp) for timestamp in encoder.timestamps.items],
                [encoder.timestamps.place(timestamp) for timestamp in asked.timestamps],
                asked.line,
                [[link.target, link.shown, link.fragment, link.embed] for link in encoder.links.items],
                encoder.paths.items,
                encoder.leads.items,
                sections,
            ]
        )
    except (ValueError, OverflowError, TypeError, RecursionError):
        return None


class _Shared:
    """Objects by their position in a list; an object that occurs again keeps its position."""

    def __init__(self) -> None:
        self.items: list[Any] = []
        self._places: dict[int, int] = {}

    def place(self, item: object) -> int:
        """Return the position of an object. Objects are compared by identity; the note keeps them alive meanwhile."""
        known = self._places.get(id(item))
        if known is None:
            known = self._places[id(item)] = len(self.items)
            self.items.append(item)
        return known


class _Encoder:
    def __init__(self, note: Note) -> None:
        self.timestamps, self.links, self.paths, self.leads = _Shared(), _Shared(), _Shared(), _Shared()
        self._id_length = len(note.id)

    def section(self, section: Section) -> Packed:
        return [
            self.inlines(section.heading),
            section.title,
            section.level,
            self._optional_timestamp(section.start),
            self.blocks(section.blocks),
            [self.section(child) for child in section.sections],
            section.line,
        ]

    def blocks(self, blocks: Iterable[Block]) -> Packed:
        return [_BLOCKS[type(block)](self, block) for block in blocks]

    def inlines(self, inlines: Iterable[Inline]) -> Packed:
        return [inline.text if type(inline) is Text else _INLINES[type(inline)](self, inline) for inline in inlines]

    def claims(self, claims: Iterable[Claim]) -> Packed:
        return [self._claim(claim) for claim in claims]

    def _claim(self, claim: Claim) -> Packed:
        only = claim.inlines[0] if len(claim.inlines) == 1 else None
        return [
            claim.id[self._id_length :],
            None if type(only) is Text and only.text == claim.text else claim.text,
            self.inlines(claim.inlines),
            claim.term,
            None if claim.lead is None else self.leads.place(claim.lead),
            [self.timestamps.place(timestamp) for timestamp in claim.timestamps],
            claim.inferred,
            self.paths.place(claim.section),
            claim.place.line,
            claim.kind,
            claim.first_in_block,
            None if claim.card is None else [claim.card.front, claim.card.back],
            claim.tags,
        ]

    def cell(self, cell: Cell) -> Packed:
        return [self.inlines(cell.inlines), self.claims(cell.claims)]

    def _optional_timestamp(self, timestamp: Timestamp | None) -> int | None:
        return None if timestamp is None else self.timestamps.place(timestamp)


def pack_problems(problems: Iterable[Problem]) -> Packed:
    """The problems of one file in the format of the codec."""
    return [[problem.code, problem.line, problem.message] for problem in problems]


def _timestamp(timestamp: Timestamp) -> Packed:
    if timestamp.end is None and timestamp.written == timestamp.start and timestamp.video is None and timestamp.trusted:
        return [timestamp.start, timestamp.as_written]
    return [
        timestamp.start,
        timestamp.as_written,
        timestamp.end,
        timestamp.written,
        timestamp.trusted,
        _video(timestamp.video),
    ]


def _video(video: Video | None) -> Packed:
    if video is None:
        return None
    return [video.provider, video.id, video.page, video.time_suffix, video.title, video.duration]


_INLINES: dict[type, Callable[[_Encoder, Any], Packed]] = {
    TimestampRef: lambda encoder, inline: encoder.timestamps.place(inline.timestamp),
    WikiLink: lambda encoder, inline: ["w", encoder.links.place(inline)],
    Emphasis: lambda encoder, inline: ["e", encoder.inlines(inline.children)],
    Strong: lambda encoder, inline: ["s", encoder.inlines(inline.children)],
    Strike: lambda encoder, inline: ["x", encoder.inlines(inline.children)],
    Highlight: lambda encoder, inline: ["g", encoder.inlines(inline.children)],
    Link: lambda encoder, inline: ["l", inline.href, encoder.inlines(inline.children)],
    CodeSpan: lambda encoder, inline: ["c", inline.code],
    Math: lambda encoder, inline: ["m", inline.tex, inline.display],
    Superscript: lambda encoder, inline: ["^", inline.raised],
    Subscript: lambda encoder, inline: ["_", inline.lowered],
    Image: lambda encoder, inline: ["i", inline.src, inline.alt],
    FootnoteRef: lambda encoder, inline: ["f", inline.label],
    RawHtml: lambda encoder, inline: ["h", inline.html],
    Break: lambda encoder, inline: ["b", inline.hard],
}

_BLOCKS: dict[type, Callable[[_Encoder, Any], Packed]] = {
    Paragraph: lambda encoder, block: [
        "p",
        block.line,
        encoder.inlines(block.inlines),
        encoder.claims(block.claims),
    ],
    List: lambda encoder, block: [
        "l",
        block.line,
        block.start,
        [[encoder.blocks(item.blocks), item.checked] for item in block.items],
    ],
    Quote: lambda encoder, block: [
        "q",
        block.line,
        block.kind,
        encoder.inlines(block.title),
        encoder.blocks(block.blocks),
    ],
    Code: lambda encoder, block: ["c", block.line, block.text, block.language],
    Table: lambda encoder, block: [
        "t",
        block.line,
        [encoder.cell(cell) for cell in block.head],
        [[encoder.cell(cell) for cell in row] for row in block.rows],
        list(block.align),
    ],
    MathBlock: lambda encoder, block: ["m", block.line, block.tex],
    Footnote: lambda encoder, block: ["f", block.line, block.label, encoder.blocks(block.blocks)],
    Rule: lambda encoder, block: ["r", block.line],
    Verbatim: lambda encoder, block: ["v", block.line, block.text],
}
