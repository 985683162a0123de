"""What an English sentence announces by how it is built: ``known as X``, ``X is a …``, ``the largest … is X``."""

from __future__ import annotations

from collections.abc import Iterator

from noteport.cards.candidates import LONGEST, Candidate, short
from noteport.cards.english import patterns
from noteport.cards.english.words import NAME_JOINS, STOP
from noteport.cards.noun_phrases import is_vague
from noteport.cards.sentence import ClaimSentence


def announced(sentence: ClaimSentence) -> Iterator[Candidate]:
    """Everything of this kind in a sentence."""
    yield from _called(sentence)
    yield from _defined(sentence)
    yield from _superlative(sentence)


def _called(sentence: ClaimSentence) -> Iterator[Candidate]:
    """``is known as X``: the name that something is given."""
    text = sentence.text
    for found in sentence.all_of(patterns.CALLED, sentence.start):
        start = found.end()
        if patterns.SOMEBODY_CALLS.search(text, sentence.start, found.start()) or patterns.NO_NAME.match(text, start):
            continue
        quoted = text[start] in "\"“'‘"
        behind = (patterns.END_OF_QUOTE if quoted else patterns.END_OF_NAME).search(text, start + quoted)
        end = behind.start() if behind else len(text)
        if not quoted:
            end = _before_verb(sentence, start, end)
        for name in short(text, start, end, "called"):
            words = sentence.words_in(name.start, name.end)
            if any(word.stems for word in words):
                yield name


def _before_verb(sentence: ClaimSentence, start: int, end: int) -> int:
    """Where the first verb behind a name begins: ``a monkey named Aurora learned``; else ``end``."""
    first = True
    for word, tag in zip(sentence.words, sentence.tags, strict=True):
        if start <= word.start < end:
            if tag == "verb" and not first:
                return word.start
            first = False
    return end


def _defined(sentence: ClaimSentence) -> Iterator[Candidate]:
    """``X is a …``: the subject, if what is said of it tells it."""
    found = sentence.is_a
    if found is None or patterns.ORDINARY_SUBJECT.match(found["subject"]):
        return
    start, end = found.span("subject")
    words = sentence.words_in(start, end)
    if (
        not words
        or is_vague(words[-1].lower)
        or not any(word.stems for word in words)
        or len(words) > LONGEST
        or "verb" in sentence.tags_in(start, end)
    ):
        return
    if any(word.lower in STOP and word.lower not in NAME_JOINS for word in words):
        return
    signs = []
    if found["rest"].count(" ") < 5:
        signs.append("a short definition")
    if patterns.OPEN_DESCRIPTION.match(found["rest"]):
        signs.append("an open description")
    end = found.end("short") + 1 if found["short"] else end
    yield Candidate(start, end, "definition", tuple(signs))


def _superlative(sentence: ClaimSentence) -> Iterator[Candidate]:
    """``The largest … is X``."""
    found = patterns.SUPERLATIVE.match(sentence.text, sentence.start)
    if found is not None:
        for answer in short(sentence.text, *found.span("answer"), "superlative"):
            tags = sentence.tags_in(answer.start, answer.end)
            if tags[:1] != ["stop"] and "verb" not in tags:
                yield answer
