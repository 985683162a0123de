"""What is wrong with a question. Each fault has a name that the author of the question can look up.

The rules of grammar are for English; those for leaks, length and support hold in any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Self

from noteport.cards import GAP, Card, plain_front
from noteport.cards.english import patterns
from noteport.cards.leaks import abbreviates
from noteport.cards.words import Stems, cut, is_unspaced, stems
from noteport.model.decision import Decision
from noteport.model.language import is_english
from noteport.model.nodes import Claim
from noteport.model.note import Note
from noteport.model.patterns import pattern

_LONGEST_FRONT, _LONGEST_ANSWER = 40, 15
"""Words; what is asked for should be a phrase, but a whole claim may be the answer."""
_MOST_TOLD = 0.5
"""The share of the answer's words that may be read on the front."""
_LEAST_SUPPORTED = 0.5
"""The share of the answer's words that the claim or what stands around it must have."""

_STATEMENT = pattern(r"(?:it|they)\s\w+")
"""Begins an answer such as "it doubles", which says in other words what happens."""
_MARKUP = pattern(r"\*\*|__\w|\]\(|\[\[|```|\{\{|</?[a-z][a-z0-9]*[^<>]*>|^#{1,6}\s")
_FIGURES = pattern(r"\d+(?:[.,]\d+)*")
_YES_OR_NO = pattern(r"(?:Is|Are|Was|Were|Does|Do|Did|Can|Could|Has|Have|Had|Will|Would|Should|May|Must)\b[^?]*\?$")
_STANDS_FOR = pattern(r"\b(?:stands? for|short for|acronym|abbreviat\w+)\b", re.IGNORECASE)
"""Asks for what an acronym means, so that the acronym must be shown."""
_POINTS_BACK = pattern(
    r"(?:What|Who|When|Where|Why|How|Which)(?:\s\w+)?\s(?:is|are|was|were|does|do|did|can|could|has|have|will|would)"
    r"\s(?:it(?!\s\w+\s(?:to|that|for)\b)|they|he|she|this|these|those)\b"
)
_SOURCE = pattern(
    r"\b(?:according to|mentioned in|described in|discussed in|in)\sth(?:e|is)\s(?:speaker|author|text|claim|note|notes"
    r"|passage|sentence|statement|video|lecture|talk|episode)\b"
)


class Fault(StrEnum):
    """What is wrong with a question, in words that follow "it"."""

    meaning: str

    def __new__(cls, name: str, meaning: str) -> Self:
        """Make a member of a name and its meaning."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.meaning = meaning
        return member

    CONTRADICTORY = "contradictory", "asks for nothing, or for two things at once"
    NOT_IN_CLAIM = "not-in-claim", "hides words that the claim does not have"
    LONG = "long", f"is longer than {_LONGEST_FRONT} words, or its answer is longer than {_LONGEST_ANSWER}"
    LEAK = "leak", "gives the answer away"
    MARKUP = "markup", "contains markup"
    ABOUT_SOURCE = "about-source", "asks about the video or the note and not about its subject"
    POINTS_BACK = "points-back", "has a subject that only another sentence names"
    YES_OR_NO = "yes-or-no", "can be answered with yes or no"
    UNSUPPORTED = "unsupported", "has an answer that the claim does not support"
    TWICE = "twice", "is asked twice"


def faults_of(card: Card, decision: Decision, note: Note) -> Iterator[Fault]:
    """Yield what is wrong with a card that was made of a decision.

    Args:
        card: the card.
        decision: the decision that it was made of.
        note: the note of its claim.
    """
    claim = card.claim
    front = plain_front(card).replace(GAP, " ")
    is_written = bool(decision.front or decision.cloze)
    answers = card.answer.split(", ") if card.asks == "gap" else [card.answer]
    if (len(front.split()) > _LONGEST_FRONT and is_written) or (
        len(card.answer.split()) > _LONGEST_ANSWER and card.answer != claim.text
    ):
        yield Fault.LONG
    if any(_is_told(answer, text) for answer in answers for text in (front, *card.context)):
        yield Fault.LEAK
    if not is_written:
        return
    if any(found[0] not in claim.text for text in (front, card.answer) for found in _MARKUP.finditer(text)):
        yield Fault.MARKUP
    if not _is_supported(card.answer, claim, note):
        yield Fault.UNSUPPORTED
    if is_english(note):
        yield from _faults_of_english(front, card.answer)


def _faults_of_english(front: str, answer: str) -> Iterator[Fault]:
    if _SOURCE.search(front.lower()) or patterns.ABOUT_THE_VIDEO.pattern.search(front.lower()):
        yield Fault.ABOUT_SOURCE
    if _POINTS_BACK.match(front) or (not front.rstrip().endswith("?") and patterns.POINTS_BACK.match(front)):
        yield Fault.POINTS_BACK
    if _YES_OR_NO.match(front.strip()) or answer.strip(" .").lower() in ("yes", "no", "true", "false"):
        yield Fault.YES_OR_NO


def _is_told(answer: str, text: str) -> bool:
    """Whether a text shows most of an answer, or its acronym."""
    if is_unspaced(answer):
        return answer in text
    if abbreviates(answer, text) and not _STANDS_FOR.search(text):
        return True
    parts = [word.stems for word in cut(answer) if word.stems]
    shown = stems(text)
    told = sum(part.related(shown) for part in parts)
    return bool(parts) and told / len(parts) > _MOST_TOLD


def _is_supported(answer: str, claim: Claim, note: Note) -> bool:
    """Whether an answer is said by a claim or by what stands around it."""
    around = " ".join(filter(None, (claim.text, claim.term, claim.lead, *claim.section, note.title)))
    if not {figure.strip(".,") for figure in _FIGURES.findall(answer)} <= set(_FIGURES.findall(around)):
        return False
    if _STATEMENT.match(answer):
        return True
    if is_unspaced(answer):
        pairs = [answer[at : at + 2] for at in range(len(answer) - 1)] or [answer]
        return sum(pair in around for pair in pairs) / len(pairs) >= _LEAST_SUPPORTED
    parts: list[Stems] = [word.stems for word in cut(answer) if word.stems]
    known = stems(around)
    return not parts or sum(part.related(known) for part in parts) / len(parts) >= _LEAST_SUPPORTED
