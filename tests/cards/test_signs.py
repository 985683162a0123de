"""Promise: what speaks for or against an answer is seen in what stands beside it; what it is worth is learned."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from noteport.cards import WordStatistics
from noteport.cards.asked import ask_for_gap
from noteport.cards.make import candidates_in
from noteport.cards.note_context import NoteContext
from noteport.cards.place import signs_beside, signs_of_place
from noteport.cards.sentence import read_sentence

from .conftest import NoteOf

Signs = Callable[[str, str], set[str]]
GILL = "only everyday words of it are hidden"


@pytest.fixture
def signs(note_of: NoteOf) -> Signs:
    """The signs of an answer, of its place in a text and of its front."""

    def signs(text: str, answer: str) -> set[str]:
        note = note_of(text)
        sentence = read_sentence(list(note.claims())[-1], NoteContext(note, WordStatistics()))
        [found] = [each for each in candidates_in(sentence) if sentence.text[each.start : each.end] == answer]
        asked = ask_for_gap(sentence, found)
        of_front = asked.signs if asked is not None else ()
        return {*found.signs, *signs_beside(sentence, found), *signs_of_place(sentence, found), *of_front}

    return signs


@pytest.mark.parametrize(
    ("text", "answer", "sign"),
    [
        ("The pump is started by the `primeAll` method of its driver @.", "primeAll", "said to be what follows"),
        ("Rows are put in order by calling `sortRows` once @.", "sortRows", "something to use"),
        ("Rows are put in order via an index tree at night @.", "index tree", "something to use"),
        ("Blue spots are due to cheese mites @.", "cheese mites", "a cause or an effect"),
        ("The spots come from the cheese mite, which eats the rind @.", "cheese mite", "explained behind it"),
        ("The slope at each point of the dune is `x²` here @.", "x²", "no word in it"),
        ('Millers coined the term "stone milk" for wet flour @.', "stone milk", "said to be a term"),
        ('The wet flour forms "stone milk" (flour that runs) at night @.', "stone milk", "explained behind it"),
        ('The wet flour is "stone milk" to millers @.', "stone milk", "a quotation in small letters"),
        ('The wet flour gives the wall a "goose skin" appearance @.', "goose skin", "what something looks like"),
        ("The miller paid for a costly approach @.", "costly approach", "a vague noun"),
        ("Kelp is a cause of foul smells on the shore @.", "Kelp", "an open description"),
        (
            "The harbour uses artificial intelligence (AI) to moor ships @.",
            "artificial intelligence",
            "an everyday acronym",
        ),
        ("Boats that are tied fast are moored by the `moor` option @.", "moor", "code like it is shown"),
        ("The keel is found by `hull × mast`, not by `mast × hull` at all @.", "hull × mast", "code like it is shown"),
        ("Ropes are cut by `rope.cut()` and bound by `rope.bind()` at night @.", "rope.cut()", "code like it is shown"),
        (
            "## Gills of rare eels\n\nAn eel breathes by its **gill slits** at night @.",
            "gill slits",
            "its beginning can be read",
        ),
        ("## Gills of eels\n\nThe throat of an eel has a **simple gill** at birth @.", "simple gill", GILL),
        (
            "## Slits\n\nThe gills of the eel are a row of **slit gill** at night @.",
            "slit gill",
            "all of it can be read",
        ),
    ],
)
def test_a_sign_is_seen(signs: Signs, text: str, answer: str, sign: str) -> None:
    assert sign in signs(text, answer)


@pytest.mark.parametrize(
    ("text", "answer", "sign"),
    [
        ("The pump is started when `primeAll` is true @.", "primeAll", "said to be what follows"),
        ('The miller said "stone milk" and left @.', "stone milk", "said to be a term"),
        ('The wet flour is "Stone Milk" to millers @.', "Stone Milk", "a quotation in small letters"),
        ("Kelp is the cause of foul smells on the shore @.", "Kelp", "an open description"),
        ("Boats that are tied fast stay there by the `moor` option @.", "moor", "code like it is shown"),
        ("The keel is found by `hull × mast`, not by `mast + sail` at all @.", "hull × mast", "code like it is shown"),
        ("## Slits\n\nAn eel breathes by its **gill slits** at night @.", "gill slits", "its beginning can be read"),
        ("## Slits\n\nAn eel breathes by its **gill slits** at night @.", "gill slits", GILL),
    ],
)
def test_it_is_not_seen_elsewhere(signs: Signs, text: str, answer: str, sign: str) -> None:
    assert sign not in signs(text, answer)
