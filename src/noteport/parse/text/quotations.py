"""Pairs of brackets and quotation marks in the text of a block."""

from __future__ import annotations

from msgspec import Struct

from noteport.model.patterns import pattern

_QUOTE = pattern('"')
_MARKS = pattern(r"[()“”]")


class Pair(Struct, frozen=True):
    start: int
    """Offset of the opening mark."""
    end: int
    """Offset of the closing mark."""
    is_bracket: bool


def pairs_of(mask: str) -> list[Pair]:
    """Return the outermost pairs of round brackets and of quotation marks, in order of their start.

    Straight quotation marks that do not pair up in the block make no pairs. Linear in the length of the text.
    """
    pairs: list[Pair] = []
    if '"' in mask:
        quotes = [found.start() for found in _QUOTE.finditer(mask)]
        if len(quotes) % 2 == 0:
            pairs += [Pair(start, end, False) for start, end in zip(quotes[::2], quotes[1::2], strict=True)]
    if "(" in mask or "“" in mask:
        pairs += _nested(mask)
    return sorted(pairs, key=lambda pair: pair.start) if len(pairs) > 1 else pairs


def _nested(mask: str) -> list[Pair]:
    pairs: list[Pair] = []
    brackets: list[int] = []
    quote: int | None = None
    for found in _MARKS.finditer(mask):
        mark, position = found[0], found.start()
        if mark == "(":
            brackets.append(position)
        elif mark == ")":
            if brackets:
                start = brackets.pop()
                if not brackets:
                    pairs.append(Pair(start, position, True))
        elif mark == "“":
            quote = position if quote is None else quote
        elif quote is not None:
            pairs.append(Pair(quote, position, False))
            quote = None
    return pairs
