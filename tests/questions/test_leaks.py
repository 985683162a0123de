"""An answer cannot be read off the rest of its card."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from noteport.api import BLANK, Card

Ask = Callable[..., Card]
Shown = Callable[[Card], str]


def test_a_repeated_answer_is_hidden_everywhere(ask: Ask, shown: Shown) -> None:
    card = ask("The **capacitor** stores charge, and a capacitor in series with two other capacitors stores less @.")
    assert shown(card) == f"The {BLANK} stores charge, and a {BLANK} in series with two other {BLANK} stores less."
    assert card.answer == "capacitor"


def test_so_is_another_form_of_it(ask: Ask, shown: Shown) -> None:
    card = ask("Each step is one of **integration**, and what is integrated first weighs most @.")
    assert shown(card) == f"Each step is one of {BLANK}, and what is {BLANK} first weighs most."


def test_of_a_number_only_the_figures_tell(ask: Ask, shown: Shown) -> None:
    card = ask("There were people before, and then there were 5 million people, of whom 5 were kings @.")
    assert shown(card) == f"There were people before, and then there were {BLANK}, of whom {BLANK} were kings."


def test_an_indefinite_article_is_hidden_with_the_answer(ask: Ask, shown: Shown) -> None:
    card = ask("What holds the charge is a **capacitor** in this case @.")
    assert shown(card) == f"What holds the charge is {BLANK} in this case."
    assert card.answer == "a capacitor"


@pytest.mark.parametrize("heading", ["Capacitors", "What a capacitor’s plates do", "The capacitor-like parts"])
def test_a_heading_that_tells_is_left_out(ask: Ask, heading: str) -> None:
    assert ask(f"## Circuits\n\n### {heading}\n\nThe charge is kept in **capacitors** here @.").context == (
        "A note",
        "Circuits",
    )


def test_so_is_a_title_a_lead_or_a_term(ask: Ask) -> None:
    text = "Capacitors come first:\n\n* **Capacitor**: the charge is kept in `capacitors` here @."
    assert ask(text, title="All about capacitors").context == ()


def test_code_is_hidden_whole_or_not_at_all(ask: Ask, shown: Shown) -> None:
    card = ask("The value of **total** is kept in `self.total` for later use @.")
    assert shown(card) == f"The value of {BLANK} is kept in {BLANK} for later use."


def test_in_a_script_without_blanks_the_characters_tell(ask: Ask, shown: Shown) -> None:
    card = ask("## 线粒体\n\n能量来自**线粒体**，所以线粒体很重要。@")
    assert shown(card) == f"能量来自{BLANK}，所以{BLANK}很重要。"
    assert card.context == ("A note",)
