"""Parts of inlines, with their markup."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import ClassVar

from msgspec.structs import replace

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
from noteport.model.text import plain_inline


def slice_inlines(inlines: tuple[Inline, ...], start: int, end: int) -> tuple[Inline, ...]:
    """Return the part between two offsets of the plain text with its markup; each part is well-formed by itself.

    ``start`` and ``end`` count characters of ``plain(inlines)``. An inline that cannot be cut (code, a formula, a
    timestamp, an image) belongs to the part in which it begins; an inline without plain text belongs to the part after
    it. Requesting all parts of a text in order takes time in proportion to its length.
    """
    slicer = _Slicer.latest
    if slicer.inlines is not inlines:
        slicer = _Slicer.latest = _Slicer(inlines)
    return slicer.slice(start, end)


class _Slicer:
    """Knows where each inline ends in the plain text."""

    latest: ClassVar[_Slicer]
    """The one used last, because a card requests the parts of one text, of which there may be thousands."""

    def __init__(self, inlines: tuple[Inline, ...]) -> None:
        self.inlines = inlines
        self._ends = list(accumulate(len(plain_inline(inline)) for inline in inlines))
        self._inner: dict[int, _Slicer] = {}

    def slice(self, start: int, end: int) -> tuple[Inline, ...]:
        kept: list[Inline] = []
        for index in range(bisect_left(self._ends, start), len(self.inlines)):
            position = self._ends[index - 1] if index else 0
            if position >= end:
                break
            length = self._ends[index] - position
            low, high = max(start - position, 0), min(end - position, length)
            if low < high or (length == 0 and start <= position):
                kept.append(self.inlines[index] if high - low == length else self._cut(index, low, high))
        return tuple(kept)

    def _cut(self, index: int, low: int, high: int) -> Inline:
        inline = self.inlines[index]
        match inline:
            case Text(text):
                return Text(text[low:high])
            case CodeSpan(code):
                return CodeSpan(code[low:high])
            case Emphasis() | Strong() | Strike() | Highlight() | Link():
                if index not in self._inner:
                    self._inner[index] = _Slicer(inline.children)
                return replace(inline, children=self._inner[index].slice(low, high))
            case WikiLink():
                return replace(inline, shown=inline.text[low:high])
            case TimestampRef() | Math() | Superscript() | Subscript() | Image():
                return inline if low == 0 else Text("")
            case Break() | FootnoteRef() | RawHtml():
                return inline


_Slicer.latest = _Slicer(())
