"""An answer cannot be read off the rest of its card."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from noteport.api import GAP, Card, plain_front
from noteport.cards.leaks import cover, hide
from noteport.cards.words import cut

Ask = Callable[..., Card]


def test_a_repeated_answer_is_hidden_everywhere(ask: Ask) -> None:
    card = ask("The **capacitor** stores charge, and a capacitor beside other capacitors stores less @.", language="fr")
    assert plain_front(card) == f"The {GAP} stores charge, and a {GAP} beside other {GAP} stores less."
    assert card.answer == "capacitor"


def test_so_is_another_form_of_it(ask: Ask) -> None:
    card = ask("* **Diffusion**: until it has diffused, it is water that goes through @.")
    assert plain_front(card) == f"{GAP}: until it has {GAP}, it is water that goes through."


def test_of_a_number_only_the_figures_tell(ask: Ask) -> None:
    card = ask("There were people in the valley, then there were 5 million people @.")
    assert plain_front(card) == f"There were people in the valley, then there were {GAP}."


def test_an_indefinite_article_does_not_tell_the_first_sound_of_the_answer(ask: Ask) -> None:
    card = ask("Charge is kept for a moment by a **capacitor** behind the rectifier @.")
    assert plain_front(card) == f"Charge is kept for a moment by a(n) {GAP} behind the rectifier."
    assert card.answer == "capacitor"


@pytest.mark.parametrize("heading", ["Capacitors", "What a capacitor’s plates do", "The capacitor-like parts"])
def test_a_heading_that_tells_is_left_out(ask: Ask, heading: str) -> None:
    card = ask(f"## Circuits\n\n### {heading}\n\nThe charge of a flash is kept in **capacitors** until then @.")
    assert card.answer == "capacitors"
    assert card.context == ("A note", "Circuits")


def test_a_heading_that_says_more_is_shown_without_what_tells(ask: Ask) -> None:
    card = ask("## How capacitors smooth rectified current\n\nThe charge of a flash is kept in **capacitors** @.")
    assert card.answer == "capacitors"
    assert card.context == ("A note", f"How {GAP} smooth rectified current")


@pytest.mark.parametrize(
    ("heading", "shown"),
    [
        ("Mains filters and capacitors", f"Mains filters and {GAP}"),
        ("Rectified current (behind capacitors)", "Rectified current"),
        ("Capacitors", None),
        ("The capacitor", None),
        ("Capacitor and capacitance basics", None),
        ("Ceramic capacitors and capacitance", None),
    ],
)
def test_a_heading_is_shown_as_long_as_it_reads_well(ask: Ask, heading: str, shown: str | None) -> None:
    card = ask(f"## {heading}\n\nThe charge of a flash is kept for a moment in **capacitors** @.")
    assert card.context == ("A note", shown)[: 1 if shown is None else 2]


@pytest.mark.parametrize(
    ("heading", "shown"),
    [
        ("Rush mats on the dyke", "Rush mats on the dyke"),
        ("Weaving in the fens", "Weaving in the fens"),
        ("Rush weaving in winter", "A note"),
    ],
)
def test_words_that_only_a_part_of_the_answer_has_stay_in_a_heading(ask: Ask, heading: str, shown: str) -> None:
    card = ask(f"## {heading}\n\nUntil the war, every child of the village lived from **rush weaving** @.")
    assert (card.answer, card.context[-1]) == ("rush weaving", shown)


@pytest.mark.parametrize("heading", ["Using the while keyword", "The While of a loop"])
def test_code_that_is_a_small_word_is_hidden_in_a_heading(ask: Ask, heading: str) -> None:
    card = ask(f"## Loops in boxes\n\n### {heading}\n\nThe pump runs again and again in a `while` loop @.")
    assert card.answer == "while"
    assert "while" not in " ".join(card.context).lower()


@pytest.mark.parametrize(("written", "answer"), [("HX7", "HX-7"), ("Sluicejs", "Sluice.js"), ("DRYRUN", "DRY_RUN")])
def test_a_title_may_lack_the_signs_inside_an_answer(ask: Ask, written: str, answer: str) -> None:
    card = ask(f"The gates are steered by **{answer}** at night @.", title=f"Filling dry ponds with {written} pumps")
    assert (card.answer, card.context) == (answer, (f"Filling dry ponds with {GAP} pumps",))


def test_so_is_a_title_a_lead_or_a_term(ask: Ask) -> None:
    text = "Capacitors:\n\n* **Capacitor**: Die Ladung des Blitzes bleibt bis dahin in **capacitors** @."
    assert ask(text, title="All about capacitors", language="de").context == ()


def test_code_is_hidden_whole_or_not_at_all() -> None:
    text = "The total is kept in self.total for later use."
    code = (text.index("self"), text.index(" for"))
    front = cover(text, cut(text), hide("total", cut("total")), span=(4, 9), whole=[code])
    assert front.gaps == ((4, 9), code)


def test_in_a_script_without_spaces_the_characters_give_it_away(ask: Ask) -> None:
    card = ask("## 线粒体\n\n能量来自**线粒体**，所以线粒体很重要。@")
    assert plain_front(card) == f"能量来自{GAP}，所以{GAP}很重要。"
    assert card.context == ("A note",)


@pytest.mark.parametrize(
    ("text", "front"),
    [
        (
            "A torn tie hurts the **ankle ligament**, and a strained ligament hurts the knee @.",
            f"A torn tie hurts the {GAP}, and a strained ligament hurts the knee.",
        ),
        (
            "The **ankle ligament** holds the foot, and a torn ankle ligament heals late @.",
            f"The {GAP} holds the foot, and a torn {GAP} heals late.",
        ),
    ],
)
def test_a_word_of_a_longer_answer_is_hidden_only_with_the_others(ask: Ask, text: str, front: str) -> None:
    assert plain_front(ask(text)) == front


def test_only_code_itself_repeats_code(ask: Ask) -> None:
    card = ask("Call `pump load()` to load a new pump by hand, since `pump load()` keeps the old one @.")
    assert plain_front(card) == f"Call {GAP} to load a new pump by hand, since {GAP} keeps the old one."


def test_a_digit_of_a_fraction_is_no_repetition_of_it(ask: Ask) -> None:
    card = ask("Of a cask that lost **1/8** of its ale, 1 half went sour, and another 1/8 was drunk @.")
    assert plain_front(card) == f"Of a cask that lost {GAP} of its ale, 1 half went sour, and another {GAP} was drunk."


@pytest.mark.parametrize(
    "text",
    [
        "The plural of the word **fungus** is in most books given as fungi @.",
        "A **counterbalance** is hung from the arm so that it has balance in a gale @.",
        "The frame weighs **5 kg**, of which 5 are lead @.",
    ],
)
def test_an_answer_is_not_asked_for_where_another_form_of_it_would_be_a_gap_too(ask: Ask, text: str) -> None:
    card = ask(text)
    assert len(card.gaps) < 2
