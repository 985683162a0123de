"""Terms with a preposition in them: ``cost per click``, ``call to action``, ``life without parole``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from noteport.cards.candidates import LONGEST, LONGEST_CHARACTERS, Candidate
from noteport.cards.sentence import ClaimSentence

_OF_TERMS = frozenset({" per ", " to ", " without "})
"""What stands inside terms more often than between what is apart."""


def chains(sentence: ClaimSentence) -> Iterator[Candidate]:
    """Every such term of a sentence."""
    text, phrases = sentence.text, sentence.noun_phrases
    for first, second in pairwise(phrases):
        start, end = first[0].start, second[-1].end
        if text[first[-1].end : second[0].start] not in _OF_TERMS:
            continue
        if sentence.tag_before(start) in ("number", "verb"):
            continue
        if text.count(" ", start, end) < LONGEST and end - start <= LONGEST_CHARACTERS:
            yield Candidate(start, end, "chain")
