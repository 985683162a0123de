"""Code that tells an answer in code by being like it."""

from __future__ import annotations

from operator import ne

from noteport.model.patterns import pattern

_PARTS = pattern(r"\w+|[^\w\s]")
_SHORTEST_WORD = 3
"""Letters of an answer that a longer word tells by beginning with it."""
_FEWEST_PARTS = 3
"""Parts of an answer that is told by code with all of them but one."""


def is_like_another(code: str, text: str) -> bool:
    """Whether a text has code that differs from an answer in one part or in the order of its parts, such as ``b × a``
    for ``a × b`` and ``.catch()`` for ``.then()``, or a longer word that begins with it: ``asynchronous``.
    """
    parts, others = _PARTS.findall(code.lower()), _PARTS.findall(text.lower())
    if len(parts) == 1:
        [word] = parts
        return len(word) >= _SHORTEST_WORD and any(other != word and other.startswith(word) for other in others)
    in_order = sorted(parts)
    windows = (others[start : start + len(parts)] for start in range(len(others) - len(parts) + 1))
    return any(
        sorted(window) == in_order or (len(parts) >= _FEWEST_PARTS and sum(map(ne, window, parts)) == 1)
        for window in windows
    )
