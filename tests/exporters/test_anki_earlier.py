"""Earlier decks that are damaged, somebody else's, or what Anki made of ours."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from noteport.api import ExportError, ExportReport, Target, TargetError, Vault
from noteport_anki import AnkiExporter, AnkiOptions

from .conftest import Learner

Export = Callable[..., tuple[Path, ExportReport]]

NOTES = {"Bio/cells.md": "The colony doubles every **20 minutes** @@.\n\nYeast turns *sugar* into alcohol [00:02:10]."}
TYPO = {"Bio/cells.md": NOTES["Bio/cells.md"].replace("02:10", "02:17")}


@pytest.fixture
def deck(export: Export) -> Path:
    return export(AnkiExporter, NOTES, "old.apkg")[0]


def update(export: Export, previous: Path) -> ExportReport:
    """Export an edited note by an earlier deck."""
    return export(AnkiExporter, TYPO, "deck.apkg", options=AnkiOptions(previous=previous))[1]


def with_database(deck: Path, edit: Callable[[sqlite3.Connection], object]) -> None:
    """Change what stands in a package's database."""
    with zipfile.ZipFile(deck) as package:
        package.extract("collection.anki2", deck.parent)
    connection = sqlite3.connect(deck.parent / "collection.anki2")
    edit(connection)
    connection.commit()
    connection.close()
    with zipfile.ZipFile(deck, "w") as package:
        package.write(deck.parent / "collection.anki2", "collection.anki2")


def assert_told(export: Export, previous: Path) -> None:
    with pytest.raises(ExportError, match=f"{previous.name} cannot be read as an Anki package: .*--previous"):
        update(export, previous)
    assert not previous.with_name("deck.apkg").exists()


@pytest.mark.parametrize("part", [0, 1, 20, 50, 90, 99])
def test_a_truncated_deck_is_told(export: Export, deck: Path, part: int) -> None:
    contents = deck.read_bytes()
    deck.write_bytes(contents[: len(contents) * part // 100])
    assert_told(export, deck)


def test_a_deck_whose_bytes_were_spoilt_is_told(export: Export, deck: Path) -> None:
    contents = bytearray(deck.read_bytes())
    contents[200:210] = b"\xff" * 10
    deck.write_bytes(contents)
    assert_told(export, deck)


def test_a_collection_whose_compression_was_spoilt_is_told(export: Export, tmp_path: Path) -> None:
    pytest.importorskip("zstandard", reason="newer packages of Anki are compressed so")
    package = tmp_path / "old.colpkg"
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("collection.anki21b", b"\x28\xb5\x2f\xfd and then nothing of the kind")
    assert_told(export, package)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE notes SET mod = 'yesterday'",
        "UPDATE notes SET mod = 9223372036854775807",
        "UPDATE notes SET flds = x'fffe'",
        "UPDATE notes SET flds = CAST(x'fffe' AS TEXT)",
        "UPDATE notes SET tags = x'fffe'",
        """UPDATE notes SET data = '{"by":"noteport"'""",
        """UPDATE notes SET data = '{"by":"noteport","note":1,"second":2,"key":3,"facts":""}'""",
        """UPDATE notes SET data = '{"by":"noteport","note":"a","second":2,"key":99999999999999999999,"facts":""}'""",
        "UPDATE col SET decks = '[]'",
        "UPDATE col SET models = '{\"1741603207841\": 5}'",
        "DELETE FROM col",
        "DROP TABLE notes",
        "INSERT INTO noteport_gone VALUES (NULL, 1, 1, '', '', '', '')",
        "INSERT INTO noteport_passed_over VALUES ('a claim')",
    ],
)
def test_a_deck_whose_database_was_spoilt_is_told(export: Export, deck: Path, damage: str) -> None:
    with_database(deck, lambda database: database.execute(damage))
    assert_told(export, deck)


def test_a_file_that_is_not_a_package_is_reported(export: Export, tmp_path: Path) -> None:
    pages = tmp_path / "pages.zip"
    with zipfile.ZipFile(pages, "w") as archive:
        archive.writestr("page.html", "<p>")
    with pytest.raises(ExportError, match=r"pages\.zip is not an Anki package"):
        update(export, pages)


def test_a_deck_at_the_output_that_cannot_be_read_is_not_begun_anew(export: Export, tmp_path: Path) -> None:
    deck, _ = export(AnkiExporter, NOTES, "deck.apkg")
    spoilt = deck.read_bytes()[:-100]
    deck.write_bytes(spoilt)
    with pytest.raises(ExportError, match="Move it away to start again"):
        export(AnkiExporter, TYPO, "deck.apkg")
    assert deck.read_bytes() == spoilt


def test_somebody_elses_deck_has_no_card_of_ours_and_that_is_told(export: Export, tmp_path: Path) -> None:
    import genanki

    model = genanki.Model(
        7,
        "theirs",
        fields=[{"name": "Q"}, {"name": "A"}],
        templates=[{"name": "Card", "qfmt": "{{Q}}", "afmt": "{{A}}"}],
    )
    theirs = genanki.Deck(8, "Theirs")
    theirs.add_note(genanki.Note(model, ["What?", "That."]))
    package = tmp_path / "theirs.apkg"
    genanki.Package(theirs).write_to_file(package, timestamp=0)
    assert not AnkiExporter.recognises(package.read_bytes()[:4096])
    report = update(export, package)
    assert dict(report.counts) == {"cards": 2}
    assert report.remarks[-1] == f"{package} contains no cards from noteport, so all cards are new."


def test_what_anki_exported_is_not_overwritten_and_goes_on_as_the_ledger_by_force(
    export: Export, learner: Learner, tmp_path: Path
) -> None:
    from anki.collection import ExportAnkiPackageOptions

    learner.take(export(AnkiExporter, NOTES, "deck.apkg")[0])
    file = tmp_path / "deck.apkg"
    options = ExportAnkiPackageOptions(with_scheduling=True, legacy=True)
    learner.collection.export_anki_package(out_path=str(file), options=options, limit=None)
    with pytest.raises(TargetError, match="was not written by 'anki'"):
        export(AnkiExporter, TYPO, "deck.apkg")
    target = Target(file, exporter=AnkiExporter, force=True)
    report = AnkiExporter(AnkiOptions(all=True)).export(Vault([tmp_path / "vault"]), target)
    target.commit()
    assert (report.counts["added"], report.counts["changed"]) == (0, 1)
    assert learner.take(file) == (0, 1, 1, 0)


@pytest.mark.parametrize("contents", [b"a letter", b"PK\x03\x04 and nothing else"])
def test_by_force_anything_is_replaced(export: Export, tmp_path: Path, contents: bytes) -> None:
    file = tmp_path / "deck.apkg"
    file.write_bytes(contents)
    export(AnkiExporter, NOTES, "other.apkg")
    target = Target(file, exporter=AnkiExporter, force=True)
    report = AnkiExporter(AnkiOptions(all=True)).export(Vault([tmp_path / "vault"]), target)
    target.commit()
    assert dict(report.counts) == {"cards": 2}


def test_of_a_package_that_breaks_off_nothing_is_taken(export: Export, tmp_path: Path) -> None:
    def spoil(database: sqlite3.Connection) -> Any:
        return database.execute("INSERT INTO noteport_gone VALUES ('Bio/a@1.1', 'x', 1, '', '', '', '')")

    deck, _ = export(AnkiExporter, NOTES, "deck.apkg")
    with_database(deck, spoil)
    target = Target(deck, exporter=AnkiExporter, force=True)
    contents = io.BytesIO(deck.read_bytes())
    assert not AnkiExporter.recognises(contents.read(4096)), "its database is not deflated"
    report = AnkiExporter(AnkiOptions(all=True)).export(Vault([tmp_path / "vault"]), target)
    target.abort()
    assert dict(report.counts) == {"cards": 2}


def test_the_address_of_an_image_is_not_taken_for_the_timestamp_of_its_card(export: Export, tmp_path: Path) -> None:
    address = f"https://example.org/yeast.png?t={'9' * 30}"
    notes = {"Bio/cells.md": NOTES["Bio/cells.md"].replace("alcohol", f"alcohol ![yeast]({address})")}
    deck, _ = export(AnkiExporter, notes, "old.apkg")
    with_database(deck, lambda database: database.execute("UPDATE notes SET data = ''"))  # as Anki exports it
    report = update(export, deck)
    assert (report.counts["added"], report.counts["removed"]) == (0, 0)
