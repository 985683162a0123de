"""Brackets right behind an answer do not tell it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from noteport.api import GAP, Card, plain_front
from noteport.cards.brackets import is_acronym_of, is_short_form, is_sign

Ask = Callable[..., Card]


@pytest.mark.parametrize(
    ("brackets", "left"),
    [
        ("(T)", ""),
        ("(Tss)", ""),
        ("(tz)", " (tz)"),
        ("(pale clay)", " (pale clay)"),
        ("(white tesserite)", ""),
        ("(tesserite from the upper kiln)", f" ({GAP} from the upper kiln)"),
    ],
)
def test_what_only_tells_the_answer_is_left_out(ask: Ask, brackets: str, left: str) -> None:
    card = ask(f"The rim of the bowl is made of **tesserite** {brackets} on every shelf @.")
    assert plain_front(card) == f"The rim of the bowl is made of {GAP}{left} on every shelf."


def test_a_sentence_ends_as_before(ask: Ask) -> None:
    assert plain_front(ask("The rim of the bowl is made of **tesserite** (T) @.")).endswith(f"is made of {GAP}.")


def test_quotation_marks_are_kept(ask: Ask) -> None:
    card = ask('The boatmen of the lake call the noon wind a "**grey sister**" (GS) in their songs @.')
    assert plain_front(card) == f'The boatmen of the lake call the noon wind a "{GAP}" in their songs.'


def test_what_an_acronym_stands_for_is_left_out(ask: Ask) -> None:
    card = ask("Every hull built there since the flood has a **DWK** (double-walled keel) under the cabin @.")
    assert plain_front(card) == f"Every hull built there since the flood has a(n) {GAP} under the cabin."


def test_a_short_form_that_comes_again_is_shown(ask: Ask) -> None:
    card = ask("The rim of the bowl is made of **tesserite** (T), and the foot has less T in it @.")
    assert plain_front(card) == f"The rim of the bowl is made of {GAP} (T), and the foot has less T in it."


def test_a_question_for_what_an_acronym_stands_for_shows_it(ask: Ask) -> None:
    card = ask("A double-walled keel (DWK) was built into every hull of the yard after the flood @.")
    assert (card.question, card.answer) == ("What does DWK stand for?", "double-walled keel")


@pytest.mark.parametrize("code", ["`(T)`", "(`T) + 4`)"])
def test_code_is_not_cut(ask: Ask, code: str) -> None:
    card = ask(f"The rim of the bowl is made of **tesserite** {code} on every shelf @.")
    assert plain_front(card) == f"The rim of the bowl is made of {GAP} {code.replace('`', '')} on every shelf."


@pytest.mark.parametrize("code", ["`load` (L)", "`load` (`l`)"])
def test_code_keeps_its_brackets(ask: Ask, code: str) -> None:
    assert "(" in plain_front(ask(f"To fill the hopper by hand, the miller has to press {code} at the panel @."))


@pytest.mark.parametrize(
    ("short", "text"),
    [
        ("HB", "heather bell"),
        ("HBs", "heather bells"),
        ("Bl", "heather bell"),
        ("H2", "heather"),
        (r"\eta", "eta"),
        ("s", "sill"),
    ],
)
def test_short_forms(short: str, text: str) -> None:
    assert is_short_form(short, text)


@pytest.mark.parametrize(
    ("short", "text"), [("BH", "heather bell"), ("eb", "heather bell"), ("17", "heather bell"), ("HQ", "heather")]
)
def test_no_short_forms(short: str, text: str) -> None:
    assert not is_short_form(short, text)


@pytest.mark.parametrize(
    ("word", "text"), [("Lotran", "load transfer"), ("SoT", "set of tides"), ("ST", "set of tides")]
)
def test_acronyms(word: str, text: str) -> None:
    assert is_acronym_of(word, text)


@pytest.mark.parametrize(("word", "text"), [("Lo", "land of our tide"), ("Lost", "load transfer"), ("load", "loading")])
def test_no_acronyms(word: str, text: str) -> None:
    assert not is_acronym_of(word, text)


@pytest.mark.parametrize(("sign", "text"), [("ω", "Omega"), ("?", "a question mark"), ("&", "the ampersand")])
def test_signs(sign: str, text: str) -> None:
    assert is_sign(sign, text)


@pytest.mark.parametrize(
    ("sign", "text"), [("ω", "small letter"), ("o", "the letter o"), ("&&", "ampersand"), ("", "a")]
)
def test_no_signs(sign: str, text: str) -> None:
    assert not is_sign(sign, text)
