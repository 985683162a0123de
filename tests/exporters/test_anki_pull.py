"""What a learner does to cards in Anki comes home: as a list, as decisions, or as a patch of the notes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from noteport.cli.app import run

from .conftest import Learner

NOTE = """---
title: Cells
videoId: dQw4w9WgXcQ
---

Yeast turns sugar into **carbon dioxide** and alcohol
in the dough [00:01:05].

In osmosis, there is *a flow of water* through a wall [00:02:10].

* **Gluten**: a web of proteins that holds the gas [00:03:00].
* The colony doubles every **20 minutes** in the warm broth [00:04:00].
"""
YEAST, OSMOSIS, GLUTEN, COLONY = (f"Bio/cells@{place}" for place in ("65.1", "130.1", "180.1", "240.1"))


class Home:
    """Notes, the deck that was made of them, and the learner's collection."""

    def __init__(self, folder: Path, learner: Learner) -> None:
        self.learner = learner
        Path("notes/Bio").mkdir(parents=True)
        Path("notes/Bio/cells.md").write_text(NOTE)
        self.export()

    def export(self) -> None:
        assert run(["anki", "notes", "-o", "deck.apkg", "--all", "--quiet"]) == 0
        self.learner.take(Path("deck.apkg"))

    def note(self, guid: str) -> Any:
        collection = self.learner.collection
        return collection.get_note(collection.db.scalar("select id from notes where guid = ?", guid))

    def edit(self, guid: str, field: str, old: str, new: str) -> None:
        note = self.note(guid)
        assert old in note[field]
        note[field] = note[field].replace(old, new)
        self.learner.collection.update_note(note)

    def tag(self, guid: str, tag: str) -> None:
        note = self.note(guid)
        note.add_tag(tag)
        self.learner.collection.update_note(note)

    def suspend(self, guid: str) -> None:
        self.learner.collection.sched.suspend_cards(self.note(guid).card_ids())

    def delete(self, guid: str) -> None:
        self.learner.collection.remove_notes([self.note(guid).id])

    def forget(self, guid: str, times: int) -> None:
        """Let a card be known and then forgotten so many times."""
        (card,) = self.note(guid).card_ids()
        for number in range(times):
            row = (1_700_000_000_000 + 100 * (card % 100) + number, card)
            self.learner.collection.db.execute("insert into revlog values (?, ?, -1, 1, 1, 30, 2500, 4000, 1)", *row)

    def pull(self, *flags: str, collection: str = "collection.apkg") -> int:
        """Export from Anki as a learner does, and pull."""
        if collection.endswith(".colpkg"):
            self.learner.collection.export_collection_package(collection, include_media=False, legacy=True)
            self.learner.collection.reopen()
        elif collection.endswith(".apkg"):
            from anki.collection import ExportAnkiPackageOptions

            options = ExportAnkiPackageOptions(with_scheduling=True, legacy=True)
            self.learner.collection.export_anki_package(out_path=collection, options=options, limit=None)
        return run(["pull", collection, "notes", *flags])


@pytest.fixture
def home(tmp_path: Path, learner: Learner, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.chdir(tmp_path)
    return Home(tmp_path, learner)


def decided() -> dict[str, dict[str, Any]]:
    return {(line := json.loads(text))["claim"]: line for text in Path("noteport-cards.jsonl").read_text().splitlines()}


def test_nothing_done_is_nothing_to_tell(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    for collection in ("collection.apkg", "collection.colpkg"):
        home.learner.review_all()
        for deck in ([], ["--deck", "deck.apkg"]):
            assert home.pull(*deck, "--decide", collection=collection) == 0
            told = capsys.readouterr()
            assert told.out == ""
            assert "4 cards of noteport, 0 changes" in told.err
    assert not Path("noteport-cards.jsonl").exists()


def test_what_was_done_is_listed_leeches_first(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    home.tag(GLUTEN, "leech")
    home.forget(GLUTEN, 9)
    home.suspend(COLONY)
    home.tag(OSMOSIS, "exam")
    home.delete(YEAST)
    assert home.pull("--deck", "deck.apkg") == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    assert lines == [
        "notes/Bio/cells.md:11: leech, forgotten in 9 of 9 reviews",
        "notes/Bio/cells.md:6: deleted",
        "notes/Bio/cells.md:12: suspended",
        "notes/Bio/cells.md:9: tagged (exam)",
    ]
    assert not Path("noteport-cards.jsonl").exists(), "nothing is decided unless it is asked for"


def test_what_was_edited_is_shown_before_and_after(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    home.edit(COLONY, "Text", "The colony", "A colony of bacteria")
    for deck in ([], ["--deck", "deck.apkg"]):
        assert home.pull(*deck) == 0
        told = capsys.readouterr().out.splitlines()
        assert told[0] == "notes/Bio/cells.md:12: edited"
        assert told[1].startswith("    - The colony doubles every […]")
        assert told[2].startswith("    + A colony of bacteria doubles every […]")


def test_changes_become_decisions_and_a_second_pull_changes_nothing(home: Home) -> None:
    home.edit(YEAST, "Text", "Yeast turns", "In bread, yeast turns")
    home.edit(OSMOSIS, "Text", home.note(OSMOSIS)["Text"], "What flows through a wall in osmosis? {{c1::Water}}")
    home.suspend(GLUTEN)
    home.delete(COLONY)
    assert home.pull("--deck", "deck.apkg", "--decide") == 0
    found = decided()
    assert {id: line["decision"] for id, line in found.items()} == {
        YEAST: "card",
        OSMOSIS: "card",
        GLUTEN: "reject",
        COLONY: "reject",
    }
    assert found[YEAST]["cloze"].startswith("In bread, yeast turns sugar into {{c1::")
    assert {line["by"] for line in found.values()} == {"anki"}
    before = Path("noteport-cards.jsonl").read_bytes()
    assert home.pull("--deck", "deck.apkg", "--decide") == 0
    assert Path("noteport-cards.jsonl").read_bytes() == before


def test_an_edited_card_stays_as_it_was_edited_and_keeps_its_reviews(home: Home) -> None:
    home.learner.review_all()
    home.edit(YEAST, "Text", "Yeast turns", "In bread, yeast turns")
    assert home.pull("--decide") == 0
    Path("notes/Bio/cells.md").write_text(NOTE.replace("20 minutes", "25 minutes"))
    history, edited = home.learner.history(), home.learner.notes()[YEAST]
    home.export()
    assert home.learner.history() == history
    assert home.learner.notes()[YEAST][1].split("\x1f")[1] == edited[1].split("\x1f")[1]


def test_another_gap_in_the_same_words_becomes_a_gap(home: Home) -> None:
    note = home.note(YEAST)
    note["Text"] = "Yeast turns {{c1::sugar::food}} into carbon dioxide and alcohol in the dough."
    home.learner.collection.update_note(note)
    assert home.pull("--decide") == 0
    assert (decided()[YEAST]["decision"], decided()[YEAST]["gap"]) == ("gap", ["sugar"])


def test_a_learner_can_decide_by_tags(home: Home) -> None:
    home.tag(YEAST, "noteport::reject")
    home.tag(GLUTEN, "noteport::accept")
    assert home.pull("--decide") == 0
    assert {id: line["decision"] for id, line in decided().items()} == {YEAST: "reject", GLUTEN: "accept"}


def test_edits_of_a_claims_own_words_become_a_patch_that_git_applies(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    home.edit(YEAST, "Back", "and alcohol in the dough", "and ethanol in the bread dough")
    home.edit(COLONY, "Text", "warm broth", "hot broth")
    home.edit(GLUTEN, "Hint", home.note(GLUTEN)["Hint"], "a new hint")
    assert home.pull("--patch", "notes.patch") == 0
    assert Path("notes/Bio/cells.md").read_text() == NOTE, "notes are never written"
    subprocess.run(["git", "init", "-q", "."], check=True)
    subprocess.run(["git", "apply", "notes.patch"], check=True)
    after = NOTE.replace("and alcohol\nin the dough", "and ethanol\nin the bread dough")
    after = after.replace("warm broth", "hot broth")
    assert Path("notes/Bio/cells.md").read_text() == after
    assert "2 edits of claims in notes.patch" in capsys.readouterr().err


def test_an_edit_that_cannot_be_placed_is_told_and_left_out(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    home.edit(GLUTEN, "Back", "a web of proteins that holds the gas", "it holds gas [00:09:00], this [[web]]")
    assert home.pull("--patch", "notes.patch") == 0
    assert Path("notes.patch").read_text() == ""
    told = capsys.readouterr().err
    assert "notes/Bio/cells.md:11: make this edit by hand: it holds gas [00:09:00], this [[web]]" in told


def test_the_report_names_what_is_forgotten_and_what_else_could_be_asked(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    home.forget(YEAST, 2)
    home.forget(COLONY, 5)
    assert home.pull("--report") == 0
    told = capsys.readouterr().out.splitlines()
    assert [line for line in told if not line.startswith(" ")] == [
        "notes/Bio/cells.md:12: forgotten in 5 of 5 reviews",
        "notes/Bio/cells.md:6: forgotten in 2 of 2 reviews",
    ]
    assert any(line.startswith("    or ") for line in told)


def test_claims_that_moved_since_are_found_and_lost_ones_are_listed(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    home.suspend(YEAST)
    home.suspend(COLONY)
    before, _, _ = NOTE.partition("* The colony")
    Path("notes/Bio/cells.md").write_text(before.replace("Yeast turns", "Yaest turns"))
    Path("notes/Bio/cells.md").rename("notes/Bio/life.md")
    assert home.pull("--decide") == 0
    told = capsys.readouterr().out
    assert "notes/Bio/life.md:6: suspended" in told
    assert f"{COLONY} (its claim is gone): suspended" in told
    assert list(decided()) == ["Bio/life@65.1"]


def test_the_collection_itself_is_read(home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.suspend(YEAST)
    home.learner.collection.save()
    home.learner.collection.db.execute("pragma wal_checkpoint(truncate)")
    Path("copy.anki2").write_bytes((tmp_path / "learner" / "collection.anki2").read_bytes())
    assert home.pull(collection="copy.anki2") == 0
    assert "notes/Bio/cells.md:6: suspended" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"SQLite format 3\0 no database", b"hello"])
def test_a_file_of_something_else_costs_one_line(
    home: Home, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    Path("odd.colpkg").write_bytes(content)
    assert run(["pull", "odd.colpkg", "notes", "--decide"]) == 5
    assert "odd.colpkg cannot be read as an Anki package" in capsys.readouterr().err
    assert run(["pull", "none.colpkg", "notes"]) == 5
    assert "none.colpkg: cannot be read" in capsys.readouterr().err
