"""Bytes → note.

note      [problems of its file, its own, title, video, language, front matter, tags,
           timestamps, places of those that resolve asks for, line of the first claim with a timestamp,
           links, heading paths, leads, sections]
inline    a text is a text, a number the timestamp of that place, a list begins with its kind
block     [kind, line, …]
claim     [id without the note's, text (None: that of its only inline), inlines, term, place of its lead,
           places of its timestamps, inferred, place of its headings, line, kind, first in block,
           the author's own card, tags]
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, TypeAlias

import msgspec.msgpack
from msgspec import Struct

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
    ListItem,
    Math,
    MathBlock,
    OwnCard,
    Paragraph,
    Place,
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
from noteport.model.rewrite import Rewrite
from noteport.model.text import plain
from noteport.vault.resolve import Resolution, Unresolved

Resolve: TypeAlias = Callable[[Unresolved], Resolution]
"""Decides what changes in a note."""


class NoteLocation(Struct, frozen=True):
    """The place of a note, which its bytes do not contain."""

    id: str
    channel: str
    path: PurePosixPath


def decode_note(
    data: bytes, address: NoteLocation, resolve: Resolve | None = None
) -> tuple[Note, tuple[Problem, ...]] | None:
    """Decode a note and the problems of its file from bytes that ``encode_note`` of this version made; None otherwise.

    The note is as before ``resolve``, or has everything that ``resolve`` changes. Changes during decoding cost nothing,
    unlike those in an existing note.
    """
    try:
        return _decode(data, address, resolve)
    except (msgspec.DecodeError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None  # truncated, or from another program


def _decode(data: bytes, address: NoteLocation, resolve: Resolve | None) -> tuple[Note, tuple[Problem, ...]]:
    of_file, own, title, video, language, front_matter, tags, timestamps, asked, line, links, paths, leads, sections = (
        msgspec.msgpack.decode(data)
    )
    decoder = _Decoder(address, timestamps, links, paths, leads)
    of_video = _video(video)
    problems = unpack_problems(own, address.path)
    if resolve is not None:
        resolution = resolve(
            Unresolved(
                id=address.id,
                path=address.path,
                channel=address.channel,
                video=of_video,
                timestamps=[decoder.timestamps[place] for place in asked],
                line=line,
            )
        )
        of_video = resolution.video
        problems += resolution.problems
        decoder.rewrite(resolution.rewrite)
    note = Note(
        id=address.id,
        path=address.path,
        title=title,
        channel=address.channel,
        video=of_video,
        language=language,
        front_matter=MappingProxyType(front_matter),
        tags=tuple(tags),
        sections=tuple(map(decoder.section, sections)),
        problems=problems,
    )
    return note, unpack_problems(of_file, address.path)


class _Decoder:
    def __init__(self, address: NoteLocation, timestamps: Any, links: Any, paths: Any, leads: Any) -> None:
        self._id, self._path = address.id, address.path
        self.timestamps = [_timestamp(packed) for packed in timestamps]
        self.links = [WikiLink(target, shown, fragment, embed) for target, shown, fragment, embed in links]
        self._refs = [TimestampRef(timestamp) for timestamp in self.timestamps]
        self._paths = [tuple(path) for path in paths]
        self._leads = [*leads, None]
        self._texts_change = False

    def rewrite(self, rewrite: Rewrite) -> None:
        """Replace links and timestamps before anything is made from them."""
        links = list(map(rewrite.link, self.links))
        self._texts_change = links != self.links or rewrite.timestamp is not None
        self.links = links
        if rewrite.timestamp is not None:
            self.timestamps = list(map(rewrite.timestamp, self.timestamps))
            self._refs = [TimestampRef(timestamp) for timestamp in self.timestamps]

    def section(self, packed: Any) -> Section:
        heading, title, level, start, blocks, sections, line = packed
        return Section(
            heading=self.inlines(heading),
            title=title,
            level=level,
            start=None if start is None else self.timestamps[start],
            blocks=self.blocks(blocks),
            sections=tuple(map(self.section, sections)),
            line=line,
        )

    def blocks(self, packed: Any) -> tuple[Block, ...]:
        return tuple([_BLOCKS[block[0]](self, block) for block in packed])

    def inlines(self, packed: Any) -> tuple[Inline, ...]:
        refs = self._refs
        return tuple(
            [
                Text(inline)
                if type(inline) is str
                else refs[inline]
                if type(inline) is int
                else _INLINES[inline[0]](self, inline)
                for inline in packed
            ]
        )

    def claims(self, packed: Any) -> tuple[Claim, ...]:
        return tuple(map(self._claim, packed)) if packed else ()

    def _claim(self, packed: Any) -> Claim:
        id, text, packed_inlines, term, lead, timestamps, inferred, section, line, kind, first_in_block, card, tags = (
            packed
        )
        inlines = self.inlines(packed_inlines)
        if text is None:
            text = packed_inlines[0]
        elif self._texts_change:
            text = plain(inlines)
        return Claim(
            id=self._id + id,
            text=text,
            inlines=inlines,
            term=term,
            lead=None if lead is None else self._leads[lead],
            timestamps=tuple([self.timestamps[place] for place in timestamps]),
            inferred=inferred,
            section=self._paths[section],
            place=Place(path=self._path, line=line),
            kind=kind,
            first_in_block=first_in_block,
            card=None if card is None else OwnCard(front=card[0], back=card[1]),
            tags=tuple(tags),
        )

    def cell(self, packed: Any) -> Cell:
        return Cell(inlines=self.inlines(packed[0]), claims=self.claims(packed[1]))


def unpack_problems(packed: Any, path: PurePosixPath) -> tuple[Problem, ...]:
    """The inverse of ``pack_problems``."""
    return tuple(Problem(code=code, path=path, line=line, message=message) for code, line, message in packed)


def _timestamp(packed: Any) -> Timestamp:
    if len(packed) == 2:
        return Timestamp(start=packed[0], as_written=packed[1], written=packed[0])
    start, as_written, end, written, trusted, video = packed
    return Timestamp(start=start, end=end, as_written=as_written, written=written, trusted=trusted, video=_video(video))


def _video(packed: Any) -> Video | None:
    if packed is None:
        return None
    provider, id, page, time_suffix, title, duration = packed
    return Video(provider=provider, id=id, page=page, time_suffix=time_suffix, title=title, duration=duration)


_INLINES: dict[str, Callable[[_Decoder, Any], Inline]] = {
    "w": lambda decoder, packed: decoder.links[packed[1]],
    "e": lambda decoder, packed: Emphasis(decoder.inlines(packed[1])),
    "s": lambda decoder, packed: Strong(decoder.inlines(packed[1])),
    "x": lambda decoder, packed: Strike(decoder.inlines(packed[1])),
    "g": lambda decoder, packed: Highlight(decoder.inlines(packed[1])),
    "l": lambda decoder, packed: Link(packed[1], decoder.inlines(packed[2])),
    "c": lambda decoder, packed: CodeSpan(packed[1]),
    "m": lambda decoder, packed: Math(packed[1], packed[2]),
    "^": lambda decoder, packed: Superscript(packed[1]),
    "_": lambda decoder, packed: Subscript(packed[1]),
    "i": lambda decoder, packed: Image(packed[1], packed[2]),
    "f": lambda decoder, packed: FootnoteRef(packed[1]),
    "h": lambda decoder, packed: RawHtml(packed[1]),
    "b": lambda decoder, packed: Break(packed[1]),
}

_BLOCKS: dict[str, Callable[[_Decoder, Any], Block]] = {
    "p": lambda decoder, packed: Paragraph(
        line=packed[1], inlines=decoder.inlines(packed[2]), claims=decoder.claims(packed[3])
    ),
    "l": lambda decoder, packed: List(
        line=packed[1],
        start=packed[2],
        items=tuple([ListItem(blocks=decoder.blocks(blocks), checked=checked) for blocks, checked in packed[3]]),
    ),
    "q": lambda decoder, packed: Quote(
        line=packed[1], kind=packed[2], title=decoder.inlines(packed[3]), blocks=decoder.blocks(packed[4])
    ),
    "c": lambda decoder, packed: Code(line=packed[1], text=packed[2], language=packed[3]),
    "t": lambda decoder, packed: Table(
        line=packed[1],
        head=tuple(map(decoder.cell, packed[2])),
        rows=tuple(tuple(map(decoder.cell, row)) for row in packed[3]),
        align=tuple(packed[4]),
    ),
    "m": lambda decoder, packed: MathBlock(line=packed[1], tex=packed[2]),
    "f": lambda decoder, packed: Footnote(line=packed[1], label=packed[2], blocks=decoder.blocks(packed[3])),
    "r": lambda decoder, packed: Rule(line=packed[1]),
    "v": lambda decoder, packed: Verbatim(line=packed[1], text=packed[2]),
}
