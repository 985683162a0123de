"""What is done: ``by [sharding model weights]``, ``Hospital waste is [incinerated]``, ``demand will [decrease]``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from noteport.cards.candidates import LONGEST, LONGEST_CHARACTERS, Candidate
from noteport.cards.english.words import AUXILIARIES, DETERMINERS, IRREGULAR, MODALS, PREPOSITIONS
from noteport.cards.noun_or_verb import adjoin, is_finite
from noteport.cards.phrases import phrase_candidate
from noteport.cards.sentence import ClaimSentence
from noteport.cards.words import Word

_BEFORE_GERUND = PREPOSITIONS | {"and", "or", "when", "while"}
_BE = frozenset("is are was were be been being get gets become becomes remain remains".split())
_AND = frozenset({"and", "or"})
_PARTICIPLES = ("ed", "en", "wn")


def actions(sentence: ClaimSentence) -> Iterator[Candidate]:
    """Gerunds with their objects, and alone where they have none."""
    if "ing" not in sentence.text:
        return
    words, tags = sentence.words, sentence.tags
    gerunds = [
        index for index, word in enumerate(words) if word.lower.endswith("ing") and _opens_gerund(sentence, index)
    ]
    if not gerunds:
        return
    objects = {phrase[0].start: phrase for phrase in sentence.noun_phrases}
    in_phrases = {word.start for phrase in sentence.noun_phrases for word in phrase}
    for index in gerunds:
        word = words[index]
        if tags[index] not in ("noun", "verb") or word.lower in AUXILIARIES or word.start in in_phrases:
            continue
        if _stands_alone(sentence, index):
            yield phrase_candidate(sentence, [word], "action")
            continue
        end = _end_of_object(sentence, index, objects)
        if end and sentence.text.count(" ", word.start, end) < LONGEST and end - word.start <= LONGEST_CHARACTERS:
            yield Candidate(word.start, end, "action")


def _end_of_object(sentence: ClaimSentence, index: int, objects: Mapping[int, list[Word]]) -> int:
    """Where the noun phrase ends that stands behind a verb, or behind an article; 0 if there is none."""
    words = sentence.words
    for behind in range(index + 1, min(index + 3, len(words))):
        if not adjoin(words, behind):
            return 0
        if words[behind].start in objects:
            return objects[words[behind].start][-1].end
        if words[behind].lower not in DETERMINERS:
            return 0
    return 0


def _opens_gerund(sentence: ClaimSentence, index: int) -> bool:
    """Whether a word in ``-ing`` is no part of a longer verb, and tells what no phrase before it does."""
    word = sentence.words[index]
    if sentence.opens(word.start):
        return True
    before = sentence.words[index - 1]
    return word.start - before.end == 1 and before.lower in _BEFORE_GERUND


def _stands_alone(sentence: ClaimSentence, index: int) -> bool:
    """Whether a verb has no object."""
    word = sentence.words[index]
    if index + 1 == len(sentence.words) or sentence.text[word.end] != " ":
        return True
    behind = sentence.words[index + 1]
    return behind.lower in PREPOSITIONS or behind.lower in _AND or is_finite(behind, sentence.tags[index + 1])


def predicates(sentence: ClaimSentence) -> Iterator[Candidate]:
    """The verb that ends a clause and tells what happens: a participle behind *be*, or a verb behind ``will``."""
    words, tags = sentence.words, sentence.tags
    for index, word in enumerate(words):
        if tags[index] != "verb" or not index or word.lower.endswith("ing") or not _ends_clause(sentence, index):
            continue
        before = index - 1
        while before and tags[before] == "adverb":
            before -= 1
        is_participle = word.lower.endswith(_PARTICIPLES) or word.lower in IRREGULAR
        if words[before].lower in (_BE if is_participle else MODALS):
            yield phrase_candidate(sentence, [word], "predicate")


def _ends_clause(sentence: ClaimSentence, index: int) -> bool:
    word = sentence.words[index]
    if index + 1 == len(sentence.words) or sentence.text[word.end] in ".,;:":
        return True
    return sentence.words[index + 1].lower in _AND
