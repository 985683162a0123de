"""What a decision does to the card of its claim."""

from __future__ import annotations

from typing import Any

import pytest

from noteport.api import Card, Omission, decision_about, make_candidates, plain_front

from .conftest import COLD, GAS, WEB, Kitchen


def card(kitchen: Kitchen, claim: str = GAS, **options: Any) -> Card:
    made = kitchen.cards(**options)[claim]
    assert isinstance(made, Card)
    return made


def test_a_rejected_claim_has_no_card_whatever_the_options(kitchen: Kitchen) -> None:
    kitchen.decide({"claim": GAS, "decision": "reject", "by": "ana"})
    for options in ({}, {"all": True}, {"min_score": 0.0}):
        made = kitchen.cards(**options)[GAS]
        assert isinstance(made, Omission)
        assert made.reason == "rejected"


def test_an_accepted_card_is_made_whatever_its_score_and_is_not_crowded_out(kitchen: Kitchen) -> None:
    kitchen.decide({"claim": COLD, "decision": "accept"})
    made = kitchen.cards(min_score=1.0, max_per_note=1)
    assert [type(each) for each in made.values()] == [Omission, Card, Omission]


def test_another_gap_is_hidden_and_its_repetitions_with_it(kitchen: Kitchen) -> None:
    kitchen.write(
        "bread/rise.md", "Alcohol and gas come from yeast, which turns sugar into gas and alcohol [00:01:05]."
    )
    kitchen.decide({"claim": GAS, "decision": "gap", "gap": ["alcohol"], "by": "ana", "hint": "a liquid"})
    made = card(kitchen)
    assert plain_front(made) == "[…] and gas come from yeast, which turns sugar into gas and […]."
    assert (made.answer, made.hint, made.by, made.reason) == ("Alcohol", "a liquid", "ana", "chosen by ana")


def test_several_words_are_hidden_together(kitchen: Kitchen) -> None:
    kitchen.decide({"claim": GAS, "decision": "gap", "gap": ["carbon dioxide", "sugar"]})
    made = card(kitchen)
    assert plain_front(made) == "Yeast turns […] into […] and alcohol."
    assert made.answer == "sugar, carbon dioxide"


def test_the_lead_in_can_be_asked_for(kitchen: Kitchen) -> None:
    kitchen.decide({"claim": WEB, "decision": "gap", "gap": ["Gluten"]})
    made = card(kitchen, WEB)
    assert (made.asks, made.answer) == ("term", "Gluten")


def test_a_card_of_ones_own_replaces_ours(kitchen: Kitchen) -> None:
    kitchen.decide(
        {"claim": GAS, "decision": "card", "front": "What makes dough rise?", "back": "Gas", "by": "a model"},
        {"claim": COLD, "decision": "card", "front": "What takes eighteen hours?"},
    )
    made = card(kitchen)
    assert (made.kind, plain_front(made), made.answer, made.by) == ("basic", "What makes dough rise?", "Gas", "a model")
    assert card(kitchen, COLD).answer == "A cold dough ferments for eighteen hours in the fridge."


@pytest.mark.parametrize(
    ("cloze", "front", "answer", "hint"),
    [
        ("Dough rises because of {{c1::gas}}.", "Dough rises because of […].", "gas", None),
        (
            "{{c1::Gas::a state}} lifts dough; no {{c1::gas}}, no bread.",
            "[…] lifts dough; no […], no bread.",
            "Gas, gas",
            "a state",
        ),
        ("Dough rises because of {{gas}}.", "Dough rises because of […].", "gas", None),
    ],
)
def test_a_cloze_of_ones_own_is_written_as_in_anki(
    kitchen: Kitchen, cloze: str, front: str, answer: str, hint: str | None
) -> None:
    kitchen.decide({"claim": GAS, "decision": "card", "cloze": cloze})
    made = card(kitchen)
    assert (plain_front(made), made.answer, made.hint) == (front, answer, hint)


def test_a_decision_wins_over_the_authors_comment(kitchen: Kitchen) -> None:
    own = '<!-- noteport: front="Who?" back="Yeast" -->'
    kitchen.write("bread/rise.md", f"Yeast turns sugar into gas [00:01:05]. {own}")
    kitchen.decide({"claim": GAS, "decision": "accept"})
    assert plain_front(card(kitchen)) == "Who?"
    kitchen.decide({"claim": GAS, "decision": "gap", "gap": ["sugar"]})
    assert plain_front(card(kitchen)) == "Yeast turns […] into gas."
    kitchen.decide({"claim": GAS, "decision": "reject"})
    assert isinstance(kitchen.cards()[GAS], Omission)


def test_every_candidate_can_be_chosen_and_is_then_asked_as_it_was_shown(kitchen: Kitchen) -> None:
    candidates = {claim: cards for note in kitchen.vault() for claim, cards in make_candidates(note).items()}
    assert all(len(cards) > 1 for cards in candidates.values())
    for claim, cards in candidates.items():
        for wanted in cards:
            chosen = decision_about(wanted, by="ana")
            kitchen.decide({"claim": claim, "decision": "accept", **_content(chosen)})
            made = card(kitchen, claim)
            assert (plain_front(made), made.answer, made.hint) == (plain_front(wanted), wanted.answer, wanted.hint)


def _content(decision: Any) -> dict[str, Any]:
    return {name: getattr(decision, name) for name in ("gap", "front", "back", "hint") if getattr(decision, name)}
