"""Which claims get a card, and what becomes of those that had one."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from noteport.api import Note, Target, Vault, text_of_html
from noteport_anki import AnkiExporter, AnkiOptions

from .conftest import Export

GOOD = "The heart pumps some 5 liters of blood in a minute [00:01:05]."
OTHER = "The liver of a resting adult stores 120 grams of glycogen [00:02:10]."
POOR = "This is why it matters so much [00:03:00]."
CALLED = "The process by which plants turn light into sugar is called **photosynthesis** [00:04:00]."


def fronts(deck: Path) -> dict[str, str]:
    """What each note asks, in plain words, by its guid."""
    with zipfile.ZipFile(deck) as package, closing(sqlite3.connect(":memory:")) as collection:
        collection.deserialize(package.read("collection.anki2"))
        rows = collection.execute("SELECT guid, flds FROM notes").fetchall()
    return {guid: text_of_html(flds.split("\x1f")[1]) for guid, flds in rows}


def test_a_claim_that_makes_no_good_card_is_left_out_and_told(export: Export) -> None:
    deck, report = export(AnkiExporter, {"c/n.md": f"{GOOD} {POOR}"}, "deck.apkg", choosy=True)
    assert list(fronts(deck)) == ["c/n@65.1"]
    assert report.remarks == (
        "1 claim makes no good card and got none. noteport cards shows why; add --all to make cards of them anyway.",
    )
    deck, report = export(AnkiExporter, {}, "deck.apkg", options=AnkiOptions(all=True))
    assert set(fronts(deck)) == {"c/n@65.1", "c/n@180.1"}
    assert report.counts["added"] == 1


def test_a_claim_that_had_a_card_keeps_it_though_it_makes_no_good_one(export: Export) -> None:
    before = fronts(export(AnkiExporter, {"c/n.md": f"{GOOD} {POOR}"}, "deck.apkg")[0])
    assert fronts(export(AnkiExporter, {}, "deck.apkg", choosy=True)[0]) == before
    edited = {"c/n.md": f"{GOOD} {POOR}".replace("so much", "so very much")}
    deck, report = export(AnkiExporter, edited, "deck.apkg", choosy=True)
    assert set(fronts(deck)) == set(before)
    assert (report.counts["changed"], report.counts["removed"]) == (1, 0)


def test_cards_that_a_note_has_leave_less_room_for_new_ones(export: Export) -> None:
    two = AnkiOptions(max_per_note=2)
    first = fronts(export(AnkiExporter, {"c/n.md": GOOD}, "deck.apkg", options=two, choosy=True)[0])
    more = {"c/n.md": f"{GOOD} {OTHER} {OTHER.replace('120', '90').replace('02:10', '02:40')}"}
    deck, report = export(AnkiExporter, more, "deck.apkg", options=two, choosy=True)
    assert len(fronts(deck)) == 2
    assert first.items() <= fronts(deck).items()
    assert any("noteport cards shows why" in remark for remark in report.remarks)
    deck, _ = export(AnkiExporter, {}, "deck.apkg", options=AnkiOptions(max_per_note=1), choosy=True)
    assert len(fronts(deck)) == 2


class Counted(Vault):
    """A vault that knows how often its notes were rendered and read."""

    rendered = again = 0

    def results(self, work: Any) -> Iterator[Any]:
        self.rendered += 1
        return super().results(work)

    def notes_named(self, ids: Collection[str]) -> Iterator[Note]:
        self.again += len(ids)
        return super().notes_named(ids)


@pytest.mark.parametrize(
    ("name", "most", "again"),
    [
        # how many notes are read again: with no change, with another claim, with an edited claim
        ("deck.apkg", None, (0, 0, 1)),
        ("deck.apkg", 5, (0, 1, 1)),
        ("cards.csv", None, (0, 0, 0)),
        ("cards.csv", 5, (0, 1, 0)),
    ],
)
def test_notes_are_read_again_only_if_their_fragments_do_not_fit_the_cards_that_they_had(
    name: str, most: int | None, again: tuple[int, ...], export: Export, tmp_path: Path
) -> None:
    options = AnkiOptions(all=True, max_per_note=most)
    deck, _ = export(AnkiExporter, {"c/n.md": GOOD, "c/other.md": OTHER}, name, options=options)
    note = tmp_path / "vault" / "c" / "n.md"
    before = note.read_text(encoding="utf-8")
    texts = (before, f"{before}\n{CALLED}\n", before.replace("heart", "hearts"))
    for text, times in zip(texts, again, strict=True):
        note.write_text(text, encoding="utf-8")
        vault = Counted([tmp_path / "vault"])
        AnkiExporter(options).export(vault, Target(deck, exporter=AnkiExporter, dry_run=True))
        assert (vault.rendered, vault.again) == (1, times)


# --- questions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [("plants turn", "all plants turn"), ("light into", "lihgt into")],
)
def test_a_question_goes_on_being_asked(export: Export, old: str, new: str) -> None:
    (before,) = fronts(export(AnkiExporter, {"c/n.md": CALLED}, "deck.apkg")[0]).values()
    assert before == "What is the process by which plants turn light into sugar called?"
    deck, report = export(AnkiExporter, {"c/n.md": CALLED.replace(old, new)}, "deck.apkg")
    assert report.counts["changed"] == 1
    (after,) = fronts(deck).values()
    assert after == before


def test_a_question_whose_answer_is_gone_becomes_the_claims(export: Export) -> None:
    export(AnkiExporter, {"c/n.md": f"## Plants\n\n{CALLED}"}, "deck.apkg")
    edited = f"## Plants\n\n{CALLED}".replace("is called **photosynthesis**", "has a name of its own")
    deck, report = export(AnkiExporter, {"c/n.md": edited}, "deck.apkg")
    assert report.counts["changed"] == 1
    assert list(fronts(deck).values()) == ["Plants: […]"]


def test_an_authors_own_card_takes_the_place_of_a_question_and_changes_when_it_does(export: Export) -> None:
    own = ' <!-- noteport: front="What makes sugar of light?" back="Photosynthesis" -->'
    first = fronts(export(AnkiExporter, {"c/n.md": CALLED}, "deck.apkg")[0])
    for text in (own, own.replace("sugar", "sugars")):
        deck, report = export(AnkiExporter, {"c/n.md": CALLED + text}, "deck.apkg")
        assert report.counts["changed"] == 1
        assert fronts(deck) == dict.fromkeys(first, text.split('"')[1])


def test_the_number_of_words_of_another_answer_is_no_hint(export: Export) -> None:
    text = "In cells without oxygen, sugar is broken down by **lactic fermentation** alone @@."
    deck, _ = export(AnkiExporter, {"c/n.md": text}, "deck.apkg")
    with zipfile.ZipFile(deck) as package:
        assert b"::two words}}" in package.read("collection.anki2")
    deck, _ = export(AnkiExporter, {"c/n.md": text.replace("lactic fermentation", "glycolysis")}, "deck.apkg")
    with zipfile.ZipFile(deck) as package:
        assert b"::two words}}" not in package.read("collection.anki2")
