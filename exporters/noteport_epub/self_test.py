"""Check yourself: questions about a note, at most one a section, made like cards but chosen more strictly.

Questions for what something is come first, then those for a reason; those for a number come last. The answers are on a
page of their own (answers.py), and the questions that are left over make the review of the part (review.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
    front_of,
    make_cards,
    slice_inlines,
)
from noteport_epub.spacing import HARD_SPACE
from noteport_epub.words import said
from noteport_epub.writing import Writing
from noteport_epub.xhtml import Markup, el, join

MOST = 8
"""Maximum questions per chapter, to be answered in one sitting."""
_TRIED = 12
"""Claims of a chapter that are tried, at least one of each section: making a card is the most expensive step."""
_ALWAYS_TRIED = 4
_LEAST = 3
"""The promise below which one claim in forty makes a good question."""
_OPENINGS = re.compile(
    r"(?:This|These|It|They|He|She|The (?:speaker|video|author|host)|However|Additionally|You|We|If)\b"
)
"""Of English claims that open like this, one in a hundred becomes a question …"""
_OPENING_COSTS = 6
"""… so that they promise less by this much."""
_SIGNS = (
    (("(",), re.compile(r"\([A-Z]{2,6}s?\)"), 4),
    (
        ("called", "known as", "referred to as", "termed"),
        re.compile(r"\b(?:called|known as|referred to as|termed)\b"),
        6,
    ),
    (("is a", "is the", "are a", "are the"), re.compile(r"\b(?:is|are) (?:an?|the)\b"), 3),
)
"""Signs that an English claim makes a good question: texts of which it must have one, the sign, and how much more it
then promises. Of the claims with the first sign, half become a question.
"""
_BLANK = "____"
"""The mark of a gap; that of the cards would make a link of a gap in brackets."""
_FIRST = 100
"""The promise of a claim about whose question somebody decided."""
_SHORTEST, _LONGEST = 30, 320
"""Maximum characters of a claim for a question that can be read quickly."""
_BAR = 0.7
"""The minimum chance that a reader keeps the question, higher than that of a deck."""
_OTHERS, _LAST = 3, 4
_RANKS = dict.fromkeys(
    ("acronym spelt out", "date", "money", "percent", "year", "quantity", "number", "count"), _LAST
) | {"meaning": 0, "called": 0, "reason": 1, "state": 1, "definition": 2, "superlative": 2}
"""By the kind of the answer; any other has the rank ``_OTHERS``."""
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


class _Tried(NamedTuple):
    """A claim that may be asked about."""

    claim: Claim
    promise: int
    definition: Definition | None
    """What it defines."""


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
    best = list(_without_more_acronyms(sorted((asked[0] for asked in sections if asked), key=_order)))
    chosen = {each.claim.id for each in best[:MOST]}
    rest = (each for asked in sections for each in asked if each.claim.id not in chosen and each.rank < _LAST)
    spare = sorted(rest, key=_order)[:1]
    in_order = [asked[0] for asked in sections if asked and asked[0].claim.id in chosen]
    return tuple(_question(each, writing) for each in in_order), tuple(_question(each, writing) for each in spare)


def _without_more_acronyms(best: Iterable[Asked]) -> Iterator[Asked]:
    """Leave out all questions for what an acronym stands for but the first: a chapter has dozens of them."""
    seen = False
    for asked in best:
        is_acronym = asked.card is not None and asked.card.what == "acronym spelt out"
        if not (is_acronym and seen):
            yield asked
        seen |= is_acronym


def _order(asked: Asked) -> tuple[int, float]:
    return asked.rank, -asked.score


def _by_section(writing: Writing, words: WordStatistics) -> Iterator[list[Asked]]:
    """What is good enough to be asked, by section."""
    sections = [
        [_tried(claim, writing) for claim in claims if _can_be_read(claim)]
        for _, claims in groupby(writing.claims, key=lambda claim: claim.section)
    ]
    cards = _cards(writing, sections, words)
    for section in sections:
        yield [asked for tried in section for asked in _asked(tried, cards.get(tried.claim.id))]


def _cards(writing: Writing, sections: list[list[_Tried]], words: WordStatistics) -> dict[str, Card]:
    """Make cards of the most promising claims: a few of each section that defines nothing."""
    undefined = [section for section in sections if not any(tried.definition for tried in section)]
    number = max(1, _TRIED // max(len(undefined), 1))
    best = [one for section in undefined for one in sorted(section, key=lambda one: -one.promise)[:number]]
    best = sorted(best, key=lambda one: -one.promise)[:_TRIED]
    best = best[:_ALWAYS_TRIED] + [one for one in best[_ALWAYS_TRIED:] if one.promise >= _LEAST]
    claims = [one.claim for one in best]
    claims += [one.claim for section in sections for one in section if one.promise == _FIRST and one not in best]
    made = make_cards(writing.note, CardOptions(min_score=_BAR), words, claims=claims, others=False)
    return {card.claim.id: card for card in made if isinstance(card, Card)}


def _can_be_read(claim: Claim) -> bool:
    """Whether a claim may be asked about: it is short enough, and captions do not speak against it."""
    if claim.card is not None or claim.decision is not None:
        return True
    return claim.verdict != "unsupported" and claim.kind != "cell" and _SHORTEST <= len(claim.text) <= _LONGEST


def _tried(claim: Claim, writing: Writing) -> _Tried:
    """Estimate quickly how likely a claim makes a good question."""
    if claim.card is not None or claim.decision is not None:
        return _Tried(claim, _FIRST, None)
    marked = any(isinstance(inline, Strong | Highlight) for inline in claim.inlines)
    promise = 2 * marked + 2 * (claim.term is not None) + claim.first_in_block + (not claim.inferred)
    if writing.is_english:
        promise += _promise_of(claim.text)
    return _Tried(claim, promise, writing.definitions.get(claim.id))


def _promise_of(text: str) -> int:
    """What the words of an English claim promise."""
    promise = -_OPENING_COSTS if _OPENINGS.match(text) else 0
    for needed, sign, worth in _SIGNS:
        if any(part in text for part in needed) and sign.search(text):
            promise += worth
    return promise


def _asked(tried: _Tried, card: Card | None) -> Iterator[Asked]:
    if tried.promise == _FIRST:
        if card is not None:
            yield Asked(_DECIDED, 1.0, tried.claim, card, None)
    elif tried.definition is not None:
        yield Asked(_DEFINED, 1.0, tried.claim, None, tried.definition)
    elif card is not None:
        yield Asked(_RANKS.get(card.what, _OTHERS), card.score, tried.claim, card, None)


# --- their markup ---------------------------------------------------------------------------------------------------


def _question(asked: Asked, writing: Writing) -> Question:
    claim, card = asked.claim, asked.card
    whole = writing.text_of(claim)
    if claim.term:
        whole = join([el("strong", {}, said(claim.term)), ": ", whole])
    shown = join([whole, HARD_SPACE, writing.timestamp_of(claim)])
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
