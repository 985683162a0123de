"""The noun phrases of an English sentence: whole, never a piece of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from noteport.cards.english.tags import NOMINAL, PARTICIPLES, Tag, class_of
from noteport.cards.english.words import AUXILIARIES, DETERMINERS, EMPTY_ADJECTIVES, PREPOSITIONS, VAGUE_NOUNS
from noteport.cards.noun_or_verb import ARTICLES, adjoin, closes_phrase, governs, is_verb_of
from noteport.cards.words import Word

POSSESSIVE = ("'s", "’s")
"""The endings of an owner."""
_COUNTING = frozenset({"first", "second", "last", "next", "one"})
"""Words that belong to a noun behind them, although they say nothing by themselves: ``first name``."""


def noun_phrases(text: str, words: Sequence[Word], tags: Sequence[Tag]) -> Iterator[list[Word]]:
    """Each run of adjectives, participles and nouns that ends in a noun, without an owner (``the state's``) before it.

    Args:
        text: the sentence.
        words: its words.
        tags: one for each of them.
    """
    tags = list(tags)
    phrase: list[int] = []
    for index, word in enumerate(words):
        if phrase and text[words[phrase[-1]].end : word.start] != " " and not _owns(text, words[phrase[-1]], word):
            yield from _whole(words, tags, phrase)
            phrase = []
        may_govern = tags[index] == "noun" and (
            "adjective" in tags[index + 1 : index + 2] or word.lower.endswith("ing")
        )
        if (may_govern and governs(words, tags, phrase, index)) or (phrase and is_verb_of(words, tags, phrase, index)):
            yield from _whole(words, tags, phrase)
            phrase = []
            continue
        if tags[index] == "verb" and phrase and closes_phrase(text, words, tags, phrase, index):
            tags[index] = "noun"
        tag = tags[index]
        if (
            tag in NOMINAL
            or (tag == "verb" and _modifies(text, words, tags, index, phrase))
            or (not phrase and word.lower in _COUNTING and _counts(words, tags, index))
        ):
            if not word.text.endswith(POSSESSIVE):
                phrase.append(index)
            else:
                phrase = [index] if index and word.capitalised else []  # "Achilles' heel" is one thing
        elif phrase:
            yield from _whole(words, tags, phrase)
            phrase = []
    yield from _whole(words, tags, phrase)


def _owns(text: str, last: Word, word: Word) -> bool:
    """Whether only the apostrophe of a name stands between it and a word: ``Bayes' theorem``."""
    return text[last.end : word.start] in ("' ", "’ ") and last.capitalised and last.text.endswith("s")


def without_empty_adjectives(phrase: list[Word]) -> list[Word]:
    """The phrase without the adjectives in front of it that say nothing: ``certain``, ``various``."""
    first = 0
    while first < len(phrase) - 1 and phrase[first].lower in EMPTY_ADJECTIVES:
        first += 1
    return phrase[first:]


def _whole(words: Sequence[Word], tags: Sequence[Tag], phrase: list[int]) -> Iterator[list[Word]]:
    """The phrase up to its last noun. Behind an article, an adjective counts as a noun: ``the constant``.

    So does the last of several adjectives where only a noun can stand, if it may be one: ``in blue light``.
    """
    last = len(phrase)
    while last and tags[phrase[last - 1]] != "noun":
        last -= 1
    if not last and phrase and phrase[0]:
        before = words[phrase[0] - 1].lower
        may_be_noun = len(phrase) > 1 and "n" in class_of(words[phrase[-1]].lower)
        if before in ("the", "a", "an") or (may_be_noun and (before in ARTICLES or before in PREPOSITIONS)):
            last = len(phrase)
    if last:
        yield [words[index] for index in phrase[:last]]


def _counts(words: Sequence[Word], tags: Sequence[Tag], index: int) -> bool:
    """Whether an ordinal or ``one`` stands before a noun that it belongs to: ``the first name``, ``by one radian``."""
    if index + 1 == len(words) or tags[index + 1] not in NOMINAL or not adjoin(words, index + 1):
        return False
    if words[index].lower == "one":
        return index > 0 and singular(words[index + 1].lower) == words[index + 1].lower
    return not index or not adjoin(words, index) or words[index - 1].lower in DETERMINERS


def _modifies(text: str, words: Sequence[Word], tags: Sequence[Tag], index: int, phrase: Sequence[int]) -> bool:
    """Whether a participle belongs to the noun behind it: ``a folded map``, ``recurring costs``."""
    if not words[index].lower.endswith(PARTICIPLES) or index + 1 == len(words) or tags[index + 1] not in NOMINAL:
        return False
    if text[words[index].end : words[index + 1].start] != " ":
        return False
    if phrase:
        return tags[phrase[-1]] == "adjective"
    if not index or text[words[index - 1].end : words[index].start] != " ":
        return not words[index].lower.endswith("ing")
    before = words[index - 1]
    if before.lower in ARTICLES or before.text.endswith(POSSESSIVE):
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
