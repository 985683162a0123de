"""The odds of everything that could be asked of one claim."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from noteport.cards.asked import Asked
from noteport.cards.candidates import Candidate
from noteport.cards.chances import (
    ANSWER,
    CLAIM,
    FRONT,
    HEADING,
    NOTE,
    Chances,
    chances_elsewhere,
    english_chances,
)
from noteport.cards.features import Said, of_claim, of_gap, of_place, of_term
from noteport.cards.note_context import WordInNotes
from noteport.cards.sentence import ClaimSentence
from noteport.cards.words import Word


class Evidence(Struct, frozen=True):
    """What is known of an answer before its front is made, or of a claim."""

    said: Said
    words: Sequence[WordInNotes]
    """Those of its words that say something."""
    adds: float
    """What both add to the sum."""


class Weighing:
    """All sums are logarithms of odds.

    Args:
        sentence: the claim.
        skipped: why it is left out unless all claims are asked for; None if it is not.
        explains: whether ``reason`` gives reasons; a deck does not show them.
    """

    def __init__(self, sentence: ClaimSentence, skipped: str | None, *, explains: bool = True) -> None:
        self.sentence = sentence
        self._skipped = skipped
        self._explains = explains

    @cached_property
    def chances(self) -> Chances:
        """The weights that apply."""
        return english_chances() if self.sentence.english else chances_elsewhere()

    @cached_property
    def claim(self) -> Evidence:
        """What is known of the claim."""
        features = of_claim(self.sentence, self._skipped)
        words = [each for each in self.sentence.figures if each is not None]
        adds = self.chances.of_claim(features, words) + sum(self._surroundings)
        return Evidence(Said(others=features), words, adds)

    @cached_property
    def _surroundings(self) -> tuple[float, float]:
        """What the words of the heading and those of the note add."""
        return self.chances.of_surroundings(self.sentence.facts, self.sentence.claim.section)

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
        first, behind = sentence.indices_of(candidate.start, candidate.end)
        words = _telling(sentence.figures[first:behind])
        return self._evidence(of_gap(sentence, candidate, first, behind, words), words)

    def _placed(self, candidate: Candidate, known: Evidence) -> Evidence:
        place = of_place(self.sentence, candidate, known.words)
        said = Said(known.said.groups, [*known.said.others, *place])
        return Evidence(said, known.words, known.adds + self.chances.of_features(place))

    def term(self, term: str, words: Sequence[Word], signs: Sequence[str]) -> Evidence:
        """What is known of a lead-in."""
        figures = _telling(self.sentence.facts.figures_of(words)) if self.sentence.english else ()
        return self._evidence(of_term(self.sentence, term, len(words), figures, signs), figures)

    def _evidence(self, said: Said, words: Sequence[WordInNotes]) -> Evidence:
        return Evidence(said, words, self.chances.of_answer(said.groups, said.others, words))

    def of_answer(self, answer: Evidence) -> float:
        """The sum for a card but for what only its front shows, which adds ``chances.most_of_front`` at most."""
        return self.claim.adds + answer.adds

    def of_card(self, answer: Evidence, front: Sequence[str]) -> float:
        """The sum for a finished card; ``front`` has the signs of its front."""
        return self.of_answer(answer) + self.chances.of_front(front)

    def reason(self, answer: Evidence, front: Sequence[str]) -> str:
        """What the sum consists of, in words; empty if no reasons are given."""
        if not self._explains:
            return ""
        features = (*answer.said.features, *((FRONT + sign, 1.0) for sign in front), *self.claim.said.features)
        heading, note = self._surroundings
        words = {
            ANSWER: self.chances.of_words(ANSWER, answer.words),
            CLAIM: self.chances.of_words(CLAIM, self.claim.words),
            HEADING: heading,
            NOTE: note,
        }
        return self.chances.explain(features, words)


class Weighed(NamedTuple):
    """A finished card with its odds."""

    odds: float
    asked: Asked
    evidence: Evidence


def _telling(figures: Sequence[WordInNotes | None]) -> tuple[WordInNotes, ...]:
    """The words that say something of an answer, which numbers do not."""
    return tuple([each for each in figures if each is not None and not each.is_number])
