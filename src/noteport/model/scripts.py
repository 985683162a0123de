"""Superscripts and subscripts in plain text: ``10⁸``, ``H₂O``, ``x^2a``, ``v_max``."""

from __future__ import annotations

_SIGNS = "0123456789+-−=()"
_SUPERSCRIPTS = str.maketrans(_SIGNS + "in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁱⁿ")
_SUBSCRIPTS = str.maketrans(_SIGNS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_AS_WRITTEN = frozenset("st nd rd th e er re ère ème o a º ª".split())
"""The endings of ordinals, which read the same on the line."""
_SYMBOLS = {"tm": "™", "sm": "℠", "®": "®", "™": "™", "*": "*", "°": "°", "′": "′", "″": "″", "'": "'"}


def superscript(text: str) -> str:
    """Return raised text as plain text: in Unicode's superscripts, or else behind ``^``.

    Ordinals and references in brackets stay as they are: ``1st``, ``[2]``.
    """
    if text in _AS_WRITTEN or text.startswith("["):
        return text
    return _SYMBOLS.get(text.lower()) or _script(text, _SUPERSCRIPTS, "^")


def subscript(text: str) -> str:
    """Return lowered text as plain text: in Unicode's subscripts, or else behind ``_``."""
    return _script(text, _SUBSCRIPTS, "_")


def has_superscript(text: str) -> bool:
    """Return whether Unicode has superscripts for all characters of a text."""
    return _has_all(text, _SUPERSCRIPTS)


def has_subscript(text: str) -> bool:
    """Return whether Unicode has subscripts for all characters of a text."""
    return _has_all(text, _SUBSCRIPTS)


def _script(text: str, table: dict[int, int], sign: str) -> str:
    if _has_all(text, table):
        return text.translate(table)
    is_one = text.isalnum() or (text.startswith("(") and text.endswith(")"))
    return f"{sign}{text}" if is_one else f"{sign}({text})"


def _has_all(text: str, table: dict[int, int]) -> bool:
    return all(ord(char) in table for char in text)
