"""The odds of everything that could be asked of one claim."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from noteport.cards.asked import Asked
from noteport.cards.candidates import Candidate
from noteport.cards.chances import FRONT, Chances, Feature, chances_elsewhere, english_chances
from noteport.cards.english.word_table import WordFigures
from noteport.cards.features import of_claim, of_gap, of_place, of_term
from noteport.cards.sentence import ClaimSentence
from noteport.cards.words import Word, figures_of


class Evidence(NamedTuple):
    """What is known of an answer before its front is made."""

    features: Sequence[Feature]
    words: Sequence[WordFigures]
    """The words of the answer that are known."""
    adds: float
    """What both add to the sum."""


class Weighing:
    """All sums are logarithms of odds.

    Args:
        sentence: the claim.
        skipped: why it is left out unless all claims are asked for; None if it is not.
    """

    def __init__(self, sentence: ClaimSentence, skipped: str | None) -> None:
        self.sentence = sentence
        self._skipped = skipped

    @cached_property
    def chances(self) -> Chances:
        """The weights that apply."""
        return english_chances() if self.sentence.english else chances_elsewhere()

    @cached_property
    def claim(self) -> Evidence:
        """What is known of the claim."""
        figures = self.sentence.figures if self.sentence.english else ()
        features, known = tuple(of_claim(self.sentence, self._skipped)), _known(figures)
        return Evidence(features, known, self.chances.of_claim(features, known))

    def gap(self, candidate: Candidate) -> Evidence:
        """What is known of a part of the text."""
        return self._placed(candidate, self._by_itself(candidate))

    def gap_above(self, candidate: Candidate, least: float) -> Evidence | None:
        """The same; None if no front can raise its sum to ``least``."""
        known = self._by_itself(candidate)
        if self.of_answer(known) + self.chances.most_of_place + self.chances.most_of_front < least:
            return None
        return self._placed(candidate, known)

    def _by_itself(self, candidate: Candidate) -> Evidence:
        sentence = self.sentence
        figures = sentence.figures[slice(*sentence.indices_of(*candidate[:2]))] if sentence.english else ()
        return self._evidence(of_gap(sentence, candidate), _known(figures))

    def _placed(self, candidate: Candidate, known: Evidence) -> Evidence:
        place = of_place(self.sentence, candidate)
        return self._evidence([*known.features, *place], known.words) if place else known

    def _evidence(self, features: Sequence[Feature], words: Sequence[WordFigures]) -> Evidence:
        return Evidence(features, words, self.chances.of_answer(features, words))

    def term(self, term: str, words: Sequence[Word], signs: Sequence[str]) -> Evidence:
        """What is known of a lead-in."""
        figures = figures_of(words) if self.sentence.english else ()
        return self._evidence(of_term(self.sentence, term, words, signs), _known(figures))

    def of_answer(self, answer: Evidence) -> float:
        """The sum for a card but for what only its front shows, which adds ``chances.most_of_front`` at most."""
        return self.claim.adds + answer.adds

    def of_card(self, answer: Evidence, front: Sequence[str]) -> float:
        """The sum for a finished card; ``front`` has the signs of its front."""
        return self.of_answer(answer) + self.chances.of_front(front)

    def reason(self, answer: Evidence, front: Sequence[str]) -> str:
        """What the sum consists of, in words."""
        features = (*answer.features, *((FRONT + sign, 1.0) for sign in front), *self.claim.features)
        return self.chances.explain(features, answer=answer.words, claim=self.claim.words)


class Weighed(NamedTuple):
    """A finished card with its odds."""

    odds: float
    asked: Asked
    evidence: Evidence


def _known(figures: Sequence[WordFigures | None]) -> list[WordFigures]:
    return [each for each in figures if each is not None]
