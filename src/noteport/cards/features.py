"""What can be said of a card, as the named features that ``chances.py`` weighs: one function a subject.

Features whose names begin alike up to a colon are one reason to people. A group is features that follow from few
values, which come again and again, so that their weights are added up once for all cards.

of_claim    what is asked about, whatever is asked for
of_gap      a part of the text as the answer
of_place    its place in the sentence, and its likeness to the title
of_term     the lead-in as the answer

What only the finished front shows is in asked.py, and the signs of each kind of candidate where it is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct

from noteport.cards.candidates import Candidate
from noteport.cards.chances import LIKE_TITLE, Feature, Group
from noteport.cards.note_context import WordInNotes
from noteport.cards.place import signs_beside, signs_of_place
from noteport.cards.sentence import ClaimSentence
from noteport.cards.signs_of_claim import signs_of_claim
from noteport.model.patterns import pattern

_DIGIT = pattern(r"\d")
_LENGTHS = tuple(f"its length: {words}" for words in range(6))
_RARE = 8.0
"""The rarity from which on a word says something of its own."""


class Said(Struct, frozen=True):
    """What is said of an answer."""

    groups: Sequence[Group] = ()
    others: Sequence[Feature] = ()
    """Features of no group."""

    @property
    def features(self) -> list[Feature]:
        """All features."""
        return [*chain.from_iterable(of(*about) for of, *about in self.groups), *self.others]


def of_claim(sentence: ClaimSentence, skipped: str | None) -> list[Feature]:
    """Of the claim: how long it is, what it consists of, where it stands; in English what kind of sentence it is.

    Args:
        sentence: the claim.
        skipped: why it is left out unless all claims are asked for; None if it is not.
    """
    claim, words = sentence.claim, sentence.words
    number = max(len(words), 1)
    features: list[Feature] = [
        ("the claim's form: length", number / 30),
        ("the claim's form: square of length", (number / 30) ** 2),
        ("the claim's form: commas", min(sentence.text.count(","), 10) / 10),
        ("the claim's form: capitals", sum([word.capitalised for word in words]) / number),
        ("the claim's form: figures", sum([word.text[0].isdigit() for word in words]) / number),
        (f"the claim's form: {claim.kind}", 1),
        ("the claim's form: depth", min(len(claim.section), 6) / 3),
    ]
    if claim.lead is not None:
        features.append(("in an introduced list", 1))
    if claim.term is not None:
        features.append(("under a lead-in", 1))
    if sentence.english:
        features += _of_words_of_claim(sentence)
        features += [(sign, 1) for sign in signs_of_claim(sentence)]
        if skipped is not None:
            features.append((skipped, 1))
    return features


def _of_words_of_claim(sentence: ClaimSentence) -> list[Feature]:
    figures = [each for each in sentence.figures if each is not None]
    if not figures:
        return []
    rarities = [each.rarity for each in figures]
    marked = [each.marked for each in figures]
    return [
        ("the claim's words: rarity", sum(rarities) / len(rarities) / 13),
        ("the claim's words: rare ones", sum([rarity > _RARE for rarity in rarities]) / 10),
        ("the claim's words: marked", sum(marked) / len(marked) / 5),
        ("the claim's words: most marked", max(marked) / 5),
    ]


def of_gap(
    sentence: ClaimSentence, candidate: Candidate, first: int, behind: int, words: Sequence[WordInNotes]
) -> Said:
    """Of a part of the text: its kind and signs, its form, its words, but for what takes longest to find.

    Args:
        sentence: the claim.
        candidate: the part of its text.
        first: the number of its first word.
        behind: the number of the first word behind it.
        words: those of its words that say something; none if it is not English.
    """
    start, end, kind, signs, *_ = candidate
    answer = sentence.text[start:end]
    has_figures = sentence.has_figures and _DIGIT.search(answer) is not None
    if sentence.english:
        signs = (*signs, *signs_beside(sentence, candidate))
    groups = [(_of_kind, kind, signs), _form(answer, behind - first, has_figures=has_figures)]
    if words:
        groups.append((_of_words, *words))
    if first < behind <= len(sentence.tags):
        groups.append((_of_words_beside, *sentence.words_beside(first, behind)))
    return Said(groups, _of_extent(sentence, start, end))


def of_place(sentence: ClaimSentence, candidate: Candidate, words: Sequence[WordInNotes]) -> list[Feature]:
    """What takes longest to find: the signs of its place, and its likeness to the title; only in English."""
    if not sentence.english:
        return []
    return [(sign, 1.0) for sign in signs_of_place(sentence, candidate)] + _likeness(sentence, words)


def of_term(
    sentence: ClaimSentence, term: str, number: int, words: Sequence[WordInNotes], signs: Sequence[str]
) -> Said:
    """Of a lead-in: its signs, its form, its words.

    Args:
        sentence: the claim.
        term: the lead-in.
        number: how many words it has.
        words: those that say something; none if it is not English.
        signs: its signs.
    """
    groups: list[Group] = [
        (_of_kind, "lead-in", tuple(signs)),
        _form(term, number, has_figures=_DIGIT.search(term) is not None),
    ]
    if words:
        groups.append((_of_words, *words))
    return Said(groups, _likeness(sentence, words))


def _likeness(sentence: ClaimSentence, words: Sequence[WordInNotes]) -> list[Feature]:
    return [(LIKE_TITLE, sum(map(sentence.facts.likeness_to_title, words)) / len(words))] if words else []


def _of_kind(kind: str, signs: Sequence[str]) -> list[Feature]:
    return [(kind, 1.0), *((sign, 1.0) for sign in signs)]


def _of_extent(sentence: ClaimSentence, start: int, end: int) -> list[Feature]:
    """Where it begins and ends, as shares of the claim, and what stands behind it."""
    text, opening = sentence.text, sentence.start
    length = max(len(text) - opening, 1)
    begins = (start - opening) / length
    features = [
        ("its place: beginning", begins),
        ("its place: square of beginning", begins * begins),
        ("its place: end", (end - opening) / length),
        ("its length: share of the claim", (end - start) / length),
    ]
    if end >= sentence.end_of_words:
        features.append(("its place: last", 1.0))
    elif text[end] == ",":
        features.append(("its place: before a comma", 1.0))
    elif text.startswith(" (", end):
        features.append(("its place: before a bracket", 1.0))
    if text.endswith(": ", opening, start):
        features.append(("its place: behind a colon", 1.0))
    return features


def _form(answer: str, words: int, *, has_figures: bool) -> Group:
    """The group of what an answer looks like."""
    return (
        _of_form,
        words,
        len(answer),
        has_figures,
        answer[:1].isupper(),
        answer.isupper() and len(answer) > 1,
        "-" in answer,
    )


def _of_form(
    words: int, letters: int, has_figures: bool, is_capitalised: bool, is_upper: bool, has_hyphen: bool
) -> Iterator[Feature]:
    yield "its length: words", words / 3
    yield _LENGTHS[min(words, 5)], 1.0
    yield "its length: letters", letters / 60
    if has_figures:
        yield "its form: figures", 1.0
    if is_capitalised:
        yield "its form: all capitals" if is_upper else "its form: a capital", 1.0
    if has_hyphen:
        yield "its form: a hyphen", 1.0


def _of_words_beside(second: str, before: str, after: str) -> Iterator[Feature]:
    if second:
        yield f"its neighbors: second behind '{second}'", 1.0
    if before:
        yield f"its neighbors: behind '{before}'", 1.0
    if after:
        yield f"its neighbors: before '{after}'", 1.0


def _of_words(*words: WordInNotes) -> list[Feature]:
    """How rare the answer's words are, and how often authors mark them."""
    number = len(words)
    rarities = [word.rarity for word in words]
    marked = [word.marked for word in words]
    elsewhere = [word.elsewhere for word in words]
    rarest = max(rarities) / 13
    return [
        ("its words: rarest", rarest),
        ("its words: square of rarest", rarest * rarest),
        ("its words: commonest", min(rarities) / 13),
        ("its words: rarity", sum(rarities) / number / 13),
        ("its words: marked", sum(marked) / number / 5),
        ("its words: most marked", max(marked) / 5),
        ("its words: unknown", sum([word.known is None for word in words]) / number),
        ("its words: rarity in the notes", sum(elsewhere) / number / 6),
        ("its words: rarest in the notes", max(elsewhere) / 6),
    ]
