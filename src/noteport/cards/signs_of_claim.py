"""Signs of how good an English sentence is to ask about, whatever is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from noteport.cards.english import patterns
from noteport.cards.persons import names_person
from noteport.cards.sentence import ClaimSentence
from noteport.cards.unnamed import signs_of_unnamed


def signs_of_claim(sentence: ClaimSentence) -> Iterator[str]:
    """The signs, each in a few words."""
    claim, start = sentence.claim, sentence.start
    if sentence.may_have(patterns.SPEAKER) and patterns.SPEAKER.pattern.search(claim.text, start):
        yield "about a speaker"
    yield from signs_of_unnamed(sentence)
    if sentence.may_have(patterns.HE_OR_SHE) and patterns.HE_OR_SHE.pattern.search(claim.text, start + 1):
        above = (part.text for part in sentence.context)
        if not names_person((*above, claim.text[start:])):
            yield "he or she is not named"
    if sentence.is_incomplete:
        yield "no whole sentence"
    if any(patterns.WORKED_EXAMPLE.search(heading) for heading in claim.section[-2:]):
        yield "worked example"
    if sentence.subject is not None:
        yield sentence.subject.source
