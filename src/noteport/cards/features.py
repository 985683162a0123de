"""What can be said of a card, as the named features that ``chances.py`` weighs: one function a subject.

Features whose names begin alike up to a colon are one reason to people.

of_claim    what is asked about, whatever is asked for
of_gap      a part of the text as the answer
of_place    its place in the sentence
of_term     the lead-in as the answer

What only the finished front shows is in judge.py, and the signs of each kind of candidate where it is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from noteport.cards.candidates import Candidate
from noteport.cards.chances import Feature
from noteport.cards.english.word_table import RAREST, SELDOM_MARKED
from noteport.cards.note_context import NoteContext
from noteport.cards.place import signs_of_place
from noteport.cards.sentence import ClaimSentence
from noteport.cards.signs_of_claim import signs_of_claim
from noteport.cards.words import Word
from noteport.model.patterns import pattern

_DIGIT = pattern(r"\d")
_LENGTHS = tuple(f"its length: {words}" for words in range(6))
_RARE = 8.0
"""The rarity from which on a word says something of its own."""


def of_claim(sentence: ClaimSentence, skipped: str | None) -> Iterator[Feature]:
    """Of the claim: how long it is, what it consists of, where it stands; in English what kind of sentence it is.

    Args:
        sentence: the claim.
        skipped: why it is left out unless all claims are asked for; None if it is not.
    """
    claim, words = sentence.claim, sentence.words
    number = max(len(words), 1)
    yield "the claim's form: length", number / 30
    yield "the claim's form: square of length", (number / 30) ** 2
    yield "the claim's form: commas", min(sentence.text.count(","), 10) / 10
    yield "the claim's form: capitals", sum(word.capitalised for word in words) / number
    yield "the claim's form: figures", sum(word.text[0].isdigit() for word in words) / number
    yield f"the claim's form: {claim.kind}", 1
    yield "the claim's form: depth", min(len(claim.section), 6) / 3
    if claim.lead is not None:
        yield "in an introduced list", 1
    if claim.term is not None:
        yield "under a lead-in", 1
    if sentence.english:
        yield from _of_words_of_claim(sentence)
        for sign in signs_of_claim(sentence):
            yield sign, 1
        if skipped is not None:
            yield skipped, 1


def _of_words_of_claim(sentence: ClaimSentence) -> Iterator[Feature]:
    figures = [known for known, word in zip(sentence.figures, sentence.words, strict=True) if word.stems]
    if not figures:
        return
    rarities = [RAREST if known is None else known.rarity for known in figures]
    marked = [SELDOM_MARKED if known is None else known.marked for known in figures]
    yield "the claim's words: rarity", sum(rarities) / len(rarities) / 13
    yield "the claim's words: rare ones", sum(rarity > _RARE for rarity in rarities) / 10
    yield "the claim's words: marked", sum(marked) / len(marked) / 5
    yield "the claim's words: most marked", max(marked) / 5


def of_gap(sentence: ClaimSentence, candidate: Candidate) -> list[Feature]:
    """Of a part of the text: its kind and signs, its form, its words, but for the signs of its place."""
    start, end, kind, signs, *_ = candidate
    first, behind = sentence.indices_of(start, end)
    features = [(kind, 1.0), *((sign, 1.0) for sign in signs)]
    features += _of_extent(sentence, start, end)
    features += _of_form(sentence.text[start:end], behind - first)
    if sentence.english:
        features += _of_neighbors(sentence, first, behind)
        features += _of_words([word.lower for word in sentence.words[first:behind] if word.stems], sentence.facts)
    return features


def of_place(sentence: ClaimSentence, candidate: Candidate) -> list[Feature]:
    """The signs of its place, which take the longest to find; only in English."""
    return [(sign, 1.0) for sign in signs_of_place(sentence, candidate)] if sentence.english else []


def of_term(sentence: ClaimSentence, term: str, words: Sequence[Word], signs: Sequence[str]) -> list[Feature]:
    """Of a lead-in: its signs, its form, its words."""
    features = [("lead-in", 1.0), *((sign, 1.0) for sign in signs), *_of_form(term, len(words))]
    if sentence.english:
        features += _of_words([word.lower for word in words if word.stems], sentence.facts)
    return features


def _of_extent(sentence: ClaimSentence, start: int, end: int) -> list[Feature]:
    """Where it begins and ends, as shares of the claim, and what stands behind it."""
    text = sentence.text
    length = max(len(text) - sentence.start, 1)
    begins = (start - sentence.start) / length
    features = [
        ("its place: beginning", begins),
        ("its place: square of beginning", begins * begins),
        ("its place: end", (end - sentence.start) / length),
        ("its length: share of the claim", (end - start) / length),
    ]
    if not text[end:].strip(' .!"”'):
        features.append(("its place: last", 1.0))
    elif text[end] == ",":
        features.append(("its place: before a comma", 1.0))
    elif text.startswith(" (", end):
        features.append(("its place: before a bracket", 1.0))
    return features


def _of_form(answer: str, words: int) -> list[Feature]:
    features = [
        ("its length: words", words / 3),
        (_LENGTHS[min(words, 5)], 1.0),
        ("its length: letters", len(answer) / 60),
    ]
    if _DIGIT.search(answer):
        features.append(("its form: figures", 1.0))
    if answer[:1].isupper():
        capitals = answer.isupper() and len(answer) > 1
        features.append(("its form: all capitals" if capitals else "its form: a capital", 1.0))
    return features


def _of_neighbors(sentence: ClaimSentence, first: int, behind: int) -> list[Feature]:
    """The parts of speech at the answer's edges, inside and outside."""
    tags = sentence.tags
    if first == behind or behind > len(tags):
        return []
    before, after = tags[first - 1] if first else None, tags[behind] if behind < len(tags) else None
    return [
        (f"its neighbors: begins with {tags[first]}", 1.0),
        (f"its neighbors: ends with {tags[behind - 1]}", 1.0),
        (f"its neighbors: behind {before or 'nothing'}", 1.0),
        (f"its neighbors: before {after or 'nothing'}", 1.0),
    ]


def _of_words(words: Sequence[str], facts: NoteContext) -> list[Feature]:
    """How rare the answer's words are, how often authors mark them, and what they have to do with the title."""
    told = [figures for figures in map(facts.figures, words) if figures is not None]
    if not told:
        return []
    rarities, marked, elsewhere, likeness, unknown = zip(*told, strict=True)
    number = len(told)
    rarest = max(rarities) / 13
    return [
        ("its words: rarest", rarest),
        ("its words: square of rarest", rarest * rarest),
        ("its words: commonest", min(rarities) / 13),
        ("its words: rarity", sum(rarities) / number / 13),
        ("its words: marked", sum(marked) / number / 5),
        ("its words: most marked", max(marked) / 5),
        ("its words: unknown", sum(unknown) / number),
        ("its words: rarity in the notes", sum(elsewhere) / number / 6),
        ("its words: rarest in the notes", max(elsewhere) / 6),
        ("its words: like the title", sum(likeness) / number),
    ]
