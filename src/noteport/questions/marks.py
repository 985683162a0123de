"""What the author marked: the surest sign of what a sentence is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from noteport.model import CodeSpan, Emphasis, Image, Inline, Link, Math, StampRef, Strike, Strong, WikiLink
from noteport.questions.candidates import LONGEST, Candidate
from noteport.render import plain

_SCORES = {"code": 70, "quote": 66, "bold": 64, "emphasis": 54, "link": 50, "formula": 40}
_EDGES = ' \t"“”«».,:;!?-–—'
_QUOTED = re.compile(r'"([^"]+)"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|「([^「」]+)」|『([^『』]+)』')


class Marks(NamedTuple):
    """What the markup of a claim says, in offsets of its plain text."""

    spans: list[tuple[str, int, int]]
    """The author's marks, each with its kind."""
    whole: list[tuple[int, int]]
    """What cannot be cut: code, formulas, images, stamps."""


def read_marks(inlines: tuple[Inline, ...]) -> Marks:
    """The marks in a claim, nested ones included."""
    marks = Marks([], [])
    _read(inlines, 0, marks)
    return marks


def _read(inlines: tuple[Inline, ...], position: int, marks: Marks) -> int:
    for inline in inlines:
        start = position
        match inline:
            case Strong(children) | Emphasis(children) | Strike(children) | Link(children=children):
                position = _read(children, start, marks)
            case _:
                position += len(plain((inline,)))
        match inline:
            case Strong():
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
            case Image() | StampRef():
                marks.whole.append((start, position))
            case _:
                pass
    return position


def marked(text: str, marks: Marks) -> Iterator[Candidate]:
    """What the author marked or put in quotation marks, if it is short enough to be recalled."""
    for kind, start, end in marks.spans:
        if kind in ("code", "formula"):
            if end > start:
                yield Candidate(start, end, kind, _SCORES[kind])
        else:
            yield from short(text, start, end, kind, _SCORES[kind])
    for match in _QUOTED.finditer(text):
        yield from short(text, *match.span(match.lastindex or 0), "quote", _SCORES["quote"])


def short(text: str, start: int, end: int, kind: str, score: float) -> Iterator[Candidate]:
    """The candidate without the punctuation at its edges, or nothing if it is too long or empty."""
    part = text[start:end]
    start += len(part) - len(part.lstrip(_EDGES))
    end -= len(part) - len(part.rstrip(_EDGES))
    if start < end and end - start <= 60 and len(text[start:end].split()) <= LONGEST:
        yield Candidate(start, end, kind, score)
