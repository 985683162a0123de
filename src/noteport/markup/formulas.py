"""Formulas in plain text, such as the heading of a section or the question of a flashcard: ``What is $x^2$?``"""

from __future__ import annotations

from collections.abc import Iterator

from noteport.model.nodes import Inline, Math, Text
from noteport.model.patterns import pattern

_FORMULA = pattern(r"(?P<signs>\$\$?)(?=[^\s$])(?P<tex>[^$]*[^\s$])(?P=signs)(?![\d$])")
_TEX = pattern(r"[\\^_{}=]|\A[A-Za-z]'?\Z|\A[A-Za-z]\([\w,]+\)\Z")
"""Tells a formula between dollar signs from two prices."""


def with_formulas(text: str) -> tuple[Inline, ...]:
    """Return plain text as inlines, with text between dollar signs as formulas unless it looks like prices."""
    return tuple(_inlines(text)) if "$" in text else (Text(text),)


def _inlines(text: str) -> Iterator[Inline]:
    at = 0
    for found in _FORMULA.finditer(text):
        if _TEX.search(found["tex"]):
            yield Text(text[at : found.start()])
            yield Math(found["tex"], display=False)
            at = found.end()
    yield Text(text[at:])
