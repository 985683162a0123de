"""A claim that is looked for in a video: where it may be said, and when that is enough for a verdict."""

from __future__ import annotations

from collections.abc import Collection

from noteport.captions.evidence import Place, Spoken
from noteport.captions.readings import AS_LINKED, ELSEWHERE, Reading, readings_of
from noteport.captions.statements import Finding, Statement

NEAR = 15.0
"""Seconds: a claim that is said within so many of its link is where the link opens."""
PLACES = 6
"""Places where a claim is looked for because of its words …"""
APART = 9.0
"""… at least so many seconds from each other."""
TEASER = 120.0
"""Seconds at the beginning of a podcast, in which sentences are played that come again later."""
PODCAST = 40 * 60.0
"""Seconds from which on a video may be one."""
SAME = 0.85
"""Part of the weight of a teaser that the sentence must have where it comes again."""
LOOK = 8.0
"""Seconds around a time in which the sentence that it means may begin."""

SAID = 0.25
"""Part of the weight of a claim's words that must be said where the claim is said; paraphrases have more …"""
HARDLY_SAID = 0.15
"""… and this is enough if no other place has more."""
ALSO_SAID = 0.7
"""A claim stays where its link opens if this part of what is said at the other place is said there, too."""
SURE, HARDLY = 0.5, 0.1
"""A claim is moved if its probability is at least the first at the new place, and at most the second at its link."""
FEW_SHARE = 0.5
"""In a note with few claims, a claim is moved only if so much of it is said."""
CLEAR, LEAD = 0.4, 0.08
"""A claim is clearly said at a place if this part of it is said there, and so much less anywhere else."""
TELLING = 4.0
"""A claim whose words weigh less says nothing about its note, and is moved only with others of its note."""


class SoughtClaim:
    """A claim, with what has been found out about it so far."""

    def __init__(self, statement: Statement, spoken: Spoken) -> None:
        self.statement = statement
        self.evidence = spoken.evidence(statement.text)
        self.best = _without_teaser(self.evidence.best(PLACES, APART), spoken.end)
        self.readings = readings_of(statement.linked, statement.written, spoken.end)
        self.places: list[Place] = []
        self.probabilities: list[float] = []
        self.fits: list[list[float]] = []
        """For each place, how well it fits each reading."""

    def share(self, place: Place) -> float:
        """Return how much of the claim is said at a place, from 0 to 1."""
        return place.weight / self.evidence.total if self.evidence.total else 0.0

    def is_linked(self, place: Place) -> bool:
        """Return whether the link of the claim opens at a place."""
        return abs(place.second - self.statement.linked) <= NEAR

    def add_reading(self, reading: Reading, end: float) -> None:
        """Add another meaning of the claim's time, if it lies in the video and differs from the others."""
        if 0 <= reading.second <= end and all(abs(reading.second - other.second) > LOOK for other in self.readings):
            self.readings.append(reading)

    def kind_of_best(self) -> int:
        """Return the reading of the claim's time that agrees with where most of the claim is said."""
        if not self.best:
            return ELSEWHERE
        second = self.best[0].second
        return next((reading.kind for reading in self.readings if abs(reading.second - second) <= NEAR), ELSEWHERE)

    def is_clear(self) -> bool:
        """Return whether the claim is said at one place and at no other."""
        if not self.best or self.evidence.total < TELLING:
            return False
        others = [place for place in self.best[1:] if abs(place.second - self.best[0].second) > NEAR]
        lead = self.share(self.best[0]) - (self.share(others[0]) if others else 0.0)
        return self.share(self.best[0]) >= CLEAR and lead >= LEAD

    def most_likely(self) -> Place:
        """Return the place where the claim is most likely said."""
        return self.places[self.probabilities.index(max(self.probabilities))]

    def reading_of(self, place: Place) -> int | None:
        """Return the reading of the claim's time that alone explains a place; None if there is no such reading."""
        fits = self.fits[self.places.index(place)]
        kind = max(range(AS_LINKED, ELSEWHERE), key=fits.__getitem__)
        return kind if fits[kind] > 0.9 * sum(fits) else None

    def finding(self, established: Collection[int], *, few: bool) -> Finding:
        """Return the verdict on the claim.

        Args:
            established: readings of written times that hold in the note.
            few: whether the note has hardly any other claims.
        """
        place = self.most_likely()
        linked = self.evidence.near(self.statement.linked, NEAR)
        best = max(self.best[0].weight if self.best else 0.0, place.weight)
        here = self.share(linked)
        if self.is_linked(place):
            said = here >= SAID or (here >= HARDLY_SAID and linked.weight >= ALSO_SAID * best)
            return Finding("confirmed", int(linked.second)) if said else Finding("unsupported")
        if here >= SAID and linked.weight >= ALSO_SAID * place.weight:
            return Finding("confirmed", int(linked.second))
        if self._probability_near(place.second) < SURE or self._probability_near(self.statement.linked) > HARDLY:
            return Finding("unsupported")
        if few and self.evidence.total < TELLING:
            return Finding("unsupported")
        if self.share(place) < (FEW_SHARE if few else SAID) and self.reading_of(place) not in established:
            return Finding("unsupported")
        return Finding("moved", int(place.second))

    def _probability_near(self, second: float) -> float:
        return sum(
            probability
            for place, probability in zip(self.places, self.probabilities, strict=True)
            if abs(place.second - second) <= NEAR
        )


def _without_teaser(places: list[Place], end: float) -> list[Place]:
    """Return the places of a claim, without a teaser if the claim is said again later: that is where it belongs."""
    if end < PODCAST:
        return places
    again = max((place.weight for place in places if place.second > TEASER), default=0.0)
    return [place for place in places if place.second > TEASER or again < SAME * place.weight]
