"""What can be said of a card, as the named features that ``chances.py`` weighs: one function a subject.

Features whose names begin alike up to a colon are one reason to people.

of_claim    what is asked about, whatever is asked for
of_gap      a part of the text as the answer, and its place
of_term     the lead-in as the answer

What only the finished front shows is in judge.py, and the signs of each kind of candidate where it is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from noteport.cards.candidates import Candidate
from noteport.cards.chances import Feature
from noteport.cards.english.word_table import RAREST, SELDOM_MARKED, WordFigures
from noteport.cards.place import signs_of_place
from noteport.cards.sentence import ClaimSentence
from noteport.cards.signs_of_claim import signs_of_claim
from noteport.cards.words import Word, figures_of

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


def of_gap(sentence: ClaimSentence, candidate: Candidate) -> Iterator[Feature]:
    """Of a part of the text: its kind and signs, its form, its place, its words."""
    start, end, kind, signs, *_ = candidate
    yield kind, 1
    for sign in signs:
        yield sign, 1
    text = sentence.text
    answer = text[start:end]
    length = max(len(text) - sentence.start, 1)
    begins = (start - sentence.start) / length
    yield "its place: beginning", begins
    yield "its place: square of beginning", begins * begins
    yield "its place: end", (end - sentence.start) / length
    yield "its length: share of the claim", (end - start) / length
    if not text[end:].strip(' .!"”'):
        yield "its place: last", 1
    behind = text[end : end + 2]
    if behind[:1] == ",":
        yield "its place: before a comma", 1
    elif behind == " (":
        yield "its place: before a bracket", 1
    first, behind_last = sentence.indices_of(start, end)
    yield from _of_form(answer, behind_last - first)
    if sentence.english:
        yield from _of_neighbors(sentence, first, behind_last)
        yield from _of_words(sentence, sentence.words[first:behind_last], sentence.figures[first:behind_last])
        for sign in signs_of_place(sentence, candidate):
            yield sign, 1


def of_term(sentence: ClaimSentence, term: str, words: Sequence[Word], signs: Sequence[str]) -> Iterator[Feature]:
    """Of a lead-in: its signs, its form, its words."""
    yield "lead-in", 1
    yield from _of_form(term, len(words))
    for sign in signs:
        yield sign, 1
    if sentence.english:
        yield from _of_words(sentence, words, figures_of(words))


def _of_form(answer: str, words: int) -> Iterator[Feature]:
    yield "its length: words", words / 3
    yield f"its length: {min(words, 5)}", 1
    yield "its length: letters", len(answer) / 60
    if any(map(str.isdigit, answer)):
        yield "its form: figures", 1
    if answer[:1].isupper():
        yield "its form: all capitals" if answer.isupper() and len(answer) > 1 else "its form: a capital", 1


def _of_neighbors(sentence: ClaimSentence, first: int, behind: int) -> Iterator[Feature]:
    """The parts of speech at the answer's edges, inside and outside."""
    tags = sentence.tags
    if first == behind or behind > len(tags):
        return
    yield f"its neighbors: begins with {tags[first]}", 1
    yield f"its neighbors: ends with {tags[behind - 1]}", 1
    yield f"its neighbors: behind {tags[first - 1] if first else 'nothing'}", 1
    yield f"its neighbors: before {tags[behind] if behind < len(tags) else 'nothing'}", 1


def _of_words(
    sentence: ClaimSentence, words: Sequence[Word], figures: Sequence[WordFigures | None]
) -> Iterator[Feature]:
    """How rare the answer's words are, how often authors mark them, and what they have to do with the title."""
    said = [(word.lower, known) for word, known in zip(words, figures, strict=True) if word.stems]
    figures = [known for lower, known in said if known is not None or lower[0].isalpha()]
    number = len(figures)
    if not number:
        return
    rarities = [RAREST if known is None else known.rarity for known in figures]
    marked = [SELDOM_MARKED if known is None else known.marked for known in figures]
    rarest = max(rarities) / 13
    yield "its words: rarest", rarest
    yield "its words: square of rarest", rarest * rarest
    yield "its words: commonest", min(rarities) / 13
    yield "its words: rarity", sum(rarities) / number / 13
    yield "its words: marked", sum(marked) / number / 5
    yield "its words: most marked", max(marked) / 5
    yield "its words: unknown", sum(known is None for known in figures) / number
    rarity = sentence.facts.rarity
    elsewhere = [rarity(lower) for lower, _ in said]
    yield "its words: rarity in the notes", sum(elsewhere) / len(elsewhere) / 6
    yield "its words: rarest in the notes", max(elsewhere) / 6
    like_title = sentence.facts.likeness_to_title
    yield "its words: like the title", sum(like_title(known) for known in figures if known is not None) / number
