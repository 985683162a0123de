"""Inlines as plain text."""

from __future__ import annotations

from collections.abc import Iterable

from noteport.model.nodes import (
    Break,
    CodeSpan,
    Emphasis,
    FootnoteRef,
    Highlight,
    Image,
    Inline,
    Link,
    Math,
    RawHtml,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Text,
    TimestampRef,
    WikiLink,
)
from noteport.model.patterns import pattern

_NO_TEXT = pattern("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
"""Line breaks of all kinds, control characters, and surrogates."""
_UNSEEN = pattern("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Directional marks and zero-width whitespace. Joiners are kept, because they are part of the spelling."""


def plain(inlines: Iterable[Inline]) -> str:
    """Return what a reader sees, as one line of plain text."""
    return "".join(map(plain_inline, inlines))


def data_text(text: str) -> str:
    """Return text for data: on one line, without control characters and invisible marks."""
    return text if text.isprintable() else _UNSEEN.sub("", _NO_TEXT.sub(" ", text))


def plain_inline(inline: Inline) -> str:
    """The same for a single inline."""
    match inline:
        case Text(text):
            return text
        case CodeSpan(code):
            return code
        case Emphasis(children) | Strong(children) | Strike(children) | Highlight(children) | Link(children=children):
            return plain(children)
        case WikiLink() | Math() | Superscript() | Subscript():
            return inline.text
        case TimestampRef(timestamp):
            return timestamp.label
        case Break():
            return " "
        case Image() | FootnoteRef() | RawHtml():
            return ""
