"""Cards as JSON: one object with every claim and its result."""

from __future__ import annotations

import json
from typing import Any

from noteport.api import Card, CardOptions, Note, plain_front
from noteport_cards.previewed import PreviewedClaim

HEAD = '{"format": "noteport cards 1"'
"""The beginning of the file, by which the exporter recognises it."""


def begin(options: CardOptions) -> str:
    """Return what comes before the notes."""
    return f'{HEAD}, "min_score": {json.dumps(options.min_score)}, "all": {json.dumps(options.all)}, "claims": ['


def of_note(note: Note, verdicts: list[PreviewedClaim]) -> str:
    """Return the claims of a note, one per line."""
    return ",\n".join(json.dumps(_object(verdict, note), ensure_ascii=False) for verdict in verdicts)


def placed(claims: str, number: int) -> str:
    """Return the claims of the note with this number, counted from 1."""
    return f"{',' if number > 1 else ''}\n{claims}"


def end(made: int, left_out: int) -> str:
    """Return what comes after the notes."""
    return "\n]}\n"


def _object(verdict: PreviewedClaim, note: Note) -> dict[str, Any]:
    claim, start = verdict.claim, verdict.claim.start
    return {
        "claim": claim.id,
        "note": note.id,
        "title": note.title,
        "section": list(claim.section),
        "term": claim.term,
        "text": claim.text,
        "start": start.start if start else None,
        "url": start.url(note.video_of(claim)) if start else None,
        "back_link": claim.back_link,
        "verdict": claim.verdict,
        "made": verdict.is_made,
        "left_out": verdict.reason,
        "card": _card(verdict.card) if verdict.card else None,
    }


def _card(card: Card) -> dict[str, Any]:
    return {
        "kind": card.kind,
        "asks": card.asks,
        "front": plain_front(card),
        "answer": card.answer,
        "hint": card.hint,
        "context": list(card.context),
        "gaps": [list(gap) for gap in card.gaps],
        "shown": [list(part) for part in card.shown],
        "what": card.what,
        "score": card.score,
        "by": card.by,
        "reason": card.reason,
        "others": [
            {"what": each.what, "answer": each.answer, "score": each.score, "reason": each.reason}
            for each in card.others
        ],
    }
