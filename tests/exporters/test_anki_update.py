"""A deck that is exported again after an edit, as Anki takes it."""

from __future__ import annotations

import json
import re
import sqlite3
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from noteport.api import Card, Claim, ExportError, ExportReport, Note, UsageError
from noteport_anki import AnkiExporter, AnkiOptions
from noteport_anki.update import FIRST_EXPORT

from .conftest import Learner, MakeCard, first_choice

Export = Callable[..., tuple[Path, ExportReport]]
Choosing = Callable[[MakeCard], None]
CleanImport = Callable[[Path], dict[str, tuple[Any, ...]]]

FIRST = {
    "Bio/cells.md": (
        "## Growth\n\nThe colony doubles every **20 minutes** in the broth @@.\n\n"
        "Yeast turns *sugar* into carbon dioxide and alcohol [00:02:10].\n\n"
        "* **Osmosis**: water gets in through the wall [00:03:00].\n"
    ),
    "Bio/heat.md": "---\ntitle: Heat\nvideoId: dQw4w9WgXcQ\n---\nProteins unfold above **42 °C** in most cells @@.",
}
DOUBLES, YEAST, OSMOSIS = "Bio/cells@65.1", "Bio/cells@130.1", "Bio/cells@180.1"


def edited(old: str, new: str, note: str = "Bio/cells.md") -> dict[str, str | None]:
    assert old in FIRST[note]
    return {note: FIRST[note].replace(old, new)}


def rows(deck: Path) -> dict[str, dict[str, Any]]:
    """The notes in a package, by guid."""
    with zipfile.ZipFile(deck) as package:
        package.extract("collection.anki2", deck.parent)
    connection = sqlite3.connect(deck.parent / "collection.anki2")
    found = connection.execute("select guid, mid, mod, tags, flds, data from notes").fetchall()
    connection.close()
    return {
        guid: {"mid": mid, "mod": mod, "tags": tags.split(), "fields": flds.split("\x1f"), "data": json.loads(data)}
        for guid, mid, mod, tags, flds, data in found
    }


def answer(row: dict[str, Any]) -> list[str]:
    return re.findall(r"\{\{c1::(.*?)\}\}", row["fields"][1])


# --- what is edited -------------------------------------------------------------------------------------------------

EDITS: dict[str, dict[str, str | None]] = {
    "a typo": edited("Yeast turns", "Yaest turns"),
    "other words": edited("Yeast turns *sugar* into", "Sugar is turned by yeast into"),
    "another time": edited("[00:02:10]", "[00:02:17]"),
    "one more": edited("Yeast", "Nothing like that was known before **1680**, or so they say @@.\n\nYeast"),
    "another title": {"Bio/cells.md": "---\ntitle: Life\nvideoId: dQw4w9WgXcQ\n---\n" + FIRST["Bio/cells.md"]},
    "another heading": edited("## Growth", "## How they grow"),
    "another name": {"Bio/cells.md": None, "Bio/life.md": FIRST["Bio/cells.md"]},
    "another channel": {"Bio/cells.md": None, "Life/cells.md": FIRST["Bio/cells.md"]},
    "a lead-in less": edited("**Osmosis**: water", "Water"),
    "another order": {"Bio/cells.md": "\n\n".join(reversed(FIRST["Bio/cells.md"].split("\n\n")))},
    "moved": {"Bio/cells.md": "", "Bio/heat.md": FIRST["Bio/heat.md"] + "\n\n" + FIRST["Bio/cells.md"]},
    "a repaired timestamp": {
        "Bio/cells.md": "---\ntitle: Cells\nvideoId: dQw4w9WgXcQ\nduration: 400\n---\n"
        + FIRST["Bio/cells.md"].replace("[00:02:10]", "[02:10:00]").replace("[00:03:00]", "[03:00:00]")
    },
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_an_edit_costs_no_review(
    export: Export, learner: Learner, clean_import: CleanImport, edit: dict[str, str | None]
) -> None:
    learner.take(export(AnkiExporter, FIRST, "deck.apkg")[0])
    learner.review_all()
    before = learner.history()
    deck, report = export(AnkiExporter, edit, "deck.apkg")
    log = learner.take(deck)
    counts = report.counts
    assert (log.new, log.updated, log.untouched) == (counts["added"], counts["changed"], counts["unchanged"])
    assert (log.conflicting, counts["removed"]) == (0, 0)
    assert learner.history() == before
    assert learner.notes() == clean_import(deck)


@pytest.mark.parametrize(
    ("edit", "shown"),
    [
        ("another title", "Life"),
        ("another heading", "How they grow"),
        ("another time", "t=137s"),
        ("another channel", "Life"),
        ("a repaired timestamp", "t=130s"),
    ],
)
def test_what_was_edited_around_a_claim_is_seen_on_its_card(export: Export, edit: str, shown: str) -> None:
    export(AnkiExporter, FIRST, "deck.apkg")
    after = rows(export(AnkiExporter, EDITS[edit], "deck.apkg")[0])
    assert shown in " ".join(after[YEAST]["fields"])


def test_what_did_not_change_is_written_as_it_was(export: Export) -> None:
    before = rows(export(AnkiExporter, FIRST, "deck.apkg")[0])
    after = rows(export(AnkiExporter, edited("Yeast turns", "Yaest turns"), "deck.apkg")[0])
    assert {guid for guid in before if before[guid] != after[guid]} == {YEAST}
    assert (before[YEAST]["mod"], after[YEAST]["mod"]) == (FIRST_EXPORT, FIRST_EXPORT + 1)
    again = rows(export(AnkiExporter, edited("Yeast turns", "Yeast makes"), "deck.apkg")[0])
    assert again[YEAST]["mod"] == FIRST_EXPORT + 2


def test_the_clock_of_a_build_dates_what_changed(export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    export(AnkiExporter, FIRST, "deck.apkg")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    after = rows(export(AnkiExporter, edited("Yeast turns", "Yaest turns"), "deck.apkg")[0])
    assert (after[YEAST]["mod"], after[DOUBLES]["mod"]) == (1_700_000_000, FIRST_EXPORT)
    again = rows(export(AnkiExporter, edited("Yeast turns", "Yeast makes"), "deck.apkg")[0])
    assert again[YEAST]["mod"] == 1_700_000_001, "Anki would overlook the same time"


def test_an_export_without_an_edit_gives_the_same_bytes(export: Export) -> None:
    first = export(AnkiExporter, FIRST, "deck.apkg")[0].read_bytes()
    assert export(AnkiExporter, {}, "deck.apkg")[0].read_bytes() == first
    assert export(AnkiExporter, {}, "new.apkg")[0].read_bytes() == first, "a deck that was lost loses nothing"


def test_what_a_learner_edited_in_anki_stays(export: Export, learner: Learner) -> None:
    learner.take(export(AnkiExporter, FIRST, "deck.apkg")[0])
    learner.edit(YEAST, "Hint", "my own hint")
    learner.edit(DOUBLES, "Hint", "my own hint")
    deck, _ = export(AnkiExporter, edited("Yeast turns", "Yaest turns"), "deck.apkg")
    learner.take(deck)
    notes = learner.notes()
    assert [notes[guid][1].split("\x1f")[5] for guid in (DOUBLES, YEAST)] == ["my own hint"] * 2


def test_a_leech_takes_its_new_text_if_what_changed_is_dated_now(
    export: Export, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner.take(export(AnkiExporter, FIRST, "deck.apkg")[0])
    note = learner.collection.get_note(learner.collection.find_notes("yeast")[0])
    note.add_tag("leech")
    learner.collection.update_note(note)
    assert learner.take(export(AnkiExporter, edited("Yeast turns", "Yaest turns"), "deck.apkg")[0]).updated == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) + 1))
    assert learner.take(export(AnkiExporter, edited("Yeast turns", "Yeast makes"), "deck.apkg")[0]).updated == 1
    assert "Yeast makes" in learner.notes()[YEAST][1]


# --- what goes on being asked ---------------------------------------------------------------------------------------


def other_choice(claim: Claim, note: Note) -> Card:
    """A noteport that asks for the first word, or, of what it asked in such a card, for all."""
    card = first_choice(claim, note)
    end = claim.text.index(" ")
    if card.kind == "cloze":
        return Card(claim=claim, asks="claim", answer=claim.text, question="What? […]", reason="", score=1)
    return Card(claim=claim, asks="gap", gaps=((0, end),), answer=claim.text[:end], reason="", score=1)


def test_a_newer_noteport_changes_nothing_that_was_not_edited(export: Export, choosing: Choosing) -> None:
    before = rows(export(AnkiExporter, FIRST, "deck.apkg")[0])
    choosing(other_choice)
    assert rows(export(AnkiExporter, {}, "deck.apkg")[0]) == before


def test_an_edited_claim_is_asked_for_the_same_fact_though_another_would_be_chosen(
    export: Export, choosing: Choosing
) -> None:
    def first_word(claim: Claim, note: Note) -> Card:
        end = claim.text.index(" ")
        return Card(claim=claim, asks="gap", gaps=((0, end),), answer=claim.text[:end], reason="", score=1)

    before = rows(export(AnkiExporter, FIRST, "deck.apkg")[0])
    choosing(first_word)
    after = rows(export(AnkiExporter, edited("in the broth", "in a warm broth"), "deck.apkg")[0])
    assert answer(after[DOUBLES]) == answer(before[DOUBLES]) == ["<strong>20 minutes</strong>::how many minutes"]
    assert "warm" in after[DOUBLES]["fields"][1]


def test_an_edited_claim_is_asked_for_the_same_fact_in_a_card_of_the_same_type(
    export: Export, choosing: Choosing
) -> None:
    before = rows(export(AnkiExporter, FIRST, "deck.apkg")[0])
    choosing(other_choice)
    text = FIRST["Bio/cells.md"].replace("in the broth", "in a warm broth").replace("gets in", "comes in")
    after = rows(export(AnkiExporter, {"Bio/cells.md": text}, "deck.apkg")[0])
    for guid in (DOUBLES, OSMOSIS):
        assert after[guid]["mid"] == before[guid]["mid"]
        assert after[guid]["fields"] != before[guid]["fields"]
    assert answer(after[DOUBLES]) == answer(before[DOUBLES])
    assert after[OSMOSIS]["fields"][1] == '<span class="blank">[…]</span>: water comes in through the wall.'


def test_a_figure_that_was_corrected_is_still_asked_for(export: Export) -> None:
    export(AnkiExporter, FIRST, "deck.apkg")
    after = rows(export(AnkiExporter, edited("20 minutes", "25 minutes"), "deck.apkg")[0])
    assert "25" in answer(after[DOUBLES])[0]


def test_a_claim_that_had_a_card_keeps_one(export: Export, choosing: Choosing) -> None:
    export(AnkiExporter, FIRST, "deck.apkg")
    choosing(lambda claim, note: None)
    new = edited("Yeast turns", "Nothing new is ever made into a card [00:09:00].\n\nYaest turns")
    after = rows(export(AnkiExporter, new, "deck.apkg")[0])
    assert set(after) == {DOUBLES, YEAST, OSMOSIS, "Bio/heat@65.1"}
    assert "Yaest" in after[YEAST]["fields"][2]


def test_a_claim_that_was_passed_over_is_no_new_wording_of_another(
    export: Export, learner: Learner, choosing: Choosing
) -> None:
    one = "Sugar dissolves fast in tea that is still hot, as every cook knows"
    other = "Sugar dissolves fast in tea that is still warm, as some cooks know"
    choosing(lambda claim, note: None if "warm" in claim.text else first_choice(claim, note))
    learner.take(export(AnkiExporter, {"c/tea.md": f"{one} @@.\n\n{other} @@."}, "deck.apkg")[0])
    choosing(first_choice)
    deck, report = export(AnkiExporter, {"c/tea.md": f"{other} @@."}, "deck.apkg")
    assert dict(report.counts) == {"cards": 1, "added": 1, "changed": 0, "unchanged": 0, "removed": 1}
    assert learner.take(deck).new == 1


# --- what goes and comes --------------------------------------------------------------------------------------------


def test_what_is_removed_is_told_and_stays_in_anki(export: Export, learner: Learner) -> None:
    learner.take(export(AnkiExporter, FIRST, "deck.apkg")[0])
    deck, report = export(AnkiExporter, {"Bio/heat.md": None}, "deck.apkg")
    assert dict(report.counts) == {"cards": 3, "added": 0, "changed": 0, "unchanged": 3, "removed": 1}
    assert any("1 claim is gone" in remark for remark in report.remarks)
    assert learner.take(deck) == (0, 0, 3, 0)
    assert len(learner.notes()) == 4
    assert export(AnkiExporter, {}, "deck.apkg")[1].counts["removed"] == 0, "it is told once"


def test_what_comes_back_is_the_card_that_it_was(export: Export, learner: Learner) -> None:
    learner.take(export(AnkiExporter, FIRST, "deck.apkg")[0])
    learner.review_all()
    before = learner.history()
    export(AnkiExporter, {"Bio/heat.md": None}, "deck.apkg")
    deck, _ = export(AnkiExporter, {"Bio/heat.md": FIRST["Bio/heat.md"]}, "deck.apkg")
    assert learner.take(deck) == (0, 0, 4, 0)
    assert learner.history() == before


def test_a_removed_card_can_be_kept_in_sight(export: Export, learner: Learner, clean_import: CleanImport) -> None:
    keep = AnkiOptions(keep_removed=True)
    learner.take(export(AnkiExporter, FIRST, "deck.apkg")[0])
    learner.review_all()
    before = learner.history()
    for _ in range(2):
        deck, _ = export(AnkiExporter, {"Bio/heat.md": None} if _ == 0 else {}, "deck.apkg", options=keep)
        learner.take(deck)
        assert "noteport::removed" in learner.notes()["Bio/heat@65.1"][2]
        assert learner.notes() == clean_import(deck)
    deck, _ = export(AnkiExporter, {"Bio/heat.md": FIRST["Bio/heat.md"]}, "deck.apkg", options=keep)
    assert learner.take(deck).updated == 1
    assert "noteport::removed" not in learner.notes()["Bio/heat@65.1"][2]
    assert learner.history() == before


def test_a_dry_run_says_what_would_change_and_changes_nothing(export: Export) -> None:
    deck, _ = export(AnkiExporter, FIRST, "deck.apkg")
    before = deck.read_bytes()
    edit = {**edited("Yeast turns", "Nothing was known before **1680** @@.\n\nYaest turns"), "Bio/heat.md": None}
    _, report = export(AnkiExporter, edit, "deck.apkg", dry_run=True)
    assert dict(report.counts) == {"cards": 4, "added": 1, "changed": 1, "unchanged": 2, "removed": 1}
    assert report.remarks[:3] == (
        "added: Nothing was known before 1680.",
        (
            "changed: Yeast turns sugar into [carbon dioxide] and alcohol."
            " → Yaest turns sugar into [carbon dioxide] and alcohol. (Text)"
        ),
        "removed: Proteins unfold above 42 °C in most cells.",
    )
    assert deck.read_bytes() == before


# --- where the earlier deck is --------------------------------------------------------------------------------------


def test_an_earlier_deck_may_stand_elsewhere(export: Export, tmp_path: Path) -> None:
    old, _ = export(AnkiExporter, FIRST, "old.apkg")
    options = AnkiOptions(previous=old)
    new, report = export(AnkiExporter, edited("[00:02:10]", "[00:02:17]"), "new.apkg", options=options)
    assert report.counts["changed"] == 1
    assert YEAST in rows(new)
    with pytest.raises(UsageError, match="no such file"):
        export(AnkiExporter, {}, "new.apkg", options=AnkiOptions(previous=tmp_path / "none.apkg"))


@pytest.mark.parametrize("form", ["deck", "old deck", "collection", "old collection"])
def test_what_anki_exported_of_it_will_do(export: Export, learner: Learner, tmp_path: Path, form: str) -> None:
    from anki.collection import ExportAnkiPackageOptions

    if "old" not in form:
        pytest.importorskip("zstandard", reason="newer packages of Anki are compressed so")
    first, _ = export(AnkiExporter, FIRST, "deck.apkg")
    learner.take(first)
    learner.edit(OSMOSIS, "Hint", "my own hint")
    options = ExportAnkiPackageOptions(with_scheduling=True, legacy="old" in form)
    if "deck" in form:
        learner.collection.export_anki_package(out_path=str(tmp_path / "anki.apkg"), options=options, limit=None)
    else:
        learner.collection.export_collection_package(str(tmp_path / "anki.colpkg"), True, "old" in form)
        learner.collection.reopen()
    anki = tmp_path / ("anki.apkg" if "deck" in form else "anki.colpkg")
    text = FIRST["Bio/cells.md"].replace("[00:02:10]", "[00:02:17]").replace("gets in", "comes in")
    deck, report = export(AnkiExporter, {"Bio/cells.md": text}, "new.apkg", options=AnkiOptions(previous=anki))
    assert dict(report.counts) == {"cards": 4, "added": 0, "changed": 1, "unchanged": 3, "removed": 0}
    assert any("1 card that was edited in Anki stays" in remark for remark in report.remarks)
    assert learner.take(deck) == (0, 1, 3, 0)
    assert learner.notes()[OSMOSIS][1].split("\x1f")[5] == "my own hint"


def test_a_compressed_collection_needs_a_library_and_says_so(
    export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    package = tmp_path / "new.colpkg"
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("collection.anki21b", b"\x28\xb5\x2f\xfd")
    monkeypatch.setitem(sys.modules, "zstandard", None)
    monkeypatch.setitem(sys.modules, "compression.zstd", None)
    with pytest.raises(ExportError, match="Support older Anki versions"):
        export(AnkiExporter, FIRST, "deck.apkg", options=AnkiOptions(previous=package))


@pytest.mark.parametrize("damage", [b"PK\x03\x04" + b"\0" * 26 + b"collection.anki2", b"no zip"])
def test_a_damaged_deck_is_not_taken_for_an_empty_one(export: Export, tmp_path: Path, damage: bytes) -> None:
    broken = tmp_path / "broken.apkg"
    broken.write_bytes(damage)
    with pytest.raises(ExportError, match=r"broken\.apkg cannot be read as an Anki package"):
        export(AnkiExporter, FIRST, "deck.apkg", options=AnkiOptions(previous=broken))
    assert not (tmp_path / "deck.apkg").exists()


def test_if_the_deck_was_lost_anki_can_be_made_to_take_all_anew(export: Export, learner: Learner) -> None:
    learner.take(export(AnkiExporter, FIRST, "deck.apkg")[0])
    learner.review_all()
    before = learner.history()
    edit = edited("into carbon dioxide", "into carbon dioxyde")
    assert learner.take(export(AnkiExporter, edit, "lost.apkg")[0]).updated == 0
    deck, report = export(AnkiExporter, {}, "newer.apkg", options=AnkiOptions(newer=True))
    assert any("current date" in remark for remark in report.remarks)
    assert learner.take(deck).updated == 4
    assert learner.history() == before
    assert "dioxyde" in learner.notes()[YEAST][1]
    deck, report = export(AnkiExporter, edited("Yeast turns", "Yaest turns"), "newer.apkg")
    assert report.counts["changed"] == 1
    assert learner.take(deck).updated == 1, "what changes later is newer still"
