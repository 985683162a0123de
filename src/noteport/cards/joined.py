"""Answers of more than one noun phrase, and of none: ``order of operations``, ``skin and nails``, ``is binding``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from noteport.cards.candidates import LONGEST, LONGEST_CHARACTERS, Candidate
from noteport.cards.english.tags import NOMINAL
from noteport.cards.phrases import phrase_candidate
from noteport.cards.sentence import ClaimSentence
from noteport.cards.words import Word
from noteport.model.patterns import pattern

_OF = frozenset({" of ", " of a ", " of an ", " of the "})
_AND = frozenset({" and ", " or "})
_LISTED = (", ", " and ", " or ", "/")
"""Before the first of several things: it is not the first."""
_GOES_ON = (" and ", " or ", ", and ", ", or ", "-", "/")
"""Behind ``A of B``: the phrase is longer."""
_LAST = frozenset({", and ", " and ", ", or ", " or "})
_GLOSS = pattern(r"\s\((?=[^()]+[A-Z])[A-Za-z][\w&/.-]{0,9}\)")


def joined(sentence: ClaimSentence, acronyms: Iterable[Candidate]) -> Iterator[Candidate]:
    """What phrases make together: ``A of B``, ``A and B``, ``A, B and C``, and one with its acronym in brackets."""
    text, phrases = sentence.text, sentence.noun_phrases
    for first, second in pairwise(phrases):
        between = text[first[-1].end : second[0].start]
        if between in _OF and not text.startswith(_GOES_ON, second[-1].end):
            yield from _both(sentence, first, second, "phrase of")
        elif between in _AND and not _in_longer_list(text, first[0].start, second[-1].end):
            yield from _both(sentence, first, second, "pair")
    yield from _lists(sentence)
    yield from _of_adjectives(sentence)
    if "(" in text:
        yield from _with_acronyms(sentence, acronyms)


def _lists(sentence: ClaimSentence) -> Iterator[Candidate]:
    """Three phrases, if they are all that is listed: ``A, B and C``."""
    text, phrases = sentence.text, sentence.noun_phrases
    for first, second, third in zip(phrases, phrases[1:], phrases[2:], strict=False):
        joint = text[second[-1].end : third[0].start]
        ends = joint in _LAST or (joint == ", " and not text[third[-1].end :].strip(" .)"))
        if text[first[-1].end : second[0].start] == ", " and ends:
            start, end = first[0].start, third[-1].end
            if not text.endswith(_LISTED, 0, start) and text.count(" ", start, end) <= LONGEST:
                yield phrase_candidate(sentence, [*first, *second, *third], "list")


def _with_acronyms(sentence: ClaimSentence, acronyms: Iterable[Candidate]) -> Iterator[Candidate]:
    """Each phrase with its acronym in brackets, from the first word that the acronym stands for."""
    spelt_from = {each.end: each.start for each in acronyms}
    for phrase in sentence.noun_phrases:
        found = _GLOSS.match(sentence.text, phrase[-1].end)
        if found is not None and len(phrase) <= LONGEST:
            start = min(phrase[0].start, spelt_from.get(phrase[-1].end, phrase[0].start))
            term = phrase_candidate(sentence, phrase)
            yield term._replace(start=start, end=found.end(), kind="phrase with acronym")


def _of_adjectives(sentence: ClaimSentence) -> Iterator[Candidate]:
    """Two adjectives or two adverbs that say together how something is: ``discrete and continuous``."""
    text, words, tags = sentence.text, sentence.words, sentence.tags
    for index, (first, second) in enumerate(zip(words, words[2:], strict=False)):
        if text[first.end : second.start] not in _AND or text.endswith(", ", 0, first.start):
            continue
        alike = tags[index] == tags[index + 2] and tags[index] in ("adjective", "adverb")
        if alike and sentence.tag_after(second.end) not in NOMINAL:
            yield phrase_candidate(sentence, [first, second], "pair")


def states(sentence: ClaimSentence) -> Iterator[Candidate]:
    """The adjective that says how something is: ``the medium turns yellow``."""
    words, tags = sentence.words, sentence.tags
    for index, word in enumerate(words):
        if tags[index] != "adjective" or not index or sentence.text.startswith(" as ", word.end):
            continue
        behind = tags[index + 1] if index + 1 < len(words) else "stop"
        if behind not in NOMINAL or sentence.text[word.end : words[index + 1].start] != " ":
            yield phrase_candidate(sentence, [word], "state")


def _both(sentence: ClaimSentence, first: Sequence[Word], second: Sequence[Word], kind: str) -> Iterator[Candidate]:
    start, end = first[0].start, second[-1].end
    if end - start <= LONGEST_CHARACTERS and sentence.text.count(" ", start, end) < LONGEST:
        yield phrase_candidate(sentence, [*first, *second], kind)


def _in_longer_list(text: str, start: int, end: int) -> bool:
    """Whether two things are not all that are listed, or the second goes on: ``loss of hair or swelling of a foot``."""
    if text.endswith(" of ", 0, start) and text.startswith(" of ", end):
        return True
    return text.endswith(_LISTED, 0, start) or text.startswith((", and ", ", or ", " and ", " or ", "/"), end)
