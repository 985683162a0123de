"""Incomplete sentences, which continue what stands above them: ``Also known as lime pits``.

They have no verb with a subject: it comes first (``Contains iron``), or the only verbs are in clauses that begin with
``that``, ``which`` and the like (``A pump that runs all night``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from noteport.cards.english.tags import NOMINAL, Tag, class_of
from noteport.cards.english.words import FINITE, PREPOSITIONS
from noteport.cards.noun_or_verb import is_verb_of
from noteport.cards.words import Word

_ORDERS = frozenset({"do", "don't", "be"})
"""What an instruction may begin with."""
_SUBORDINATE = frozenset(
    "that which who whom whose where when whenever if because while although though unless whether how what why".split()
)
"""What begins a subordinate clause."""
_JOINS = frozenset({"and", "or", "but"})
_ADVERBS = frozenset("also often sometimes usually commonly typically not now only then".split())
_REGULAR = ("ed", "wn", "ght", "und", "ilt", "ept")
_IRREGULAR = frozenset(
    """
    beaten born broken chosen driven dug eaten forgotten frozen given held hidden hung kept left lent lost made paid
    proven seen sent sold spent spoken stolen taken told torn undertaken won worn woven written
    """.split()
)
_NO_PARTICIPLE = ("eed", "embed")
"""Endings of verbs that only look like participles."""
_BEHIND_PLURAL = frozenset("that which who such of".split())
"""What tells that a word is a plural and not a verb: ``Groups that …``, ``Uses of …``."""
_BEHIND_PARTICIPLE = (PREPOSITIONS | {"using", "and", "or"}) - {"to"}
_CONTRACTED = ("'s", "’s", "'re", "’re")
"""Endings that stand for ``is`` and ``are``."""


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
    if lower in FINITE:
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
    return of_word.startswith("v") or behind.lower not in _BEHIND_PLURAL


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
    """Whether an English text has a verb outside of subordinate clauses; instructions have one.

    Args:
        words: its words, from the beginning of the sentence on.
        tags: one for each of them.
    """
    first = _first(words, tags)
    if first is None:
        return False
    lower = words[first].lower
    if tags[first] == "verb" and not (lower.endswith(("ing", "s")) or _is_participle(lower)):
        return True
    in_clause = had_verb = False
    last_of_verb = -1
    phrase: list[int] = []
    for index in range(first, len(words)):
        word = words[index]
        if index > first and word.start - words[index - 1].end > 1:  # a comma, or the like
            in_clause = False
        if index > first and _is_verb(words, tags, phrase, index):
            goes_on = last_of_verb == index - 1 or (had_verb and words[index - 1].lower in _JOINS)
            if not in_clause and not goes_on:
                return True
            in_clause, had_verb, last_of_verb = False, True, index
        elif last_of_verb == index - 1 and _is_adverb(word, tags[index]):
            last_of_verb = index
        elif word.lower in _SUBORDINATE:
            in_clause = True
        if tags[index] in NOMINAL:
            phrase.append(index)
        else:
            phrase.clear()
    return False


def finite_verbs(words: Sequence[Word], tags: Sequence[Tag]) -> Iterator[int]:
    """The numbers of the words of an English text that are verbs in a form that has a subject, or instructions.

    Args:
        words: its words, from the beginning of the sentence on.
        tags: one for each of them.
    """
    phrase: list[int] = []
    for index in range(len(words)):
        if _is_verb(words, tags, phrase, index):
            yield index
        if tags[index] in NOMINAL:
            phrase.append(index)
        else:
            phrase.clear()


def _first(words: Sequence[Word], tags: Sequence[Tag]) -> int | None:
    """The index of the first word that is not an adverb; None if there is none."""
    for index, (word, tag) in enumerate(zip(words, tags, strict=True)):
        if not _is_adverb(word, tag):
            return index
    return None


def _is_adverb(word: Word, tag: Tag) -> bool:
    return tag == "adverb" or word.lower in _ADVERBS or (tag == "stop" and word.lower.endswith("ly"))


def _is_verb(words: Sequence[Word], tags: Sequence[Tag], phrase: Sequence[int], index: int) -> bool:
    """Whether a word is a verb in a form that has a subject, or ends in such a verb: ``it's``."""
    word, before = words[index], words[index - 1].lower
    if before == "to":
        return False
    if word.lower in FINITE or (tags[index] == "stop" and word.text.endswith(_CONTRACTED)):
        return True
    if tags[index] == "verb":
        return not word.lower.endswith("ing") and not _belongs_to_noun(words, index)
    return bool(phrase) and is_verb_of(words, tags, phrase, index)


def _belongs_to_noun(words: Sequence[Word], index: int) -> bool:
    """Whether a verb may belong to the noun before it: ``the air stored in it``."""
    if not _is_participle(words[index].lower):
        return False
    return index + 1 == len(words) or words[index + 1].lower in _BEHIND_PARTICIPLE


def _is_participle(lower: str) -> bool:
    """Whether a verb in small letters has the form of a past participle."""
    return lower in _IRREGULAR or (lower.endswith(_REGULAR) and not lower.endswith(_NO_PARTICIPLE))
