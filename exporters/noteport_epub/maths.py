"""Formulas in a book: MathML, or the source if a formula cannot be converted with certainty."""

from __future__ import annotations

from noteport.api import mathml
from noteport_epub.xhtml import Markup, el


def formula(tex: str, *, display: bool) -> Markup:
    """Return a formula as MathML with its source as alternative text, or its source as code."""
    converted = mathml(tex, display=display)
    return Markup(converted) if converted is not None else el("code", {"class": "math"}, tex)
