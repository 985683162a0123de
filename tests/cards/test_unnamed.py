"""Promise: it is known of a sentence that it points to something that it does not name."""

from __future__ import annotations

import pytest

from noteport.cards.note_context import NoteContext
from noteport.cards.sentence import read_sentence
from noteport.cards.statistics import WordStatistics
from noteport.cards.unnamed import IT, SUBJECT, THIS, THIS_THING, signs_of_unnamed

from .conftest import NoteOf


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Monks used rush mats to solve this problem in autumn @.", [THIS_THING]),
        ("Wax moths lay eggs in these combs at dusk @.", [THIS_THING]),
        ("An ash hoe was moved around that basin by two novices @.", [THIS_THING]),
        ("Monks used rush mats, which prevented this in autumn @.", [THIS]),
        ("Before it is raked, the brine turns red @.", [IT]),
        ("The system keeps brine apart from rain @.", [SUBJECT]),
        ("A salt pan needs clay, and this pan was lined with it @.", []),
        ("The system of salt pans keeps brine apart from rain @.", []),
        ("The Bideford pans keep brine apart from rain @.", []),
        ("Such salt pans were common, and they were lined with clay @.", []),
        ("Salt pans that monks dug are older than those of the town @.", []),
        ("- **Salt pan**: Fills before it is raked in autumn @.", []),
    ],
)
def test_a_sentence_that_points_to_what_it_does_not_name_is_known(note_of: NoteOf, text: str, signs: list[str]) -> None:
    note = note_of(text)
    (claim,) = note.claims()
    assert list(signs_of_unnamed(read_sentence(claim, NoteContext(note, WordStatistics())))) == signs
