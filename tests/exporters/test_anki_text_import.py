"""Tables for Anki's text import, as Anki's own backend takes them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from noteport.api import ExportReport, UsageError
from noteport_anki import AnkiExporter, AnkiOptions

Export = Callable[..., tuple[Path, ExportReport]]
ANKI = AnkiOptions(all=True)


def take(collection: Any, file: Path) -> dict[str, int]:
    """Import a file as Anki proposes to; how many notes met which fate."""
    from anki.collection import ImportCsvRequest

    metadata = collection.get_csv_metadata(str(file), None)
    log = collection.import_csv(ImportCsvRequest(path=str(file), metadata=metadata)).log
    fates = ("new", "updated", "duplicate", "conflicting", "first_field_match", "missing_notetype", "missing_deck")
    return {fate: len(getattr(log, fate)) for fate in fates if getattr(log, fate)}


def test_a_second_import_adds_nothing(export: Export, collection: Any, awkward: dict[str, str]) -> None:
    table, report = export(AnkiExporter, awkward, "anki.csv", options=ANKI)
    rows = report.counts["rows"]
    assert take(collection, table) == {"new": rows}
    assert take(collection, table) == {"duplicate": rows}
    assert collection.note_count() == collection.card_count() == rows > 5


def test_an_edit_updates_its_note_and_keeps_the_card(export: Export, collection: Any) -> None:
    table, _ = export(
        AnkiExporter, {"Bio/note.md": "A fact is known @@. Another one is too [00:02:00]."}, "anki.csv", options=ANKI
    )
    take(collection, table)
    [card] = collection.find_cards("fact")
    table, _ = export(
        AnkiExporter,
        {"Bio/note.md": "A fact is well known @@. Another one is too [00:02:00]."},
        "anki.csv",
        options=ANKI,
    )
    assert take(collection, table) == {"updated": 1, "duplicate": 1}
    assert collection.find_cards('"well known"') == [card]


def test_what_the_deck_brought_is_not_brought_again(export: Export, collection: Any, awkward: dict[str, str]) -> None:
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    deck, _ = export(AnkiExporter, awkward, "deck.apkg")
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(deck), options=ImportAnkiPackageOptions()))
    before = {collection.get_note(note).guid for note in collection.find_notes("")}
    table, report = export(AnkiExporter, awkward, "anki.csv", options=ANKI)
    assert take(collection, table) == {"conflicting": report.counts["rows"]}
    assert {collection.get_note(note).guid for note in collection.find_notes("")} == before


def test_channels_are_decks(export: Export, collection: Any, awkward: dict[str, str]) -> None:
    table, _ = export(AnkiExporter, awkward, "anki.csv", options=ANKI)
    take(collection, table)
    assert {deck.name for deck in collection.decks.all_names_and_ids()} == {
        "Default",
        "Bio",
        "#Tag",
        "noteport @handle",
        "noteport 2023",
    }


def test_two_spellings_of_a_channel_are_one_deck(export: Export, collection: Any) -> None:
    notes = {f"{name}/a.md": f"---\nchannel: {name}\nvideoId: dQw4w9WgXcQ\n---\nA fact @@." for name in ("BIO", "Bio")}
    table, _ = export(AnkiExporter, notes, "anki.csv", options=ANKI)
    assert take(collection, table) == {"new": 2}
    assert [deck.name for deck in collection.decks.all_names_and_ids()] == ["BIO", "Default"]


def test_a_card_asks_answers_and_opens_the_second(export: Export, collection: Any) -> None:
    text = "## Heat\n\n**Water** boils at **100 °C** at sea level @@, [00:02:00]."
    table, _ = export(AnkiExporter, {"Bio/note.md": text}, "anki.csv", options=ANKI)
    take(collection, table)
    [card] = [collection.get_card(card) for card in collection.find_cards("")]
    shown = card.render_output()
    assert "[…]" in shown.question_text.replace("&#91;", "[")
    assert "youtube" not in shown.question_text
    for second in (65, 120):
        assert f'<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t={second}s">' in shown.answer_text
    assert card.note().has_tag("noteport::topic::Cells::Heat")


def test_the_formulas_of_a_flashcard_are_set(export: Export, collection: Any) -> None:
    note = "What is $x^2$?::A $x < y$ square @@.\n\nWhat is $y_1$?::It is $z^2$ @@. It grows."
    table, _ = export(AnkiExporter, {"Bio/note.md": note}, "anki.csv", options=ANKI)
    take(collection, table)
    faces = [collection.get_note(note).fields for note in collection.find_notes("front:What*")]
    assert [front for front, _ in faces] == [r"What is \(x^2\)?", r"What is \(y_1\)?"]
    assert faces[0][1].startswith(r"<p><b>A \(x &lt; y\) square.</b></p>")
    assert faces[1][1].startswith(r"<p><b>It is \(z^2\). It grows.</b></p>")


def test_nothing_in_a_text_is_acted_upon(export: Export, collection: Any) -> None:
    text = "**Signs**: [sound:a.mp3] and `{{c1::b}}` and [latex]c[/latex] and [[type:Front]] and <b>d mean a lot @@."
    table, _ = export(AnkiExporter, {"Bio/note.md": text}, "anki.csv", options=ANKI)
    take(collection, table)
    [card] = [collection.get_card(card) for card in collection.find_cards("")]
    shown = card.render_output()
    assert not shown.question_av_tags
    assert not shown.answer_av_tags
    assert "<img" not in shown.question_text + shown.answer_text
    assert "{{c1::b}}" in shown.answer_text


def test_claims_without_a_second_are_left_out_and_counted(export: Export, awkward: dict[str, str]) -> None:
    _, report = export(AnkiExporter, awkward, "anki.csv", options=ANKI)
    _, all_of_them = export(AnkiExporter, awkward, "all.csv", options=ANKI, untimed=True)
    rows = report.counts["rows"]
    assert report.remarks == ("Left out because no link could open their second: 2 claims.",)
    assert all_of_them.counts["rows"] >= rows + 2


def test_every_line_begins_with_a_quotation_mark_so_that_none_is_a_comment(
    export: Export, awkward: dict[str, str]
) -> None:
    table, report = export(AnkiExporter, awkward, "anki.csv", options=ANKI)
    lines = table.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("#")] == lines[:7]
    assert len(list(csv.reader(lines[7:], strict=True))) == report.counts["rows"]
    assert AnkiExporter.recognises(table.read_bytes()[:4096])


@pytest.mark.parametrize(
    "given", [{"split": "channel"}, {"css": Path("a.css")}, {"keep_removed": True}, {"newer": True}]
)
def test_what_a_text_file_cannot_hold_is_refused(export: Export, given: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="is for packages"):
        export(AnkiExporter, {"Bio/note.md": "A fact @@."}, "anki.csv", options=AnkiOptions(**given))


def test_the_templates_for_decks_and_tags_hold_here_too(export: Export, collection: Any) -> None:
    options = AnkiOptions(all=True, deck="Talks::{channel}", tags=("video::{topic}",))
    table, _ = export(AnkiExporter, {"Bio/note.md": "A fact is known @@."}, "cards.txt", options=options)
    take(collection, table)
    [note] = [collection.get_note(note) for note in collection.find_notes("")]
    assert note.tags == ["video::Cells"]
    assert collection.decks.name(note.cards()[0].did) == "Talks::Bio"


def test_no_cell_is_a_formula_wherever_a_spreadsheet_cuts_a_line(export: Export) -> None:
    formula = "=cmd|' /C calc'!A0"
    note = f'---\ntitle: "x;{formula}"\nchannel: "{formula};{formula}"\nvideoId: dQw4w9WgXcQ\n---\n## y;{formula}\n\n'
    note += f'It is hot;{formula};"{formula} "{formula} &{formula} @@.\n\n- **z;{formula}**: {formula} @@\n'
    table, _ = export(AnkiExporter, {"Bio/;-1.md": note}, "anki.csv", options=ANKI)
    lines = table.read_text(encoding="utf-8").splitlines()
    cells = [cell for row in csv.reader(lines) for cell in row]
    parts = [part.lstrip('"') for line in lines for part in re.split("[;\t]", line)]
    assert len(lines) > 8
    assert not [cell for cell in cells + parts if cell.startswith(tuple("=+-@"))]
