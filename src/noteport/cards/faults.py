"""What makes an English sentence a good or a poor one to ask about, whatever is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from noteport.cards.card import Reason
from noteport.cards.english import patterns
from noteport.cards.english.tags import Tag
from noteport.cards.english.words import FILLER
from noteport.cards.statistics import is_common
from noteport.cards.words import Word
from noteport.model.nodes import Claim

_SOMEWHERE = (
    (patterns.READER, -5, "speaks to the reader"),
    (patterns.SPEAKER, -18, "about a speaker"),
    (patterns.THEY_OR_IT, -3, "it or they inside"),
    (patterns.PRAISES, -14, "praise"),
    (patterns.PAST, -7, "tells a story"),
    (patterns.RELATIVE_TIME, -26, "a time told elsewhere"),
)
_AT_THE_START = ((patterns.ABSTRACT_SUBJECT, -6, "abstract subject"), (patterns.ENUMERATION, -34, "nothing but a list"))


def faults(
    claim: Claim, words: Sequence[Word], tags: Sequence[Tag], start: int, above: Iterable[str]
) -> Iterator[Reason]:
    """Every fault, and the one virtue, with its points.

    Args:
        claim: the claim.
        words: its words.
        tags: one for each of them.
        start: where the sentence begins, without its opener.
        above: what stands above it.
    """
    text = claim.text
    for pattern, points, name in _SOMEWHERE:
        if pattern.search(text, start):
            yield Reason(points, name)
    for pattern, points, name in _AT_THE_START:
        if pattern.match(text, start):
            yield Reason(points, name)
    if patterns.LOOKS_BACK_INSIDE.search(text, start + 1):
        yield Reason(-44, "points back")
    if patterns.HE_OR_SHE.search(text, start + 1) and not names_person((*above, text[start:])):
        yield Reason(-26, "he or she is not named")
    if _is_instruction(words, tags, start):
        yield Reason(-18, "an instruction")
    if any(patterns.WORKED_EXAMPLE.search(heading) for heading in claim.section[-2:]):
        yield Reason(-18, "worked example")
    filler = sum(word.lower in FILLER for word in words)
    if filler:
        yield Reason(-3 * min(filler, 4), "filler words")
    if not claim.first_in_block:
        yield Reason(-2, "leans on the sentence before")
    if claim.term is not None:
        yield Reason(4, "under a lead-in")


def names_person(texts: Iterable[str]) -> bool:
    """Whether one of the texts names a person, whom ``he`` or ``she`` may then mean."""
    for text in texts:
        found = patterns.PERSON.search(text)
        if found is not None and not any(is_common(word.lower()) for word in found[1].split()):
            return True
    return False


def _is_instruction(words: Sequence[Word], tags: Sequence[Tag], start: int) -> bool:
    """Whether a sentence begins with a bare verb: ``Press the key``."""
    for word, tag in zip(words, tags, strict=True):
        if word.start >= start:
            return tag == "verb" and word.text[0].isupper() and not word.lower.endswith(("s", "ed", "ing"))
    return False
