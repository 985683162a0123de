"""Names: capitalised phrases that no start of a sentence explains, acronyms, and spellings like ``DeepSeek``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from noteport.cards.candidates import LONGEST, Candidate
from noteport.cards.english import patterns
from noteport.cards.english.tags import NOMINAL, class_of
from noteport.cards.english.words import COUNTED, NAME_JOINS, STOP
from noteport.cards.sentence import ClaimSentence
from noteport.cards.words import Word
from noteport.model.patterns import pattern

_FREQUENT = 0.05
"""The share of all notes that makes a name a matter of course."""
_ENDS_BEFORE_A_SENTENCE = ("", ".", "!", "?", ":", "–", "—", "…")
_NEXT_WORD = pattern(r"[\"”]?\s([A-Za-z][\w'’-]*)")
_COINED = pattern(r"[A-Za-z0-9].*[A-Z0-9]")
_LATIN_ENDINGS = ("us", "is", "um", "ae", "i", "a", "ens", "ans")
_ADJECTIVES = frozenset("based born built driven friendly like proof ready related specific style type wide".split())
"""What makes an adjective of a name before a hyphen."""
_CAPITAL_BEFORE = pattern(r"\b([A-Z][\w.'’]*)\s$")
_MORE_NUMBERS = pattern(r"(?:,| and| or|,? &)\s?\d")


def names(sentence: ClaimSentence) -> Iterator[Candidate]:
    """Every name in a text; none where most words are capitals, as in titles."""
    words = sentence.words
    capitalised = [word.capitalised for word in words]
    capitals = sum(capitalised)
    said = len([word for word in words if word.stems]) if capitals else 0
    if not capitals or (said > 3 and capitals > 0.7 * said):
        return
    index = 0
    while index < len(words):
        last = index
        if capitalised[index] and not _is_opening_verb(sentence, index):
            last = _end_of_name(sentence, capitalised, index)
            longer = last > index
            if last - index < LONGEST and _is_name(sentence, words[index], longer) and not _describes(words[last]):
                yield _candidate(sentence, words[index : last + 1])
        index = last + 1


def _is_opening_verb(sentence: ClaimSentence, index: int) -> bool:
    """Whether a word has its capital only because the sentence begins with this verb: ``Uses Kruskal's algorithm``."""
    word = sentence.words[index]
    if not sentence.tags or sentence.tags[index] != "verb" or not sentence.opens(word.start):
        return False
    return word.text[1:].islower() and not sentence.facts.words.is_name(word.text)


def _candidate(sentence: ClaimSentence, name: list[Word]) -> Candidate:
    text = sentence.text
    start, end = name[0].start, name[-1].end
    if text.endswith(("'s", "’s"), start, end):
        end -= 2
    kind = "acronym" if len(name) == 1 and text[start:end].isupper() else "name"
    if not sentence.english:
        return Candidate(start, end, kind)
    signs = (*_of_itself(sentence, name, text[start:end]), *_of_role(sentence, start, end))
    return Candidate(start, end, kind, (*signs, *_of_neighbours(sentence, start, end)))


def _of_itself(sentence: ClaimSentence, name: list[Word], shown: str) -> Iterator[str]:
    """What speaks for or against a name wherever it stands."""
    coined = _COINED.match(name[0].text) is not None
    if coined or (len(name) > 1 and not all(word.text[1:].islower() for word in name)):
        yield "technical or compound name"
    if len(shown) < 3:
        yield "too short a name"
    if not coined or shown.rstrip("s").isupper():
        times = max(sentence.facts.counts.get(word.lower, 0) for word in name)
        if times >= (3 if len(name) == 1 else 6):
            yield "runs through the note"
    known = sentence.facts.words
    if not coined and max(known.counts.get(word.lower, 0) for word in name) > max(20, _FREQUENT * known.notes):
        yield "stands in many notes"


def _of_role(sentence: ClaimSentence, start: int, end: int) -> Iterator[str]:
    """Whether the sentence says what somebody or something does, or what it is."""
    if not sentence.opens(start):
        if sentence.text.startswith(",", end) and patterns.APPOSITION.match(sentence.text, end):
            yield "explained behind it"
    elif sentence.tag_after(end) == "verb":
        yield "says something" if patterns.SAYS.match(sentence.text, end) else "does something"


def _of_neighbours(sentence: ClaimSentence, start: int, end: int) -> Iterator[str]:
    """Whether it is only a piece of something."""
    text = sentence.text
    before = text[max(start - 40, 0) : start]
    if sentence.tag_after(end) in NOMINAL and not text[end + 1].isupper():
        yield "modifies what follows"
    if text[end : end + 1] in ("-", "–", "/", "&") or text[start - 1 : start] in ("-", "–", "/", "&"):
        yield "part of a compound"
    capital = _CAPITAL_BEFORE.search(before, before.rfind(" ", 0, -1) + 1)
    word_behind = _NEXT_WORD.match(text, end)
    if (capital is not None and capital[1].lower() not in STOP) or (word_behind and word_behind[1][0].isupper()):
        yield "piece of a longer name"


def _end_of_name(sentence: ClaimSentence, capitalised: list[bool], last: int) -> int:
    """Index of the last word of the name that begins at ``last``; numbers and small words inside it belong to it."""
    text, words = sentence.text, sentence.words
    while last + 1 < len(words) and _one_blank(text, words, last) and not words[last].text.endswith(("'s", "’s")):
        following = words[last + 1].text
        if capitalised[last + 1] or _is_numeral(following):
            last += 1
            continue
        if sentence.english and not sentence.opens(words[last].start) and _is_latin_pair(*words[last : last + 2]):
            return last + 1
        joins = 1
        while joins < 3 and last + joins < len(words) and words[last + joins].text in NAME_JOINS:
            joins += 1
        behind = last + joins
        if joins == 1 or behind >= len(words) or not capitalised[behind]:
            break
        if any(not _one_blank(text, words, index) for index in range(last, behind)):
            break
        last = behind
    return last


def _is_latin_pair(first: Word, second: Word) -> bool:
    """Whether two words that are not English make a Latin name: ``Quercus petraea``."""
    if first.common or second.common or not second.lower.endswith(_LATIN_ENDINGS) or len(second.lower) < 4:
        return False
    return class_of(second.lower).startswith("?") and class_of(first.lower).startswith("?")


def _is_numeral(word: str) -> bool:
    """Whether a word ends a name as a number does: ``Llama 2``, ``Amphotericin B``."""
    return (word.isdigit() and len(word) < 4) or (len(word) == 1 and word.isupper() and word != "I")


def _describes(word: Word) -> bool:
    """Whether the last word of a name makes an adjective of it: ``Cold War-like``, ``AI-generated``."""
    _, hyphen, last = word.text.rpartition("-")
    return bool(hyphen) and last.islower() and (last in _ADJECTIVES or last.endswith("ed"))


def _one_blank(text: str, words: list[Word], index: int) -> bool:
    """Return whether only whitespace, or the full stop of an initial, separates a word from the next."""
    between = text[words[index].end : words[index + 1].start]
    return between == " " or (between == ". " and len(words[index].text) < 3)


def _is_name(sentence: ClaimSentence, word: Word, is_longer: bool) -> bool:
    """Whether a capital means something: it is inside the word, or the word does not open a sentence."""
    own = re.split("['’]", word.text)[0]
    if any(map(str.isupper, own[1:])) or any(map(str.isdigit, own[1:])):
        return True
    before = sentence.text[max(word.start - 8, 0) : word.start].rstrip(" \"“‘'(")
    if before[-1:] not in _ENDS_BEFORE_A_SENTENCE and not sentence.opens(word.start):
        return len(word.text) > 1
    return is_longer or sentence.facts.words.is_name(own)


def ends_name(sentence: ClaimSentence, number: Candidate, name: Candidate) -> bool:
    """Whether a number is the end of a name, ``Trisomy 21``, and not of a label, ``Stage 2``, ``Types 6 and 11``."""
    if number.kind not in ("number", "count") or number.end != name.end or number.start <= name.start:
        return False
    text = sentence.text
    label = text[name.start : number.start].rsplit(maxsplit=1)[-1]
    return label.lower() not in COUNTED and not sentence.opens(name.start) and not _MORE_NUMBERS.match(text, number.end)
