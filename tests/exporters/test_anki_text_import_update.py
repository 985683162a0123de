"""A table that is exported again after an edit, as Anki's text import takes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from noteport.api import ExportError, ExportReport
from noteport_anki import AnkiExporter, AnkiOptions

Export = Callable[..., tuple[Path, ExportReport]]
ANKI = AnkiOptions(all=True)

CELLS = (
    "## Growth\n\nThe colony doubles every **20 minutes** in the broth @@.\n\n"
    "Yeast turns *sugar* into carbon dioxide and $CO_2$ [00:02:10].\n\n"
    "* **Osmosis**: water gets in through the wall [00:03:00].\n"
)
HEAD = "---\ntitle: Cells\nvideoId: dQw4w9WgXcQ\n---\n\n"
DOUBLES, YEAST, OSMOSIS = "Bio/cells@65.1", "Bio/cells@130.1", "Bio/cells@180.1"


def take(collection: Any, file: Path) -> dict[str, int]:
    """Import a file as Anki proposes to; how many notes met which fate."""
    from anki.collection import ImportCsvRequest

    metadata = collection.get_csv_metadata(str(file), None)
    log = collection.import_csv(ImportCsvRequest(path=str(file), metadata=metadata)).log
    fates = ("new", "updated", "duplicate", "conflicting", "first_field_match", "missing_notetype", "missing_deck")
    return {fate: len(getattr(log, fate)) for fate in fates if getattr(log, fate)}


def backs(collection: Any) -> dict[str, str]:
    """The back of each note, by guid."""
    return {note.guid: note["Back"] for note in map(collection.get_note, collection.find_notes(""))}


EDITS: dict[str, dict[str, str | None]] = {
    "a typo": {"Bio/cells.md": CELLS.replace("Yeast turns", "Yaest turns")},
    "other words": {"Bio/cells.md": CELLS.replace("Yeast turns *sugar* into", "Sugar is turned by yeast into")},
    "another time": {"Bio/cells.md": CELLS.replace("[00:02:10]", "[00:02:17]")},
    "one more": {"Bio/cells.md": CELLS.replace("Yeast", "Nothing was known of that before **1680** @@.\n\nYeast")},
    "another title": {"Bio/cells.md": HEAD.replace("Cells", "Life") + CELLS},
    "another name": {"Bio/cells.md": None, "Bio/life.md": HEAD + CELLS},
    "another channel": {"Bio/cells.md": None, "Life/cells.md": HEAD + CELLS},
    "another order": {"Bio/cells.md": "\n\n".join(reversed(CELLS.split("\n\n")))},
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_an_edit_keeps_the_guids(export: Export, collection: Any, edit: dict[str, str | None]) -> None:
    take(collection, export(AnkiExporter, {"Bio/cells.md": CELLS}, "anki.csv", options=ANKI)[0])
    table, report = export(AnkiExporter, edit, "anki.csv", options=ANKI)
    log = take(collection, table)
    assert log.get("new", 0) == report.counts["added"]
    assert set(log) <= {"new", "updated", "duplicate"}
    assert report.counts["removed"] == 0
    found = backs(collection)
    for guid, what in ((DOUBLES, "20 minutes"), (YEAST, "carbon dioxide"), (OSMOSIS, "water gets in")):
        assert what in found[guid]


def test_an_edit_of_an_edit_keeps_them_too(export: Export, collection: Any) -> None:
    moved = CELLS.replace("[00:02:10]", "[00:02:50]")
    for text in (CELLS, moved, moved.replace("Yeast turns", "Yaest makes").replace("02:50", "02:55")):
        table, _ = export(AnkiExporter, {"Bio/cells.md": text}, "anki.csv", options=ANKI)
        take(collection, table)
    assert set(backs(collection)) == {DOUBLES, YEAST, OSMOSIS}
    assert "Yaest makes" in backs(collection)[YEAST]


def test_a_removed_claim_leaves_its_guid_to_nobody_and_finds_it_when_it_comes_back(
    export: Export, collection: Any
) -> None:
    take(collection, export(AnkiExporter, {"Bio/cells.md": CELLS}, "anki.csv", options=ANKI)[0])
    less = {"Bio/cells.md": CELLS.replace("The colony doubles every **20 minutes** in the broth @@.\n\n", "")}
    _, report = export(AnkiExporter, less, "anki.csv", options=ANKI)
    assert dict(report.counts) == {"rows": 2, "added": 0, "removed": 1}
    assert report.remarks == ("Removed claims whose notes Anki keeps: 1.",)
    other = {"Bio/cells.md": less["Bio/cells.md"] + "\n\nNothing at all was known of **mould** then @@.\n"}
    table, report = export(AnkiExporter, other, "anki.csv", options=ANKI)
    assert dict(report.counts) == {"rows": 3, "added": 1, "removed": 0}, "it is told once"
    assert take(collection, table) == {"new": 1, "duplicate": 2}
    assert "20 minutes" in backs(collection)[DOUBLES]
    table, report = export(AnkiExporter, {"Bio/cells.md": CELLS}, "anki.csv", options=ANKI)
    assert take(collection, table) == {"duplicate": 3}


def test_every_awkward_claim_is_known_again(export: Export, awkward: dict[str, str]) -> None:
    export(AnkiExporter, awkward, "anki.csv", options=ANKI, untimed=True)
    other_names = dict.fromkeys(awkward) | {f"{name[:-3]} 2.md": text for name, text in awkward.items()}
    _, report = export(AnkiExporter, other_names, "anki.csv", options=ANKI, untimed=True)
    assert (report.counts["added"], report.counts["removed"]) == (0, 0)


def test_a_link_in_a_claim_is_not_taken_for_its_timestamp(export: Export) -> None:
    linked = CELLS.replace("*sugar*", f"[sugar](https://youtu.be/dQw4w9WgXcQ?t={'9' * 5000})")
    export(AnkiExporter, {"Bio/cells.md": linked}, "anki.csv", options=ANKI)
    edited = {"Bio/cells.md": linked.replace("Yeast turns", "Yaest turns")}
    _, report = export(AnkiExporter, edited, "anki.csv", options=ANKI)
    assert dict(report.counts) == {"rows": 3, "added": 0, "removed": 0}


def test_what_was_edited_in_anki_is_overwritten_as_the_page_says(export: Export, collection: Any) -> None:
    table, _ = export(AnkiExporter, {"Bio/cells.md": CELLS}, "anki.csv", options=ANKI)
    take(collection, table)
    before = backs(collection)
    note = collection.get_note(collection.find_notes("colony")[0])
    note["Back"] = "mine"
    collection.update_note(note)
    assert take(collection, table) == {"updated": 1, "duplicate": 2}
    assert backs(collection) == before


# --- where the earlier file is --------------------------------------------------------------------------------------

TYPO = {"Bio/cells.md": CELLS.replace("[00:02:10]", "[00:02:17]")}


def test_the_notes_that_anki_exported_will_do(export: Export, collection: Any, tmp_path: Path) -> None:
    take(collection, export(AnkiExporter, {"Bio/cells.md": CELLS}, "anki.csv", options=ANKI)[0])
    notes = tmp_path / "notes.txt"
    collection.export_note_csv(
        out_path=str(notes),
        limit=None,
        with_html=True,
        with_tags=True,
        with_deck=True,
        with_notetype=True,
        with_guid=True,
    )
    options = AnkiOptions(all=True, previous=notes)
    table, report = export(AnkiExporter, TYPO, "new.csv", options=options)
    assert dict(report.counts) == {"rows": 3, "added": 0, "removed": 0}
    assert take(collection, table) == {"updated": 1, "duplicate": 2}


@pytest.mark.parametrize("previous", ["deck.apkg", "decks"])
def test_the_guids_of_a_deck_are_kept_so_that_none_of_its_cards_comes_twice(
    export: Export, collection: Any, previous: str
) -> None:
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    split = AnkiOptions(split="channel" if previous == "decks" else "none")
    deck, _ = export(AnkiExporter, {"Bio/cells.md": CELLS}, previous, options=split)
    package = deck / "bio.apkg" if deck.is_dir() else deck
    request = ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
    collection.import_anki_package(request)
    table, report = export(AnkiExporter, TYPO, "anki.csv", options=AnkiOptions(all=True, previous=deck))
    assert dict(report.counts) == {"rows": 3, "added": 0, "removed": 0}
    assert take(collection, table) == {"conflicting": 3}, (
        "they are of the deck's own types, which only the deck updates"
    )
    assert {collection.get_note(note).guid for note in collection.find_notes("")} == {DOUBLES, YEAST, OSMOSIS}


@pytest.mark.parametrize(
    ("contents", "complaint"),
    [
        (b"claim_id,note_id\r\na,b\r\n", "contains no guids"),
        (b'#separator:tab\n#html:true\n#guid column:1\n"unended', "cannot be read as a table for Anki"),
        (b"#separator:tab\n#html:true\n#guid column:9\na\tb\n", "cannot be read as a table for Anki"),
        (b"#separator:tab\n#html:true\n#guid column:one\na\tb\n", "cannot be read as a table for Anki"),
        (b"#separator:Comma\n#guid column:1\n#noteport gone:xyz\n", "cannot be read as a table for Anki"),
        (b"#separator:Comma\n#guid column:1\n#noteport gone:ffffffffffffffff a/b@65.1\n", "cannot be read as a table"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "cannot be read as a table for Anki"),
    ],
)
def test_a_file_that_is_none_of_these_is_told(export: Export, tmp_path: Path, contents: bytes, complaint: str) -> None:
    earlier = tmp_path / "earlier.txt"
    earlier.write_bytes(contents)
    with pytest.raises(ExportError, match=complaint):
        export(AnkiExporter, {"Bio/cells.md": CELLS}, "anki.csv", options=AnkiOptions(all=True, previous=earlier))
    assert not (tmp_path / "anki.csv").exists()


def test_notes_of_others_are_passed_over(export: Export, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.txt"
    earlier.write_text("#separator:tab\n#html:true\n#guid column:1\nb3]f&\tfront\tback\n\n", encoding="utf-8")
    options = AnkiOptions(all=True, previous=earlier)
    assert export(AnkiExporter, {"Bio/cells.md": CELLS}, "anki.csv", options=options)[1].counts["rows"] == 3


def test_rows_that_a_note_has_leave_less_room_for_new_ones(export: Export) -> None:
    poor = HEAD + "It is known @@.\n\n"
    options = AnkiOptions(all=True, max_per_note=1)
    table, _ = export(AnkiExporter, {"Bio/cells.md": poor}, "anki.csv", options=options)
    before = table.read_bytes()
    better = {"Bio/cells.md": poor + "Yeast turns sugar into carbon dioxide at 35 degrees [00:02:10].\n"}
    table, report = export(AnkiExporter, better, "anki.csv", options=options)
    assert table.read_bytes() == before
    assert report.counts == {"rows": 1, "added": 0, "removed": 0}
    table, report = export(AnkiExporter, {}, "anki.csv", options=AnkiOptions(all=True, max_per_note=2))
    assert report.counts == {"rows": 2, "added": 1, "removed": 0}
