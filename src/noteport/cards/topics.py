"""What a text is about, in words that another sentence can repeat."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile

from noteport.cards.english import patterns
from noteport.cards.english.tags import NOMINAL, Tag, tag
from noteport.cards.english.words import AUXILIARIES, EMPTY_ADJECTIVES, IRREGULAR, LABELS
from noteport.cards.noun_or_verb import ends_as_plural, is_verb_of
from noteport.cards.noun_phrases import is_vague, singular
from noteport.cards.statistics import is_common
from noteport.cards.words import Word, cut
from noteport.model.patterns import pattern

_REMARK = pattern(r"\s\([^()]*\)|(?<=\w),\s(?!and\b)[^,]{3,90},(?=\s)")
"""What may stand between a subject and its verb: ``The pump (a rare one)``, ``Vue, made by one man, …``."""
_PLURAL = frozenset({"they", "their", "these"})
_PERSONS = frozenset({"he", "she", "his", "her"})
_SAME_IN_PLURAL = frozenset({"series", "species", "data", "means"})
_LONGEST = 6
"""Words of a subject that is repeated."""
_SUBJECT_BEFORE = frozenset({"a", "an", "the"})
_BEHIND_HEAD = frozenset({"of", "for", "in"})
"""What follows the noun that says what the subject is: ``a key benefit`` in ``a key benefit for the miller``."""
_INSIDE = _BEHIND_HEAD | {"the", "a", "an", "and"}

_BEFORE_NAME = (
    r"(?:^|[^\w\s'’-]\s*|\b(?:is|are|was|were|has|have|can|and|or|of|in|on|to|for|with|by|that|as|from|at|when|where"
    r"|because|if|while|called|like|under|between|than)\s)"
)
_BEHIND_NAME = (
    r"(?=[^\w\s'’-]|\s*$|\s(?:is|are|was|were|has|have|can|will|may|must|and|or|of|in|on|to|for|with|by|that|which|as"
    r"|from|at|when|where|because|if)\b)"
)
"""What tells that a name begins and ends, and is no part of a longer one."""


@lru_cache(maxsize=1024)
def subject_in(text: str) -> str:
    """The subject with which a sentence begins, a capital first; empty if it is none that can be repeated."""
    opener = patterns.OPENER.match(text)
    name = _subject_in(text if opener is None else text[opener.end() :])
    return name or _subject_in(_REMARK.sub("", text, count=1))


def _subject_in(text: str) -> str:
    words = cut(text)
    own = _of_subject(text, words, tag(text, words))
    if len(own) > _LONGEST or not says_which(list(takewhile(lambda word: word.lower not in _BEHIND_HEAD, own))):
        return ""
    name = text[words[0].start : own[-1].end]
    return name[0].upper() + name[1:]


def says_which(words: list[Word]) -> bool:
    """Whether a noun phrase names a thing, as ``the immune system`` does and ``the new system`` does not."""
    if not words or not words[-1].stems:
        return False
    last, *others = (word.lower for word in reversed(words) if word.stems)
    return not (is_vague(last) or singular(last) in LABELS) or not EMPTY_ADJECTIVES.issuperset(others)


def _of_subject(text: str, words: list[Word], tags: list[Tag]) -> list[Word]:
    """The words before the verb; none if something stands among them that is no noun phrase."""
    own: list[int] = []
    for index, (word, of_word) in enumerate(zip(words, tags, strict=True)):
        last = words[own[-1]] if own else None
        if index and text[words[index - 1].end : word.start] != " ":
            return []
        if last is not None and last.stems and _is_verb(words, tags, own, index):
            return [] if word.lower.endswith("ing") else [words[each] for each in own]
        if of_word == "adverb" and own:
            continue
        numbered = of_word == "number" and last is not None and last.capitalised
        if of_word not in NOMINAL and word.lower not in (_INSIDE if own else _SUBJECT_BEFORE) and not numbered:
            return []
        own.append(index)
    return []


def _is_verb(words: list[Word], tags: list[Tag], own: list[int], index: int) -> bool:
    return tags[index] == "verb" or words[index].lower in AUXILIARIES or is_verb_of(words, tags, own, index)


def agrees(pronoun: str, name: str) -> bool:
    """Whether a pronoun may mean a name, by number, and by whether it is a person's."""
    person = patterns.PERSON.fullmatch(name) is not None and not name.startswith("The ")
    person = person and not all(is_common(word.lower()) for word in name.split())
    return person if pronoun.lower() in _PERSONS else not person and agrees_in_number(pronoun, name)


def agrees_in_number(pronoun: str, name: str) -> bool:
    """Whether a pronoun and a name, which is no person's, are both singular or both plural."""
    last = cut(name)[-1].lower
    return last in _SAME_IN_PLURAL or (" and " in name or is_plural(last)) == (pronoun.lower() in _PLURAL)


def is_plural(noun: str) -> bool:
    """Whether a noun in small letters is a plural."""
    if noun.endswith("s") and "." not in noun:
        return ends_as_plural(noun) and not noun.endswith(("'s", "’s"))
    return noun in IRREGULAR and IRREGULAR[noun] != noun and noun[-1] in "aeinx"


def as_written(name: str, texts: Iterable[str]) -> str:
    """A heading as the sentences of its note write it, with its article, a capital first; empty if none does.

    ``Steam Engine`` is ``The steam engine`` if the first sentence that has it says ``the steam engine``.
    """
    folded = name.casefold()
    for text in texts:
        if folded in text.casefold():
            found = re.search(
                rf"(?:\b(?=the |an? )|{_BEFORE_NAME})(?P<name>(?:the |an? )?{re.escape(name)}){_BEHIND_NAME}",
                text,
                re.IGNORECASE,
            )
            if found is not None:
                return found["name"][0].upper() + found["name"][1:]
    return ""
