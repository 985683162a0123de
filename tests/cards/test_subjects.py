"""Promise: a card says what it is about, or there is none."""

from __future__ import annotations

import pytest

from noteport.cards import Card, Omission, front_of, plain_front

from .conftest import Ask, Make


@pytest.mark.parametrize(
    ("text", "front"),
    [
        ("The pump runs all night @. It is lubricated with **castor oil** @.", "The pump is lubricated with […]."),
        (
            "Beeswax melts early @. Its melting point is 64 °C in the shade @.",
            "Beeswax’s melting point is […] in the shade.",
        ),
        ("Tide mills turn twice a day @. They were driven by **sea water** @.", "Tide mills were driven by […]."),
        (
            "Sailors used a Portuguese astrolabe @. This astrolabe weighed **two kilograms** @.",
            "The Portuguese astrolabe weighed […].",
        ),
        ("Ann Bell wrote the first guide @. She was taught by **a beekeeper** @.", "Ann Bell was taught by […]."),
    ],
)
def test_a_pronoun_is_replaced_by_what_it_stands_for(ask: Ask, text: str, front: str) -> None:
    assert plain_front(ask(text)) == front


@pytest.mark.parametrize(
    "text",
    [
        "The pump runs all night @. It is important to lubricate it with **castor oil** @.",
        "The pump and the valve fail @. It is lubricated with plenty of **castor oil** @.",
        "The pumps run all night @. It is lubricated with plenty of **castor oil** @.",
        "Whoever came was let in @. They were given plenty of **castor oil** @.",
        "The pump runs all night @. This means that it needs plenty of **castor oil** @.",
    ],
)
def test_a_pronoun_that_may_mean_something_else_makes_no_card(make: Make, text: str) -> None:
    made = make(text)
    assert isinstance(made, Omission) or made.named is None


def test_the_name_does_not_tell_the_answer(ask: Ask) -> None:
    card = ask("The castor oil pump runs all night @. It is lubricated with **castor oil** @.")
    assert card.named is None or "castor" not in card.answer


def test_the_claim_itself_stays_as_it_is(ask: Ask) -> None:
    card = ask("The pump runs all night @. It is lubricated with **castor oil** @.")
    assert isinstance(card, Card)
    assert card.claim.text == "It is lubricated with castor oil."
    assert [piece.words for piece in front_of(card) if piece.words] == ["The pump"]
