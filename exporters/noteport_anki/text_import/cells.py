"""The two sides of a card as HTML that is nothing else to Anki or to a spreadsheet."""

from __future__ import annotations

from noteport.api import (
    GAP,
    Card,
    Note,
    Piece,
    escape,
    front_of,
    html,
    html_without_formula,
    slice_inlines,
    timestamp_link,
    with_formulas,
)
from noteport_anki.fields import BACK_LINK


def front(card: Card) -> str:
    """Return the context, and the question with its gaps."""
    above = f"<small>{escape(' › '.join(card.context))}</small><br>" if card.context else ""
    return _inert(above + "".join(_piece(card, piece) for piece in front_of(card)))


def _piece(card: Card, piece: Piece) -> str:
    if piece.hidden:
        return f"<b>{GAP}</b>"
    words = with_formulas(piece.words) if piece.words else slice_inlines(card.claim.inlines, piece.start, piece.end)
    return html(words)


def back(card: Card, note: Note) -> str:
    """Return the answer, the whole claim, and the links to its seconds and back to the note."""
    claim = card.claim
    text = html(claim.inlines)
    whole = f"<b>{escape(claim.term)}</b>: {text}" if claim.term else text
    said = text if card.answer == claim.text else html(with_formulas(card.answer))
    answer = "" if card.asks == "claim" else f"<p><b>{said}</b></p>"
    urls = [(timestamp.label, timestamp.url(note.video)) for timestamp in claim.timestamps]
    links = [timestamp_link(f"▶ {label}", url) for label, url in urls if url is not None]
    if claim.back_link is not None:
        links.append(timestamp_link(BACK_LINK, claim.back_link))
    return _inert(f"{answer}<p>{whole}</p>" + (f"<p>{' '.join(links)}</p>" if links else ""))


def _inert(markup: str) -> str:
    """Return HTML that looks the same and in which Anki finds no ``[sound:…]``, no ``[[type:…]]`` and no LaTeX.

    A spreadsheet finds no formula in it either.
    """
    return html_without_formula(markup.replace("[", "&#91;"))
