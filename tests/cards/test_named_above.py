"""Promise: an incomplete sentence says what it is about, in the names shown before it."""

from __future__ import annotations

import pytest

from noteport.cards import GAP, Card, front_of, plain_front
from noteport.cards.make import make_candidates

from .conftest import Ask, NoteOf


@pytest.mark.parametrize(
    ("text", "front", "above"),
    [
        ("- **Salt pan**: Also known as a **saltern** @.", f"Salt pan: also known as a(n) {GAP}.", ()),
        ("- **Salt pan**: Contains plenty of **gypsum** @.", f"Salt pan: contains plenty of {GAP}.", ()),
        (
            "- **Salt pan**: Dug by monks with **clay** @.",
            f"Salt pan: dug by monks with {GAP}.",
            (),
        ),
        ("- **Salt pan**: A basin that loses its water to **the wind** @.", None, ()),
        ("- **Salt pan**: Due to decades of **drought** @.", f"Salt pan: due to decades of {GAP}.", ()),
        ("## Salt Pans\n\nMostly found beside **tidal creeks** @.", f"Salt Pans: mostly found beside {GAP}.", ()),
        (
            "## Salt Pans\n\n- **Uses**: Glazing pots and curing **herring** @.",
            f"Salt Pans, uses: Glazing pots and curing {GAP}.",
            (),
        ),
        (
            "## Trade\n\n### Salt Pans\n\n#### Appearance\n\nSeen from afar as a **silver sheet** @.",
            f"Salt Pans, appearance: seen from afar as a(n) {GAP}.",
            ("Trade",),
        ),
        (
            "Monks filled each salt pan with:\n\n- Brine taken from **tidal creeks** at night @.",
            f"Monks filled each salt pan with: Brine taken from {GAP} at night.",
            (),
        ),
        (
            "Monks filled each salt pan with:\n\n- Water taken from **tidal creeks** at night @.",
            f"Monks filled each salt pan with: water taken from {GAP} at night.",
            (),
        ),
        (
            "Monks filled each salt pan with:\n\n- North Sea water taken from **tidal creeks** at night @.",
            f"Monks filled each salt pan with: North Sea water taken from {GAP} at night.",
            (),
        ),
        (
            "However, monks filled each salt pan with:\n\n- Water taken from **tidal creeks** at night @.",
            f"Monks filled each salt pan with: water taken from {GAP} at night.",
            (),
        ),
        ("- **Why a salt pan?**: Used for curing **herring** @.", f"Why a salt pan? Used for curing {GAP}.", ()),
        ("- **Salt pan**: It was lined with **blue clay** @.", f"Salt pan: it was lined with {GAP}.", ()),
    ],
)
def test_what_stands_above_is_shown_before_the_text_instead(
    ask: Ask, text: str, front: str | None, above: tuple[str, ...]
) -> None:
    card = ask(text)
    assert plain_front(card) == front or (front is None and plain_front(card).startswith("Salt pan: a basin that "))
    assert card.context == ("A note", *above)


@pytest.mark.parametrize(
    "text",
    [
        "## Salt Pans\n\nMonks dug the salt pans out of **blue clay** @.",
        "## Salt Pans\n\nThe salt that monks raked was sold to **tanners** @.",
        "## Salt Pans\n\nDug by monks, the pans were lined with **blue clay** @.",
        "## Salt Pans\n\nRake the salt with **an ash hoe** at noon @.",
        "- **Salt pan**: When it rains, the brine is covered with **rush mats** @.",
        "The salt pans were named by use:\n\n- Sun pan: Also known as **the last pan** @.",
        "- **Salt pan**: depth = **two feet** at ebb @.",
        "- **Salt pan**: Pans with a floor of sand cannot be lined with **blue clay** @.",
    ],
)
def test_a_whole_sentence_stays_below_it(ask: Ask, text: str) -> None:
    card = ask(text)
    assert card.named is None
    assert "salt pan" in card.context[-1].lower()


def test_a_name_that_tells_the_answer_is_not_shown_and_nothing_is_asked(note_of: NoteOf) -> None:
    (cards,) = make_candidates(note_of("- **Sea salt**: Mostly sold as **salt of the sea** in Bideford @.")).values()
    assert "salt of the sea" not in {card.answer for card in cards if card.asks == "gap"}


def test_the_names_are_shown_before_a_text_that_stays_as_it_is(ask: Ask) -> None:
    card = ask("- **Salt pan**: Also known as a **saltern** @.")
    assert isinstance(card, Card)
    assert card.claim.text == "Also known as a saltern."
    assert [piece.words for piece in front_of(card) if piece.words] == ["Salt pan: a", "a(n) "]


@pytest.mark.parametrize(
    "above", ["Note", "My notes", "Key takeaways", "TL;DR", "He said", "What it does", "Also", "Salt is dear"]
)
def test_what_names_no_thing_is_no_label_but_stays_above(ask: Ask, above: str) -> None:
    card = ask(f"- **{above}**: Contains plenty of **gypsum** @.")
    assert card.named is None
    assert plain_front(card) == f"Contains plenty of {GAP}."
    assert card.context[-1] == above
