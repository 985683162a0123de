"""Answers that can be worked out from what a front shows, though it does not show them."""

from __future__ import annotations

from collections.abc import Iterator
from operator import ne

from noteport.model.patterns import pattern

WORKED_OUT = frozenset({"code", "formula", "percent"})
"""The kinds of answers that may be worked out."""
_PARTS = pattern(r"\w+|[^\w\s]")
_PERCENT = pattern(r"(\d+)\s?(?:[%％٪]|per\s?cent\b)")
_SHORTEST_WORD = 3
"""Letters of code that a longer word tells by beginning with it."""
_FEWEST_ALIKE = 2
"""Parts in which code is the same as the answer if it differs in one."""


def signs_of_others(kind: str, answer: str, others: str) -> Iterator[str]:
    """Whether what is like an answer tells it.

    Args:
        kind: one of ``WORKED_OUT``.
        answer: the answer.
        others: what the front shows, without the answer.
    """
    if kind == "percent":
        if _is_rest_of_hundred(answer, others):
            yield "the rest of 100% is shown"
    elif _is_like_another(answer.lower(), others.lower()):
        yield "code like it is shown"


def _is_like_another(code: str, text: str) -> bool:
    """Whether a text has code that differs from an answer in one part or in the order of its parts, such as ``b × a``
    for ``a × b`` and ``.catch()`` for ``.then()``, or a longer word that begins with it: ``asynchronous``.
    """
    parts, others = _PARTS.findall(code), _PARTS.findall(text)
    if len(parts) == 1:
        return len(code) >= _SHORTEST_WORD and any(other != code and other.startswith(code) for other in others)
    in_order = sorted(parts)
    for start in range(len(others) - len(parts) + 1):
        window = others[start : start + len(parts)]
        if len(parts) > _FEWEST_ALIKE and sum(map(ne, window, parts)) < 2:
            return True
        if sorted(window) == in_order:
            return True
    return False


def _is_rest_of_hundred(answer: str, text: str) -> bool:
    own = _PERCENT.fullmatch(answer)
    return own is not None and any(int(own[1]) + int(other) == 100 for other in _PERCENT.findall(text))
