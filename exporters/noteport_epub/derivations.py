"""Formulas that stand alone are displayed, and the lines of a derivation are kept, although Markdown joins lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from noteport.api import Break, CodeSpan, Inline, Math, Text, TimestampRef

_NOTHING = re.compile(r"[\s.,;:()\[\]]*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_EQUATION = re.compile(r"[=≈≠≤≥<>⇒→∝≡±]")
_MOST_WORDS = 4
"""Words of a line that is a formula: ``mass of air = density × volume`` has as many as any."""


def lone_formula(inlines: tuple[Inline, ...]) -> Math | None:
    """Return the formula of a paragraph that has nothing else, timestamps and marks apart."""
    formulas = [inline for inline in inlines if isinstance(inline, Math)]
    if len(formulas) != 1:
        return None
    rest = (inline for inline in inlines if not isinstance(inline, Math | TimestampRef))
    return formulas[0] if all(isinstance(each, Text) and _NOTHING.fullmatch(each.text) for each in rest) else None


def with_lines_of_derivation(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return inlines with a line break wherever the author has one, if each line is a formula."""
    if not any(isinstance(inline, Break) and not inline.hard for inline in inlines):
        return inlines
    if not all(map(_is_formula, _lines(inlines))):
        return inlines
    return tuple(Break(hard=True) if isinstance(inline, Break) else inline for inline in inlines)


def _lines(inlines: tuple[Inline, ...]) -> Iterator[list[Inline]]:
    line: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Break):
            yield line
            line = []
        else:
            line.append(inline)
    yield line


def _is_formula(line: list[Inline]) -> bool:
    texts = [inline.text for inline in line if isinstance(inline, Text)]
    others = [inline for inline in line if not isinstance(inline, Text | TimestampRef)]
    if sum(len(_WORD.findall(text)) for text in texts) > _MOST_WORDS:
        return False
    if any(not isinstance(inline, Math | CodeSpan) for inline in others):
        return False
    return any(map(_EQUATION.search, texts)) or (bool(others) and not any(map(_WORD.search, texts)))
