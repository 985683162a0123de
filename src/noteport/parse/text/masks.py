"""Masks: text in which only what can end a sentence looks like it, and which has the length of the text."""

from __future__ import annotations

from noteport.model.patterns import pattern
from noteport.parse.text.flat import TIMESTAMP

FINAL = ".!?…。！？।"
"""Marks that end a sentence."""

_MASK = str.maketrans('.!?…"“”()[]。！？।,;', "_" * 17)
_RESERVED = pattern("[\ufdd0-\ufdef]")
_WHITESPACE = pattern(r"[^\S\n\xa0]{2,}|[\t\r\f\v\x1c-\x1f\x85\u2028\u2029]")
_SPACE = pattern(r"\s")
_UNDELETED = pattern(rf"[{TIMESTAMP}*:：–—-]")
"""What means something to the rules even inside a word."""


def masked(text: str) -> str:
    """Text in which nothing ends a sentence and nothing can be trimmed at its edges."""
    mask = text.translate(_MASK)
    return mask if mask.strip() == mask else _SPACE.sub("_", mask)


def capitalised(mask: str) -> str:
    """A mask that may open a sentence, because code and formulas have no capital letters of their own."""
    return "X" + mask[1:] if mask else mask


def deleted(mask: str) -> str:
    """Return the mask of struck-out text, in which nothing means anything to the rules."""
    return _UNDELETED.sub("x", masked(mask))


def without_reserved(text: str) -> str:
    """Return text without the characters that stand for timestamps and line breaks."""
    return _RESERVED.sub("\ufffd", text)


def clean(text: str) -> str:
    """Return text with single spaces as whitespace and without reserved characters."""
    if text.isprintable() and "  " not in text:
        return text  # nearly all of them
    if not text.isascii():
        text = without_reserved(text)
    return _WHITESPACE.sub(" ", text)
