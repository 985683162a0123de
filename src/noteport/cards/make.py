"""Claim to card: clean, candidates, score (leaks, trim), hint, wording; or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from msgspec.structs import replace

from noteport.cards.announced import announced
from noteport.cards.basic import ask_for_claim, ask_for_term, own_card
from noteport.cards.candidates import HIGHLIGHTS, Candidate
from noteport.cards.card import Card, CardOptions, Omission, Scored
from noteport.cards.clean import why_skipped
from noteport.cards.explained import explained
from noteport.cards.hints import hint_for
from noteport.cards.joined import joined, states
from noteport.cards.marked import marked
from noteport.cards.names import names
from noteport.cards.note_context import NoteContext
from noteport.cards.numbers import numbers
from noteport.cards.phrases import phrases
from noteport.cards.score import BONUS, MOST, Judged, in_words, judge
from noteport.cards.sentence import LONGEST, ClaimSentence, read_sentence
from noteport.cards.statistics import WordStatistics
from noteport.cards.wording import as_question
from noteport.model.nodes import Claim
from noteport.model.note import Note

NOT_GOOD_ENOUGH = "no question is good enough"
TOO_MANY = "the note has better ones"

_TRIED = 8
"""Candidates looked at closely, the most promising first."""

Choose: TypeAlias = Callable[[ClaimSentence, float], Card | None]


def make_cards(
    note: Note,
    options: CardOptions = CardOptions(),
    words: WordStatistics = WordStatistics(),
    *,
    claims: Iterable[Claim] | None = None,
    others: bool = True,
) -> list[Card | Omission]:
    """For each claim of a note, in order: the question to ask about it, or why there is none.

    Args:
        note: the note; its language says whether the table of English words applies.
        options: how good a card has to be, and how many there may be.
        words: how rare words are: ``count_words(notes)``.
        claims: those of the note's claims to ask about; None for all.
        others: whether cards shall tell what else could be asked, and omissions what there would have been. The cards
            are the same without, and made faster.
    """
    facts = NoteContext(note, words)
    choose = _best_of_all if others else _best
    made = [_make(claim, facts, options, choose) for claim in (note.claims() if claims is None else claims)]
    if options.max_per_note is None:
        return made
    best = sorted((card for card in made if isinstance(card, Card)), key=_rank)
    beyond = {id(card) for card in best[options.max_per_note :]}
    return [_too_many(each) if isinstance(each, Card) and id(each) in beyond else each for each in made]


def _make(claim: Claim, facts: NoteContext, options: CardOptions, choose: Choose) -> Card | Omission:
    if claim.card is not None:
        return own_card(claim, claim.card)
    sentence = read_sentence(claim, facts)
    reason = why_skipped(sentence)
    if reason is not None and not options.all:
        return Omission(claim=claim, reason=reason)
    best = choose(sentence, float("-inf") if options.all else options.min_score)
    if options.all:
        return best or ask_for_claim(sentence)
    if best is None or best.score < options.min_score:
        return Omission(claim=claim, reason=NOT_GOOD_ENOUGH, best=best)
    return best


def _rank(card: Card) -> tuple[bool, float]:
    """The author's own cards first, then the best."""
    return card.asks != "own", -card.score


def _too_many(card: Card) -> Omission:
    return Omission(claim=card.claim, reason=TOO_MANY, best=card)


def _best_of_all(sentence: ClaimSentence, bar: float) -> Card | None:
    """The best question that hides a part of the text or asks for its lead-in, and what else could be asked.

    Args:
        sentence: where it is looked for.
        bar: the score that a card has to have; what falls short of it is told all the same.
    """
    tried = sorted(_judged(sentence), key=lambda each: -each.score)
    term = ask_for_term(sentence)
    if not tried:
        return term
    best, *others = (each.scored for each in tried)
    if term is None:
        return _card(sentence, tried[0], others)
    if term.score > best.score:
        return replace(term, others=(best, *others))
    as_scored = Scored(what=term.what, answer=term.answer, score=term.score, reason=term.reason)
    return _card(sentence, tried[0], sorted([*others, as_scored], key=lambda each: -each.score))


def _best(sentence: ClaimSentence, bar: float) -> Card | None:
    """The same question without the others. Below the bar it may be None."""
    term = ask_for_term(sentence)
    least = bar if term is None else max(bar, term.score)
    tried = _judged(sentence, only_best=True, least=least)
    best = max(tried, key=lambda each: each.score, default=None)  # of equals the first, as with a stable sort
    if best is None or (term is not None and term.score > best.score):
        return term
    return _card(sentence, best)


def _judged(sentence: ClaimSentence, *, only_best: bool = False, least: float = float("-inf")) -> list[Judged]:
    """Candidates looked at closely, until no other is likely to be better than the best of them.

    Args:
        sentence: where they stand.
        only_best: whether those that are surely worse than the best may be left out.
        least: those that surely fall short of it are left out.
    """
    judged: list[Judged] = []
    top = float("-inf")
    for candidate in sorted(_candidates(sentence), key=lambda each: -each.promise)[:_TRIED]:
        promise = candidate.promise + sentence.weight
        if promise + BONUS <= top or promise + MOST < least:
            break
        found = judge(sentence, candidate, top if only_best else float("-inf"))
        if found is not None and not (candidate.question and len(found.gaps) > 1):
            judged.append(found)
            top = max(top, found.score)
    return judged


def _candidates(sentence: ClaimSentence) -> Iterable[Candidate]:
    """All that could be hidden in a text; of two kinds for one place, the more promising."""
    sentence = sentence.until(LONGEST)
    numbered = list(numbers(sentence))
    named = [name for name in names(sentence) if not any(name.overlaps(number) for number in numbered)]
    by_author = list(marked(sentence))
    found = [*numbered, *named]
    found += phrases(sentence, named)
    if sentence.english:
        found += joined(sentence)
        found += explained(sentence)
        found += states(sentence)
        ends_of_names = {name.end for name in named}  # "the philosopher Ann Bell" is asked for by her name
        found += (each for each in announced(sentence) if each.kind != "relation" or each.end not in ends_of_names)
    highlights = [each for each in by_author if each.kind in HIGHLIGHTS]
    found = [each for each in found if not any(each.crosses(highlight) for highlight in highlights)]
    if sentence.subject is not None:
        leaves = sentence.subject.leaves
        by_author, found = (
            [each for each in some if leaves(each, sentence.words_in(each.start, each.end))]
            for some in (by_author, found)
        )
    best: dict[tuple[int, int], Candidate] = {}
    for candidate in (*by_author, *found):
        place = candidate.start, candidate.end
        if place not in best or candidate.promise > best[place].promise:
            best[place] = candidate
    return best.values()


def _card(sentence: ClaimSentence, judged: Judged, others: Iterable[Scored] = ()) -> Card:
    kind, answer = judged.candidate.kind, judged.answer
    return Card(
        claim=sentence.claim,
        asks="gap",
        gaps=judged.gaps,
        shown=() if judged.shown == ((0, len(sentence.text)),) else judged.shown,
        named=sentence.subject.named if sentence.subject is not None else None,
        answer=answer,
        hint=hint_for(sentence, judged.candidate, answer) if sentence.english else None,
        question=as_question(sentence, judged),
        context=judged.context,
        what=kind,
        reason=in_words(judged.reasons),
        score=judged.score,
        others=tuple(others),
    )
