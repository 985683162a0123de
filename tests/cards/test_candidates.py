"""Promise: whatever is the point of a sentence is a candidate, as a whole term."""

from __future__ import annotations

import pytest

from .conftest import CandidatesOf


@pytest.mark.parametrize(
    ("text", "answer", "kind"),
    [
        ("Tangent = opposite / adjacent @", "opposite / adjacent", "equation"),
        ("Speed is defined as the distance divided by the time @.", "distance divided by the time", "equation"),
        ("Such variables are discrete or continuous @.", "discrete or continuous", "pair"),
        ("The tools of Ada Byrne and Tom Ohm, who met in Cork, are lost @.", "Ada Byrne and Tom Ohm", "pair"),
        ("The fungus infects hair, skin, nails @.", "hair, skin, nails", "list"),
        ("It carries messenger acid (mA) to the cell @.", "messenger acid (mA)", "phrase with acronym"),
        ("The gap is closed in Trisomy 21 and in others @.", "Trisomy 21", "name"),
        ("The guard wrote down Ada Byrne's license plate @.", "license plate", "phrase"),
    ],
)
def test_the_point_of_a_sentence_is_a_candidate(candidates: CandidatesOf, text: str, answer: str, kind: str) -> None:
    assert candidates(text)[answer].kind == kind


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("The gap is closed in Trisomy 21 and in others @.", "21"),
        ("Large Language Models answer in words @.", "Large Language"),
        ("It copes with slow and rare gases @.", "rare gases"),
        ("Bayes' theorem weighs what is known @.", "theorem"),
        ('Proof is found by seeing a "barrel" in it @.', 'seeing a "barrel'),
    ],
)
def test_a_piece_of_a_term_is_none(candidates: CandidatesOf, text: str, piece: str) -> None:
    assert piece not in candidates(text)


def test_a_number_behind_a_label_stays_a_number(candidates: CandidatesOf) -> None:
    assert candidates("The loss of skin is partial in Stage 2 of the burn @.")["2"].kind == "number"
