"""What the blank shows beside the dots: the kind of answer, or first letters where another word might fit."""

from __future__ import annotations

from noteport.cards.english.words import NAME_JOINS, STOP
from noteport.cards.words import WORD

_KINDS = {
    "money": "amount",
    "percent": "percentage",
    "date": "date",
    "year": "year",
    "quantity": "number",
    "number": "number",
    "count": "number",
    "code": "code",
    "acronym": "acronym",
    "formula": "formula",
    "acronym spelt out": None,
}
"""The hint of each kind that is told by its kind; the others get first letters."""
_SHORT_WORD = 4
"""Letters. Of a single word as short as this the first says too much."""


def hint_for(kind: str, answer: str) -> str | None:
    """The hint of an English card; None if there is nothing to say."""
    if kind == "year" and answer.endswith("s"):
        return "decade"
    if kind in _KINDS:
        return _KINDS[kind]
    if any(map(str.isdigit, answer)) and not any(map(str.isalpha, answer.split(maxsplit=1)[0])):
        return "number"
    letters = initials(answer)
    return f"name: {letters}" if kind == "name" and letters else letters


def initials(answer: str) -> str | None:
    """``supply chain`` is ``s… c…``; None if the letters would give too much away."""
    words = WORD.findall(answer)
    if len(words) == 1 and len(words[0]) <= _SHORT_WORD:
        return None
    return " ".join(word if word in NAME_JOINS or word.lower() in STOP else f"{word[0]}…" for word in words) or None
