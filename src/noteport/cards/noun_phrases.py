"""The noun phrases of an English sentence: whole, never a piece of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from noteport.cards.english.tags import NOMINAL, Tag, class_of
from noteport.cards.english.words import AUXILIARIES, DETERMINERS, EMPTY_ADJECTIVES, PREPOSITIONS, VAGUE_NOUNS
from noteport.cards.words import Word

_ATTRIBUTES = frozenset("sales sports systems operations communications news goods arms customs savings works".split())
"""Plurals that stand before other nouns."""
_ARTICLES = DETERMINERS - {"that", "this", "these", "those", "which", "what", "whose", "such"}
_BEFORE_SINGULAR = frozenset({"a", "an", "each", "every", "another"})
_NO_PLURALS = ("us", "is", "ics")
_OPENS_OBJECT = _ARTICLES | {"how", "what", "whether"}
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_PARTICIPLES = ("ed", "ing", "en", "wn")


def noun_phrases(text: str, words: Sequence[Word], tags: Sequence[Tag]) -> Iterator[list[Word]]:
    """Each run of adjectives, participles and nouns that ends in a noun, without an owner (``the state's``) before it.

    Args:
        text: the sentence.
        words: its words.
        tags: one for each of them.
    """
    phrase: list[int] = []
    for index, word in enumerate(words):
        if phrase and text[words[phrase[-1]].end : word.start] != " ":
            yield from _whole(words, tags, phrase)
            phrase = []
        if phrase and is_verb_of(words, tags, phrase, index):
            yield from _whole(words, tags, phrase)
            phrase = []
            continue
        if tags[index] not in NOMINAL and not (tags[index] == "verb" and _modifies(text, words, tags, index, phrase)):
            if phrase:
                yield from _whole(words, tags, phrase)
                phrase = []
        elif word.text.endswith(_POSSESSIVE):
            phrase = [index] if index and word.capitalised else []  # "Achilles' heel" is one thing
        else:
            phrase.append(index)
    yield from _whole(words, tags, phrase)


def without_empty_adjectives(phrase: list[Word]) -> list[Word]:
    """The phrase without the adjectives in front of it that say nothing: ``certain``, ``various``."""
    first = 0
    while first < len(phrase) - 1 and phrase[first].lower in EMPTY_ADJECTIVES:
        first += 1
    return phrase[first:]


def _whole(words: Sequence[Word], tags: Sequence[Tag], phrase: list[int]) -> Iterator[list[Word]]:
    """The phrase up to its last noun; an adjective stands for a noun behind an article: ``the constant``."""
    last = len(phrase)
    while last and tags[phrase[last - 1]] != "noun":
        last -= 1
    if not last and phrase and phrase[0] and words[phrase[0] - 1].lower in ("the", "a", "an"):
        last = len(phrase)
    if last:
        yield [words[index] for index in phrase[:last]]


def is_verb_of(words: Sequence[Word], tags: Sequence[Tag], phrase: Sequence[int], index: int) -> bool:
    """Whether a word that is a noun or a verb agrees with what stands before it.

    ``Developers experience stress``; if an object follows, ``the sensor measures the heat``; and behind what can be
    but singular, ``an array tracks states``.
    """
    subject, lower = words[phrase[-1]].lower, words[index].lower
    if index + 1 == len(words) or "v" not in class_of(lower) or lower.endswith(("ss", "ing")):
        return False
    if subject.endswith("s") and not subject.endswith(("ss", *_NO_PLURALS)):
        return subject not in _ATTRIBUTES and not lower.endswith("s")
    if not lower.endswith("s") or lower in _ATTRIBUTES or "verb" in tags[:index]:
        return False
    before = words[phrase[0] - 1].lower if phrase[0] else ""
    return words[index + 1].lower in _OPENS_OBJECT or (before in _BEFORE_SINGULAR and not lower.endswith(_NO_PLURALS))


def _modifies(text: str, words: Sequence[Word], tags: Sequence[Tag], index: int, phrase: Sequence[int]) -> bool:
    """Whether a participle belongs to the noun behind it: ``a folded map``, ``recurring costs``."""
    if not words[index].lower.endswith(_PARTICIPLES) or index + 1 == len(words) or tags[index + 1] not in NOMINAL:
        return False
    if text[words[index].end : words[index + 1].start] != " ":
        return False
    if phrase:
        return tags[phrase[-1]] == "adjective"
    if not index or text[words[index - 1].end : words[index].start] != " ":
        return not words[index].lower.endswith("ing")
    before = words[index - 1]
    if before.lower in _ARTICLES or before.text.endswith(_POSSESSIVE):
        return True
    if words[index].lower.endswith("ing"):
        return "a" in class_of(words[index].lower)
    return before.lower in PREPOSITIONS or (tags[index - 1] == "verb" and before.lower not in AUXILIARIES)


def is_vague(noun: str) -> bool:
    """Whether twenty other nouns could stand for one, singular or plural, in small letters."""
    return noun in VAGUE_NOUNS or singular(noun) in VAGUE_NOUNS


def singular(noun: str) -> str:
    """A regular plural without its ending."""
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
