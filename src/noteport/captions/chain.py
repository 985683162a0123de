"""The order of a note: the next claim is usually said a little later, and otherwise anywhere.

Finds the probability of each place where a claim may be said, given all other claims, with the forward-backward
algorithm of hidden Markov models (Rabiner, "A tutorial on hidden Markov models", 1989, III.A).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

STEP = 50.0
"""Seconds from one claim to the next, on average, where they follow the video …"""
BACK = 12.0
"""… and where they go back a little."""
FAR = 400
"""Seconds from which on a step is as likely as any other."""
JUMP = 0.25
"""Part of the claims that are said anywhere."""

Matrix = list[list[float]]


def transitions(seconds: Sequence[Sequence[float]], length: float) -> list[Matrix]:
    """Return how likely each place of a claim is after each place of the claim before it: one matrix per step.

    Args:
        seconds: of the places of every claim.
        length: of the video, in seconds.
    """
    anywhere = JUMP / length
    near = (1 - JUMP) / (STEP + BACK)
    by_gap = {gap: anywhere + near * math.exp(-gap / STEP if gap >= 0 else gap / BACK) for gap in range(-FAR, FAR)}
    likely = by_gap.get
    return [
        [[likely(int(second - earlier), anywhere) for earlier in before] for second in after]
        for before, after in pairwise(seconds)
    ]


def posteriors(likelihoods: Matrix, steps: Sequence[Matrix]) -> Matrix:
    """Return the probability of each place of each claim.

    Args:
        likelihoods: of each place of each claim, by itself.
        steps: ``transitions``.
    """
    forward = [_normal(likelihoods[0])]
    for row, step in zip(likelihoods[1:], steps, strict=True):
        before = forward[-1]
        reached = [sum(map(float.__mul__, before, arrivals)) for arrivals in step]
        forward.append(_normal(list(map(float.__mul__, row, reached))))
    backward = [1.0] * len(likelihoods[-1])
    found = [forward[-1]]
    for index in range(len(steps) - 1, -1, -1):
        ahead = list(map(float.__mul__, likelihoods[index + 1], backward))
        backward = _normal([sum(map(float.__mul__, ahead, leaving)) for leaving in zip(*steps[index], strict=True)])
        found.append(_normal(list(map(float.__mul__, forward[index], backward))))
    return found[::-1]


def _normal(row: list[float]) -> list[float]:
    total = sum(row)
    return [value / total for value in row] if total else [1 / len(row)] * len(row)
