"""Check yourself: questions about a note, made as the cards are, and their answers at the end of the chapter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from noteport.api import Card, Claim, Strong, make_card, slice_inlines
from noteport_epub.words import said
from noteport_epub.writing import Writing
from noteport_epub.xhtml import Markup, el, join

MOST = 8
"""Questions a chapter: so many are answered in one sitting."""
_CLAIMS_A_QUESTION = 4
_TRIED = 3
"""Claims that are looked at for one question at most; making a card is the costliest step of a chapter."""
_WORST, _GOOD = 40, 60
"""The least score of a question that is asked, and the score at which no better one is looked for."""
_BLANK = "____"
"""What stands for a gap; the cards' own sign would make a link of a gap in brackets."""
_SHORTEST, _LONGEST = 30, 320
"""Characters of a claim that makes a question to be read at a glance."""


class SelfTest(NamedTuple):
    questions: Markup
    answers: Markup


def self_test(writing: Writing) -> SelfTest | None:
    """Questions and answers, each with a link to the other; None if nothing is worth asking for."""
    cards = list(_cards(writing))
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


def _cards(writing: Writing) -> Iterator[Card]:
    """The best question of each stretch of the note, so that all of it is asked for."""
    claims = [claim for claim in writing.claims if claim.kind != "cell" and _SHORTEST <= len(claim.text) <= _LONGEST]
    count = min(MOST, -(-len(claims) // _CLAIMS_A_QUESTION))
    for index in range(count):
        stretch = claims[index * len(claims) // count : (index + 1) * len(claims) // count]
        best = _best_card(sorted(stretch, key=_promise, reverse=True)[:_TRIED], writing)
        if best is not None:
            yield best


def _best_card(claims: Sequence[Claim], writing: Writing) -> Card | None:
    """The first good card, else the best that will do; None if none will."""
    best: Card | None = None
    for claim in claims:
        card = make_card(claim, writing.note)
        if card.asks != "claim" and card.score >= max(_WORST, best.score if best else 0):
            best = card
            if card.score >= _GOOD:
                break
    return best


def _promise(claim: Claim) -> int:
    """How likely a claim makes a good question, at a glance."""
    marked = any(isinstance(inline, Strong) for inline in claim.inlines)
    return 4 * (not claim.inferred) + 2 * marked + any(map(str.isdigit, claim.text)) + (claim.term is not None)


# --- what they look like --------------------------------------------------------------------------------------------


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
    """The claim with its gaps; if the lead-in is asked for, a gap stands before it."""
    inlines, position = card.claim.inlines, 0
    parts: list[str] = [_blank(writing), ": "] if card.asks == "term" else []
    for start, end in card.gaps:
        parts += [writing.inlines.bare(slice_inlines(inlines, position, start)), _blank(writing)]
        position = end
    parts.append(writing.inlines.bare(slice_inlines(inlines, position, len(card.claim.text) + 1)))
    if card.hint:
        parts += [" ", el("span", {"class": "hint"}, f"({card.hint})")]
    return join(parts)


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
        el("p", {}, whole, " ", writing.stamp_of(claim), " ", back),
    )


def _asked_for(card: Card, writing: Writing) -> Markup:
    """The answer, with the markup that it has in the claim."""
    claim = card.claim
    for start, end in card.gaps if card.asks == "gap" else ():
        if claim.text[start:end] == card.answer:
            return writing.inlines.bare(slice_inlines(claim.inlines, start, end))
    return said(card.answer)


def _jump(number: int, to: str, shown: str, said: str, writing: Writing, role: str | None = None) -> Markup:
    attributes = {"href": f"#{to}-{number}", "role": role, "aria-label": f"{said} {number}"}
    return el("a", {**attributes, **writing.ours}, shown)
