"""What a claim defines, and what it does not."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from noteport.api import Claim, Definition, Place, Text, definition_in


def claim(text: str, term: str | None = None) -> Claim:
    place = Place(path=PurePosixPath("wood/adze.md"), line=1)
    return Claim(id="wood/adze@1.1", text=text, inlines=(Text(text),), term=term, place=place)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("A quern is a pair of stones that grind grain.", "quern"),
        ("However, a quern is a pair of stones that grind grain.", None),
        ("The Coriolis force is a force that acts on moving air.", "Coriolis force"),
        ("Querns are hand mills that consist of two stones.", "Querns"),
        ("Osmosis refers to the movement of water through a wall.", "Osmosis"),
        ('An "adze" is defined as an axe whose blade lies across the handle.', "adze"),
        ("A stone that turns on another to grind grain is called a runner.", "runner"),
        ("Cast iron (CI) is an alloy of iron with much carbon in it.", "Cast iron"),
        # no definitions
        ("A quern is an important tool in any old kitchen.", None),
        ("The mill is a great place to work in winter.", None),
        ("This is a tool that grinds grain between two stones.", None),
        ("The goal is a flour that nobody can tell from another.", None),
        ("Ada Lovelace is a mathematician who wrote the first program.", None),
        ("Grinding is one of the oldest crafts that people know.", None),
        ("A quern is heavy.", None),
        ("Is a quern a pair of stones that grind grain?", None),
        ("He is a man who built this mill by the river.", None),
        ("Bread is the largest cost of a household in the town.", None),
        ("Their mill is a building that stands by the river.", None),
    ],
)
def test_a_sentence_defines_what_it_says_the_kind_of(text: str, term: str | None) -> None:
    found = definition_in(claim(text))
    assert (found.term if found is not None else None) == term


@pytest.mark.parametrize(
    ("term", "text", "defines"),
    [
        ("Quern", "A pair of stones that grind grain.", True),
        ("Quern", "the stone that lies below the other", True),
        ("Quern", "It is a pair of stones that grind grain.", True),
        ("Quern", "Refers to the pair of stones that grind grain.", True),
        ("Quern", "The miller struggles with a stone that is worn.", False),
        ("Quern", "A study of old mills found that most were worn.", False),
        ("Quern", "The quern grinds grain for the whole village.", False),
        ("Quern", "Common in the north of the country.", False),
        ("Step 2", "A pair of stones that grind grain.", False),
        ("Example", "A pair of stones that grind grain.", False),
        ("Grind the grain", "A pair of stones that grind grain.", False),
    ],
)
def test_a_lead_in_is_defined_by_a_phrase_and_by_no_sentence(term: str, text: str, defines: bool) -> None:
    assert (definition_in(claim(text, term)) is not None) is defines


@pytest.mark.parametrize(
    ("definition", "question"),
    [
        (Definition("quern", article="a"), "What is a quern?"),
        (Definition("Querns", plural=True), "What are Querns?"),
        (Definition("Speed"), "What is speed?"),
        (Definition("Net Interest"), "What is Net Interest?"),
        (Definition("JavaScript"), "What is JavaScript?"),
        (Definition("Directed Graph", in_lead_in=True), "What is meant by “Directed Graph”?"),
        (Definition("SnackBar", in_lead_in=True), "What is SnackBar?"),
    ],
)
def test_a_definition_answers_a_question(definition: Definition, question: str) -> None:
    assert definition.question == question


def test_what_stands_in_brackets_is_another_name() -> None:
    assert definition_in(claim("Cast iron (CI) is an alloy of iron with much carbon in it.")) == Definition(
        "Cast iron", "CI"
    )
    assert definition_in(claim("An alloy of iron with much carbon in it.", "Cast iron (CI)")) == Definition(
        "Cast iron", "CI", in_lead_in=True
    )
