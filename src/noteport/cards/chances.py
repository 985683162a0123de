"""The chance that a reader keeps a card: a logistic regression over named features, learned from graded cards.

``chances.json`` has the weights and says what they were learned from; ``training/chances.py`` makes it. A weight is
what its feature adds to the logarithm of the odds. English cards have weights of their own; cards in other languages
have those of the features that need no English.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import msgspec
from msgspec import Struct

from noteport.cards.english.word_table import UNIT, WordFigures, dot
from noteport.cards.place import SIGNS as SIGNS_OF_PLACE

Feature: TypeAlias = tuple[str, float]
"""The name of something that can be said of a card, and how much it is so: 1 for what is or is not."""

FRONT = "front: "
"""How the names of those features begin that only a finished front shows."""
_TELLING = 0.05
"""Contributions that are smaller are not named in a reason."""


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """What was learned for one kind of cards."""

    bias: float
    features: Mapping[str, float]
    answer: Sequence[float] = ()
    """For the mean vector of the answer's words; empty if words do not count."""
    claim: Sequence[float] = ()
    """For the mean vector of the claim's words."""


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
        self._of_answer = _worth(weights.answer)
        self._of_claim = _worth(weights.claim)
        self.most_of_front = sum(
            max(weight, 0.0) for name, weight in weights.features.items() if name.startswith(FRONT)
        )
        """More than a finished front can add."""
        self.most_of_place = sum(max(weights.features.get(sign, 0.0), 0.0) for sign in SIGNS_OF_PLACE)
        """More than its place in the sentence can add to an answer."""

    def of_claim(self, features: Iterable[Feature], words: Sequence[WordFigures]) -> float:
        """What the claim says, whatever is asked for; ``words`` are its words."""
        return self._bias + self._sum(features) + _mean(map(self._of_claim, words), len(words))

    def of_answer(self, features: Iterable[Feature], words: Sequence[WordFigures]) -> float:
        """What the answer and its place add; ``words`` are the answer's words."""
        return self._sum(features) + _mean(map(self._of_answer, words), len(words))

    def of_front(self, signs: Iterable[str]) -> float:
        """What the finished front adds."""
        weights = self._weights
        return sum(weights.get(FRONT + sign, 0.0) for sign in signs)

    def explain(
        self,
        features: Iterable[Feature],
        *,
        answer: Sequence[WordFigures],
        claim: Sequence[WordFigures],
    ) -> str:
        """What counts most, the strongest first: ``phrase -0.8; its words +0.5``.

        Args:
            features: all features of a card.
            answer: the words of the answer.
            claim: the words of the claim.
        """
        totals = {"its words": _mean(map(self._of_answer, answer), len(answer))}
        totals["the claim's words"] = _mean(map(self._of_claim, claim), len(claim))
        for name, value in features:
            reason = name.removeprefix(FRONT).partition(":")[0]
            totals[reason] = totals.get(reason, 0.0) + self._weights.get(name, 0.0) * value
        telling = sorted((-abs(total), reason) for reason, total in totals.items() if abs(total) >= _TELLING)
        return "; ".join(f"{reason} {totals[reason]:+.1f}" for _, reason in telling)

    def _sum(self, features: Iterable[Feature]) -> float:
        weights = self._weights
        return sum([weights[name] * value for name, value in features if name in weights])


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


def _worth(weights: Sequence[float]) -> Callable[[WordFigures], float]:
    """What a word's vector adds, counted once for each word."""
    if not weights:
        return lambda figures: 0.0
    scaled = [weight / UNIT for weight in weights]
    kept: dict[int, float] = {}

    def worth(figures: WordFigures) -> float:
        found = kept.get(figures.place)
        if found is None:
            found = kept[figures.place] = dot(figures.vector, scaled)
        return found

    return worth


def _mean(values: Iterable[float], number: int) -> float:
    return sum(values) / number if number else 0.0
