"""What the gap of a number shows next to its dots: ``how long``, ``how many degrees``, ``ratio``."""

from __future__ import annotations

import re

from noteport.cards.candidates import Candidate
from noteport.cards.english import patterns
from noteport.cards.english.tags import NOMINAL
from noteport.cards.noun_or_verb import ends_as_plural
from noteport.cards.sentence import ClaimSentence
from noteport.model.patterns import pattern

_TIME = pattern(r"\b(?:(?:second|minute|hour|day|night|week|month|year|decade)s?|century|centuries|ms|min|h)\b")
_TEMPERATURE = pattern(r"[°º]\s?[CFK]\b")
_UNIT = pattern(rf"\s((?!cents\b|percent)(?:{patterns.UNITS})(?:(?<=s)|(?<=people)|(?<=feet)))$")
"""A unit in words and in the plural at the end of a quantity."""
_NO_LONG_BEFORE = pattern(r"\b(?:the|aged|first|last|next|past|previous|every|each|these|those|same)\s$", re.IGNORECASE)
_NO_LONG_BEHIND = pattern(r"\s(?:of|old|older|younger|more|less|extra|longer|shorter|remaining|left)\b")
"""What stands around a time so that ``how long`` does not fit in its place, as in ``the first […] of a film``."""
_DECADE = pattern(r"\d*0s")
_ORDINAL = pattern(r"\d+(?:st|nd|rd|th)")
_PLAIN = r"\d+(?:,\d{3})*(?:\.\d+)?"
_TWO_NUMBERS = pattern(rf"({_PLAIN})(\s?[-–/]\s?|\sto\s)({_PLAIN})")
_MEASURED = pattern(r"[A-Za-zµ°%×²³]")
_SCALED = pattern(rf"\b(?:{patterns.SCALES})$")
_MOST_COUNTED = 3
"""Words of what a number counts: ``five daily active users``."""


def how_many_in_words(sentence: ClaimSentence, candidate: Candidate) -> str:
    """The hint of a number word; a singular noun behind it is not counted: ``a figure of eight knot``."""
    is_label = sentence.tag_after(candidate.end) == "noun" and not _counts(sentence, candidate.end)
    return "number" if is_label else "how many"


def how_many(sentence: ClaimSentence, candidate: Candidate, answer: str) -> str:
    """The hint of a number in figures, with or without a unit."""
    unit = _UNIT.search(answer)
    if _TIME.search(answer) and (unit is None or not _how_long_breaks(sentence.text, candidate)):
        return "how long"
    if _TEMPERATURE.search(answer):
        return "temperature"
    if unit is not None:
        return f"how many {unit[1]}"
    if _DECADE.fullmatch(answer):
        return "decade"
    if _ORDINAL.fullmatch(answer):
        return "which"
    two = _TWO_NUMBERS.fullmatch(answer)
    if two is not None and not _counts(sentence, candidate.end):
        return _kind_of_two_numbers(*two.groups(), behind_from=sentence.text.endswith("from ", 0, candidate.start))
    is_bare = two is not None or not _MEASURED.search(answer) or _SCALED.search(answer) is not None
    if is_bare and _counts(sentence, candidate.end):
        return "how many"
    return "number" if is_bare else "how much"


def _how_long_breaks(text: str, candidate: Candidate) -> bool:
    start, end = candidate[:2]
    before = _NO_LONG_BEFORE.search(text, max(start - 12, 0), start)
    return before is not None or _NO_LONG_BEHIND.match(text, end) is not None


def _kind_of_two_numbers(first: str, between: str, second: str, *, behind_from: bool) -> str:
    """What ``3/4``, ``70/30``, ``2-4`` and ``0 to 1`` are."""
    one, two = (float(each.replace(",", "")) for each in (first, second))
    if one + two == 100:
        return "ratio"
    if between.strip() == "/":
        return "fraction" if one < two else "number"
    if behind_from:
        return "two numbers"
    return "range" if one < two else "number"


def _counts(sentence: ClaimSentence, end: int) -> bool:
    """Whether a plural stands right behind a number, or behind its adjectives: ``five daily active users``."""
    _, first = sentence.indices_of(end, end)
    for index in range(first, min(first + _MOST_COUNTED, len(sentence.words))):
        word = sentence.words[index]
        if sentence.text[end : word.start] != " " or sentence.tags[index] not in NOMINAL:
            return False
        if sentence.tags[index] == "noun" and ends_as_plural(word.lower):
            return True
        end = word.end
    return False
