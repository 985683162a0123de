"""The subject of a sentence that begins with a pronoun, where the sentence before names it beyond doubt.

``The pump runs all night. It needs no oil.``: the card of the second sentence says ``The pump needs no oil.``
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from noteport.cards.candidates import Candidate
from noteport.cards.card import Named
from noteport.cards.english import patterns
from noteport.cards.english.tags import NOMINAL, Tag, tag
from noteport.cards.english.words import AUXILIARIES, VAGUE_NOUNS
from noteport.cards.noun_phrases import noun_phrases, without_empty_adjectives
from noteport.cards.words import Stems, Word, cut, stems
from noteport.model.patterns import pattern

if TYPE_CHECKING:
    from noteport.cards.sentence import ClaimSentence

_PRONOUN = pattern(r"(?P<pronoun>It|They|He|She)(?P<is>['’]s)?\s|(?P<owner>Its|Their|His|Her)\s")
_SAME = pattern(r"(?:This|These)\s(?P<noun>[a-z]+(?:\s[a-z]+)?)\b")
_NOBODY = pattern(
    r"It(?:['’]s|\sis|\swas|\sremains|\sbecomes|\s(?:may|can|must|should|might|would)(?:\salso)?\sbe)\s(?:\S+\s){0,5}?"
    r"(?:to|that|when|if|whether|how|why|who|where)\b"
    r"|It\s(?:\w+ly\s)?(?:seems|appears|turns|takes|took|follows|depends|happens|means|helps|makes sense)\b"
)
"""``It`` that means nothing: ``It is important to …``."""
_WORDS = pattern(r"[a-z]+")
_IS = pattern(r"(?:a|an|the|not|[a-z]+ly|one)\s")
_PLURAL = frozenset({"They", "Their"})
_PERSONS = frozenset({"He", "She", "His", "Her"})
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_LONGEST = 6
"""Words of a subject that is repeated."""
_SUBJECT_BEFORE = frozenset({"a", "an", "the"})
_INSIDE = frozenset({"of", "the", "a", "an", "and", "for", "in"})


class Subject(NamedTuple):
    """What a pronoun stands for."""

    named: Named
    stems: Stems
    """What tells an answer that is a part of it."""

    def leaves(self, candidate: Candidate, words: Iterable[Word]) -> bool:
        """Whether a candidate may be asked for: it is no part of the subject, and the subject does not tell it."""
        if candidate.start < self.named.end:
            return False
        return not any(self.stems.related(word.stems) for word in words)


def subject_of(sentence: ClaimSentence) -> Subject | None:
    """The subject that stands in the sentence before; None if the sentence has its own, or none can be named."""
    text, start = sentence.text, sentence.start
    pronoun, same = _PRONOUN.match(text, start), _SAME.match(text, start)
    if (pronoun is None and same is None) or _NOBODY.match(text, start):
        return None
    before = sentence.facts.sentence_before(sentence.claim)
    if before is None:
        return None
    subject = _same_thing(before, same) if same is not None else _meant(before, pronoun)
    term = sentence.claim.term
    if subject is None or (term is not None and subject.stems.related(stems(term))):
        return None
    return subject


def _same_thing(before: str, same: re.Match[str]) -> Subject | None:
    """``This method``, where the sentence before has one method and says of which kind it is."""
    folded = before.casefold()
    if not any(found[0] in folded for found in _WORDS.finditer(same["noun"])):
        return None
    words = cut(before)
    phrases = list(noun_phrases(before, words, tag(before, words)))
    for found in _WORDS.finditer(same["noun"]):
        named = [phrase for phrase in phrases if phrase[-1].lower == found[0]]
        if len(named) == 1 and len(named[0]) > 1 and not named[0][0].text.endswith(_POSSESSIVE):
            phrase = without_empty_adjectives(named[0])
            if len(phrase) > 1:
                name = before[phrase[0].start : phrase[-1].end]
                name = name[0].lower() + name[1:] if phrase[0].common else name
                return _subject(same.start(), same.start("noun") + found.end(), f"The {name}")
    return None


def _meant(before: str, pronoun: re.Match[str] | None) -> Subject | None:
    """What a pronoun means: the subject of the sentence before, if it agrees."""
    name = _named(before)
    if not name or pronoun is None or not _agrees(pronoun["pronoun"] or pronoun["owner"], name):
        return None
    end = pronoun.end() - 1
    if pronoun["owner"]:
        return _subject(pronoun.start(), end, name + ("’" if name.endswith("s") else "’s"))
    if pronoun["is"]:
        return _subject(pronoun.start(), end, f"{name} is") if _IS.match(pronoun.string, pronoun.end()) else None
    return _subject(pronoun.start(), end, name)


def _subject(start: int, end: int, name: str) -> Subject:
    return Subject(Named(start, end, name), stems(name))


def _agrees(pronoun: str, name: str) -> bool:
    """Whether a pronoun may mean a name, by number, and by whether it is a person's."""
    person = patterns.PERSON.fullmatch(name) is not None and not name.startswith("The ")
    if pronoun in _PERSONS:
        return person
    last = cut(name)[-1].lower
    plural = " and " in name or (last.endswith("s") and not last.endswith(("ss", "us", "is", "ics")))
    return not person and plural == (pronoun in _PLURAL)


def _named(text: str) -> str:
    """The subject with which a sentence begins; empty if it is none that can be repeated."""
    opener = patterns.OPENER.match(text)
    start = opener.end() if opener is not None else 0
    words = [word for word in cut(text) if word.start >= start]
    tags = tag(text, words)
    own = list(_of_subject(text, words, tags))
    if (
        not own
        or len(own) > _LONGEST
        or not own[-1].stems
        or {own[-1].lower, own[-1].lower.removesuffix("s")} & VAGUE_NOUNS
    ):
        return ""
    name = text[words[0].start : own[-1].end]
    return name[0].upper() + name[1:]


def _of_subject(text: str, words: list[Word], tags: list[Tag]) -> Iterator[Word]:
    """The words before the verb; none if something stands among them that is no noun phrase."""
    own: list[Word] = []
    for index, (word, of_word) in enumerate(zip(words, tags, strict=True)):
        if index and text[words[index - 1].end : word.start] != " ":
            return
        if own and own[-1].stems and (of_word == "verb" or word.lower in AUXILIARIES):
            if not word.lower.endswith("ing"):
                yield from own
            return
        if of_word == "adverb" and own:
            continue
        if of_word not in NOMINAL and word.lower not in (_INSIDE if own else _SUBJECT_BEFORE):
            return
        own.append(word)
