"""Signs of how good an English sentence is to ask about, whatever is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from noteport.cards.english import patterns
from noteport.cards.english.patterns import Phrases
from noteport.cards.english.tags import Tag
from noteport.cards.persons import names_person
from noteport.cards.sentence import ClaimSentence
from noteport.cards.unnamed import signs_of_unnamed
from noteport.cards.words import Word

_AT_THE_BEGINNING = (
    (patterns.ONE_OF_SEVERAL, "about one of several"),
    (patterns.SOMETHING_EXISTS, "says that something exists"),
    (patterns.NAMED_IN_OPENING, "its subject may be in the opening clause"),
    (patterns.NOBODY, "begins with an empty it"),
    (patterns.GOAL_OF, "about the goal or the key to something"),
)


def signs_of_claim(sentence: ClaimSentence) -> Iterator[str]:
    """The signs, each in a few words."""
    claim, start, words = sentence.claim, sentence.start, sentence.words
    text = claim.text
    if sentence.may_have(patterns.SPEAKER) and patterns.SPEAKER.pattern.search(text, start):
        yield "about a speaker"
    for beginning, name in _AT_THE_BEGINNING:
        if beginning.match(text, start):
            yield name
    if _is_inside(patterns.LOOKS_BACK_INSIDE, sentence):
        yield "points back"
    yield from signs_of_unnamed(sentence)
    if _is_inside(patterns.HE_OR_SHE, sentence):
        above = (part.text for part in sentence.context)
        if not names_person((*above, text[start:])):
            yield "he or she is not named"
    if sentence.is_fragment:
        yield "no whole sentence"
    if _is_instruction(words, sentence.tags, start):
        yield "an instruction"
    if any(patterns.WORKED_EXAMPLE.search(heading) for heading in claim.section[-2:]):
        yield "worked example"
    if sentence.subject is not None:
        yield sentence.subject.source
    if not claim.first_in_block:
        yield "leans on the sentence before"


def _is_inside(phrases: Phrases, sentence: ClaimSentence) -> bool:
    """Whether a sentence has some phrases behind its first letter."""
    return sentence.may_have(phrases) and phrases.pattern.search(sentence.text, sentence.start + 1) is not None


def _is_instruction(words: Sequence[Word], tags: Sequence[Tag], start: int) -> bool:
    """Whether a sentence begins with a bare verb: ``Press the key``."""
    for word, tag in zip(words, tags, strict=True):
        if word.start >= start:
            return tag == "verb" and word.text[0].isupper() and not word.lower.endswith(("s", "ed", "ing"))
    return False
