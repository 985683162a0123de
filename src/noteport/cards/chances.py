"""The chance that a reader keeps a card: a logistic regression over named features, learned from graded cards.

``chances.json`` has the weights and says what they were learned from; ``training/chances.py`` makes it. A weight is
what its feature adds to the logarithm of the odds. English cards have weights of their own; cards in other languages
have those of the features that need no English.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cache, lru_cache, partial
from importlib.resources import files
from itertools import starmap
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct, field

from noteport.cards.english.word_table import dot
from noteport.cards.note_context import NoteContext, WordInNotes
from noteport.cards.place import SIGNS as SIGNS_OF_PLACE

Feature: TypeAlias = tuple[str, float]
"""The name of something that can be said of a card, and how much it is so: 1 for what is or is not."""

Group: TypeAlias = tuple[Any, ...]
"""A function that returns features, and its arguments, which are hashable: the same few come again and again."""

ANSWER, CLAIM, HEADING, NOTE = "its words", "the claim's words", "the heading's words", "the note's words"
"""Whose words count: the answer's, the claim's, those of the heading right above it, and those of all claims."""
LIKE_TITLE = "its words: like the title"
FRONT = "front: "
"""How the names of those features begin that only a finished front shows."""
_TELLING = 0.05
"""Contributions that are smaller are not named in a reason."""
_MOST_ALIKE = 1.05
"""More than the likeness of two words of the table: their vectors are of unit length but for rounding."""
_GROUPS = 1 << 14
"""Groups of features whose sums are kept."""
_RECENT = 8
"""Headings and notes of which the sums are kept: their claims follow one another."""


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """What was learned for one kind of cards."""

    bias: float
    features: Mapping[str, float]
    words: Mapping[str, Sequence[float]] = field(default_factory=dict)
    """For the mean vectors of words, by whose they are; empty if words do not count."""


class Learned(Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    made_by: str
    learned_from: Mapping[str, int | str]
    cross_validation: Mapping[str, object]
    english: Weights
    other_languages: Weights


class Chances:
    """Adds weights up. All sums are logarithms of odds.

    Args:
        weights: what was learned.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights.features
        self._bias = weights.bias
        self._of_words = {whose: _worth_of_vectors(vector) for whose, vector in weights.words.items()}
        self._of_group = lru_cache(maxsize=_GROUPS)(self._sum_of_group)
        self._of_answer = lru_cache(maxsize=_GROUPS)(partial(self.of_words, ANSWER))
        self._of_heading = lru_cache(maxsize=_RECENT)(self._sum_of_heading)
        self._of_note = lru_cache(maxsize=_RECENT)(self._sum_of_note)
        self.most_of_front = sum(
            max(weight, 0.0) for name, weight in weights.features.items() if name.startswith(FRONT)
        )
        """More than a finished front can add."""
        self.most_of_place = sum(max(weights.features.get(sign, 0.0), 0.0) for sign in SIGNS_OF_PLACE)
        self.most_of_place += _MOST_ALIKE * abs(weights.features.get(LIKE_TITLE, 0.0))
        """More than its place in the sentence, and its likeness to the title, can add to an answer."""

    def of_claim(self, features: Iterable[Feature], words: Iterable[WordInNotes]) -> float:
        """What the claim says, whatever is asked for; ``words`` are its words."""
        return self._bias + self.of_features(features) + self.of_words(CLAIM, words)

    def of_surroundings(self, facts: NoteContext, section: Sequence[str]) -> tuple[float, float]:
        """What the words of the heading right above a claim and those of its note add.

        Args:
            facts: the note.
            section: the headings above the claim.
        """
        if not self._of_words:
            return 0.0, 0.0
        return self._of_heading(facts, section[-1]) if section else 0.0, self._of_note(facts)

    def of_words(self, whose: str, words: Iterable[WordInNotes]) -> float:
        """What the mean vector of some words adds."""
        return self._of_words[whose](words) if whose in self._of_words else 0.0

    def of_answer(self, groups: Iterable[Group], features: Iterable[Feature], words: Iterable[WordInNotes]) -> float:
        """What the answer and its place add: groups of features, others, and ``words``, those of the answer."""
        return sum(starmap(self._of_group, groups), self.of_features(features)) + self._of_answer(tuple(words))

    def of_front(self, signs: Iterable[str]) -> float:
        """What the finished front adds."""
        weights = self._weights
        return sum(weights.get(FRONT + sign, 0.0) for sign in signs)

    def explain(
        self,
        features: Iterable[Feature],
        words: Mapping[str, float],
    ) -> str:
        """What counts most, the strongest first: ``phrase -0.8; its words +0.5``.

        Args:
            features: all features of a card.
            words: what words add, by whose they are.
        """
        totals = dict(words)
        weights = self._weights
        for name, value in features:
            if name in weights:
                reason = _reason(name)
                totals[reason] = totals.get(reason, 0.0) + weights[name] * value
        telling = sorted((-abs(total), reason) for reason, total in totals.items() if abs(total) >= _TELLING)
        return "; ".join(f"{reason} {totals[reason]:+.1f}" for _, reason in telling)

    def _sum_of_heading(self, facts: NoteContext, heading: str) -> float:
        return self.of_words(HEADING, facts.words_of_heading(heading))

    def _sum_of_note(self, facts: NoteContext) -> float:
        return self.of_words(NOTE, facts.words_of_note())

    def _sum_of_group(self, of: Callable[..., Iterable[Feature]], *about: Hashable) -> float:
        return self.of_features(of(*about))

    def of_features(self, features: Iterable[Feature]) -> float:
        """What some features add."""
        weights = self._weights
        return sum([weights[name] * value for name, value in features if name in weights])


@cache
def _reason(feature: str) -> str:
    """What a feature with a weight is called in a reason."""
    return feature.removeprefix(FRONT).partition(":")[0]


def chance(log_odds: float) -> float:
    """A logarithm of odds as a chance from 0 to 1."""
    return round(1 / (1 + math.exp(-log_odds)), 3)


def log_odds(chance: float) -> float:
    """A chance as a logarithm of odds; beyond 0 and 1 infinite."""
    if chance <= 0:
        return -math.inf
    return math.inf if chance >= 1 else math.log(chance / (1 - chance))


@cache
def english_chances() -> Chances:
    """Those of English cards."""
    return Chances(_learned().english)


@cache
def chances_elsewhere() -> Chances:
    """Those of cards in other languages."""
    return Chances(_learned().other_languages)


@cache
def _learned() -> Learned:
    return msgspec.json.decode(files(__package__).joinpath("chances.json").read_bytes(), type=Learned)


def _worth_of_vectors(weights: Sequence[float]) -> Callable[[Iterable[WordInNotes]], float]:
    """What the mean vector of the known ones of some words adds; counted once for each word."""
    if not weights:
        return lambda words: 0.0
    kept: dict[int, float] = {}

    def worth(words: Iterable[WordInNotes]) -> float:
        total, number = 0.0, 0
        for word in words:
            figures = word.known
            if figures is not None:
                if figures.place not in kept:
                    kept[figures.place] = dot(figures.vector, weights)
                total += kept[figures.place]
                number += 1
        return total / number if number else 0.0

    return worth
