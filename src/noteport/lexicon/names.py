"""Names in a text: ``Albert Einstein``, ``Federal Reserve``, ``JavaScript``; in English by their capital letters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from noteport.cards.english import patterns
from noteport.cards.english.words import NAME_JOINS, STOP
from noteport.cards.statistics import WordStatistics
from noteport.cards.words import Word, cut
from noteport.lexicon.english import CALENDAR, EPONYMS, PEOPLES, TITLES
from noteport.model.patterns import pattern

_MOST_WORDS = 4
_TOO_MANY = 0.5
"""The share of capitals from which a text is a title, in which capitals mean nothing."""
_OPENS = ("", ".", "!", "?", ":", "–", "—", "…", ";", ")", "|", "•")
_SIGN_BEHIND = pattern(r"\s?[=(/\\_<>{}^*\[]|[-–]\w")
_ADJECTIVES = ("-based", "-like", "-style", "-specific", "-related", "-powered", "-driven", "-inspired", "-generated")
_CODE = pattern(r"[a-z]+[A-Z_]|.*[_./\\]|.*\d.*\d")


class Name(NamedTuple):
    """A name in a text."""

    text: str
    certain: bool
    """False if it opens a sentence, where every word has a capital."""


def names_in(text: str, words: WordStatistics) -> Iterator[Name]:
    """Yield the names in an English text, in order; none where most words are capitals, as in titles.

    Args:
        text: one sentence.
        words: how rare words are, and which have a capital everywhere: ``count_words(notes)``.
    """
    cut_text = cut(text)
    capitals = sum(word.text[0].isupper() for word in cut_text)
    if not capitals or (len(cut_text) > 3 and capitals > _TOO_MANY * len(cut_text)):
        return
    index = 0
    while index < len(cut_text):
        if not _begins_name(cut_text[index]):
            index += 1
            continue
        last = _last_of_name(text, cut_text, index)
        name = _without_title(cut_text[index : last + 1])
        opens = index == 0 or text[cut_text[index - 1].end : cut_text[index].start].rstrip(" \"“‘'(")[-1:] in _OPENS[1:]
        if name and _is_name(text, name, words, opens=opens and name[0] is cut_text[index]):
            shown = text[name[0].start : name[-1].end].removesuffix("'s").removesuffix("’s")
            yield Name(shown, certain=not opens or name[0] is not cut_text[index])
        index = last + 1


def _begins_name(word: Word) -> bool:
    return word.text[0].isupper() and word.lower.partition("'")[0] not in STOP


def _last_of_name(text: str, words: list[Word], index: int) -> int:
    """The index of the last word of the name that begins at ``index``."""
    while index + 1 < len(words):
        gap = text[words[index].end : words[index + 1].start]
        following = words[index + 1]
        if words[index].text.endswith(("'s", "’s")):
            return index + 1 if gap == " " and following.lower in EPONYMS else index
        initial = gap == ". " and len(words[index].text) <= 2
        if gap != " " and not initial and not (gap == " & " and _begins_name(following)):
            break
        if _begins_name(following):
            index += 1
        elif (
            following.text in NAME_JOINS
            and index + 2 < len(words)
            and _begins_name(words[index + 2])
            and text[following.end : words[index + 2].start] == " "
        ):
            index += 2
        else:
            return index + _length_of_noun(text, words, index + 1)
    return index


def _length_of_noun(text: str, words: list[Word], index: int) -> int:
    """How many words make a term of the name before them: ``effect``, ``uncertainty principle``; 0 if none do."""
    if words[index].text in EPONYMS:
        return 1
    behind = words[index + 1] if index + 1 < len(words) else None
    if behind is None or behind.text not in EPONYMS or words[index].lower in STOP or not words[index].text.islower():
        return 0
    return 2 if text[words[index].end : behind.start] == " " else 0


def _without_title(name: list[Word]) -> list[Word]:
    """The name without a title in front of it."""
    while name and name[0].lower.rstrip(".") in TITLES and len(name) > 1:
        name = name[1:]
    return name


def _is_name(text: str, name: list[Word], words: WordStatistics, *, opens: bool) -> bool:
    first, last = name[0], name[-1]
    if (
        len(name) > _MOST_WORDS
        or last.lower in STOP
        or first.lower.partition("-")[0] in CALENDAR
        or last.lower.endswith(_ADJECTIVES)
        or _SIGN_BEHIND.match(text, last.end)
    ):
        return False
    if any(_CODE.match(word.text) for word in name) or patterns.COUNTED_LEAD_IN.match(first.lower):
        return False
    if len(name) > 1:
        if last.text.islower():
            return not first.common and first.lower not in PEOPLES
        return not opens or not first.common or words.is_name(first.text)
    if len(first.text) < 3 or first.lower in PEOPLES or (opens and first.common):
        return False
    return _always_capital(first, words)


def _always_capital(word: Word, words: WordStatistics) -> bool:
    """Whether a word has a capital wherever it stands, so that it is a name."""
    written = word.text.removesuffix("'s").removesuffix("’s")
    capital, any_case = words.counts.get(written, 0), words.counts.get(written.lower(), 0)
    if not capital or any_case > 1.2 * capital:
        return False
    return not word.common or capital > 2
