"""Which words of an English sentence are verbs, and which can be part of an answer. Rough, but fast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from noteport.cards.english.words import (
    ADJECTIVES_IN_ING,
    AUXILIARIES,
    DETERMINERS,
    MODALS,
    NOUNS_IN_ING,
    NOUNS_TOO,
    PASTS,
    PREPOSITIONS,
    PRONOUNS,
    STOP,
    VERBS,
)
from noteport.cards.words import Word

Tag: TypeAlias = Literal["stop", "verb", "noun", "adverb", "number"]
"""A noun is anything that an answer may consist of, adjectives and names included."""

_NOT_ADVERBS = frozenset(
    """
    ally anomaly apply assembly belly butterfly bully daily early elderly family fly folly friendly homily italy jelly
    july likely lily monopoly multiply only poly rally reply supply tally weekly yearly monthly hourly
    """.split()
)


def _inflected(verb: str) -> Iterator[tuple[str, str]]:
    """The regular forms of a verb, each with its ending."""
    yield verb, ""
    yield (verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeou" else verb + _es(verb)), "s"
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb
    yield stem + "ing", "ing"
    yield (verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeou" else stem + "ed"), "ed"
    if len(verb) > 2 and verb[-1] in "bdgklmnprt" and verb[-2] in "aeiou" and verb[-3] not in "aeiou":
        yield verb + verb[-1] + "ing", "ing"
        yield verb + verb[-1] + "ed", "ed"


def _es(verb: str) -> str:
    return "es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"


def _forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for verb in VERBS | NOUNS_TOO:
        for form, ending in _inflected(verb):
            if ending in ("", "s"):
                forms[form] = "either" if verb in NOUNS_TOO else "verb"
            else:
                forms.setdefault(form, ending)
    return forms | dict.fromkeys(PASTS, "ed")


_FORMS = _forms()
_BEFORE_VERBS = frozenset("also always never not often sometimes still then usually typically generally just".split())
_SUBJECTS = PRONOUNS - {"me", "him", "us", "them"}


def tag(text: str, words: Sequence[Word]) -> list[Tag]:
    """One tag for each word of a sentence."""
    tags: list[Tag] = []
    for index, word in enumerate(words):
        lower = word.lower
        if lower in STOP:
            tags.append("stop")
        elif lower[0].isdigit():
            tags.append("number")
        elif index and word.text[0].isupper() and text[word.start - 2 : word.start] != ". ":
            tags.append("noun")
        elif lower.endswith("ly") and lower not in _NOT_ADVERBS:
            tags.append("adverb")
        else:
            tags.append(_tag_by_form(text, words, tags, index))
    return tags


def _tag_by_form(text: str, words: Sequence[Word], tags: Sequence[Tag], index: int) -> Tag:
    lower = words[index].lower
    form = _FORMS.get(lower) or ("ed" if lower.endswith("ed") else "ing" if lower.endswith("ing") else "")
    before = words[index - 1].lower if index and text[words[index - 1].end : words[index].start] == " " else ""
    behind = index + 1 < len(words) and text[words[index].end : words[index + 1].start] == " "
    after = words[index + 1].lower if behind else ""
    tag_before = tags[index - 1] if before else "stop"
    if not form:
        return "verb" if _is_unknown_verb(lower, before, after) else "noun"
    if form == "verb":
        return "verb"
    if form == "either":
        return _noun_or_verb(lower, before, tag_before, after)
    if form == "ed":
        modifies = after and after not in STOP
        return "noun" if modifies and (before in DETERMINERS or before in PREPOSITIONS or not before) else "verb"
    if lower in NOUNS_IN_ING or lower in ADJECTIVES_IN_ING:
        return "noun"
    if (tag_before in ("noun", "verb") or before in PREPOSITIONS or before in PRONOUNS) and after:
        return "verb"
    if before in AUXILIARIES or before in _BEFORE_VERBS or after in DETERMINERS or after in PRONOUNS or not before:
        return "verb"
    return "noun"


def _is_unknown_verb(lower: str, before: str, after: str) -> bool:
    """For a word in no list: ``can grok``, ``which groks``."""
    if lower.endswith("s"):
        return before in _SUBJECTS and after not in AUXILIARIES
    return before in MODALS and (before != "to" or after in DETERMINERS or after in PRONOUNS)


def _noun_or_verb(lower: str, before: str, tag_before: Tag, after: str) -> Tag:
    """For a word like ``results``: what stands before and behind it tells."""
    if before in MODALS or before in _SUBJECTS or before in _BEFORE_VERBS or tag_before == "adverb":
        return "verb"
    if before in DETERMINERS or before in PREPOSITIONS:
        return "noun"
    takes_object = after in DETERMINERS or after in PRONOUNS or after in ("how", "to", "into", "from")
    if not before:
        return "verb" if takes_object and not lower.endswith("s") else "noun"
    if tag_before == "noun" and takes_object:
        agrees = before.endswith("s") != lower.endswith("s")
        return "verb" if agrees or after in DETERMINERS else "noun"
    return "noun"
