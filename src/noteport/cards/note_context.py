"""What the claims of one note share, found once for all of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from noteport.cards.english.word_table import RAREST, SELDOM_MARKED, UNIT, WordFigures, dot, word_table
from noteport.cards.statistics import WordStatistics
from noteport.cards.words import Word, cut
from noteport.model.language import is_english
from noteport.model.nodes import Claim
from noteport.model.note import Note


class FiguresInNote(NamedTuple):
    """What is known of a word of a note."""

    rarity: float
    marked: float
    elsewhere: float
    """Its rarity in the notes."""
    likeness: float
    """To the title."""
    unknown: int
    """1 if the table of words does not have it, else 0."""


class NoteContext:
    """A note, with what is counted in it only if somebody asks.

    Args:
        note: the note.
        words: how rare words are.
    """

    def __init__(self, note: Note, words: WordStatistics) -> None:
        self.note = note
        self.words = words
        self.figures: Callable[[str], FiguresInNote | None] = cache(self._figures)

    def _figures(self, word: str) -> FiguresInNote | None:
        """What the features of an answer say of a word in small letters; None if it has no letters."""
        known = word_table().find(word)
        if known is not None:
            return FiguresInNote(known.rarity, known.marked, self.words.rarity(word), self.likeness_to_title(known), 0)
        return FiguresInNote(RAREST, SELDOM_MARKED, self.words.rarity(word), 0.0, 1) if word[0].isalpha() else None

    @cached_property
    def english(self) -> bool:
        """Whether the table of English words applies."""
        return is_english(self.note)

    @cached_property
    def words_of(self) -> Mapping[str, list[Word]]:
        """The words of each claim, by the claim's id."""
        return {claim.id: cut(claim.text) for claim in self.note.claims()}

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """In how many claims of the note each word is."""
        counts: Counter[str] = Counter()
        for words in self.words_of.values():
            counts.update({word.lower for word in words})
        return counts

    def sentence_before(self, claim: Claim) -> str | None:
        """The text of the sentence before a claim in its block; None if there is none."""
        return self._before.get(claim.id)

    @cached_property
    def _before(self) -> Mapping[str, str]:
        claims = list(self.note.claims())
        return {claim.id: before.text for before, claim in pairwise(claims) if not claim.first_in_block}

    @cached_property
    def before_nouns(self) -> Mapping[str, frozenset[str]]:
        """By word, the uncommon words that stand before it in the note: ``learning`` has ``supervised`` and others."""
        found: dict[str, set[str]] = {}
        for words in self.words_of.values():
            for one, two in pairwise(words):
                if not one.common and two.stems and two.start == one.end + 1:
                    found.setdefault(two.lower, set()).add(one.lower)
        return {word: frozenset(before) for word, before in found.items()}

    @cached_property
    def likeness_to_title(self) -> Callable[[WordFigures], float]:
        """How alike a word's vector and the title's are: 1 if they are the same, 0 if they have nothing in common."""
        known = [word_table().find(word.lower) for word in cut(self.note.title) if word.stems]
        total = [sum(column) for column in zip(*(each.vector for each in known if each is not None), strict=True)]
        length = math.hypot(*total) * UNIT
        if not length:
            return lambda figures: 0.0
        title = [each / length for each in total]
        return lambda figures: dot(figures.vector, title)

    @cached_property
    def repeated_terms(self) -> frozenset[str]:
        """Lead-ins that come again in the note, folded: they sort its lists, as ``**Treatment**: …`` does."""
        counts: Counter[str] = Counter()
        before = None
        for claim in self.note.claims():
            place = claim.term, claim.section, claim.lead
            if claim.term is not None and place != before:
                counts[claim.term.casefold()] += 1
            before = place
        return frozenset(term for term, count in counts.items() if count > 1)
