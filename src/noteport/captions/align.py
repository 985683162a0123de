"""Where the claims of a note are said: all of them together, against the captions of its video.

    claims ── evidence: the sentences that say the most of each
           ── readings: what each written time may mean, and which meanings hold in this note
           ── chain: the order of the note
           ── a verdict each

One claim alone proves little. How far the times of a note can be trusted is learned from the note: a claim is moved out
of a note whose other links open right by stronger evidence than out of one whose links are all wrong.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence

from msgspec import Struct

from noteport.captions.chain import posteriors, transitions
from noteport.captions.evidence import Place, Spoken
from noteport.captions.readings import AS_LINKED, COUNT, ELSEWHERE, SHIFTED, Reading, readings_of, shift_of
from noteport.model.nodes import Verdict

NEAR = 15.0
"""Seconds: a claim that is said within so many of its link is where the link opens."""
PLACES = 6
"""Places at which a claim is looked for by its own words …"""
APART = 9.0
"""… so many seconds from each other."""
LOOK = 8.0
"""Seconds around a time in which the sentence that it means may begin."""
SPREAD = 7.0
"""Seconds by which the time of a claim is off on average, if it is right."""
EVIDENCE = 0.42
"""How much the weight of a claim's words proves: less than all of it, for words come together."""
NEGLIGIBLE = 0.001
"""A probability that nothing is learned from."""
ROUNDS = 2
"""Of learning how far a note's times can be trusted."""
FIRST_GUESS = (0.02, 0.02, 0.02, 0.02, 0.05)
"""How often each reading holds, before the note is looked at; and how many claims' worth that is later."""
FLOOR = (0.5, 0.1, 0.1, 0.1, 0.5)

SAID = 0.25
"""Part of a claim's words that are said where it is said; paraphrases have more than this …"""
HARDLY_SAID = 0.15
"""… and this is enough where no other place has more."""
SURE, HARDLY = 0.5, 0.1
"""How probably a claim that is moved must be said at its new place, at least, and where its link opens, at most."""
ALSO_SAID = 0.7
"""A claim that is said nearly as well where its link opens stays there."""
CLEAR, CLEARLY = 0.4, 0.08
"""Part of a claim's words, and lead over the next place, with which it is clearly said at one place."""
TELLING = 4.0
"""Weight of a claim's words without which it tells nothing of the note."""
FEW = 5
"""Claims of a note that are too few to tell whether it is about this video …"""
FEW_SHARE = 0.5
"""… and of which one is moved only if so much of it is said."""
FOREIGN, FOREIGN_RIGHT = 0.3, 0.15
"""Of a note about another video, a smaller part of the claims is clearly said, and said where it is written."""
ESTABLISHED = 3
"""Claims that must be said where a reading of their times has them, for others to be taken as said there too."""


class Statement(Struct, frozen=True, gc=False):
    """A claim, as it is looked for."""

    text: str
    linked: int
    """The second where its link opens."""
    written: int
    """The second that the note has, before any repair."""


class Finding(Struct, frozen=True, gc=False):
    """Where a claim is said."""

    verdict: Verdict
    second: int | None = None
    """Where the sentence that says it begins; None if none does."""


class Alignment(Struct, frozen=True):
    """Where the claims of a note are said."""

    findings: tuple[Finding, ...]
    """One a claim."""
    mismatch: bool = False
    """Whether the note is about another video."""


def align(statements: Sequence[Statement], spoken: Spoken) -> Alignment:
    """Where the claims of a note are said.

    Args:
        statements: its claims, in the order of the note.
        spoken: what is said in its video.
    """
    if not statements:
        return Alignment(())
    if not spoken.tells(statement.text for statement in statements):
        return Alignment((Finding("unchecked"),) * len(statements))
    claims = [_Claim(statement, spoken) for statement in statements]
    if _is_foreign(claims):
        return _nothing_said(claims)
    _collect_places(claims, spoken.end)
    _weigh_places(claims, spoken.end)
    few = len(claims) < FEW
    established = _established(claims)
    findings = tuple(claim.finding(established, few=few) for claim in claims)
    if not few and sum(finding.second is not None for finding in findings) < FOREIGN_RIGHT * len(findings):
        return _nothing_said(claims)
    return Alignment(findings)


def _nothing_said(claims: Sequence[_Claim]) -> Alignment:
    return Alignment((Finding("unsupported"),) * len(claims), mismatch=True)


class _Claim:
    """A claim, and what is found out about it step by step."""

    def __init__(self, statement: Statement, spoken: Spoken) -> None:
        self.statement = statement
        self.evidence = spoken.evidence(statement.text)
        self.best = self.evidence.best(PLACES, APART)
        self.readings = readings_of(statement.linked, statement.written, spoken.end)
        self.places: list[Place] = []
        self.probabilities: list[float] = []
        self.fits: list[list[float]] = []
        """For each place, how well it fits each reading."""

    def share(self, place: Place) -> float:
        """How much of the claim is said at a place, 0 to 1."""
        return place.weight / self.evidence.total if self.evidence.total else 0.0

    def is_linked(self, place: Place) -> bool:
        """Whether the claim's link opens a place."""
        return abs(place.second - self.statement.linked) <= NEAR

    def add_reading(self, reading: Reading, end: float) -> None:
        """Take one more meaning of the claim's time into account, if it lies in the video and is none of the others."""
        if 0 <= reading.second <= end and all(abs(reading.second - other.second) > LOOK for other in self.readings):
            self.readings.append(reading)

    def kind_of_best(self) -> int:
        """The reading of the claim's time that agrees with where most of it is said."""
        if not self.best:
            return ELSEWHERE
        second = self.best[0].second
        return next((reading.kind for reading in self.readings if abs(reading.second - second) <= NEAR), ELSEWHERE)

    def is_clear(self) -> bool:
        """Whether it is said at one place, and at no other."""
        if not self.best or self.evidence.total < TELLING:
            return False
        others = [place for place in self.best[1:] if abs(place.second - self.best[0].second) > NEAR]
        lead = self.share(self.best[0]) - (self.share(others[0]) if others else 0.0)
        return self.share(self.best[0]) >= CLEAR and lead >= CLEARLY

    def most_likely(self) -> Place:
        """The place at which the claim is most likely said."""
        return self.places[self.probabilities.index(max(self.probabilities))]

    def reading_of(self, place: Place) -> int | None:
        """The reading of the claim's time, other than as it is linked, that nothing but it explains a place."""
        fits = self.fits[self.places.index(place)]
        kind = max(range(AS_LINKED, ELSEWHERE), key=fits.__getitem__)
        return kind if fits[kind] > 0.9 * sum(fits) else None

    def finding(self, established: Collection[int], *, few: bool) -> Finding:
        """The verdict.

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
        if self.share(place) < (FEW_SHARE if few else SAID) and self.reading_of(place) not in established:
            return Finding("unsupported")
        return Finding("moved", int(place.second))

    def _probability_near(self, second: float) -> float:
        return sum(
            probability
            for place, probability in zip(self.places, self.probabilities, strict=True)
            if abs(place.second - second) <= NEAR
        )


def _is_foreign(claims: Sequence[_Claim]) -> bool:
    """Whether a note is about another video: its claims are said nowhere, least of all where their links open."""
    telling = [claim for claim in claims if claim.evidence.total >= TELLING]
    if len(telling) < FEW:
        return False
    clear = sum(claim.is_clear() for claim in telling)
    kinds = Counter(kind for claim in telling if (kind := claim.kind_of_best()) != ELSEWHERE)
    right = max(kinds.values(), default=0)
    return clear < FOREIGN * len(telling) and right < FOREIGN_RIGHT * len(telling)


def _collect_places(claims: Sequence[_Claim], end: float) -> None:
    """The places where each claim may be said: by its words, by its time, and where its neighbours are said."""
    clear = [claim for claim in claims if claim.is_clear()]
    shift = shift_of([claim.best[0].second - claim.statement.linked for claim in clear], len(claims))
    for index, claim in enumerate(claims):
        if shift is not None:
            claim.add_reading(Reading(SHIFTED, claim.statement.linked + shift), end)
        places = {place.second: place for place in claim.best}
        for reading in claim.readings:
            heard = claim.evidence.near(reading.second, LOOK)
            if not any(
                abs(reading.second - second) < 4 and place.weight >= heard.weight for second, place in places.items()
            ):
                places[reading.second] = Place(reading.second, heard.weight)
        for neighbour in (*claims[max(0, index - 2) : index], *claims[index + 1 : index + 3]):
            if neighbour.best:
                heard = claim.evidence.near(neighbour.best[0].second, NEAR)
                if all(abs(heard.second - second) >= LOOK for second in places):
                    places[heard.second] = heard
        claim.places = [places[second] for second in sorted(places)] or [Place(end, 0.0)]


def _weigh_places(claims: Sequence[_Claim], end: float) -> None:
    """How likely each claim is said at each of its places; learned together with how often each reading holds."""
    length = max(end, 60.0)
    for claim in claims:
        claim.fits = [_fits(place.second, claim.readings, length) for place in claim.places]
    steps = transitions([[place.second for place in claim.places] for claim in claims], length)
    proofs = [_proofs(claim.places) for claim in claims]
    holds = _first_guess(claims)
    for _ in range(ROUNDS):
        likelihoods = [
            [proof * sum(map(float.__mul__, holds, fits)) for proof, fits in zip(row, claim.fits, strict=True)]
            for row, claim in zip(proofs, claims, strict=True)
        ]
        for claim, row in zip(claims, posteriors(likelihoods, steps), strict=True):
            claim.probabilities = row
        holds = _learned(claims, holds)


def _fits(second: float, readings: Sequence[Reading], length: float) -> list[float]:
    """How well a place fits each reading: densities a second."""
    fits = [0.0] * COUNT
    for kind, meant in readings:
        fits[kind] = math.exp(-abs(second - meant) / SPREAD) / (2 * SPREAD)
    fits[ELSEWHERE] = 1 / length
    return fits


def _proofs(places: Sequence[Place]) -> list[float]:
    most = max(place.weight for place in places)
    return [math.exp(EVIDENCE * (place.weight - most)) for place in places]


def _first_guess(claims: Sequence[_Claim]) -> list[float]:
    """How often each reading holds, by where each claim is said by its words alone."""
    counts = list(FIRST_GUESS)
    for claim in claims:
        if claim.best:
            kind = claim.kind_of_best()
            counts[kind] += (0.5 if kind == ELSEWHERE else 1.0) / len(claims)
    return [count / sum(counts) for count in counts]


def _learned(claims: Sequence[_Claim], holds: Sequence[float]) -> list[float]:
    counts = list(FLOOR)
    for claim in claims:
        for probability, fits in zip(claim.probabilities, claim.fits, strict=True):
            if probability < NEGLIGIBLE:
                continue
            parts = list(map(float.__mul__, holds, fits))
            scale = probability / sum(parts)
            for kind, part in enumerate(parts):
                counts[kind] += part * scale
    return [count / sum(counts) for count in counts]


def _established(claims: Sequence[_Claim]) -> set[int]:
    """Return the readings of written times that hold in a note: most claims that they explain are said there."""
    explained: Counter[int] = Counter()
    said: Counter[int] = Counter()
    for claim in claims:
        place = claim.most_likely()
        kind = claim.reading_of(place)
        if kind is not None:
            explained[kind] += 1
            said[kind] += claim.share(place) >= SAID
    return {kind for kind, count in said.items() if count >= ESTABLISHED and 2 * count > explained[kind]}
