"""How far the times of a note can be trusted, and so where each claim is probably said.

Both are learned from all claims together with an expectation-maximization algorithm: the probability of each place,
given how often each reading of times holds; then how often each reading holds, given those probabilities.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from noteport.captions.chain import posteriors, transitions
from noteport.captions.evidence import Place
from noteport.captions.readings import COUNT, ELSEWHERE, Reading
from noteport.captions.sought_claim import SoughtClaim

SPREAD = 7.0
"""Seconds by which a right time is off on average."""
EVIDENCE = 0.42
"""How much the weight of words proves: less than all of it, because words are not independent of each other."""
ROUNDS = 2
"""Repetitions; more change nothing."""
NEGLIGIBLE = 0.001
"""Places with a smaller probability are not learned from."""
FIRST_GUESS = (0.02, 0.02, 0.02, 0.02, 0.05)
"""How often each reading holds before the note is looked at."""
FLOOR = (0.5, 0.1, 0.1, 0.1, 0.5)
"""Claims that count for each reading in addition to those of the note."""


def weigh_places(claims: Sequence[SoughtClaim], end: float) -> None:
    """Find how likely each claim is said at each of its places, together with how often each reading holds."""
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
    """Return how well a place fits each reading: densities a second."""
    fits = [0.0] * COUNT
    for kind, meant in readings:
        fits[kind] = math.exp(-abs(second - meant) / SPREAD) / (2 * SPREAD)
    fits[ELSEWHERE] = 1 / length
    return fits


def _proofs(places: Sequence[Place]) -> list[float]:
    most = max(place.weight for place in places)
    return [math.exp(EVIDENCE * (place.weight - most)) for place in places]


def _first_guess(claims: Sequence[SoughtClaim]) -> list[float]:
    """Return how often each reading holds, judging only by where most words of each claim are said."""
    counts = list(FIRST_GUESS)
    for claim in claims:
        if claim.best:
            kind = claim.kind_of_best()
            counts[kind] += (0.5 if kind == ELSEWHERE else 1.0) / len(claims)
    return [count / sum(counts) for count in counts]


def _learned(claims: Sequence[SoughtClaim], holds: Sequence[float]) -> list[float]:
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
