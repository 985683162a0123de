"""Whether a phrase names something: ``information theory`` does, ``invest in the stock market`` does not."""

from __future__ import annotations

from functools import lru_cache

from noteport.cards.english import patterns
from noteport.cards.english.tags import tag
from noteport.cards.english.word_table import word_table
from noteport.cards.english.words import EMPTY_ADJECTIVES, INSTRUCTIONS, STOP
from noteport.cards.labels import is_label
from noteport.cards.noun_phrases import is_vague
from noteport.cards.words import Word, cut
from noteport.lexicon.english import JUDGEMENTS, JUDGING
from noteport.model.patterns import pattern

_MOST_WORDS = 4
_LONGEST = 50
_INSIDE = frozenset({"of"})
_SENTENCE_MARKS = pattern(r"[,;:!?=→<>{}|\"“”()\[\]]|\.\s|\s[-–—/&+]\s|^[^\w(]|^\d+(?:\s|$)")
_OWNER = pattern(r"['’]s?\b")
_PARTICIPLES = ("ing", "ed")


@lru_cache(maxsize=1 << 13)
def names_something(phrase: str) -> bool:
    """Return whether an English phrase is the name of something that a reader might look up.

    It is a noun phrase of a few words that is neither vague (``key benefit``), nor judges, nor does something.
    """
    if not 2 <= len(phrase) <= _LONGEST or _SENTENCE_MARKS.search(phrase):
        return False
    words = cut(phrase)
    if not words or len(words) > _MOST_WORDS or not _is_nominal(phrase, words):
        return False
    return not _is_vague(words) and not is_label(phrase)


def _is_nominal(phrase: str, words: list[Word]) -> bool:
    """Whether it consists of nouns, what modifies them, and ``of``."""
    first, last = words[0], words[-1]
    if first.lower in STOP or last.lower in STOP or not last.stems:
        return False
    if len(words) > 1 and (first.lower in INSTRUCTIONS or first.lower in JUDGING or first.lower in EMPTY_ADJECTIVES):
        return False
    if any(word.lower in STOP and word.lower not in _INSIDE for word in words):
        return False
    lowered = phrase.lower() if any(word.capitalised for word in words[1:]) else phrase
    if len(words) == 1 and not first.common and word_table().find(first.lower) is None:
        return True  # an unknown word is the name of something
    tags = tag(lowered, cut(lowered))
    if tags[0] == "number" or patterns.NUMBER_WORD.pattern.match(phrase):
        return False
    if tags[-1] != "noun":
        return len(words) == 1 and tags[-1] == "adjective" and last.capitalised and not last.common
    for index, (word, each) in enumerate(zip(words, tags, strict=False)):
        if each in ("verb", "adverb"):
            modifies = word.lower.endswith(_PARTICIPLES) and index + 1 < len(words) and not word.lower.endswith("ing")
            gerund = index == 0 and len(words) == 2 and word.lower.endswith("ing") and not word.common
            if not (modifies or gerund):
                return False
    return True


def _is_vague(words: list[Word]) -> bool:
    """Whether nobody would look it up: its head stands for anything, and nothing before it is uncommon."""
    head = next((words[at - 1] for at, word in enumerate(words) if at and word.lower in _INSIDE), words[-1])
    others = [word for word in words if word is not head and word.lower not in _INSIDE]
    if is_vague(head.lower) or head.lower in JUDGEMENTS:
        return all(word.common for word in others)
    return False
