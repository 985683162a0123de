"""Check yourself: questions about a note, at most one a section, made like cards but chosen more strictly.

Questions for what something is come first, then those for a reason; those for a number come last. The answers are on a
page of their own (answers.py), and the questions that are left over make the review of the part (review.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from msgspec import Struct

from noteport.api import (
    Card,
    CardOptions,
    Claim,
    Definition,
    Highlight,
    Piece,
    Strong,
    WordStatistics,
    definition_in,
    front_of,
    is_english,
    make_cards,
    slice_inlines,
)
from noteport_epub.words import said
from noteport_epub.writing import Writing
from noteport_epub.xhtml import Markup, el, join

MOST = 8
"""Maximum questions per chapter, to be answered in one sitting."""
_TRIED = 3
"""Maximum claims that are tried for one section, because making a card is the most expensive step of a chapter."""
_BLANK = "____"
"""The mark of a gap; that of the cards would make a link of a gap in brackets."""
_FIRST = 100
"""The promise of a claim about whose question somebody decided."""
_SHORTEST, _LONGEST = 30, 320
"""Maximum characters of a claim for a question that can be read quickly."""
_BARS = {
    "meaning": (0, 0.55),
    "called": (0, 0.65),
    "reason": (1, 0.5),
    "state": (1, 0.65),
    "definition": (2, 0.75),
    "superlative": (2, 0.7),
    "acronym spelt out": (2, 0.72),
    "lead-in": (3, 0.8),
    "relation": (3, 0.78),
    "phrase": (3, 0.84),
    "link": (3, 0.82),
    "name": (3, 0.82),
}
"""By the kind of the answer: its rank, and the minimum chance that a reader keeps the question."""
_OTHERS = (4, 0.85)
_DEFINED, _DECIDED = 0, -1
"""The ranks of a question for what a claim defines, and of one that the author or the user decided on."""


class Question(Struct, frozen=True, kw_only=True):
    """A question about a claim, with its answer."""

    rank: int
    """0 for what something is, 1 for a reason, more for the rest."""
    context: Markup
    """What stands above it; empty if it needs nothing."""
    asked: Markup
    answer: Markup
    """What is asked for; empty if the claim itself is the answer."""
    claim: Markup
    """The claim, with a link to its second."""


class Asked(NamedTuple):
    """What could be asked about one claim."""

    rank: int
    score: float
    claim: Claim
    card: Card | None
    """None to ask for the definition."""
    definition: Definition | None


def self_test(writing: Writing, words: WordStatistics) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """Return the questions of a chapter in the order of its text, and a spare one for the review of its part.

    ``words`` has the rarity of words: ``count_words(notes)``.
    """
    sections = [sorted(asked, key=_order) for asked in _by_section(writing, words)]
    best = sorted((asked[0] for asked in sections if asked), key=_order)[:MOST]
    spare = sorted((each for asked in sections for each in asked if each not in best), key=_order)[:1]
    chosen = {each.claim.id for each in best}
    in_order = [asked[0] for asked in sections if asked and asked[0].claim.id in chosen]
    return tuple(_question(each, writing) for each in in_order), tuple(_question(each, writing) for each in spare)


def _order(asked: Asked) -> tuple[int, float]:
    return asked.rank, -asked.score


def _by_section(writing: Writing, words: WordStatistics) -> Iterator[list[Asked]]:
    """What is good enough to be asked, by section."""
    english = is_english(writing.note)
    sections = []
    for _, claims in groupby(writing.claims, key=lambda claim: claim.section):
        tried = sorted(filter(_can_be_read, claims), key=lambda claim: -_promise(claim, english=english))[:_TRIED]
        sections.append(tried)
    tried = [claim for section in sections for claim in section]
    made = make_cards(writing.note, CardOptions(min_score=0.5), words, claims=tried, others=False)
    cards = {each.claim.id: each for each in made if isinstance(each, Card)}
    for section in sections:
        yield [asked for claim in section for asked in _asked(claim, cards.get(claim.id), english=english)]


def _can_be_read(claim: Claim) -> bool:
    """Whether a claim may be asked about: it is short enough, and captions do not speak against it."""
    if claim.card is not None or claim.decision is not None:
        return True
    return claim.verdict != "unsupported" and claim.kind != "cell" and _SHORTEST <= len(claim.text) <= _LONGEST


def _promise(claim: Claim, *, english: bool) -> int:
    """Estimate quickly how likely a claim makes a good question."""
    if claim.card is not None or claim.decision is not None:
        return _FIRST
    defines = english and definition_in(claim) is not None
    explains = english and (" because " in claim.text or " so that " in claim.text)
    marked = any(isinstance(inline, Strong | Highlight) for inline in claim.inlines)
    return 16 * defines + 8 * explains + 4 * (not claim.inferred) + 2 * marked + (claim.term is not None)


def _asked(claim: Claim, card: Card | None, *, english: bool) -> Iterator[Asked]:
    if claim.decision is not None or claim.card is not None:
        if card is not None:
            yield Asked(_DECIDED, 1.0, claim, card, None)
        return
    definition = definition_in(claim) if english else None
    if definition is not None:
        yield Asked(_DEFINED, 0.8, claim, None, definition)
    elif card is not None:
        rank, bar = _BARS.get(card.what, _OTHERS)
        if card.score >= bar:
            yield Asked(rank, card.score, claim, card, None)


# --- their markup ---------------------------------------------------------------------------------------------------


def _question(asked: Asked, writing: Writing) -> Question:
    claim, card = asked.claim, asked.card
    whole = writing.text_of(claim)
    if claim.term:
        whole = join([el("strong", {}, said(claim.term)), ": ", whole])
    shown = join([whole, " ", writing.timestamp_of(claim)])
    if card is None:
        question = said(asked.definition.question) if asked.definition is not None else Markup()
        return Question(rank=asked.rank, context=Markup(), asked=question, answer=Markup(), claim=shown)
    above = [text for text in card.context if text != writing.note.title]
    return Question(
        rank=asked.rank,
        context=join(map(said, above), " › "),
        asked=_front(card, writing),
        answer=_asked_for(card, writing),
        claim=shown,
    )


def _front(card: Card, writing: Writing) -> Markup:
    """Return the front of the card, with its hint."""
    parts = [_piece(card, piece, writing) for piece in front_of(card)]
    if card.hint:
        parts += [" ", el("span", {"class": "hint"}, f"({card.hint})")]
    return join(parts)


def _piece(card: Card, piece: Piece, writing: Writing) -> Markup | str:
    if piece.hidden:
        return _blank(writing)
    if piece.words:
        return said(piece.words)
    return writing.inlines.bare(slice_inlines(card.claim.inlines, piece.start, piece.end))


def _blank(writing: Writing) -> Markup:
    attributes = {"class": "blank", "role": "img", "aria-label": writing.labels.blank, **writing.ours}
    return el("span", attributes, _BLANK)


def _asked_for(card: Card, writing: Writing) -> Markup:
    """Return the answer, with its markup in the claim."""
    claim = card.claim
    for start, end in card.gaps if card.asks == "gap" else ():
        if claim.text[start:end] == card.answer:
            return writing.inlines.bare(slice_inlines(claim.inlines, start, end))
    return said(card.answer)
