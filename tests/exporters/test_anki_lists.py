"""Promise: with ``--lists`` a short list is one note with a card for each item, and an item keeps its card."""

from __future__ import annotations

import re
from typing import Any

import pytest

from noteport_anki import AnkiExporter, AnkiOptions
from noteport_anki.lists import numbers_of

from .conftest import Export, Learner

LISTS = AnkiOptions(lists=True)
STEPS = ["Scald the milk @@", "Add the culture @@", "Keep it warm @@", "Chill it overnight @@"]


def note_of(items: list[str], lead: str = "Yogurt is made in these steps:", marker: str = "1.") -> dict[str, str]:
    return {"Food/yogurt.md": f"{lead}\n\n" + "\n".join(f"{marker} {item}" for item in items)}


def cards_of(learner: Learner) -> dict[str, int]:
    """What each card asks for, with how long it is due: its history."""
    found = {}
    for number in learner.collection.db.list("select id from cards"):
        card = learner.collection.get_card(number)
        hidden = re.search(r'<span class="cloze"[^>]*>(.*?)</span>', card.answer())
        if hidden is not None:
            found[re.sub("<[^>]*>", "", hidden[1])] = card.due
    return found


def test_a_list_is_one_note_with_a_card_for_each_item(export: Export, learner: Learner) -> None:
    deck, report = export(AnkiExporter, note_of(STEPS), "deck.apkg", options=LISTS)
    learner.take(deck)
    assert learner.collection.note_count() == 1
    assert report.counts["cards"] == 1
    assert list(cards_of(learner)) == ["Scald the milk", "Add the culture", "Keep it warm", "Chill it overnight"]
    front = learner.collection.get_card(learner.collection.db.scalar("select id from cards where ord = 1")).question()
    assert "Yogurt is made in these steps:" in front
    assert "Scald the milk" in front
    assert "Add the culture" not in re.sub(r'data-cloze="[^"]*"', "", front)
    assert "<ol>" in front


@pytest.mark.parametrize(
    "edited",
    [
        [STEPS[1], STEPS[0], STEPS[2], STEPS[3]],
        ["Wash your hands @@", *STEPS],
        [STEPS[0], "Stir it well @@", *STEPS[1:]],
        [STEPS[0], STEPS[2], STEPS[3]],
        [STEPS[0], STEPS[1], "Keep it very warm @@", STEPS[3]],
        [*STEPS, *(f"Repeat this {number} times @@" for number in range(2, 9))],
    ],
    ids=["moved", "inserted first", "inserted", "removed", "reworded", "grown too long"],
)
def test_an_item_keeps_its_card_through_edits(export: Export, learner: Learner, edited: list[str]) -> None:
    deck, _ = export(AnkiExporter, note_of(STEPS), "deck.apkg", options=LISTS)
    learner.take(deck)
    learner.review_all()
    before = cards_of(learner)
    deck, _ = export(AnkiExporter, note_of(edited), "deck.apkg", options=LISTS)
    learner.take(deck)
    now = cards_of(learner)
    learner.collection.remove_notes([])  # nothing else may be open while the empty cards are looked for
    for report in learner.collection.get_empty_cards().notes:
        learner.collection.remove_cards_and_orphaned_notes(report.card_ids)
    kept = {item.removesuffix(" @@") for item in edited} & set(before)
    assert kept
    assert {item: now[item] for item in kept} == {item: before[item] for item in kept}
    if "Keep it very warm @@" in edited:
        assert now["Keep it very warm"] == before["Keep it warm"]


def test_a_list_stays_one_note_without_the_option(export: Export, learner: Learner) -> None:
    learner.take(export(AnkiExporter, note_of(STEPS), "deck.apkg", options=LISTS)[0])
    deck, report = export(AnkiExporter, note_of([*STEPS[:3], "Chill it for a night @@"]), "deck.apkg")
    learner.take(deck)
    assert report.counts["changed"] == 1
    assert learner.collection.note_count() == 1


@pytest.mark.parametrize(
    ("items", "lead", "marker"),
    [
        (STEPS[:2], "Yogurt is made so:", "1."),
        ([f"Stir it {number} times @@" for number in range(8)], "Yogurt is made so:", "1."),
        (STEPS, "Yogurt needs patience.", "*"),
        (["A very long item that nobody could ever learn by heart as one answer @@", *STEPS], "You need:", "*"),
    ],
    ids=["two items", "eight items", "no lead-in", "a long item"],
)
def test_other_lists_make_no_note(export: Export, items: list[str], lead: str, marker: str) -> None:
    deck, _ = export(AnkiExporter, note_of(items, lead, marker), "deck.apkg", options=LISTS)
    assert b"{{c2::" not in unzipped(deck)


def test_a_claim_that_has_a_card_keeps_it(export: Export) -> None:
    everything = AnkiOptions(all=True)
    export(AnkiExporter, note_of(STEPS), "deck.apkg", options=everything)
    _, report = export(AnkiExporter, note_of(STEPS), "deck.apkg", options=LISTS)
    assert report.counts["unchanged"] == len(STEPS)


def test_a_number_is_never_given_to_another_item() -> None:
    earlier = [(1, "red"), (2, "green"), (4, "blue")]
    assert numbers_of(["blue", "yellow", "red"], earlier) == (4, 5, 1)
    assert numbers_of(["green", "rod"], earlier) == (2, 1)
    assert numbers_of(["one", "two"], []) == (1, 2)


def unzipped(deck: Any) -> bytes:
    import zipfile

    with zipfile.ZipFile(deck) as package:
        return package.read("collection.anki2")
