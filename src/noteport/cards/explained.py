"""Answers in a sentence's own words: what something is, and why something is so."""

from __future__ import annotations

from collections.abc import Iterator

from noteport.cards.candidates import Candidate
from noteport.cards.clauses import clause_of, fits, inside
from noteport.cards.english import patterns
from noteport.cards.noun_phrases import is_vague
from noteport.cards.sentence import ClaimSentence
from noteport.cards.words import stems
from noteport.model.patterns import pattern

_REASONS = ("because", "so that", "in order to")
_BECAUSE = pattern(rf",?\s(?:{'|'.join(_REASONS)})\s(?!of\b)")
_ENDS = pattern(r"[,;:]|\((?![^()]*\)\s\w)|\s[–—-]\s|\s(?:because|since|although|while)\s|[.!]?$")
_FEWEST, _MOST = 4, 16
"""Words of an explanation."""
_LONGEST_TERM = 3
"""Spaces in what is defined, its article included."""
_IS_THING = pattern(r"(?:\w+ly\s)?(?:an?|the|one|those|any)\b")
_NO_TERM = pattern(r"['’]s\b|\b(?:in|on|for|to|with|from|at|as|by|and|or)\b|[\"“”]")
_TELLS_NO_KIND = pattern(r"\b(?:cause|factor|sign|symptom|result|part|kind|type|example|reason|choice|option)\b")
"""What a thing is to another, not what it is: ``a cause of fires``."""
_POINTS = pattern(r"\b(?:this|these|such|here|above|below|it|they)\b")


def explained(sentence: ClaimSentence) -> Iterator[Candidate]:
    """What can be asked by ``What is …?`` and by ``Why …?``; each has its question."""
    if sentence.marks.whole or sentence.subject is not None:
        return
    yield from _meaning(sentence)
    yield from _reason(sentence)


def _meaning(sentence: ClaimSentence) -> Iterator[Candidate]:
    """``X is a …``: what X is. The other way round, X itself, is a definition."""
    text = sentence.text
    found = sentence.is_a
    if found is None or found["verb"] not in ("is", "are") or patterns.ORDINARY_SUBJECT.match(found["subject"]):
        return
    start = found.start("rest")
    end = _ENDS.search(text, start)
    subject = text[sentence.start : found.end("subject")]
    if end is None or patterns.PRAISE.match(found["rest"]) or _TELLS_NO_KIND.search(text, start, end.start()):
        return
    if "verb" in sentence.tags_in(*found.span("subject")):
        return
    if is_vague(subject.rpartition(" ")[2].lower()) or not _IS_THING.match(found["rest"]):
        return
    if subject.count(" ") > _LONGEST_TERM or _NO_TERM.search(subject):
        return
    question = f"What {found['verb']} {inside(sentence, subject)}?"
    yield from _candidate(sentence, start, end.start(), "meaning", subject, question)


def _reason(sentence: ClaimSentence) -> Iterator[Candidate]:
    """``… because …``: why it is so."""
    text = sentence.text
    if not any(reason in text for reason in _REASONS):
        return
    found = _BECAUSE.search(text, sentence.start)
    clause = clause_of(sentence, found.start()) if found is not None else None
    if found is None or clause is None or "," in clause.rest:
        return
    asked = clause.asked(clause.rest)
    end = len(text.rstrip(" .!"))
    start = found.end() if "because" in found[0] else found.start() + 1
    if asked:
        yield from _candidate(sentence, start, end, "reason", text[sentence.start : found.start()], f"Why {asked}?")


def _candidate(
    sentence: ClaimSentence, start: int, end: int, kind: str, shown: str, question: str
) -> Iterator[Candidate]:
    """The candidate, if its answer is neither too long nor told by what is shown."""
    answer = sentence.text[start:end].rstrip()
    if (
        _POINTS.search(answer)
        or not _FEWEST <= len(answer.split()) <= _MOST
        or not fits(question)
        or _POINTS.search(question)
    ):
        return
    if answer.count("(") != answer.count(")") or answer.count('"') % 2 or stems(shown).related(stems(answer)):
        return
    yield Candidate(start, start + len(answer), kind, question=question)
