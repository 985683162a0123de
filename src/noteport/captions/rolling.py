"""Captions that roll: each cue repeats the line before it, or grows word by word.

what is shown              what is new
sleep washes               sleep washes
sleep washes / the brain   the brain
the brain                  –
the brain every / night    every night
"""

from __future__ import annotations

from collections.abc import Sequence

MOST = 60
"""Words that a cue may repeat; two lines have 20."""
LEAST = 2
"""A single word is said twice as often as it is shown twice."""


def count_repeated(before: Sequence[str], words: Sequence[str]) -> int:
    """Return how many words at the beginning of a cue repeat the end of what was shown before it.

    Args:
        before: the words of the captions up to here, the last ``MOST`` of them at least.
        words: those of the cue.
    """
    head = words[:MOST]
    tail = before[-len(head) :] if head else ()
    length = _overlap(tail, head)
    return length if length >= LEAST or length == len(words) else 0


def _overlap(tail: Sequence[str], head: Sequence[str]) -> int:
    """Return the length of the longest end of ``tail`` that ``head`` begins with (Knuth, Morris and Pratt)."""
    fallback = [0] * len(head)
    matched = 0
    for index in range(1, len(head)):
        while matched and head[index] != head[matched]:
            matched = fallback[matched - 1]
        matched += head[index] == head[matched]
        fallback[index] = matched
    matched = 0
    for word in tail:
        while matched and (matched == len(head) or word != head[matched]):
            matched = fallback[matched - 1]
        matched += matched < len(head) and word == head[matched]
    return matched
