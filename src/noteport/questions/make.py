"""Claim to card, step by step: context, candidates, choice, hint. Every claim gets a card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from noteport.model import Claim, Note
from noteport.questions.basic import ask_for_claim, ask_for_term
from noteport.questions.candidates import Candidate
from noteport.questions.card import Card
from noteport.questions.choose import Part, choose
from noteport.questions.english import HINTS
from noteport.questions.marks import Marks, marked, read_marks
from noteport.questions.names import names
from noteport.questions.numbers import numbers
from noteport.questions.phrases import phrases
from noteport.questions.words import Word, cut

_WINDOW = 1000
"""Characters of a claim in which an answer is looked for; longer ones are mostly not sentences."""
_LEAD_WORDS, _LEAD_CHARACTERS = 16, 120
"""How long what introduces a list may be to stand above a question."""


def make_card(claim: Claim, note: Note) -> Card:
    """The question to ask about a claim.

    A part of the text if something in it is worth asking for, else the lead-in above it, else the claim itself.

    Args:
        claim: one of the note's claims; its text is not empty.
        note: gives the title, and by its language says whether the table of English words applies.
    """
    context = tuple(_context(claim, note))
    text = claim.text
    words = cut(text)
    english = _is_english(words, note.language)
    marks = read_marks(claim.inlines)
    candidates = _candidates(text, words, marks, english=english)
    choice = choose(text, words, candidates, marks.whole, context)
    term = ask_for_term(claim, words, marks.whole, context)
    if term is not None and (choice is None or term.score > choice.score):
        return term
    if choice is None:
        return ask_for_claim(claim, note, context)
    return Card(
        claim=claim,
        asks="gap",
        gaps=choice.gaps,
        answer=choice.answer,
        hint=HINTS.get(choice.candidate.kind) if english else None,
        context=choice.context,
        reason=choice.reason,
        score=choice.score,
    )


def _context(claim: Claim, note: Note) -> Iterator[Part]:
    """All that stands above a claim, each text once."""
    parts = [Part("title", note.title), *(Part("heading", heading) for heading in claim.section)]
    parts += [Part("lead", lead) for lead in (claim.lead and _short_lead(claim.lead),) if lead]
    parts += [Part("term", term) for term in (claim.term,) if term]
    seen = set()
    for part in parts:
        folded = part.text.strip().casefold()
        if folded and folded not in seen:
            seen.add(folded)
            yield part


def _short_lead(lead: str) -> str | None:
    """What introduces a list, if it can be read at a glance: in full, or its own lead-in."""
    for shown in (lead, lead.partition(": ")[0]):
        if len(shown.split()) <= _LEAD_WORDS and len(shown) <= _LEAD_CHARACTERS:
            return shown
    return None


def _candidates(text: str, words: Sequence[Word], marks: Marks, *, english: bool) -> Iterator[Candidate]:
    """All that could be hidden in a text."""
    if len(text) > _WINDOW:
        text, words = text[:_WINDOW], [word for word in words if word.end <= _WINDOW]
    yield from (candidate for candidate in marked(text, marks) if candidate.end <= _WINDOW)
    yield from numbers(text)
    yield from names(text, words)
    yield from phrases(text, words, english=english)


def _is_english(words: Sequence[Word], language: str | None) -> bool:
    """By the note's language if that is known, else by its small words; a few words alone are taken for English."""
    if language is not None:
        return language.lower().startswith("en")
    return len(words) <= 6 or sum(not word.stems.own for word in words) * 7 >= len(words)
