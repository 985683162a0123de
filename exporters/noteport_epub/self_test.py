"""Check yourself: questions about a note, made like cards, with their answers at the end of the chapter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from noteport.api import Card, Claim, Highlight, Piece, Strong, WordStatistics, front_of, make_cards, slice_inlines
from noteport_epub.words import said
from noteport_epub.writing import Writing
from noteport_epub.xhtml import Markup, el, join

MOST = 8
"""Maximum questions per chapter, to be answered in one sitting."""
_CLAIMS_A_QUESTION = 4
_TRIED = 3
"""Maximum claims that are tried for one question, because making a card is the most expensive step of a chapter."""
_BLANK = "____"
"""The mark of a gap; that of the cards would make a link of a gap in brackets."""
_SHORTEST, _LONGEST = 30, 320
"""Maximum characters of a claim for a question that can be read quickly."""


class SelfTest(NamedTuple):
    questions: Markup
    answers: Markup


def self_test(writing: Writing, words: WordStatistics) -> SelfTest | None:
    """Return questions and answers, each with a link to the other; None if there are no good questions.

    ``words`` has the rarity of words: ``count_words(notes)``.
    """
    cards = list(_cards(writing, words))
    if not cards:
        return None
    questions = (_question(number, card, writing) for number, card in enumerate(cards, start=1))
    answers = (_answer(number, card, writing) for number, card in enumerate(cards, start=1))
    return SelfTest(
        _part("self-test", "Check yourself", "The answers are at the end of the chapter.", questions, writing),
        _part("answers", "Answers", "", answers, writing),
    )


def _part(name: str, title: str, remark: str, items: Iterator[Markup], writing: Writing) -> Markup:
    return el(
        "section",
        {"class": name},
        writing.heading(2, title),
        "\n",
        writing.remark(remark) if remark else "",
        el("ol", {}, "\n", join(items, "\n"), "\n"),
    )


# --- which questions ------------------------------------------------------------------------------------------------


def _cards(writing: Writing, words: WordStatistics) -> Iterator[Card]:
    """Return the best question of each stretch of the note, so that all of it is covered; none where none is good."""
    stretches = [sorted(stretch, key=_promise, reverse=True)[:_TRIED] for stretch in _stretches(writing)]
    tried = [claim for stretch in stretches for claim in stretch]
    made = make_cards(writing.note, words=words, claims=tried, others=False)
    cards = {each.claim.id: each for each in made if isinstance(each, Card)}
    for stretch in stretches:
        yield from sorted((cards[claim.id] for claim in stretch if claim.id in cards), key=lambda card: -card.score)[:1]


def _stretches(writing: Writing) -> Iterator[Sequence[Claim]]:
    """Return the claims that can be read quickly, in as many parts as there will be questions."""
    claims = [claim for claim in writing.claims if claim.kind != "cell" and _SHORTEST <= len(claim.text) <= _LONGEST]
    count = min(MOST, -(-len(claims) // _CLAIMS_A_QUESTION))
    for index in range(count):
        yield claims[index * len(claims) // count : (index + 1) * len(claims) // count]


def _promise(claim: Claim) -> int:
    """Estimate quickly how likely a claim makes a good question."""
    marked = any(isinstance(inline, Strong | Highlight) for inline in claim.inlines)
    return 4 * (not claim.inferred) + 2 * marked + any(map(str.isdigit, claim.text)) + (claim.term is not None)


# --- their markup ---------------------------------------------------------------------------------------------------


def _question(number: int, card: Card, writing: Writing) -> Markup:
    above = [text for text in card.context if text != writing.note.title]
    return el(
        "li",
        {"id": f"question-{number}"},
        el("p", {"class": "context"}, join(map(said, above), " › ")) if above else "",
        el("p", {}, _asked(card, writing)),
        el("p", {"class": "jump"}, _jump(number, "answer", "Answer", "Answer to question", writing)),
    )


def _asked(card: Card, writing: Writing) -> Markup:
    """Return the front of the card, with its hint."""
    parts = [_piece(card, piece, writing) for piece in front_of(card)]
    if card.hint:
        parts += [" ", el("span", {"class": "hint"}, f"({card.hint})")]
    return join(parts)


def _piece(card: Card, piece: Piece, writing: Writing) -> Markup | str:
    if piece.hidden:
        return _blank(writing)
    if piece.words:
        return piece.words
    return writing.inlines.bare(slice_inlines(card.claim.inlines, piece.start, piece.end))


def _blank(writing: Writing) -> Markup:
    return el("span", {"class": "blank", "role": "img", "aria-label": "blank", **writing.ours}, _BLANK)


def _answer(number: int, card: Card, writing: Writing) -> Markup:
    claim = card.claim
    whole = writing.text_of(claim)
    if claim.term:
        whole = join([el("strong", {}, said(claim.term)), ": ", whole])
    back = _jump(number, "question", "↩", "Back to question", writing, role="doc-backlink")
    return el(
        "li",
        {"id": f"answer-{number}"},
        el("p", {"class": "answer"}, _asked_for(card, writing)),
        el("p", {}, whole, " ", writing.timestamp_of(claim), " ", back),
    )


def _asked_for(card: Card, writing: Writing) -> Markup:
    """Return the answer, with its markup in the claim."""
    claim = card.claim
    for start, end in card.gaps if card.asks == "gap" else ():
        if claim.text[start:end] == card.answer:
            return writing.inlines.bare(slice_inlines(claim.inlines, start, end))
    return said(card.answer)


def _jump(number: int, to: str, shown: str, said: str, writing: Writing, role: str | None = None) -> Markup:
    attributes = {"href": f"#{to}-{number}", "role": role, "aria-label": f"{said} {number}"}
    return el("a", {**attributes, **writing.ours}, shown)
