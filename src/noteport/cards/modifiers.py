"""What stands before a noun and is the point: ``a [wheel-shaped] cell``, ``Fever is a [minor] criterion``."""

from __future__ import annotations

from collections.abc import Iterator

from noteport.cards.candidates import LONGEST, Candidate
from noteport.cards.english.tags import NOMINAL
from noteport.cards.english.words import EMPTY_ADJECTIVES
from noteport.cards.noun_phrases import is_vague, without_owner
from noteport.cards.phrases import phrase_candidate
from noteport.cards.sentence import ClaimSentence
from noteport.cards.words import Word
from noteport.model.patterns import pattern

_COMPOUND = pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*-[a-z]+$")
_BEFORE_PREDICATES = frozenset("is are was were it's has have had".split())
_ARTICLES = frozenset({"a", "an", "the"})


def modifiers(sentence: ClaimSentence) -> Iterator[Candidate]:
    """Compounds, what tells one vague noun from another, what a thing is said to be, and adjectives that are joined."""
    for phrase in sentence.noun_phrases:
        if len(phrase) < 2 or phrase[-1].capitalised:
            continue
        own = without_owner(sentence.text, phrase)
        if 1 < len(own) <= LONGEST + 1:
            for words in _of_phrase(sentence, own):
                yield phrase_candidate(sentence, words, "modifier")
    yield from _pairs(sentence)


def _of_phrase(sentence: ClaimSentence, phrase: list[Word]) -> Iterator[list[Word]]:
    tags = sentence.tags_in(phrase[0].start, phrase[-1].end)
    adjectives = next((index for index, tag in enumerate(tags[:-1]) if tag == "noun"), len(phrase) - 1)
    for word in phrase[:-1]:
        if "-" in word.text and _COMPOUND.match(word.text):
            yield [word]
    if is_vague(phrase[-1].lower) and (tags[-2] == "noun" or adjectives == len(phrase) - 1):
        first = next((index for index in range(adjectives) if not phrase[index].common), adjectives)
        telling = phrase[first:-1]
        if len(telling) > 1 or (telling and not telling[0].common):
            yield telling
    says_something = phrase[0].stems and phrase[0].lower not in EMPTY_ADJECTIVES
    if adjectives and says_something and _is_predicate(sentence, phrase[0]):
        yield phrase[:adjectives]


def _is_predicate(sentence: ClaimSentence, first: Word) -> bool:
    """Whether a phrase says what something is or has."""
    index, _ = sentence.indices_of(first.start, first.end)
    before = [word.lower for word in sentence.words[max(index - 2, 0) : index]]
    if before and before[-1] in _ARTICLES:
        before.pop()
    return bool(before) and before[-1] in _BEFORE_PREDICATES


def _pairs(sentence: ClaimSentence) -> Iterator[Candidate]:
    """Two adjectives or two adverbs that say together how something is: ``discrete and continuous``."""
    text, words, tags = sentence.text, sentence.words, sentence.tags
    for index in range(1, len(words) - 1):
        if words[index].lower not in ("and", "or"):
            continue
        first, second = words[index - 1], words[index + 1]
        if text[first.end : second.start] not in (" and ", " or ") or text.endswith(", ", 0, first.start):
            continue
        alike = tags[index - 1] == tags[index + 1] and tags[index - 1] in ("adjective", "adverb")
        if alike and sentence.tag_after(second.end) not in NOMINAL:
            yield phrase_candidate(sentence, [first, second], "pair")
