"""Basic cards: for the lead-in above a text, for the claim itself, and for what the author asks."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from noteport.cards.card import GAP, Card, Reason
from noteport.cards.english import patterns
from noteport.cards.english.tags import tag
from noteport.cards.english.words import LABELS, VAGUE_NOUNS
from noteport.cards.front import plain_front
from noteport.cards.hints import number_of_words
from noteport.cards.leaks import cover, hide
from noteport.cards.phrases import rarity, singular, speciality
from noteport.cards.score import check_leaks, in_words, weigh
from noteport.cards.sentence import ClaimSentence
from noteport.cards.words import Word, cut
from noteport.model.nodes import Claim, OwnCard
from noteport.model.patterns import pattern

_BASE = 74
_REMARK = pattern(r"\s*\([^()]*\)\s*$")
_LONGEST = 6
"""Words of a lead-in that can be recalled."""


def ask_for_term(sentence: ClaimSentence) -> Card | None:
    """A card that shows the text and asks for its lead-in; None if it has none worth asking for."""
    claim = sentence.claim
    if claim.term is None or claim.kind == "cell":
        return None
    term = _REMARK.sub("", claim.term) or claim.term
    its_words = cut(term)
    if not any(word.stems for word in its_words) or (sentence.english and _is_label(sentence, term, its_words)):
        return None
    hidden = hide(term, its_words)
    shown = ((sentence.start, len(sentence.text)),)
    front = cover(sentence.text, sentence.words, hidden, whole=sentence.marks.whole, shown=shown)
    if not front.left:
        return None
    kept, leaks = check_leaks(front, hidden, (part for part in sentence.context if part.name != "term"))
    reasons = [Reason(_BASE, "lead-in"), *sentence.faults, *leaks]
    if sentence.english:
        reasons += _english_reasons(sentence, term, its_words, len(front.says))
    score, counting = weigh(reasons)
    card = Card(
        claim=claim,
        asks="term",
        gaps=front.gaps,
        shown=shown if sentence.start else (),
        answer=term,
        hint=number_of_words(term) if sentence.english else None,
        context=tuple(part.text for part in kept),
        what="lead-in",
        reason=in_words(counting),
        score=score,
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


def _english_reasons(sentence: ClaimSentence, term: str, its_words: list[Word], says: int) -> Iterator[Reason]:
    own = speciality(its_words)
    yield Reason(min(20, 5 * (rarity(sentence, its_words) - 2)), "rare words")
    if len(its_words) > 2:
        yield Reason(-8 if len(its_words) == 3 else -24, "a long lead-in")
    if patterns.SEVERAL.search(term):
        yield Reason(-30, "several things")
    if tag(term, its_words)[0] == "verb":
        yield Reason(-14, "something to do")
    if any(patterns.ONE_OF_MANY.search(part.text) for part in sentence.context[-3:] if part.name != "term"):
        yield Reason(-18, "one among many")
    if not is_used(sentence, its_words):
        yield Reason(-12, "used nowhere else")
    if own < 0.3:
        yield Reason(-20, "everyday words")
    elif own > 0.8:
        yield Reason(8, "technical words")
    if patterns.WITHOUT_SUBJECT.match(sentence.text) or sentence.begins_with_verb:
        yield Reason(14, "subject of the text")
    else:
        yield Reason(-14, "not the subject of the text")
    if not sentence.claim.first_in_block:
        yield Reason(-10, "a later sentence")
    if says < 5:
        yield Reason(-14, "little to go by")
    if len(sentence.words) > 28:
        yield Reason(-12, "a long front")


def is_used(sentence: ClaimSentence, its_words: list[Word]) -> bool:
    """Whether another claim of the note has all words of a lead-in, or another note the last two of them."""
    said = [word.lower for word in its_words if word.stems]
    known = sentence.facts.words
    if all(sentence.facts.counts.get(word, 0) > (word in {each.lower for each in sentence.words}) for word in said):
        return True
    return known.is_known(" ".join(said[-2:])) if len(said) > 1 else known.counts.get(said[0], 0) > 1


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
        score=100,
    )
