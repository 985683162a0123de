"""Promise: what speaks for or against an answer is seen in what stands beside it; what it is worth is learned."""

from __future__ import annotations

import pytest

from .conftest import CandidatesOf


@pytest.mark.parametrize(
    ("text", "answer", "sign"),
    [
        ("The pump is started by the `primeAll` method of its driver @.", "primeAll", "said to be what follows"),
        ("Rows are put in order by calling `sortRows` once @.", "sortRows", "something to use"),
        ("The slope at each point of the dune is `x²` here @.", "x²", "no word in it"),
        ('Millers coined the term "stone milk" for wet flour @.', "stone milk", "said to be a term"),
        ('The wet flour forms "stone milk" (flour that runs) at night @.', "stone milk", "explained behind it"),
        ('The wet flour gives the wall a "goose skin" appearance @.', "goose skin", "what something looks like"),
        ("The miller paid for a costly approach @.", "costly approach", "a vague noun"),
        ("Kelp is a cause of foul smells on the shore @.", "Kelp", "an open description"),
        (
            "The harbour uses artificial intelligence (AI) to moor ships @.",
            "artificial intelligence",
            "an everyday acronym",
        ),
    ],
)
def test_a_sign_is_seen(candidates: CandidatesOf, text: str, answer: str, sign: str) -> None:
    assert sign in candidates(text)[answer].signs


@pytest.mark.parametrize(
    ("text", "answer", "sign"),
    [
        ("The pump is started when `primeAll` is true @.", "primeAll", "said to be what follows"),
        ('The miller said "stone milk" and left @.', "stone milk", "said to be a term"),
        ("Kelp is the cause of foul smells on the shore @.", "Kelp", "an open description"),
    ],
)
def test_it_is_not_seen_elsewhere(candidates: CandidatesOf, text: str, answer: str, sign: str) -> None:
    assert sign not in candidates(text)[answer].signs
