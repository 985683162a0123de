"""Signs that a sentence refers to things that it does not name: ``this pattern``, ``The platform allows …``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from noteport.cards.english.tags import NOMINAL
from noteport.cards.english.words import EMPTY_ADJECTIVES, PREPOSITIONS
from noteport.cards.sentence import ClaimSentence
from noteport.cards.words import Word

THIS_THING, THIS = "this thing is not named", "this points to another sentence"
SUBJECT, IT = "its subject is an everyday thing", "it stands for nothing in the sentence"
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those", "such"})
_PRONOUNS = frozenset("it its itself they them their themselves".split())
_POINTERS = _DEMONSTRATIVES | _PRONOUNS | {"the"}
_SAYS_WHICH = PREPOSITIONS | {"that", "which", "who", "where", "whose", "used", "called", "known"}
"""What stands behind a noun and tells which one is meant: ``the valve of the pump``."""


def signs_of_unnamed(sentence: ClaimSentence) -> Iterator[str]:
    """The signs, each once. What the first word refers to is told in clean.py and subjects.py."""
    first, _ = sentence.indices_of(sentence.start, len(sentence.text))
    words = sentence.words[first:] if sentence.tags else []
    found = set()
    for index, word in enumerate(words):
        if word.lower not in _POINTERS:
            continue
        if word.lower == "the":
            if not index and _is_everyday(sentence, _thing_behind(sentence, word)):
                found.add(SUBJECT)
        elif not index or (word.lower == "that" and words[index - 1].lower not in PREPOSITIONS):
            continue
        elif word.lower in _PRONOUNS:
            if _is_first_thing(sentence, word):
                found.add(IT)
        elif thing := _thing_behind(sentence, word):
            if not _is_named_before(sentence, thing[-1]):
                found.add(THIS_THING)
        elif word.lower in ("this", "these") and sentence.tag_after(word.end) not in NOMINAL:
            found.add(THIS)
    yield from sorted(found)


def _is_first_thing(sentence: ClaimSentence, word: Word) -> bool:
    """Whether a pronoun has no noun before it that it may stand for, and nothing above the sentence that names one."""
    if any(phrase[0].start < word.start for phrase in sentence.noun_phrases):
        return False
    return not sentence.needs_name and sentence.subject is None


def _thing_behind(sentence: ClaimSentence, word: Word) -> Sequence[Word]:
    """The noun phrase right behind a word and empty adjectives; empty if there is none, or if it is a name."""
    phrase = next((each for each in sentence.noun_phrases if each[0].start > word.start), ())
    if not phrase or any(each.capitalised for each in phrase):
        return ()
    between = sentence.text[word.end : phrase[0].start].lower().split()
    return phrase if EMPTY_ADJECTIVES.issuperset(between) else ()


def _is_everyday(sentence: ClaimSentence, thing: Sequence[Word]) -> bool:
    """Whether a thing is named by everyday words alone, and nothing behind them tells which one is meant."""
    if not thing or not all(word.common for word in thing):
        return False
    behind = sentence.words_in(thing[-1].end, thing[-1].end + 2)
    return bool(behind) and behind[0].lower not in _SAYS_WHICH


def _is_named_before(sentence: ClaimSentence, head: Word) -> bool:
    """Whether a noun phrase before a noun has the same noun."""
    heads = (phrase[-1] for phrase in sentence.noun_phrases)
    return any(word.end <= head.start and word.stems.related(head.stems) for word in heads)
