"""From claim to card: clean, candidates, score (leaks, trim), hint, wording; or the reason why there is none."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from msgspec.structs import replace

from noteport.cards.acronyms import spelt_out
from noteport.cards.announced import announced
from noteport.cards.asked import ask_for_gap
from noteport.cards.basic import ask_for_claim, own_card, term_asked, term_card
from noteport.cards.candidates import HIGHLIGHTS, Candidate, rank_of_kind
from noteport.cards.card import NOT_GOOD_ENOUGH, REJECTED, Card, CardOptions, Omission, Scored, Span
from noteport.cards.chances import chance, log_odds
from noteport.cards.clean import why_skipped
from noteport.cards.decided import chosen_card, written_card
from noteport.cards.equations import equations
from noteport.cards.explained import explained
from noteport.cards.hints import hint_for
from noteport.cards.joined import joined, states
from noteport.cards.marked import marked
from noteport.cards.named_above import with_names
from noteport.cards.names import ends_name, names
from noteport.cards.note_context import NoteContext
from noteport.cards.numbers import numbers
from noteport.cards.phrases import phrases
from noteport.cards.sentence import LONGEST, ClaimSentence, read_sentence
from noteport.cards.statistics import WordStatistics
from noteport.cards.weighing import Weighed, Weighing
from noteport.cards.whole import whole
from noteport.cards.wording import as_question
from noteport.model.decision import Decision
from noteport.model.nodes import Claim
from noteport.model.note import Note

TOO_MANY = "the note has better ones"

_ROUNDED = 0.001
"""More than rounding takes from a chance."""
_TRIED = 8
"""Candidates that are tried at most, the most promising first."""

Choose: TypeAlias = Callable[[Weighing, float], Card | None]


def make_cards(
    note: Note,
    options: CardOptions = CardOptions(),
    words: WordStatistics = WordStatistics(),
    *,
    claims: Iterable[Claim] | None = None,
    others: bool = True,
) -> list[Card | Omission]:
    """Return the question about each claim of a note, in order, or why there is none.

    Args:
        note: the note; its language determines whether the tables of English words apply.
        options: the minimum score of a card, and how many there may be.
        words: the rarity of words: ``count_words(notes)``.
        claims: the claims of the note to ask about; None for all.
        others: whether cards include their reasons and alternative questions, and omissions the best card that was
            possible, however poor it is. Without them, the cards are the same and made faster.
    """
    facts = NoteContext(note, words)
    choose = _best_of_all if others else _best
    made = [_make(claim, facts, options, choose) for claim in (facts.claims if claims is None else claims)]
    if options.max_per_note is None:
        return made
    best = sorted((card for card in made if isinstance(card, Card)), key=_rank)
    beyond = {id(card) for card in best[options.max_per_note :] if card.claim.decision is None}
    return [_too_many(each) if isinstance(each, Card) and id(each) in beyond else each for each in made]


def make_candidates(
    note: Note, words: WordStatistics = WordStatistics(), *, claims: Iterable[Claim] | None = None
) -> Mapping[str, tuple[Card, ...]]:
    """Return the cards that noteport could make of each claim, the best first, by the id of the claim.

    Args:
        note: the note.
        words: the rarity of words: ``count_words(notes)``.
        claims: some claims of the note; None for all.
    """
    facts = NoteContext(note, words)
    return {claim.id: _candidates(claim, facts) for claim in (facts.claims if claims is None else claims)}


def _candidates(claim: Claim, facts: NoteContext) -> tuple[Card, ...]:
    sentence = read_sentence(claim, facts)
    weighing = Weighing(sentence, why_skipped(sentence))
    cards = [_card(weighing, each) for each in _weighed(weighing)]
    asked = term_asked(weighing)
    if asked is not None:
        cards.append(term_card(weighing, asked))
    return tuple(sorted(cards, key=lambda card: -card.score))


def _make(claim: Claim, facts: NoteContext, options: CardOptions, choose: Choose) -> Card | Omission:
    decision = claim.decision
    if decision is not None and decision.decision == "reject":
        return Omission(claim=claim, reason=REJECTED)
    decided = None if decision is None else _decided(claim, decision, facts)
    if decided is not None:
        return decided
    if claim.card is not None:
        return own_card(claim, claim.card)
    if decision is not None and not decision.names_card:
        made = _make_new(claim, facts, CardOptions(all=True), choose)
        return replace(made, by=decision.by) if isinstance(made, Card) else made
    return _make_new(claim, facts, options, choose)


def _decided(claim: Claim, decision: Decision, facts: NoteContext) -> Card | None:
    """The card that somebody wrote or chose; None if there is none, or if its words are gone."""
    weighing = Weighing(read_sentence(claim, facts), None)
    if not decision.gap:
        return written_card(weighing, decision)
    return chosen_card(weighing, decision, candidates_in(weighing.sentence), _card)


def _make_new(claim: Claim, facts: NoteContext, options: CardOptions, choose: Choose) -> Card | Omission:
    """The card of a claim about which nobody has decided what is asked."""
    sentence = read_sentence(claim, facts)
    reason = why_skipped(sentence)
    if reason is not None and not options.all:
        return Omission(claim=claim, reason=reason)
    weighing = Weighing(sentence, reason, explains=choose is _best_of_all)
    best = choose(weighing, -math.inf if options.all else log_odds(options.lower_score - _ROUNDED))
    if options.all:
        return best or ask_for_claim(sentence)
    if best is None or best.score < options.min_score:
        return Omission(claim=claim, reason=NOT_GOOD_ENOUGH, best=best)
    return best


def _rank(card: Card) -> tuple[bool, float]:
    """The cards that people wrote or chose first, then the best."""
    return card.asks != "own" and card.claim.decision is None, -card.score


def _too_many(card: Card) -> Omission:
    return Omission(claim=card.claim, reason=TOO_MANY, best=card)


def _best_of_all(weighing: Weighing, least: float) -> Card | None:
    """The best question that hides a part of the text or asks for its lead-in, and what else could be asked.

    Args:
        weighing: the claim.
        least: the odds that a card has to have; what falls short of them is told all the same.
    """
    tried = sorted(_weighed(weighing), key=lambda each: -each.odds)
    asked = term_asked(weighing)
    term = term_card(weighing, asked) if asked is not None else None
    if not tried:
        return term
    best, *others = (_scored(weighing, each) for each in tried)
    if term is None:
        return _card(weighing, tried[0], others)
    if term.score > best.score:
        return replace(term, others=(best, *others))
    as_scored = Scored(what=term.what, answer=term.answer, score=term.score, reason=term.reason)
    return _card(weighing, tried[0], sorted([*others, as_scored], key=lambda each: -each.score))


def _best(weighing: Weighing, least: float) -> Card | None:
    """The same question without the others; None if it falls short of ``least``."""
    term = term_asked(weighing, least - _ROUNDED)
    of_term = -math.inf if term is None else weighing.of_card(term.evidence, term.leaks)
    tried = _weighed(weighing, least=max(least, of_term - _ROUNDED))
    best = max(tried, key=lambda each: each.odds, default=None)  # of equals the first, as with a stable sort
    if term is not None and (best is None or chance(of_term) > chance(best.odds)):
        return term_card(weighing, term) if of_term >= least else None
    return _card(weighing, best) if best is not None and best.odds >= least else None


def _weighed(weighing: Weighing, *, least: float | None = None) -> list[Weighed]:
    """Candidates with their fronts, until no other can be better than the best of them.

    Args:
        weighing: the claim.
        least: those that surely fall short of it, or of the best, are left out; None to keep them.
    """
    promising = []
    for candidate in candidates_in(weighing.sentence):
        known = weighing.gap(candidate) if least is None else weighing.gap_above(candidate, least - _ROUNDED)
        if known is not None:
            promising.append((weighing.of_answer(known), candidate, known))
    promising.sort(key=lambda each: -each[0])
    most_of_front = weighing.chances.most_of_front
    found: list[Weighed] = []
    top = -math.inf if least is None else least
    for promise, candidate, known in promising[:_TRIED]:
        if least is not None and promise + most_of_front < top:
            break
        asked = ask_for_gap(weighing.sentence, candidate)
        if asked is not None and not (candidate.question and len(asked.gaps) > 1):
            odds = weighing.of_card(known, asked.signs)
            found.append(Weighed(odds, asked, known))
            top = max(top, odds)
    return found


def candidates_in(sentence: ClaimSentence) -> Iterable[Candidate]:
    """All that could be hidden in a text; what is of several kinds goes by the first of them."""
    sentence = sentence.until(LONGEST)
    numbered = list(numbers(sentence))
    named = list(names(sentence))
    if numbered:
        numbered = [number for number in numbered if not any(ends_name(sentence, number, name) for name in named)]
        named = [name for name in named if not any(name.overlaps(number) for number in numbered)]
    marks = [term for mark in marked(sentence) if (term := whole(sentence, mark)) is not None]
    by_author = _innermost(marks)
    found = [*numbered, *named]
    found += phrases(sentence, named)
    if sentence.english:
        acronyms = list(spelt_out(sentence))
        found += joined(sentence, acronyms)
        found += explained(sentence)
        found += states(sentence)
        found += announced(sentence)
        found += acronyms
        found += equations(sentence)
    found = [term for each in found if (term := whole(sentence, each)) is not None]
    highlights = [each for each in marks if each.kind in HIGHLIGHTS]
    if highlights:
        found = [each for each in found if not any(each.crosses(highlight) for highlight in highlights)]
    if sentence.subject is not None:
        leaves = sentence.subject.leaves
        by_author, found = (
            [each for each in some if leaves(each, sentence.words_in(each.start, each.end))]
            for some in (by_author, found)
        )
    best: dict[Span, Candidate] = {}
    for candidate in (*by_author, *found):
        span = candidate[:2]
        known = best.get(span)
        if known is None or rank_of_kind(candidate) < rank_of_kind(known):
            best[span] = candidate
    return best.values()


def _innermost(marks: list[Candidate]) -> list[Candidate]:
    """Marks without those that hold another: what is marked twice is the term."""
    return [mark for mark in marks if not any(mark.holds(other) for other in marks)]


def _scored(weighing: Weighing, weighed: Weighed) -> Scored:
    asked = weighed.asked
    reason = weighing.reason(weighed.evidence, asked.signs)
    return Scored(what=asked.candidate.kind, answer=asked.answer, score=chance(weighed.odds), reason=reason)


def _card(weighing: Weighing, weighed: Weighed, others: Iterable[Scored] = ()) -> Card:
    sentence, asked = weighing.sentence, weighed.asked
    kind, answer = asked.candidate.kind, asked.answer
    question = as_question(sentence, asked)
    above = None if question else with_names(sentence, asked.context, asked.shown, asked.gaps)
    named, context = above or (sentence.subject and sentence.subject.named, asked.context)
    return Card(
        claim=sentence.claim,
        asks="gap",
        gaps=asked.gaps,
        shown=() if asked.shown == ((0, len(sentence.text)),) else asked.shown,
        named=named,
        answer=answer,
        hint=hint_for(sentence, asked.candidate, answer) if sentence.english else None,
        question=question,
        context=context,
        what=kind,
        reason=weighing.reason(weighed.evidence, asked.signs),
        score=chance(weighed.odds),
        others=tuple(others),
    )
