"""The markup of a claim, in offsets of its plain text."""

from __future__ import annotations

from typing import NamedTuple

from noteport.model.nodes import (
    CodeSpan,
    Emphasis,
    Highlight,
    Image,
    Inline,
    Link,
    Math,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Text,
    TimestampRef,
    WikiLink,
)
from noteport.model.text import plain


class Marks(NamedTuple):
    """What the markup of a claim says, in offsets of its plain text."""

    spans: list[tuple[str, int, int]]
    """The author's marks, each with its kind."""
    whole: list[tuple[int, int]]
    """What cannot be cut: code, formulas, images, timestamps."""


def read_marks(inlines: tuple[Inline, ...]) -> Marks:
    """The marks in a claim, nested ones included."""
    marks = Marks([], [])
    _read(inlines, 0, marks)
    return marks


def _read(inlines: tuple[Inline, ...], position: int, marks: Marks) -> int:
    for inline in inlines:
        start = position
        match inline:
            case Text():
                position += len(inline.text)
                continue
            case Strong() | Emphasis() | Strike() | Highlight() | Link():
                position = _read(inline.children, start, marks)
            case _:
                position += len(plain((inline,)))
        match inline:
            case Strong() | Highlight():
                marks.spans.append(("bold", start, position))
            case Emphasis():
                marks.spans.append(("emphasis", start, position))
            case Link() | WikiLink():
                marks.spans.append(("link", start, position))
            case CodeSpan():
                marks.spans.append(("code", start, position))
                marks.whole.append((start, position))
            case Math():
                marks.spans.append(("formula", start, position))
                marks.whole.append((start, position))
            case Image() | TimestampRef() | Superscript() | Subscript():
                marks.whole.append((start, position))
            case _:
                pass
    return position
