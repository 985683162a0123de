"""What a card shows on its front, piece by piece, for writers of any markup."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from noteport.cards.card import GAP, Card, Span
from noteport.model.patterns import pattern

_COINED = pattern(r"[a-z]+[A-Z\d_]")
"""The beginning of a word that no sentence gives a capital: ``iPhone``, ``mRNA``, ``setTimeout``."""
_ARTICLE = pattern(r"([Aa])n?\s")


class Piece(NamedTuple):
    """One stretch of a front: a part of the claim's text, shown or hidden, or words that are not in the claim."""

    start: int
    """Offset in the claim's text."""
    end: int
    """Where it ends; equal to ``start`` if it contains nothing of the claim's text."""
    hidden: bool = False
    """Whether this is a gap."""
    words: str = ""
    """Our own words in plain text."""
    hint: str | None = None
    """What the gap shows next to its dots, if it is a cloze's gap and hides the answer itself and not a repetition."""


def front_of(card: Card) -> tuple[Piece, ...]:
    """Return the front in order. ``slice_inlines(card.claim.inlines, start, end)`` is a piece with its markup."""
    match card.asks:
        case "gap" if not card.question:
            return tuple(_sentence(card))
        case "term":
            return (_blank(), _words(": "), *_sentence(card))
        case _:
            first, *rest = map(_words, card.question.split(GAP))
            return (first, *(piece for words in rest for piece in (_blank(), words)))


def plain_front(card: Card) -> str:
    """Return the front in plain text, with ``GAP`` for what is hidden."""
    text = card.claim.text
    pieces = front_of(card)
    return "".join(GAP if piece.hidden else piece.words or text[piece.start : piece.end] for piece in pieces)


def _words(text: str) -> Piece:
    return Piece(0, 0, words=text)


def _blank() -> Piece:
    return Piece(0, 0, hidden=True)


def _sentence(card: Card) -> Iterator[Piece]:
    """Return the shown parts of the text, cut at the gaps; with a capital letter and a full stop where something was
    cut off.
    """
    text = card.claim.text
    shown = card.shown or ((0, len(text)),)
    position = shown[0][0]
    if card.named is not None and position <= card.named.start:
        if position < card.named.start:
            yield Piece(position, card.named.start)
        yield _words(card.named.words)
        position = card.named.end
    elif position and text[position].islower() and not (_is_in(position, card.gaps) or _COINED.match(text, position)):
        yield _words(text[position].upper())
        position += 1
    for low, high in shown:
        position = max(position, low)
        for start, end in card.gaps:
            if low <= start < high:
                if position < start:
                    yield Piece(position, start)
                yield from _gap(card, start, end, opens=0 < start == shown[0][0] and card.named is None)
                position = end
        if position < high:
            yield Piece(position, high)
            position = high
    if position < len(text) and text.endswith("."):
        yield _words(".")


def _gap(card: Card, start: int, end: int, *, opens: bool) -> Iterator[Piece]:
    """A gap. The article of its answer is shown as ``a(n)``, since ``a`` or ``an`` would tell the first sound.

    Args:
        card: the card.
        start: where the gap begins in the text of the claim.
        end: where it ends.
        opens: whether it opens the front of a text whose beginning was cut off.
    """
    text = card.claim.text
    article = _ARTICLE.match(text, start, end)
    if article is not None and text.startswith(card.answer, article.end()):
        yield _words(f"{article[1].upper() if opens else article[1]}(n) ")
        start = article.end()
    yield Piece(start, end, hidden=True, hint=_hint(card, text[start:end]))


def _hint(card: Card, hidden: str) -> str | None:
    return card.hint if card.kind == "cloze" and card.answer in hidden else None


def _is_in(position: int, spans: tuple[Span, ...]) -> bool:
    return any(start <= position < end for start, end in spans)
