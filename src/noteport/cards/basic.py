"""Basic cards: for the lead-in above a text, for the claim itself, and for what the author asks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from noteport.cards.asked import check_leaks
from noteport.cards.card import GAP, Card
from noteport.cards.chances import chance
from noteport.cards.english import patterns
from noteport.cards.english.tags import tag
from noteport.cards.english.words import LABELS, VAGUE_NOUNS
from noteport.cards.front import plain_front
from noteport.cards.hints import number_of_words
from noteport.cards.leaks import Front, cover, hide
from noteport.cards.noun_phrases import singular
from noteport.cards.sentence import ClaimSentence
from noteport.cards.weighing import Evidence, Weighing
from noteport.cards.whole import bare
from noteport.cards.words import Word, cut
from noteport.model.nodes import Claim, OwnCard
from noteport.model.patterns import pattern

_REMARK = pattern(r"\s*\([^()]*\)\s*$")
_LONGEST = 6
"""Words of a lead-in that can be recalled."""


class TermAsked(NamedTuple):
    """A lead-in that can be asked for."""

    answer: str
    front: Front
    context: tuple[str, ...]
    leaks: Sequence[str]
    evidence: Evidence


def term_asked(weighing: Weighing, least: float = -math.inf) -> TermAsked | None:
    """The lead-in of a claim, hidden; None if it has none worth asking for, or surely falls short of ``least``."""
    sentence = weighing.sentence
    claim = sentence.claim
    if claim.term is None or claim.kind == "cell":
        return None
    term = _REMARK.sub("", claim.term) or claim.term
    if sentence.english:
        term = term[slice(*bare(term, 0, len(term)))]
    its_words = cut(term)
    if not any(word.stems for word in its_words) or (sentence.english and _is_label(sentence, term, its_words)):
        return None
    signs = list(_english_signs(sentence, term, its_words)) if sentence.english else []
    evidence = weighing.term(term, its_words, signs)
    if weighing.of_answer(evidence) + weighing.chances.most_of_front < least:
        return None
    hidden = hide(term, its_words)
    shown = ((sentence.start, len(sentence.text)),)
    front = cover(sentence.text, sentence.words, hidden, whole=sentence.marks.whole, shown=shown)
    if not front.left:
        return None
    kept, leaks = check_leaks(front, hidden, (part for part in sentence.context if part.name != "term"))
    return TermAsked(term, front, tuple(part.text for part in kept), leaks, evidence)


def term_card(weighing: Weighing, asked: TermAsked) -> Card:
    """The card that shows the text and asks for its lead-in."""
    sentence = weighing.sentence
    card = Card(
        claim=sentence.claim,
        asks="term",
        gaps=asked.front.gaps,
        shown=((sentence.start, len(sentence.text)),) if sentence.start else (),
        answer=asked.answer,
        hint=number_of_words(asked.answer) if sentence.english else None,
        context=asked.context,
        what="lead-in",
        reason=weighing.reason(asked.evidence, asked.leaks),
        score=chance(weighing.of_card(asked.evidence, asked.leaks)),
    )
    return replace(card, question=plain_front(card))


def _is_label(sentence: ClaimSentence, term: str, its_words: list[Word]) -> bool:
    """Whether a lead-in sorts its list, and is no answer: ``Purpose``, ``Step 2``, or one that comes again."""
    if sentence.claim.term and sentence.claim.term.casefold() in sentence.facts.repeated_terms:
        return True
    if patterns.COUNTED_LEAD_IN.match(term) or len(its_words) > _LONGEST:
        return True
    said = [singular(word.lower) for word in its_words if word.stems]
    return all(word in LABELS or word in VAGUE_NOUNS for word in said)


def _english_signs(sentence: ClaimSentence, term: str, its_words: list[Word]) -> Iterator[str]:
    if len(its_words) > 2:
        yield "a long lead-in"
    if patterns.SEVERAL.search(term):
        yield "several things"
    if tag(term, its_words)[0] == "verb":
        yield "something to do"
    if any(patterns.ONE_OF_MANY.search(part.text) for part in sentence.context[-3:] if part.name != "term"):
        yield "one among many"
    if patterns.WITHOUT_SUBJECT.match(sentence.text) or sentence.is_incomplete:
        yield "subject of the text"
    else:
        yield "not the subject of the text"
    if len(sentence.words) > 28:
        yield "a long front"


def ask_for_claim(sentence: ClaimSentence) -> Card:
    """A card that shows what stands above the claim, the nearest as the question, and asks for the claim itself."""
    claim = sentence.claim
    folded = claim.text.casefold()
    parts = [part.text for part in sentence.context if folded not in part.text.casefold()]
    *above, nearest = parts or [sentence.facts.note.channel]
    return Card(
        claim=claim,
        asks="claim",
        answer=claim.text,
        question=f"{nearest.rstrip(': ')}: {GAP}",
        context=tuple(above),
        what="claim",
        reason="nothing in it can be hidden",
        score=0,
    )


def own_card(claim: Claim, own: OwnCard) -> Card:
    """The card that the author wrote. It is as good as they wanted it."""
    return Card(
        claim=claim,
        asks="own",
        answer=own.back or claim.text,
        question=own.front,
        what="own",
        reason="the author's own card",
        score=1,
    )
