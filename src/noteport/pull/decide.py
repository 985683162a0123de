"""What a learner's change decides about a claim."""

from __future__ import annotations

from msgspec.structs import replace

from noteport.export.returned import Face
from noteport.model.decision import Decision
from noteport.model.nodes import Claim
from noteport.pull.changes import ACCEPT, REJECT, Change


def decision_of(change: Change, by: str) -> Decision | None:
    """Return what a change decides; None if it decides nothing, as a leech that is still learned.

    Deleted, suspended and rejected: no card. Edited: the card as it was edited.
    """
    claim = change.claim
    if claim is None:
        return None
    about = Decision(claim=claim.id, decision="accept", by=by, term=claim.term or "", text=claim.text)
    if {"deleted", "suspended"} & set(change.kinds) or REJECT in change.tags:
        return replace(about, decision="reject")
    if "edited" in change.kinds:
        return _edited(about, change.card.face, change.expected, claim)
    return about if ACCEPT in change.tags else None


def _edited(about: Decision, face: Face, expected: Face, claim: Claim) -> Decision | None:
    front = "".join(text for text, _ in face.parts)
    gaps = tuple(dict.fromkeys(text for text, hidden in face.parts if hidden))
    hint = face.hint
    if not gaps:
        return replace(about, decision="card", front=front, back=face.answer, hint=hint) if front.strip() else None
    if (face.parts, hint) == (expected.parts, expected.hint):  # only the claim below it was edited
        return None
    if front in claim.text or front == "".join(text for text, _ in expected.parts):
        return replace(about, decision="gap", gap=gaps, hint=hint)
    marked = "".join(f"{{{{c1::{text}}}}}" if hidden else text for text, hidden in face.parts)
    return replace(about, decision="card", cloze=marked, hint=hint)
