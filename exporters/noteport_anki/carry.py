"""The card of an edited claim: of the same type as before, and asking for the same fact if it is still there.

The card has the reviews of a learner, so it must not turn into another question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from noteport.api import GAP, Card, Claim, Note, find_gaps, find_words
from noteport_anki.earlier_card import EarlierCard

Span: TypeAlias = tuple[int, int]

_WORD = re.compile(r"\w+")
_OF_WORDS = re.compile(r"…|\bwords?\b")
"""Tells a hint about the words of an answer from one about its kind."""
_STEM = 5
"""This many first letters identify a word in all its inflections."""
_LONGEST_LEAD = 120
"""Maximum characters of a lead above a question."""


def carried_card(claim: Claim, note: Note, entry: EarlierCard, chosen: Card | None) -> Card:
    """Return the card that continues the earlier one.

    Args:
        claim: the claim as it is now.
        note: the note that contains it.
        entry: its earlier card.
        chosen: the card of a new claim; None if it would get none.
    """
    if chosen is not None and claim.decision is not None and claim.decision.names_card:
        return chosen
    if entry.kind == "basic":
        return _basic(claim, note, entry, chosen)
    gaps = find_gaps(claim.text, entry.parts)
    if chosen is not None and chosen.kind == "cloze" and set(gaps) <= set(chosen.gaps):
        return chosen
    gaps = gaps or [(0, len(claim.text))]
    same = {claim.text[start:end].casefold() for start, end in gaps} <= {text.casefold() for text in entry.gap}
    # The number of words and the first letter, "two words, s…", describe the old answer.
    return _cloze(claim, note, gaps, entry.hint if same or not _OF_WORDS.search(entry.hint) else "")


# --- cards ----------------------------------------------------------------------------------------------------------


def _cloze(claim: Claim, note: Note, gaps: Sequence[Span], hint: str) -> Card:
    answers = [claim.text[start:end] for start, end in gaps]
    context = _context(claim, note, answers)
    return _card(claim, asks="gap", gaps=tuple(gaps), answer=max(answers, key=len), hint=hint or None, context=context)


def _basic(claim: Claim, note: Note, entry: EarlierCard, chosen: Card | None) -> Card:
    if chosen is not None and chosen.asks == "own":  # as the author wants it, whatever was asked before
        return chosen
    asked = _question(claim, entry, chosen)
    if asked is not None:
        return asked
    term = claim.term if entry.asks_for_term else None
    if chosen is not None and chosen.asks == ("claim" if term is None else "term"):
        return chosen
    if term is not None:
        gaps = tuple(find_words(claim.text, term))
        context = tuple(text for text in _context(claim, note, [term]) if text != term)
        return _card(claim, asks="term", gaps=gaps, answer=term, question=f"{GAP}: {claim.text}", context=context)
    folded = claim.text.casefold()
    *above, nearest = [text for text in _around(claim, note) if folded not in text.casefold()] or [note.channel]
    question = f"{nearest.rstrip(': ')}: {GAP}"
    return _card(claim, asks="claim", answer=claim.text, question=question, context=tuple(above))


def _question(claim: Claim, entry: EarlierCard, chosen: Card | None) -> Card | None:
    """A card with its own question keeps asking it; None if there was none, or if its answer is gone."""
    if entry.question is None:
        return None
    question, answer = entry.question
    if chosen is not None and chosen.asks == "gap" and question == chosen.question:
        return chosen
    answer = claim.text if answer == entry.text else answer
    if answer not in claim.text:
        return None
    return _card(claim, asks="own", question=question, answer=answer, hint=entry.hint or None)


def _card(claim: Claim, **what: Any) -> Card:
    return Card(claim=claim, reason="goes on as the card that it was", score=0, **what)


def _context(claim: Claim, note: Note, answers: Iterable[str]) -> tuple[str, ...]:
    """Return the context without any word of the answers."""
    told = {stem for answer in answers for stem in _stems(answer)}
    return tuple(text for text in _around(claim, note) if told.isdisjoint(_stems(text)))


def _around(claim: Claim, note: Note) -> Iterable[str]:
    lead = claim.lead if claim.lead and len(claim.lead) <= _LONGEST_LEAD else None
    return dict.fromkeys(text for text in (note.title, *claim.section, lead, claim.term) if text)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.casefold()) if len(word) > 3 or word[0].isdigit()}
