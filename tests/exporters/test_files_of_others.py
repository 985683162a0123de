"""No exporter replaces a file of others without ``--force``, whatever the file is called and however it begins."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from noteport.cli.app import run

TARGET_ERROR = 5


def anki_package(folder: Path) -> bytes:
    """A package that another program made, with its database at the beginning."""
    return zipped({"collection.anki2": sqlite_database(folder), "media": b"{}"})


def sqlite_database(folder: Path) -> bytes:
    with sqlite3.connect(folder / "deck.anki2") as database:
        database.execute("CREATE TABLE notes (id INTEGER)")
    database.close()
    return (folder / "deck.anki2").read_bytes()


def book(folder: Path) -> bytes:
    container = '<container><rootfiles><rootfile full-path="EPUB/content.opf"/></rootfiles></container>'
    return zipped({"mimetype": b"application/epub+zip", "META-INF/container.xml": container.encode()}, stored=True)


def parquet_table(folder: Path) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table({"claim_id": ["rent"], "amount": [900]}), out)
    return out.getvalue()


def zipped(entries: dict[str, bytes], *, stored: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, contents in entries.items():
            archive.writestr(name, contents)
    return out.getvalue()


def text(contents: str) -> Callable[[Path], bytes]:
    return lambda folder: contents.encode()


TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
OTHERS: dict[str, tuple[str, str, Callable[[Path], bytes]]] = {
    "a package": ("anki", "it.apkg", anki_package),
    "a package's name on a letter": ("anki", "it.apkg", text("Dear reader")),
    "a file for Anki's text import": (
        "anki",
        "it.txt",
        text("#separator:Comma\r\n#html:true\r\n#notetype:Basic\r\n#deck:Mine\r\n"),
    ),
    "a page": ("cards", "it.html", text("<!doctype html>\n<title>Preview of cards</title>\n")),
    "a text": ("cards", "it.txt", text("Preview of cards\n\nMine.\n")),
    "data": ("cards", "it.json", text('{"format": "cards"}\n')),
    "a table": ("csv", "it.csv", text("claim_id,note_id,amount\r\nrent,heat,900\r\n")),
    "a table with more columns": ("csv", "it.csv", text("claim_id,term_id,note_id,amount\r\n1,2,3,4\r\n")),
    "a table with a mark for UTF-8": ("csv", "it.csv", text("\ufeffname,amount\r\nrent,900\r\n")),
    "a book": ("epub", "it.epub", book),
    "a graph": (
        "jsonld",
        "it.jsonld",
        text('{"@context":{"@vocab":"https://schema.org/","skos":"http://www.w3.org/2004/02/skos/core#"},"@graph":[]}'),
    ),
    "a graph in lines": ("jsonld", "it.jsonl", text('{"@context":"https://schema.org","@type":"Person"}\n')),
    "triples": ("jsonld", "it.nt", text(f"<urn:me> {TYPE} <https://schema.org/Person> .\n")),
    "a database": ("sqlite", "it.db", sqlite_database),
    "a typed table": ("parquet", "it.parquet", parquet_table),
    "a typed table's beginning": ("parquet", "it.parquet", text("PAR1")),
}
SIBLINGS = {
    "a further table": (["csv", "--tables", "claims,notes"], "it.csv", "it-notes.csv"),
    "a description": (["csv"], "it.csv", "it.csv-metadata.json"),
    "a further typed table": (["parquet", "--tables", "claims,terms"], "it.parquet", "it-terms.parquet"),
    "a further volume": (["epub", "--split", "1"], "it.epub", "it-2.epub"),
}


@pytest.fixture
def place(notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write to, next to the notes."""
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path / "out"


@pytest.mark.parametrize(("exporter", "name", "make"), OTHERS.values(), ids=OTHERS)
def test_a_target_of_others_is_refused_and_replaced_by_force(
    exporter: str, name: str, make: Callable[[Path], bytes], place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contents = make(place.parent)
    (place / name).write_bytes(contents)
    assert run([exporter, "notes", "-o", f"out/{name}", "-q"]) == TARGET_ERROR
    assert f"{name} exists and was not written by '{exporter}'" in capsys.readouterr().err
    assert [(path.name, path.read_bytes()) for path in place.iterdir()] == [(name, contents)]
    assert run([exporter, "notes", "-o", f"out/{name}", "-q", "--force"]) == 0
    assert (place / name).read_bytes() != contents
    assert run([exporter, "notes", "-o", f"out/{name}", "-q"]) == 0


@pytest.mark.parametrize(("arguments", "target", "sibling"), SIBLINGS.values(), ids=SIBLINGS)
@pytest.mark.parametrize("is_first", [True, False], ids=["first export", "second export"])
def test_a_file_of_others_next_to_the_target_is_refused(
    arguments: list[str], target: str, sibling: str, is_first: bool, place: Path
) -> None:
    command = [*arguments, "notes", "-o", f"out/{target}", "-q"]
    if not is_first:
        assert run(command) == 0
    (place / sibling).write_text("my own list\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    assert run(command) == TARGET_ERROR
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before
    assert run([*command, "--force"]) == 0
    assert (place / sibling).read_text(encoding="utf-8", errors="replace") != "my own list\n"
    assert run(command) == 0


def test_everything_else_in_a_folder_of_decks_stays(place: Path, notes: Path) -> None:
    command = ["anki", "notes", "-o", "out/decks", "--split", "video", "--all", "-q"]
    assert run(command) == 0
    others = {
        "thesis.txt": b"precious",
        "sub/thesis.txt": b"precious",
        "from anki.apkg": anki_package(place.parent),
        ".hidden": b"",
    }
    (place / "decks" / "sub").mkdir()
    for name, contents in others.items():
        (place / "decks" / name).write_bytes(contents)
    for note in notes.iterdir():  # so that the decks change, and one goes
        note.write_text(note.read_text(encoding="utf-8").replace("dQw4w9WgXcQ", "golden_test"), encoding="utf-8")
    assert run(command) == 0
    listed = json.loads((place / "decks" / ".noteport").read_text(encoding="utf-8"))["files"]
    assert list(listed) == ["golden_test.apkg"]
    found = {path.relative_to(place / "decks").as_posix() for path in (place / "decks").rglob("*") if path.is_file()}
    assert found == {*others, "golden_test.apkg", ".noteport"}
    assert all((place / "decks" / name).read_bytes() == contents for name, contents in others.items())
