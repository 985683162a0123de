"""Gaps that read better as questions: ``What does RAM stand for?``, ``What is a … called?``."""

from __future__ import annotations

from noteport.cards.asked import Asked
from noteport.cards.asking import question_about
from noteport.cards.card import Span
from noteport.cards.clauses import inside
from noteport.cards.english import patterns
from noteport.cards.sentence import ClaimSentence
from noteport.model.patterns import pattern

_NOTHING_BEHIND = pattern(r"[\"”]?[.]?[\"”]?$")
_LONGEST_SUBJECT = 20
"""Words."""


def as_question(sentence: ClaimSentence, asked: Asked) -> str:
    """The front of a basic card that asks for the same, in plain text; empty if the sentence does not allow one."""
    acronym = asked.candidate.short
    if acronym:  # which stands for other things in other fields
        return f"What does {acronym} stand for?" if asked.context and sentence.subject is None else ""
    if len(asked.gaps) > 1 or sentence.subject is not None:
        return ""
    if asked.candidate.question:
        return asked.candidate.question
    match asked.candidate.kind:
        case "called":
            return _what_is_it_called(sentence, asked.gap)
        case "superlative":
            return _what_is_the_most(sentence, asked)
        case _:
            return question_about(sentence, asked.candidate, asked.gap)


def _what_is_it_called(sentence: ClaimSentence, gap: Span) -> str:
    text = sentence.text
    found = patterns.IS_CALLED.search(text, sentence.start, gap[0])
    if found is None or not _NOTHING_BEHIND.match(text, gap[1]):
        return ""
    subject = _subject(sentence, sentence.start, found.start())
    return f"What {found['verb']} {subject} {found['how']}?" if subject and "," not in subject else ""


def _what_is_the_most(sentence: ClaimSentence, asked: Asked) -> str:
    found = patterns.SUPERLATIVE.match(sentence.text, sentence.start)
    if found is None or asked.answer[0].isupper():
        return ""
    subject = _subject(sentence, *found.span("subject"))
    if found["verb"] in ("are", "were") and not subject.endswith("s"):
        return ""
    return f"What {found['verb']} {subject}?" if subject else ""


def _subject(sentence: ClaimSentence, start: int, end: int) -> str:
    """A part of the sentence to put behind ``What is``; empty if it is too long, or would lose code or a formula."""
    subject = sentence.text[start:end]
    if len(subject.split()) > _LONGEST_SUBJECT or any(low < end and start < high for low, high in sentence.marks.whole):
        return ""
    return inside(sentence, subject)
