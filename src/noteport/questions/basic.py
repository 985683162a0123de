"""Cards for claims in which nothing is worth hiding: they ask for the lead-in above, or for the claim itself."""

from __future__ import annotations

from collections.abc import Sequence

from noteport.model import Claim, Note
from noteport.questions.card import BLANK, Card
from noteport.questions.choose import Part, check_leaks, explain
from noteport.questions.english import LABELS
from noteport.questions.leaks import Span, cover, hide
from noteport.questions.words import Word, cut

_SCORE = 30
"""A phrase that scores below this asks for less than the claim's lead-in does."""


def ask_for_term(claim: Claim, words: Sequence[Word], whole: Sequence[Span], context: tuple[Part, ...]) -> Card | None:
    """A card that shows the text and asks for its lead-in; None if it has none worth asking for.

    Args:
        claim: the claim.
        words: the words of its text.
        whole: parts of its text that cannot be cut.
        context: all that could stand above the question.
    """
    if claim.term is None or claim.kind == "cell":
        return None
    words_of_term = cut(claim.term)
    if all(word.text.casefold() in LABELS or not word.stems.own for word in words_of_term):
        return None
    hidden = hide(claim.term, words_of_term)
    front = cover(claim.text, words, hidden, whole=whole)
    if not front.left:
        return None
    kept, reasons = check_leaks(front, hidden, (part for part in context if part.name != "term"))
    if claim.text[0].islower():
        reasons.append((8, "the text leans on it"))
    return Card(
        claim=claim,
        asks="term",
        gaps=front.gaps,
        answer=claim.term,
        question=f"{BLANK}: {_blanked(claim.text, front.gaps)}",
        context=kept,
        reason=explain("term", reasons),
        score=_SCORE + sum(points for points, _ in reasons),
    )


def _blanked(text: str, gaps: tuple[Span, ...]) -> str:
    for start, end in reversed(gaps):
        text = f"{text[:start]}{BLANK}{text[end:]}"
    return text


def ask_for_claim(claim: Claim, note: Note, context: tuple[Part, ...]) -> Card:
    """A card that shows what stands above the claim, the nearest as the question, and asks for the claim itself."""
    folded = claim.text.casefold()
    *above, nearest = [part.text for part in context if folded not in part.text.casefold()] or [note.channel]
    return Card(
        claim=claim,
        asks="claim",
        answer=claim.text,
        question=f"{nearest.rstrip(': ')}: {BLANK}",
        context=tuple(above),
        reason="claim; nothing in it can be hidden",
        score=0,
    )
