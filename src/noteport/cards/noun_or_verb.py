"""Words that may be nouns or verbs: which they are, told by their clause, where their neighbours alone do not tell."""

from __future__ import annotations

from collections.abc import Sequence

from noteport.cards.english.tags import NOMINAL, Tag, class_of
from noteport.cards.english.words import DETERMINERS, FINITE, PREPOSITIONS
from noteport.cards.words import Word

ARTICLES = DETERMINERS - {"that", "this", "these", "those", "which", "what", "whose", "such"}
"""What opens a noun phrase and is nothing else."""
_ATTRIBUTES = frozenset("sales sports systems operations communications news goods arms customs savings works".split())
"""Plurals that stand before other nouns."""
_BEFORE_SINGULAR = frozenset({"a", "an", "each", "every", "another"})
_OPENS_OBJECT = ARTICLES | {"how", "what", "whether"}
_SUBORDINATES = frozenset(
    "that if when whenever while because as where how whether once since until unless although though so why".split()
)
_OPENS_CLAUSE = _SUBORDINATES | {"and", "but", "or", "which", "who", "what", "whose"}
_BEHIND_PHRASE = FINITE | {"and", "or"}


def is_verb_of(words: Sequence[Word], tags: Sequence[Tag], phrase: Sequence[int], index: int) -> bool:
    """Whether a word that is a noun or a verb agrees with what stands before it.

    ``Developers experience stress``; if an object follows, ``the sensor measures the heat``; behind what can only be
    singular, ``an array tracks states``; and where the clause has no other verb: ``when pressure drops over time``.

    Args:
        words: the words of the sentence.
        tags: one for each of them.
        phrase: which of them make up the noun phrase before the word.
        index: which of them it is.
    """
    subject, lower = words[phrase[-1]].lower, words[index].lower
    if index + 1 == len(words) or "v" not in class_of(lower) or lower.endswith(("ss", "ing")):
        return False
    is_plural = ends_as_plural(subject)
    if not lower.endswith("s"):
        return is_plural and subject not in _ATTRIBUTES
    if is_plural:
        return _is_verb_of_gerund(words, tags, phrase[0], index)
    return lower not in _ATTRIBUTES and ends_as_plural(lower) and _is_verb_of_singular(words, tags, phrase, index)


def _is_verb_of_singular(words: Sequence[Word], tags: Sequence[Tag], phrase: Sequence[int], index: int) -> bool:
    start = _start_of_clause(words, phrase[0])
    if any(map(_is_finite, words[start:index], tags[start:index])):
        return False
    before = words[phrase[0] - 1].lower if phrase[0] and adjoin(words, phrase[0]) else ""
    if words[index + 1].lower in _OPENS_OBJECT or before in _BEFORE_SINGULAR:
        return True
    return _is_only_verb(words, tags, start, index)


def _is_verb_of_gerund(words: Sequence[Word], tags: Sequence[Tag], first: int, index: int) -> bool:
    """Whether a gerund is the subject, whatever the number of its object: ``Completing goals releases dopamine``."""
    start = _start_of_clause(words, first)
    if tags[start] != "verb" or not words[start].lower.endswith("ing") or _has_verb_behind(words, tags, index):
        return False
    return tags[index + 1] in NOMINAL or words[index + 1].lower in _OPENS_OBJECT


def _is_only_verb(words: Sequence[Word], tags: Sequence[Tag], start: int, index: int) -> bool:
    """Whether a clause would have no verb without this word, and needs one."""
    if tags[index - 1] != "noun" or tags[start] == "verb" or _has_verb_behind(words, tags, index):
        return False
    is_unknown = class_of(words[index].lower).startswith("?")
    goes_on = adjoin(words, index + 1) and words[index + 1].lower not in _OPENS_CLAUSE
    adjoins = not start or adjoin(words, start)
    if goes_on and tags[index + 1] in NOMINAL and (adjoins or words[start].lower in ARTICLES):
        may_be_verb = "v" in class_of(words[index + 1].lower)
        return not may_be_verb or (not is_unknown and tags[index + 2 : index + 3] == ["noun"])
    if is_unknown:
        return False
    opens = words[start - 1].lower if start and adjoins else ""
    if opens == "as":
        return start == 1 or not adjoin(words, start - 1)
    return opens in _SUBORDINATES or (goes_on and not start and words[0].lower in ARTICLES)


def governs(words: Sequence[Word], tags: Sequence[Tag], phrase: Sequence[int], index: int) -> bool:
    """Whether a noun that could be a verb is one, by what stands behind it and before it.

    ``The trade demands constant care``, ``for building large ships``, ``farms growing maize``. The arguments are those
    of ``is_verb_of``; ``phrase`` may be empty.
    """
    if index + 1 == len(words) or not adjoin(words, index + 1) or (index and words[index].capitalised):
        return False
    word = words[index].lower
    is_gerund = word.endswith("ing") and "-" not in word
    follows_noun = bool(phrase) and tags[phrase[-1]] == "noun"
    if is_gerund and follows_noun and words[phrase[-1]].lower.endswith("s"):
        return tags[index + 1] in NOMINAL
    if tags[index + 1 : index + 3] != ["adjective", "noun"] or "v" not in class_of(word):
        return False
    return follows_noun or (is_gerund and not phrase and not (index and words[index - 1].lower in DETERMINERS))


def closes_phrase(text: str, words: Sequence[Word], tags: Sequence[Tag], phrase: Sequence[int], index: int) -> bool:
    """Whether what was taken for a verb is the noun at the end of a phrase: ``a radix sort``, ``by type checking``.

    The arguments are those of ``is_verb_of``; ``text`` is the sentence.
    """
    word, last = words[index], words[index - 1].lower
    if word.lower.endswith(("ed", "en", "wn")):
        return False
    is_last = index + 1 == len(words) or text[word.end] != " " or text.startswith(" (", word.end)
    behind = "" if is_last else words[index + 1].lower
    ends = is_last or behind in _BEHIND_PHRASE or (behind == "that" and tags[index + 2 : index + 3] == ["verb"])
    if word.lower.endswith("ing"):
        return ends and not last.endswith("s") and not (phrase[0] and words[phrase[0] - 1].lower == "with")
    if not (ends or behind in PREPOSITIONS) or not _is_object(words, tags, phrase[0]):
        return False
    if all(tags[each] == "adjective" for each in phrase):
        return True
    return not word.lower.endswith("s") and not last.endswith("s") and "n" in class_of(word.lower)


def _is_object(words: Sequence[Word], tags: Sequence[Tag], first: int) -> bool:
    """Whether the verb of its clause stands before a phrase."""
    start = _start_of_clause(words, first)
    return any(tags[index] == "verb" or words[index].lower in FINITE for index in range(start, first))


def _has_verb_behind(words: Sequence[Word], tags: Sequence[Tag], index: int) -> bool:
    """Whether there is a finite verb between a word and the end of its clause."""
    for behind in range(index + 1, len(words)):
        if not adjoin(words, behind) or words[behind].lower in _OPENS_CLAUSE:
            return False
        if _is_finite(words[behind], tags[behind]):
            return True
    return False


def _start_of_clause(words: Sequence[Word], index: int) -> int:
    """The first word behind the punctuation mark or the conjunction before a word."""
    while index and adjoin(words, index) and words[index - 1].lower not in _OPENS_CLAUSE:
        index -= 1
    return index


def ends_as_plural(noun: str) -> bool:
    """Whether a noun in small letters has the ending of a plural."""
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is", "ics"))


def adjoin(words: Sequence[Word], index: int) -> bool:
    """Whether only one character, nearly always a space, stands between a word and the one before it."""
    return words[index].start - words[index - 1].end == 1


def _is_finite(word: Word, tag: Tag) -> bool:
    """Whether a word is a verb that may have a subject."""
    return word.lower in FINITE or (tag == "verb" and not word.lower.endswith("ing"))
