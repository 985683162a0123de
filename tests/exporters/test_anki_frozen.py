"""A deck that was exported with noteport 0.1 and is in people's collections: ``tests/data/first_deck``.

Nothing here may ever be changed to suit the code. The deck was made of the vault beside it.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest

from noteport.api import Target, Vault
from noteport_anki import AnkiExporter, AnkiOptions

from .conftest import Learner

RENAMED = {"Spare1": "Notes"}
"""A field is known by its id; its name may change."""

DATA = Path(__file__).parents[1] / "data/first_deck"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / "vault", tmp_path / "vault"))


def export(vault: Path, deck: Path, **options: Any) -> dict[str, int]:
    target = Target(deck, exporter=AnkiExporter)
    report = AnkiExporter(AnkiOptions(**options)).export(Vault([vault]), target)
    target.commit()
    return dict(report.counts)


def anatomy(deck: Path, folder: Path) -> dict[str, Any]:
    """Ids and names of decks, note types, fields and templates; the guid and first field of each note."""
    with zipfile.ZipFile(deck) as package:
        package.extract("collection.anki2", folder)
    connection = sqlite3.connect(folder / "collection.anki2")
    models, decks = map(json.loads, connection.execute("select models, decks from col").fetchone())
    notes = connection.execute("select guid, substr(flds, 1, instr(flds, char(31)) - 1) from notes order by guid")
    found = {
        "types": {
            number: (
                model["name"],
                model["type"],
                [(field["name"], field["id"]) for field in model["flds"]],
                [(template["name"], template["id"]) for template in model["tmpls"]],
            )
            for number, model in models.items()
        },
        "decks": {number: deck["name"] for number, deck in decks.items()},
        "notes": dict(notes),
    }
    connection.close()
    return found


def test_ids_and_names_are_what_they_were(vault: Path, tmp_path: Path) -> None:
    export(vault, tmp_path / "deck.apkg")
    frozen, now = anatomy(DATA / "deck.apkg", tmp_path), anatomy(tmp_path / "deck.apkg", tmp_path)
    for number, (name, kind, fields, templates) in frozen["types"].items():
        renamed = [(RENAMED.get(field, field), id_) for field, id_ in fields]
        frozen["types"][number] = (name, kind, renamed, templates)
    # A newer noteport may choose other claims, and other kinds of cards for them.
    assert now["types"]
    for part in ("types", "decks", "notes"):
        assert {key: frozen[part].get(key) for key in now[part]} == now[part]


def test_the_deck_is_taken_as_unchanged(vault: Path, tmp_path: Path, learner: Learner) -> None:
    learner.take(DATA / "deck.apkg")
    learner.review_all()
    before, history = learner.notes(), learner.history()
    counts = export(vault, tmp_path / "deck.apkg", previous=DATA / "deck.apkg")
    assert (counts["added"], counts["changed"], counts["removed"]) == (0, 0, 0)
    assert learner.take(tmp_path / "deck.apkg") == (0, 0, len(before), 0)
    assert (learner.notes(), learner.history()) == (before, history)


def test_the_deck_is_updated_without_a_conflict(vault: Path, tmp_path: Path, learner: Learner) -> None:
    learner.take(DATA / "deck.apkg")
    learner.review_all()
    history = learner.history()
    for note in vault.rglob("*.md"):
        note.write_text(note.read_text(encoding="utf-8").replace("title: ", "title: All about "), encoding="utf-8")
    counts = export(vault, tmp_path / "deck.apkg", previous=DATA / "deck.apkg")
    assert counts["changed"] == len(history)
    assert learner.take(tmp_path / "deck.apkg") == (0, len(history), 0, 0)
    assert learner.history() == history


def fields_in(learner: Learner) -> dict[str, list[str]]:
    types = learner.collection.models.all()
    return {each["name"]: [field["name"] for field in each["flds"]] for each in types if "noteport" in each["name"]}


def test_the_first_spare_field_becomes_the_learners_notes(vault: Path, tmp_path: Path, learner: Learner) -> None:
    learner.take(DATA / "deck.apkg")
    export(vault, tmp_path / "deck.apkg", previous=DATA / "deck.apkg")
    learner.take(tmp_path / "deck.apkg")
    found = fields_in(learner)
    assert sorted(found) == ["noteport basic", "noteport cloze"]  # and no "noteport cloze+", which would be a conflict
    assert all(fields[6:] == ["Notes", "Spare2", "Spare3"] for fields in found.values())


def test_no_update_touches_the_learners_notes(vault: Path, tmp_path: Path, learner: Learner) -> None:
    deck = tmp_path / "deck.apkg"
    export(vault, deck, previous=DATA / "deck.apkg")
    learner.take(deck)
    guid = min(learner.notes())
    learner.edit(guid, "Notes", "Ask Ann about this.")
    for note in vault.rglob("*.md"):
        note.write_text(note.read_text(encoding="utf-8").replace("title: ", "title: All about "), encoding="utf-8")
    export(vault, deck)
    learner.take(deck)
    assert "Ask Ann about this." in str(learner.notes()[guid])
