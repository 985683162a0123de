"""Promise: it is known of a sentence that it points to something that it does not name."""

from __future__ import annotations

import pytest

from noteport.cards import Card, Omission
from noteport.cards.note_context import NoteContext
from noteport.cards.sentence import read_sentence
from noteport.cards.statistics import WordStatistics
from noteport.cards.unnamed import IT, SUBJECT, THIS, THIS_THING, WE, needs_other_sentence, signs_of_unnamed

from .conftest import Make, NoteOf


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Monks used rush mats to solve this problem in autumn @.", [THIS_THING]),
        ("Wax moths lay eggs in these combs at dusk @.", [THIS_THING]),
        ("An ash hoe was moved around that basin by two novices @.", [THIS_THING]),
        ("Monks used rush mats, which prevented this in autumn @.", [THIS]),
        ("Before it is raked, the brine turns red @.", [IT]),
        ("The system keeps brine apart from rain @.", [SUBJECT]),
        ("Grey salt is what our monks sold in the port @.", [WE]),
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


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("To do this, monks used mats of rushes @.", True),
        ("A simple way to see this is to weigh the brine @.", True),
        ("The two rakes that serve this are kept dry @.", True),
        ("The yield of these pans fell after the war @.", True),
        ("While not cheap, this saves a great deal of peat @.", True),
        ("Remove these from the copper of the boiling house @.", True),
        ("The market for such salts is in the port @.", True),
        ("If the sun dries the brine, this leaves a crust of salt @.", False),
        ("Rain thins the brine, and this keeps the salt from growing @.", False),
        ("Monks sold grey salt, and they sold this salt in the port @.", False),
        ("The old pan (this is what the monks called it) was lined with clay @.", False),
        ("Iron rakes rust, so monks rake these pans with wood @.", False),
        ("Monks kept salts such as borax for glass @.", False),
        ("The pans are dry if no such salt can be found @.", False),
        ("Salt is a cheap good these days in the town @.", False),
        ("In C++, `this` is the address of the object @.", False),
        ("The brine pans of this resulting lagoon were lined with clay @.", False),
    ],
)
def test_so_is_that_only_another_sentence_tells_what_it_means(note_of: NoteOf, text: str, needs: bool) -> None:
    note = note_of(text)
    (claim,) = note.claims()
    assert needs_other_sentence(read_sentence(claim, NoteContext(note, WordStatistics()))) is needs


def test_no_card_is_made_of_it_unless_it_spells_an_acronym_out(make: Make) -> None:
    omission = make("The yield of these pans fell to a tenth after the salt tax @.")
    assert isinstance(omission, Omission)
    assert omission.reason == "only another sentence explains it"
    assert isinstance(make("The yield of these pans is told in tons of salt equivalent (TSE) @."), Card)
