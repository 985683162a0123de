"""Signs that a sentence refers to things that it does not name: ``this pattern``, ``The platform allows …``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from noteport.cards.english.tags import NOMINAL, PARTICIPLES
from noteport.cards.english.words import EMPTY_ADJECTIVES, PREPOSITIONS
from noteport.cards.incomplete import finite_verbs
from noteport.cards.words import Word

if TYPE_CHECKING:
    from noteport.cards.sentence import ClaimSentence

WE = "we are not named"
THIS_THING, THIS = "this thing is not named", "this points to another sentence"
SUBJECT, IT = "its subject is an everyday thing", "it stands for nothing in the sentence"
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those", "such"})
_PRONOUNS = frozenset("it its itself they them their themselves".split())
_WE = frozenset({"we", "us", "our", "ours"})
_POINTERS = _DEMONSTRATIVES | _PRONOUNS | _WE | {"the"}
_SAYS_WHICH = PREPOSITIONS | {"that", "which", "who", "where", "whose", "used", "called", "known"}
"""What stands behind a noun and tells which one is meant: ``the valve of the pump``."""
_NEEDS_OTHERS = frozenset({"this", "these", "such"})
_NOT_BEHIND_SUCH = frozenset({"as", "that"})
_BEFORE_SUCH = frozenset({"no", "one", "any"})


def needs_other_sentence(sentence: ClaimSentence) -> bool:
    """Whether only another sentence tells what ``this``, ``these`` or ``such`` means inside one: ``To do this, …``.

    What has a verb before may be meant by it, as in ``If ice melts, this cools the drink``. So may what stands before
    brackets, by what is in them.
    """
    named = None if sentence.subject is None else sentence.subject.named
    return any(named is None or not named.start <= word.start < named.end for word in needing(sentence))


def needing(sentence: ClaimSentence) -> Iterator[Word]:
    """The words of which only another sentence tells what they mean, whether or not it names it beyond doubt."""
    first, _ = sentence.indices_of(sentence.start, len(sentence.text))
    for index in range(first + 1, len(sentence.words)):
        if sentence.words[index].lower in _NEEDS_OTHERS and _needs_other(sentence, first, index):
            yield sentence.words[index]


def _needs_other(sentence: ClaimSentence, first: int, index: int) -> bool:
    """The same of one word; ``first`` is the number of the first word of the sentence, ``index`` that of the word."""
    text, words, tags = sentence.text, sentence.words, sentence.tags
    word = words[index]
    if text.rfind("(", sentence.start, word.start) > text.rfind(")", sentence.start, word.start):
        return False
    if index + 1 < len(words) and text[word.end : words[index + 1].start] not in (" ", ", "):
        return False
    if any(low <= word.start < high for low, high in sentence.marks.whole):
        return False
    behind = words[index + 1].lower if index + 1 < len(words) else ""
    thing = _thing_behind(sentence, word)
    if words[index - 1].lower in _BEFORE_SUCH or (behind, words[index - 1].lower) == ("context", "in"):
        return False
    if word.lower == "such":
        return behind not in _NOT_BEHIND_SUCH and bool(thing) and not _is_named_before(sentence, thing[-1])
    verbs = list(finite_verbs(words[first:index], tags[first:index]))
    if thing:
        return not verbs and len(thing) == 1 and behind != "days" and not _is_named_before(sentence, thing[0])
    if tags[index + 1 : index + 2] == ["number"] or sentence.tag_after(word.end) in NOMINAL:
        return False
    if behind.endswith(PARTICIPLES) and set(tags[index + 2 : index + 3]) <= NOMINAL:
        return False
    is_object = tags[index - 1] == "verb" or words[index - 1].lower in PREPOSITIONS
    return len(verbs) < (2 if is_object else 1)


def signs_of_unnamed(sentence: ClaimSentence) -> Iterator[str]:
    """The signs, each once. What the first word refers to is told in clean.py and subjects.py."""
    first, _ = sentence.indices_of(sentence.start, len(sentence.text))
    words = sentence.words[first:] if sentence.tags else []
    found = set()
    for index, word in enumerate(words):
        if word.lower not in _POINTERS:
            continue
        if word.lower in _WE:
            found.add(WE)
        elif word.lower == "the":
            if not index and _is_everyday(sentence, _thing_behind(sentence, word)):
                found.add(SUBJECT)
        elif not index or (word.lower == "that" and words[index - 1].lower not in PREPOSITIONS):
            continue
        elif word.lower in _PRONOUNS:
            if _is_first_thing(sentence, word):
                found.add(IT)
        elif thing := _thing_behind(sentence, word):
            if not _is_named_before(sentence, thing[-1]):
                found.add(THIS_THING)
        elif word.lower in ("this", "these") and sentence.tag_after(word.end) not in NOMINAL:
            found.add(THIS)
    yield from sorted(found)


def _is_first_thing(sentence: ClaimSentence, word: Word) -> bool:
    """Whether a pronoun has no noun before it that it may stand for, and nothing above the sentence that names one."""
    if any(phrase[0].start < word.start for phrase in sentence.noun_phrases):
        return False
    return not sentence.needs_name and sentence.subject is None


def _thing_behind(sentence: ClaimSentence, word: Word) -> Sequence[Word]:
    """The noun phrase right behind a word and empty adjectives; empty if there is none, or if it is a name."""
    phrase = next((each for each in sentence.noun_phrases if each[0].start > word.start), ())
    if not phrase or any(each.capitalised for each in phrase):
        return ()
    between = sentence.text[word.end : phrase[0].start].lower().split()
    return phrase if EMPTY_ADJECTIVES.issuperset(between) else ()


def _is_everyday(sentence: ClaimSentence, thing: Sequence[Word]) -> bool:
    """Whether a thing is named by everyday words alone, and nothing behind them tells which one is meant."""
    if not thing or not all(word.common for word in thing):
        return False
    behind = sentence.words_in(thing[-1].end, thing[-1].end + 2)
    return bool(behind) and behind[0].lower not in _SAYS_WHICH


def _is_named_before(sentence: ClaimSentence, head: Word) -> bool:
    """Whether a noun phrase before a noun has the same noun."""
    heads = (phrase[-1] for phrase in sentence.noun_phrases)
    return any(word.end <= head.start and word.stems.related(head.stems) for word in heads)
