"""Where the words that were hidden in a text are after an edit."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

from noteport.model.patterns import pattern

Span: TypeAlias = tuple[int, int]
"""A part of a text: the offsets at which it begins and ends."""

_TOKEN = pattern(r"\w+|[^\w\s]")
_WORD = pattern(r"\w+")
_LONGEST = 8
"""The number of words that an answer may grow to."""


def find_gaps(text: str, parts: Sequence[tuple[str, bool]]) -> list[Span]:
    """Return where the text that was hidden before the edit is now; empty if it is gone.

    Args:
        text: the text as it is now.
        parts: the earlier text, cut at the edges of its gaps; True for what was hidden.
    """
    old = "".join(part for part, _ in parts)
    spans, at = [], 0
    for part, hidden in parts:
        if hidden:
            spans.append((at, at + len(part)))
        at += len(part)
    if text == old:
        return spans
    found: set[Span] = set()
    for start, end in spans:
        found.update(_places(text, old[start:end]) or _edited(old, text, start, end))
    return _apart(found)


def find_words(text: str, words: str) -> list[Span]:
    """Return where a text contains these words, in any case, but not inside other words."""
    return _apart(_places(text, words))


def _places(text: str, words: str) -> list[Span]:
    before = r"(?<!\w)" if words[:1].isalnum() and words.isascii() else ""
    behind = r"(?!\w)" if words[-1:].isalnum() and words.isascii() else ""
    pattern = re.compile(before + re.escape(words) + behind, re.IGNORECASE)
    return [found.span() for found in pattern.finditer(text)] if words.strip() else []


def _edited(old: str, new: str, start: int, end: int) -> list[Span]:
    """Return what has replaced a part of the old text: the text in the same place, next to the same word."""
    olds, news = list(_TOKEN.finditer(old)), list(_TOKEN.finditer(new))
    before, after = [token[0] for token in olds], [token[0] for token in news]
    first = sum(token.end() <= start for token in olds)
    last = sum(token.start() < end for token in olds)
    low, high = len(after), 0
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, old_low, old_high, new_low, new_high in matcher.get_opcodes():
        if old_high <= first or old_low >= last:
            continue
        equal = kind == "equal"
        low = min(low, new_low + max(first - old_low, 0) if equal else new_low)
        high = new_low + min(last, old_high) - old_low if equal else new_high
    same_before = first > 0 and low > 0 and before[first - 1] == after[low - 1]
    same_behind = last < len(before) and high < len(after) and before[last] == after[high]
    words = len(_WORD.findall(" ".join(after[low:high])))
    if not (same_before or same_behind) or not 0 < words <= min(_LONGEST, len(_WORD.findall(new)) - 2):
        return []
    return [(news[low].start(), news[high - 1].end())]


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order; those that touch are joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def follow_words(words: str, old: str, new: str) -> list[Span]:
    """Return where words that were hidden in an old text are in the new one; empty if they are gone."""
    spans = find_words(old, words)
    if not spans:
        return find_words(new, words)
    edges = [0, *(edge for span in spans for edge in span), len(old)]
    parts = [(old[start:end], bool(number % 2)) for number, (start, end) in enumerate(pairwise(edges))]
    return find_gaps(new, parts)
