"""Promise: a hint says what kind of thing is asked for, and gives nothing away that the reader has to recall."""

from __future__ import annotations

import pytest

from noteport.cards import WordStatistics
from noteport.cards.candidates import Candidate
from noteport.cards.hints import hint_for
from noteport.cards.make import candidates_in
from noteport.cards.note_context import NoteContext
from noteport.cards.sentence import read_sentence

from .conftest import Ask, NoteOf


@pytest.mark.parametrize(
    ("text", "answer", "hint"),
    [
        ("The bakery was acquired by Golden Crust in the spring @.", "Golden Crust", "a company"),
        ("The theorem of the four corners was proved by Berta Lindqvist @.", "Berta Lindqvist", "a person"),
        ("The folding umbrella of the shop was designed by Golden Crust @.", "Golden Crust", "name"),
        ("The inventor of the folding umbrella was born in Zwickau @.", "Zwickau", "a place"),
        ("The list is sorted in place by calling `rows.sort()` once @.", "rows.sort()", "call"),
        ("Each page of the site writes its log through `console.log` first @.", "console.log", "code"),
        ("What the site depends on is listed in `package.json` alone @.", "package.json", "file"),
        ("The height of the tide over a day is described by `cos(x)` well @.", "cos(x)", "formula"),
        ("Values that a parent hands down are declared by `export let` in the child @.", "export let", "code"),
        ("The mill grinds for 5 million hungry city dwellers @.", "5 million", "how many"),
        ("The ratio of the gears in the tower clock was set to 3/16 and is wrong @.", "3/16", "fraction"),
        ("The slow hardening of arteries with age is called atherosclerosis @.", "atherosclerosis", None),
        ("The slow creep of a slope under its own weight is called **soil flow** @.", "soil flow", "two words"),
    ],
)
def test_a_hint_names_the_kind_of_thing(ask: Ask, text: str, answer: str, hint: str | None) -> None:
    card = ask(text)
    assert (card.answer, card.hint) == (answer, hint)


@pytest.mark.parametrize(
    ("text", "answer", "hint"),
    [
        ("Such variables are discrete or continuous @.", "discrete or continuous", "two adjectives"),
        ("The fungus grows on skin and nails @.", "skin and nails", "two things"),
        ("Tangent = opposite / adjacent @", "opposite / adjacent", "formula"),
    ],
)
def test_a_hint_says_what_kind_of_words_are_asked_for(note_of: NoteOf, text: str, answer: str, hint: str) -> None:
    note = note_of(text)
    sentence = read_sentence(list(note.claims())[-1], NoteContext(note, WordStatistics()))
    hints = {sentence.text[each.start : each.end]: hint_for(sentence, each, answer) for each in candidates_in(sentence)}
    assert hints[answer] == hint


@pytest.mark.parametrize(
    ("text", "answer", "hint"),
    [
        ("The area of the sail is given by `a²/2` in the plan @.", "a²/2", "formula"),
        ("The drag on the rudder is called `f(x)` in the plan @.", "f(x)", "formula"),
        ("The plan calls `trim(sail)` before each tack @.", "trim(sail)", "call"),
        ("The pilot may be hired by sailors aged 12 years and above @.", "12 years", "how many years"),
        ("The new lamp is 45 times brighter than the old one @.", "45 times", "how many times"),
        ("The rudder was turned by 90 degrees in the storm @.", "90 degrees", "how many degrees"),
        ("The tide table lists 12,000 words in all @.", "12,000 words", "how many words"),
        ("The ferry crosses the strait in 40 minutes @.", "40 minutes", "how long"),
        ("The whistle blows in the first 40 minutes of a crossing @.", "40 minutes", "how many minutes"),
        ("Guides may be hired by children over 12 years of age @.", "12 years", "how many years"),
        ("The windmill is a child of the 12th century @.", "12th", "which"),
        ("The crew is shared at a ratio of 70/30 among the boats @.", "70/30", "ratio"),
        ("The barometer falls from 7 to 3 in an hour @.", "7 to 3", "two numbers"),
        ("The pump runs with release 1.2.3-1.3.0 on all ships @.", "1.2.3-1.3.0", "number"),
        ("The mast leans by 1 degree in calm weather @.", "1 degree", "how much"),
        ("The valve is opened in steps 2-4 of the list @.", "2-4", "range"),
        ("The lighthouse needs 2-4 keepers in winter @.", "2-4", "how many"),
        ("The bosun ties the figure of eight knot at night @.", "eight", "number"),
        ("The shipwright keeps eight knots in mind @.", "eight", "how many"),
        ("The limestone holds more of C₂₀H₄₂ than marble @.", "C₂₀H₄₂", "formula"),
        ("The keepers were told of X-7 by letter @.", "X-7", "name"),
        ("The keepers were told of NOAA by letter @.", "NOAA", "acronym"),
        ("The sailor proved by the Tidal Lag Theorem that ebbs come late @.", "Tidal Lag Theorem", "name"),
        ("The barge is steered by a rudder or paddle @.", "rudder or paddle", "three words"),
    ],
)
def test_a_hint_fits_in_the_place_of_what_is_asked_for(note_of: NoteOf, text: str, answer: str, hint: str) -> None:
    note = note_of(text)
    sentence = read_sentence(list(note.claims())[-1], NoteContext(note, WordStatistics()))
    hints = {sentence.text[each.start : each.end]: hint_for(sentence, each, answer) for each in candidates_in(sentence)}
    assert hints[answer] == hint


def test_a_letter_tells_an_answer_from_its_rivals_in_the_note(ask: Ask) -> None:
    rivals = "Rooks and bishops are taught by meridional learning @.\n\n"
    text = "Rewards after each game are all that is used in **asymptotic learning** @."
    assert ask(text).hint == "two words"
    assert ask(rivals + text).hint == "two words, a…"


def test_a_letter_tells_a_linked_term_from_what_else_fits(ask: Ask) -> None:
    text = "The wall of the dam is cooled by [[asymptotic piping]] while it sets @."
    assert ask(text).hint == "two words, a…"


@pytest.mark.parametrize(
    ("text", "answer", "hint"),
    [
        # Many notes have these words, but nobody says them every day.
        (
            "The council paid each miller a monetary compensation for the flood @.",
            "monetary compensation",
            "two words, m…",
        ),
        ("A wet rope sheds its tar by slow evaporation through the hatch @.", "evaporation", "one word, e…"),
        ("A tired sailor hides the rum behind the great sail @.", "rum", None),
    ],
)
def test_a_letter_tells_a_phrase_from_what_else_fits(note_of: NoteOf, text: str, answer: str, hint: str | None) -> None:
    note = note_of(text)
    [claim] = note.claims()
    start = text.index(answer)
    candidate = Candidate(start, start + len(answer), "phrase")
    assert hint_for(read_sentence(claim, NoteContext(note, WordStatistics())), candidate, answer) == hint


def test_an_everyday_word_gets_no_letter(ask: Ask) -> None:
    rivals = "Rooks and bishops are taught by meridional learning @.\n\n"
    assert ask(rivals + "Rewards after each game are all that is used in **large learning** @.").hint == "two words"
