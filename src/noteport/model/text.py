"""Inlines as plain text, and slices of them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from noteport.model.nodes import (
    Break,
    CodeSpan,
    Emphasis,
    FootnoteRef,
    Image,
    Inline,
    Link,
    Math,
    RawHtml,
    Strike,
    Strong,
    Text,
    TimestampRef,
    WikiLink,
)
from noteport.model.patterns import pattern

_NO_TEXT = pattern("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
"""Line breaks of all kinds, control characters, halves of characters."""
_UNSEEN = pattern("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Marks of direction, and blanks without width. Joiners stay: they are a matter of spelling."""


# --- plain text -----------------------------------------------------------------------------------------------------


def plain(inlines: Iterable[Inline]) -> str:
    """What a reader sees, as one line of plain text."""
    return "".join(map(_plain, inlines))


def data_text(text: str) -> str:
    """Text as data: on one line, without control characters and marks that nobody sees."""
    return text if text.isprintable() else _UNSEEN.sub("", _NO_TEXT.sub(" ", text))


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case CodeSpan(code):
            return code
        case Emphasis(children) | Strong(children) | Strike(children) | Link(children=children):
            return plain(children)
        case WikiLink() | Math():
            return inline.text
        case TimestampRef(timestamp):
            return timestamp.label
        case Image(alt=alt):
            return alt
        case Break():
            return " "
        case FootnoteRef() | RawHtml():
            return ""


# --- slices ---------------------------------------------------------------------------------------------------------


def slice_inlines(inlines: tuple[Inline, ...], start: int, end: int) -> tuple[Inline, ...]:
    """The part between two offsets of the plain text, its markup kept; each part is well-formed by itself.

    ``start`` and ``end`` count characters of ``plain(inlines)``. What cannot be cut (code keeps its text; a formula, a
    timestamp, an image) goes whole with the side on which it begins; what reads as nothing goes with what follows it.
    """
    kept: list[Inline] = []
    position = 0
    for inline in inlines:
        length = len(_plain(inline))
        low, high = max(start - position, 0), min(end - position, length)
        position += length
        if low < high or (length == 0 and start <= position < end):
            kept.append(inline if high - low == length else _cut(inline, low, high))
    return tuple(kept)


def _cut(inline: Inline, low: int, high: int) -> Inline:
    match inline:
        case Text(text):
            return Text(text[low:high])
        case CodeSpan(code):
            return CodeSpan(code[low:high])
        case Emphasis(children) | Strong(children) | Strike(children) | Link(children=children):
            return replace(inline, children=slice_inlines(children, low, high))
        case WikiLink():
            return replace(inline, shown=inline.text[low:high])
        case TimestampRef() | Math() | Image():
            return inline if low == 0 else Text("")
        case Break() | FootnoteRef() | RawHtml():
            return inline
