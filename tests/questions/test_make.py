"""Every claim gets a card, and whatever the text, the card can be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noteport.api import BLANK, Card, Claim, Note, Place, Text, make_card, parse_note

Ask = Callable[..., Card]
Shown = Callable[[Card], str]

NOTE = Note(id="channel/note", path=PurePosixPath("channel/note.md"), title="A note", channel="channel")


def claim(text: str, **more: object) -> Claim:
    place = Place(path=NOTE.path, line=1)
    return Claim(id="channel/note@65.1", text=text, inlines=(Text(text),), place=place, **more)  # type: ignore[arg-type]  # by name


def test_a_card_hides_what_the_author_marked(ask: Ask, shown: Shown) -> None:
    card = ask("The powerhouse of the cell is the **mitochondrion** @.")
    assert card.kind == "cloze"
    assert card.answer == "mitochondrion"
    assert shown(card) == f"The powerhouse of the cell is the {BLANK}."


def test_above_the_question_stand_title_headings_lead_and_term(ask: Ask) -> None:
    card = ask(
        "# Life\n\n## Growth\n\nTwo things cause this:\n\n* **Heat**: proteins unfold above 42 °C @.", title="Cells"
    )
    assert card.context == ("Cells", "Life", "Growth", "Two things cause this:", "Heat")
    assert (card.answer, card.hint) == ("42 °C", "number")


def test_a_long_lead_is_left_out_or_cut_to_its_own_lead_in(ask: Ask) -> None:
    parent = "**Heat**: " + "proteins unfold in many ways and for many reasons that nobody could name by heart " * 2
    card = ask(f"* {parent}@\n    * above 42 °C they clump together @")
    assert "Heat" in card.context
    assert all(len(text) < 120 for text in card.context)


def test_a_text_without_a_better_gap_is_asked_for_by_its_lead_in(ask: Ask) -> None:
    card = ask("## Growth\n\n* **Osmotic shock**: water gets in @.")
    assert (card.kind, card.asks, card.answer) == ("basic", "term", "Osmotic shock")
    assert card.question == f"{BLANK}: water gets in."
    assert card.context == ("A note", "Growth")


def test_a_lead_in_that_the_text_repeats_is_hidden_there_too(ask: Ask) -> None:
    card = ask("* **Osmosis**: in osmosis it is water that goes @.")
    assert card.asks == "term"
    assert card.question == f"{BLANK}: in {BLANK} it is water that goes."


@pytest.mark.parametrize("label", ["Purpose", "The results", "Pros and cons"])
def test_a_label_is_never_asked_for(ask: Ask, label: str) -> None:
    assert ask(f"* **{label}**: water gets in @.").asks == "gap"


def test_a_claim_of_one_word_is_asked_for_by_what_stands_above_it(ask: Ask) -> None:
    card = ask("## Organelles\n\nThe cell has these:\n\n* Ribosomes @")
    assert (card.kind, card.asks, card.answer) == ("basic", "claim", "Ribosomes")
    assert card.question == f"The cell has these: {BLANK}"
    assert card.context == ("A note", "Organelles")


def test_a_claim_that_repeats_its_title_is_asked_for_by_its_channel(ask: Ask) -> None:
    assert ask("Ribosomes @", title="Ribosomes").question == f"channel: {BLANK}"


def test_the_reason_names_the_kind_and_every_point(ask: Ask) -> None:
    card = ask("## Mitochondria\n\nThe powerhouse of every living cell is the **mitochondrion** @.")
    assert card.reason == "bold; heading gives it away -8; ends the sentence +5"
    assert card.score == 64 - 8 + 5


def test_hints_are_english_and_other_languages_get_none(ask: Ask) -> None:
    assert ask("The wall fell in 1989 and nobody knew @.").hint == "year"
    assert ask("Le mur est tombé en 1989 sans bruit @.", language="fr").hint is None


def test_every_claim_of_the_seed_note_gets_a_card() -> None:
    seed = next(Path(__file__).parents[2].joinpath("seeds").glob("*.txt"))
    note = parse_note(seed.read_text(encoding="utf-8"), "seeds/seed.md")
    cards = [make_card(claim, note) for claim in note.claims()]
    assert len(cards) > 30
    for card in cards:
        check(card)


@given(st.text(min_size=1).filter(str.strip), st.none() | st.text(min_size=1), st.none() | st.text())
def test_any_text_makes_a_card_that_can_be_used(text: str, term: str | None, lead: str | None) -> None:
    check(make_card(claim(text, term=term, lead=lead), NOTE))


@given(st.text(alphabet="aA1.,:-'\"[]()$% ものに化学的了ไทยसंएم", min_size=1).filter(str.strip))
def test_so_does_any_mix_of_scripts_and_signs(text: str) -> None:
    check(make_card(claim(text), NOTE))


def test_a_text_as_long_as_a_book_is_read_in_linear_time() -> None:
    check(make_card(claim("Some 5 words of Ann Bell, again “and again”. " * 20_000), NOTE))


def check(card: Card) -> None:
    """What an exporter may rely on."""
    text = card.claim.text
    edges = [0, *(edge for gap in card.gaps for edge in gap), len(text)]
    assert edges == sorted(edges)
    assert all(text[start:end].strip() for start, end in card.gaps)
    assert card.answer.strip()
    if card.kind == "cloze":
        assert card.gaps
        assert not card.question
        assert any(text[start:end] == card.answer or card.answer in text[start:end] for start, end in card.gaps)
        left = "".join(
            text[start:end]
            for start, end in zip([0, *(e for _, e in card.gaps)], [s for s, _ in card.gaps] + [len(text)], strict=True)
        )
        assert left.strip()
    else:
        assert BLANK in card.question
        assert card.question.replace(BLANK, "").strip(" :")
