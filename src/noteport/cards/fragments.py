"""Which texts are no sentences, but go on from what stands above them: ``Also known as lime pits``.

They have no verb that is tied to a subject: it comes first (``Contains iron``), or there is none outside of clauses
that begin with ``that``, ``which`` and the like (``A pump that runs all night``).
"""

from __future__ import annotations

from collections.abc import Sequence

from noteport.cards.english.tags import NOMINAL, Tag, class_of
from noteport.cards.english.words import AUXILIARIES, PREPOSITIONS
from noteport.cards.noun_or_verb import is_verb_of
from noteport.cards.words import Word

_FINITE = AUXILIARIES - {"be", "been", "being", "having", "done", "doing", "cannot"}
_ORDERS = frozenset({"do", "don't", "be"})
"""What an instruction may begin with."""
_SUBORDINATE = frozenset(
    "that which who whom whose where when whenever if because while although though unless whether how what why".split()
)
"""What a clause begins with that is no sentence."""
_JOINS = frozenset({"and", "or", "but"})
_ADVERBS = frozenset("also often sometimes usually commonly typically not now only then".split())
_REGULAR = ("ed", "wn", "ght", "und", "ilt", "ept")
_IRREGULAR = frozenset(
    """
    beaten born broken chosen driven dug eaten forgotten frozen given held hidden hung kept left lent lost made paid
    proven seen sent sold spent spoken stolen taken told torn undertaken won worn woven written
    """.split()
)
_BARE = ("eed", "embed")
"""Endings of verbs that only look like participles."""
_SUBJECTS = frozenset("that which who such of".split())
"""What may stand behind a plural that looks like a verb: ``Groups that …``, ``Uses of …``."""
_BEHIND_PARTICIPLE = (PREPOSITIONS | {"as", "using", "and", "or"}) - {"to"}
_IS = ("'s", "’s", "'re", "’re")


def lacks_subject(words: Sequence[Word], tags: Sequence[Tag]) -> bool:
    """Whether an English text has a verb where its subject should stand: ``Is found in peat``, ``Also contains iron``.

    Args:
        words: its words, from the beginning of the sentence on.
        tags: one for each of them.
    """
    first = _first(words, tags)
    if first is None:
        return False
    lower = words[first].lower
    behind = words[first + 1] if first + 1 < len(words) else None
    if lower in _FINITE:
        return lower not in _ORDERS and behind is not None and not behind.capitalised
    if tags[first] != "verb":
        return False
    if _is_participle(lower):
        return not has_verb(words, tags) and not _has_clause_behind(words, tags, first)
    of_word = class_of(lower)
    if not lower.endswith("s") or lower.endswith(("ss", "us")) or "v" not in of_word or of_word.startswith("?"):
        return False
    if behind is None or tags[first + 1] == "verb":
        return behind is None
    return of_word.startswith("v") or behind.lower not in _SUBJECTS


def _has_clause_behind(words: Sequence[Word], tags: Sequence[Tag], first: int) -> bool:
    """Whether a verb stands right behind a noun and somewhere behind a comma: ``Built in 1920, the mill burnt``."""
    is_behind = False
    for index in range(first + 1, len(words)):
        if words[index].start - words[index - 1].end > 1:
            is_behind = True
        elif is_behind and tags[index] == "verb" and tags[index - 1] in NOMINAL:
            return True
    return False


def has_verb(words: Sequence[Word], tags: Sequence[Tag]) -> bool:
    """Whether a verb belongs to an English text itself, and not to a clause in it; an instruction is one.

    Args:
        words: its words, from the beginning of the sentence on.
        tags: one for each of them.
    """
    first = _first(words, tags)
    if first is None:
        return False
    if tags[first] == "verb" and not _is_participle(words[first].lower, "ing", "s"):
        return True
    in_clause = told = False
    last = -1
    phrase: list[int] = []
    for index in range(first, len(words)):
        word = words[index]
        if index > first and word.start - words[index - 1].end > 1:  # a comma, or the like
            in_clause = False
        if index > first and _is_verb(words, tags, phrase, index):
            goes_on = last == index - 1 or (told and words[index - 1].lower in _JOINS)
            if not in_clause and not goes_on:
                return True
            in_clause, told, last = False, True, index
        elif last == index - 1 and _is_adverb(word, tags[index]):
            last = index
        elif word.lower in _SUBORDINATE:
            in_clause = True
        if tags[index] in NOMINAL:
            phrase.append(index)
        else:
            phrase.clear()
    return False


def _first(words: Sequence[Word], tags: Sequence[Tag]) -> int | None:
    """The number of the first word that is no adverb."""
    for index, (word, tag) in enumerate(zip(words, tags, strict=True)):
        if not _is_adverb(word, tag):
            return index
    return None


def _is_adverb(word: Word, tag: Tag) -> bool:
    return tag == "adverb" or word.lower in _ADVERBS or (tag == "stop" and word.lower.endswith("ly"))


def _is_verb(words: Sequence[Word], tags: Sequence[Tag], phrase: Sequence[int], index: int) -> bool:
    """Whether a word is a verb in a form that has a subject, or ends in one: ``it's``."""
    word, before = words[index], words[index - 1].lower
    if before == "to":
        return False
    if word.lower in _FINITE or (tags[index] == "stop" and word.text.endswith(_IS)):
        return True
    if tags[index] == "verb":
        return not word.lower.endswith("ing") and not _belongs_to_noun(words, index)
    return bool(phrase) and is_verb_of(words, tags, phrase, index)


def _belongs_to_noun(words: Sequence[Word], index: int) -> bool:
    """Whether a verb may belong to the noun before it: ``the air stored in it``."""
    if not _is_participle(words[index].lower):
        return False
    return index + 1 == len(words) or words[index + 1].lower in _BEHIND_PARTICIPLE


def _is_participle(lower: str, *others: str) -> bool:
    """Whether a verb in small letters has the form of a participle of the past, or one of some other endings."""
    return lower in _IRREGULAR or (lower.endswith((*_REGULAR, *others)) and not lower.endswith(_BARE))
