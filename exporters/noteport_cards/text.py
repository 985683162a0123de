"""Cards as plain text, for reading and searching."""

from __future__ import annotations

from collections.abc import Iterator

from noteport.api import GAP, Card, CardOptions, Claim, Note, front_of
from noteport_cards.previewed import PreviewedClaim, shown_score

HEAD = "Preview of cards (noteport)"
"""The first line, by which the exporter recognises the file."""


def begin(options: CardOptions) -> str:
    """Return what comes before the notes."""
    return f"{HEAD}\n"


def of_note(note: Note, verdicts: list[PreviewedClaim]) -> str:
    """Return the lines of a note."""
    made = sum(verdict.is_made for verdict in verdicts)
    title = f"{_line(note.title)} ({_line(note.channel)}): {made} of {len(verdicts)} claims"
    entries = ("\n" + "".join(f"{line}\n" for line in _of_verdict(verdict, note)) for verdict in verdicts)
    return f"\n\n{title}\n{'=' * len(title)}\n{''.join(entries)}"


def placed(lines: str, number: int) -> str:
    """Return the lines of the note with this number, counted from 1."""
    return lines


def end(made: int, left_out: int) -> str:
    """Return what comes after the notes."""
    return ""


def _of_verdict(verdict: PreviewedClaim, note: Note) -> Iterator[str]:
    if verdict.reason is not None:
        yield f"--   left out: {verdict.reason}"
    if verdict.card is None:
        yield f"     {_line(verdict.claim.text)}"
    else:
        yield from _of_card(verdict.card, verdict.claim, note)
    if verdict.claim.back_link is not None:
        yield f"     {verdict.claim.back_link}"


def _of_card(card: Card, claim: Claim, note: Note) -> Iterator[str]:
    yield f"{shown_score(card.score)} {' › '.join(map(_line, card.context)) or '-'}"
    yield f"  Q  {_line(_hinted(card))}"
    yield f"  A  {_line(card.answer)}"
    start, video = claim.start, note.video_of(claim)
    if start is not None:
        yield f"     {start.label} {start.url(video) or ''}".rstrip()
    yield f"     {card.reason}"


def _hinted(card: Card) -> str:
    """Return the front with the hint where a deck shows it: inside the gap of a cloze, otherwise after the question."""
    text = card.claim.text
    front = "".join(
        (f"[… {piece.hint}]" if piece.hint else GAP) if piece.hidden else piece.words or text[piece.start : piece.end]
        for piece in front_of(card)
    )
    return f"{front} ({card.hint})" if card.hint and card.kind == "basic" else front


def _line(text: str) -> str:
    """Return text on one line."""
    return " ".join(text.split())
