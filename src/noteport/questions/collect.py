"""Which claims are asked about, and which of the questions about them are kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from noteport.cards import Card, make_cards
from noteport.cards.statistics import WordStatistics
from noteport.decisions import clean_decision, is_outdated
from noteport.model.decision import Decision
from noteport.model.nodes import Claim
from noteport.model.note import Note
from noteport.questions.checks import Fault, faults_of
from noteport.questions.maker import Question


class Checked(Struct, frozen=True):
    """A question after the checks."""

    question: Question
    faults: tuple[Fault, ...]
    card: Card | None
    """The card that it makes; None if it makes none."""
    decision: Decision | None
    """What is to be remembered; None if it is not kept."""


def claims_to_ask(note: Note, by: str = "", *, untimed: bool) -> Sequence[Claim]:
    """Return the claims of a note that can have a card and about which nobody but ``by`` has decided."""
    return [
        claim
        for claim in note.claims()
        if (untimed or note.can_open(claim))
        and claim.card is None
        and (claim.decision is None or (by and claim.decision.by == by))
    ]


def check_questions(
    note: Note, questions: Iterable[Question], by: str, words: WordStatistics, allowed: Collection[str]
) -> Iterator[Checked]:
    """Yield the questions about a note with their faults; those without any are kept, one for each claim.

    Args:
        note: the note.
        questions: in the order of preference.
        by: who asks them.
        words: how rare words are.
        allowed: the ids of the claims that may be asked about; questions about others are passed over.
    """
    open_ones = [question for question in questions if question.claim.id in allowed]
    decisions = [_decision(question, by) for question in open_ones]
    claims = [
        replace(question.claim, decision=decision)
        for question, decision in zip(open_ones, decisions, strict=True)
        if isinstance(decision, Decision)
    ]
    made = iter(make_cards(note, words=words, claims=claims, others=False))
    asked: set[str] = set()
    for question, decision in zip(open_ones, decisions, strict=True):
        if isinstance(decision, Fault):
            yield Checked(question, (decision,), None, None)
            continue
        card = next(made)
        faults = set(faults_of(card, decision, note)) if isinstance(card, Card) else {Fault.CONTRADICTORY}
        names = {question.claim.id, (decision.front or decision.cloze).casefold()} - {""}
        if not faults and not asked.isdisjoint(names):
            faults.add(Fault.TWICE)
        if not faults:
            asked |= names
        yield Checked(
            question, tuple(sorted(faults)), card if isinstance(card, Card) else None, None if faults else decision
        )


def _decision(question: Question, by: str) -> Decision | Fault:
    """What is remembered of a question, or why it cannot be."""
    try:
        decision = clean_decision(msgspec.convert(msgspec.to_builtins(question.decision(by)), Decision))
    except msgspec.ValidationError as error:
        return Fault.LONG if "length" in str(error) else Fault.CONTRADICTORY
    except (ValueError, TypeError):
        return Fault.CONTRADICTORY
    return Fault.NOT_IN_CLAIM if is_outdated(decision, question.claim) else decision
