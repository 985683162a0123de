"""Promise: a card says what it is about, or there is none."""

from __future__ import annotations

import pytest

from noteport.cards import Card, CardOptions, Omission, front_of, make_cards, plain_front
from noteport.cards.antecedents import REACH
from noteport.cards.card import NOT_GOOD_ENOUGH
from noteport.cards.make import make_candidates

from .conftest import Ask, Make, NoteOf


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
        (
            "Moss roofs, common in the north, hold rain @. They weigh **eighty kilos** a metre @.",
            "Moss roofs weigh […] a metre.",
        ),
        ("Wax moths ruin combs @. They lay eggs at dusk @. They avoid **cedar oil** @.", "Wax moths avoid […]."),
        (
            "Resin was burnt by a chandler called Odo Brill @. This chandler sold **pine tar** to ships @.",
            "Odo Brill sold […] to ships.",
        ),
        ("Gorse tea is a drink from Wales @. This drink contains **much caffeine** @.", "Gorse tea contains […]."),
        (
            "Tide mills turn twice a day @. However, they were driven by **sea water** @.",
            "Tide mills were driven by […].",
        ),
        (
            "Sailors used a Portuguese astrolabe @. However, this astrolabe weighed **two kilograms** @.",
            "The Portuguese astrolabe weighed […].",
        ),
        (
            "Sailors used a Portuguese astrolabe @. The ring of this astrolabe weighed **two kilograms** @.",
            "The ring of the Portuguese astrolabe weighed […].",
        ),
        (
            "Salt grows in a shallow basin @. In this basin, brine turns red by **salt algae** @.",
            "In the shallow basin, brine turns red by […].",
        ),
        ("Ann Bell wrote the first guide @. She was taught by a **beekeeper** @.", "Ann Bell was taught by a(n) […]."),
    ],
)
def test_a_pronoun_is_replaced_by_what_it_stands_for(ask: Ask, text: str, front: str) -> None:
    assert plain_front(ask(text)) == front


@pytest.mark.parametrize(
    ("text", "front"),
    [
        (
            "## Salt Pans\n\nMonks dug the salt pans by hand @.\n\n- They dry out in **late August** @.",
            "The salt pans dry out in […].",
        ),
        ("## Ergot's Fire\n\nThis disease comes from **spoilt rye** @.", "Ergot's Fire comes from […]."),
        (
            "The bilge pump has limits:\n\n- It clogs with **eel grass** each week @.",
            "The bilge pump clogs with […] each week.",
        ),
    ],
)
def test_the_heading_or_the_introduction_of_a_list_may_name_the_subject(ask: Ask, text: str, front: str) -> None:
    assert plain_front(ask(text)) == front


@pytest.mark.parametrize(
    "text",
    [
        "- **Bilge pump**: A pump below the deck @. It clogs with **eel grass** each week @.",
        "- **Bilge pump**: Sits below the deck @. This pump clogs with **eel grass** each week @.",
    ],
)
def test_a_sentence_further_below_a_lead_in_shows_it_too(note_of: NoteOf, text: str) -> None:
    *_, cards = make_candidates(note_of(text)).values()
    (front,) = {plain_front(card) for card in cards if card.answer == "eel grass"}
    assert front.startswith("Bilge pump: ")


@pytest.mark.parametrize(
    "text",
    [
        "One of the oldest **tide mills** stands near Bideford in Devon @.",
        "There are some **four hundred** tide mills on the coast of Brittany @.",
        "The purpose of a tide mill is **grinding corn** at ebb @.",
        "It is easy to mistake a tide mill for **a boathouse** at night @.",
    ],
)
def test_a_sentence_that_points_to_no_other_is_not_left_out(make: Make, text: str) -> None:
    made = make(text)
    assert isinstance(made, Card) or made.reason == NOT_GOOD_ENOUGH


@pytest.mark.parametrize(
    "text",
    [
        "The pump runs all night @. It is important to lubricate it with **castor oil** @.",
        "The pump and the valve fail @. It is lubricated with plenty of **castor oil** @.",
        "The pumps run all night @. It is lubricated with plenty of **castor oil** @.",
        "Whoever came was let in @. They were given plenty of **castor oil** @.",
        "A key innovation in Bideford is the pump @. It is lubricated with plenty of **castor oil** @.",
        "The purpose of the pumps is clear @. They are lubricated with plenty of **castor oil** @.",
        "## Tide Mills\n\nIt is lubricated with plenty of **castor oil** @.",
        "## Key Benefits\n\nThey are lubricated with plenty of **castor oil** @.",
        "The pump runs all night @. This means that it needs plenty of **castor oil** @.",
    ],
)
def test_a_pronoun_that_may_mean_something_else_makes_no_card(make: Make, text: str) -> None:
    made = make(text)
    assert isinstance(made, Omission) or made.named is None


def test_this_means_is_left_out_before_a_whole_sentence(ask: Ask, make: Make) -> None:
    card = ask("Lime keeps the cistern clean @. This means the old cistern needs **no filter** in spring @.")
    assert plain_front(card) == "The old cistern needs […] in spring."
    made = make("Lime keeps the cistern clean @. This means less work for **the sexton** in spring @.")
    assert isinstance(made, Omission)


def test_this_before_a_verb_stands_for_no_thing_of_that_name(ask: Ask) -> None:
    text = "The smiths of the valley are old builders @. First signs of this include builders with a **bent spine** @."
    assert plain_front(ask(text)).startswith("First signs of this include builders")


def test_the_name_does_not_tell_the_answer(ask: Ask) -> None:
    card = ask("The castor oil pump runs all night @. It is lubricated with **castor oil** @.")
    assert card.named is None or "castor" not in card.answer


def test_the_claim_itself_stays_as_it_is(ask: Ask) -> None:
    card = ask("The pump runs all night @. It is lubricated with **castor oil** @.")
    assert isinstance(card, Card)
    assert card.claim.text == "It is lubricated with castor oil."
    assert [piece.words for piece in front_of(card) if piece.words] == ["The pump"]


def test_a_subject_is_the_same_whichever_claims_are_asked_about(note_of: NoteOf) -> None:
    sentences = (f"They avoid **cedar oil** for {nights} nights @." for nights in range(2, 14))
    note = note_of(" ".join(["Wax moths ruin combs @.", *sentences]))
    every = CardOptions(all=True)
    of_all = make_cards(note, every)
    assert [make_cards(note, every, claims=[claim])[0] for claim in note.claims()] == of_all
    named = [isinstance(card, Card) and card.named is not None for card in of_all]
    assert named == [False] + [True] * REACH + [False] * (12 - REACH)
