"""Earlier decks that somebody made to hold noteport up: none has no end, fills memory or disk, or runs anything."""

from __future__ import annotations

import os
import signal
import sqlite3
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from noteport.api import ExportError, ExportReport, UsageError
from noteport_anki import AnkiExporter, AnkiOptions

Export = Callable[..., tuple[Path, ExportReport]]

NOTES = {"Bio/cells.md": "The colony doubles every **20 minutes** @@.\n\nYeast turns *sugar* into alcohol [00:02:10]."}
ENDLESS = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t)"
ENDLESS_NOTES = f"{ENDLESS} SELECT n AS id, 'g' || n AS guid, mid, mod, tags, flds, data, '' AS deck FROM t, moved"
COUNT = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < {})"


@pytest.fixture
def deck(export: Export) -> Path:
    return export(AnkiExporter, NOTES, "old.apkg")[0]


def update(export: Export, previous: Path) -> ExportReport:
    return export(AnkiExporter, NOTES, "deck.apkg", options=AnkiOptions(previous=previous))[1]


def collection_of(deck: Path) -> Path:
    with zipfile.ZipFile(deck) as package:
        return Path(package.extract("collection.anki2", deck.parent))


def pack(deck: Path, collection: Path, media: bytes = b"{}") -> None:
    with zipfile.ZipFile(deck, "w", zipfile.ZIP_DEFLATED) as package:
        package.write(collection, "collection.anki2")
        package.writestr("media", media)


def change(deck: Path, script: str) -> None:
    """Run SQL in a deck's database."""
    collection = collection_of(deck)
    connection = sqlite3.connect(collection)
    connection.executescript(script)
    connection.close()
    pack(deck, collection)


def forge(deck: Path, script: str) -> None:
    """The same, in what SQLite reads its own schema from."""
    change(deck, f"PRAGMA writable_schema = ON; {script}")


VIEWS = {
    "notes": f"ALTER TABLE notes RENAME TO moved; CREATE VIEW notes AS {ENDLESS_NOTES}",
    "cards": f"DROP TABLE cards; CREATE VIEW cards AS {ENDLESS} SELECT n AS nid, n AS did, 0 AS odid FROM t",
    "col": f"DROP TABLE col; CREATE VIEW col AS {ENDLESS} SELECT '' AS decks, '' AS models FROM t WHERE n < 0",
    "generated": "CREATE TABLE moved AS SELECT * FROM notes; DROP TABLE notes; CREATE TABLE notes"
    " (id, guid, mid, mod, tags, data, flds AS (hex(zeroblob(50000000)))); INSERT INTO notes"
    " SELECT id, guid, mid, mod, tags, data FROM moved",
    "virtual": "DROP TABLE notes; CREATE VIRTUAL TABLE notes USING fts5(guid, mid, mod, tags, flds, data)",
}


@pytest.mark.parametrize("name", VIEWS)
def test_only_tables_are_read(export: Export, deck: Path, name: str) -> None:
    change(deck, VIEWS[name])
    with pytest.raises(ExportError, match=r"cannot be read as an Anki package: (it has no table|notes has columns)"):
        update(export, deck)


@pytest.mark.parametrize(
    "script",
    [
        f"DROP TABLE noteport_gone; CREATE VIEW noteport_gone AS {ENDLESS_NOTES.replace('moved', 'notes')}",
        f"DROP TABLE noteport_passed_over; CREATE VIEW noteport_passed_over AS {ENDLESS} SELECT n AS key FROM t",
        f"CREATE VIEW decks AS {ENDLESS} SELECT n AS id, 'x' AS name FROM t",
        "CREATE TRIGGER wipe AFTER INSERT ON notes BEGIN DELETE FROM notes; END",
        "CREATE INDEX slow ON notes (hex(zeroblob(1000)) || flds)",
    ],
    ids=["gone", "passed over", "decks", "trigger", "index"],
)
def test_what_is_no_table_is_passed_over(export: Export, deck: Path, script: str) -> None:
    change(deck, script)
    assert update(export, deck).counts["unchanged"] == 2


def test_a_view_that_calls_itself_a_table_is_told(export: Export, deck: Path) -> None:
    forge(
        deck,
        f"ALTER TABLE notes RENAME TO moved; CREATE VIEW notes AS {ENDLESS_NOTES};"
        "UPDATE sqlite_master SET type = 'table', rootpage = 3 WHERE name = 'notes'",
    )
    with pytest.raises(ExportError, match="cannot be read"):
        update(export, deck)


def test_a_table_that_is_listed_and_covered_by_a_view_is_told(export: Export, deck: Path) -> None:
    forge(
        deck,
        f"ALTER TABLE notes RENAME TO moved; CREATE VIEW notes AS {ENDLESS_NOTES};"
        "UPDATE sqlite_master SET name = 'x' WHERE name = 'notes';"
        "UPDATE sqlite_master SET name = 'notes' WHERE name = 'moved'",
    )
    with pytest.raises(ExportError, match="cannot be read"):
        update(export, deck)


def test_no_check_of_the_schema_runs(export: Export, deck: Path) -> None:
    check = "data text not null CHECK (length(hex(zeroblob(999999999))) > length(load_extension(''x'')))"
    forge(deck, f"UPDATE sqlite_master SET sql = replace(sql, 'data            text not null', '{check}')")
    assert update(export, deck).counts["unchanged"] == 2


def test_a_schema_without_end_is_told(export: Export, deck: Path) -> None:
    row = "'table', 't' || n, 't' || n, 2, 'CREATE TABLE t' || n || ' (a)'"
    forge(deck, f"INSERT INTO sqlite_master {COUNT.format(50_000)} SELECT {row} FROM t")
    with pytest.raises(ExportError, match="cannot be read"):
        update(export, deck)


def test_a_cache_as_large_as_a_file_asks_for_is_not_made(export: Export, deck: Path) -> None:
    collection = collection_of(deck)
    contents = bytearray(collection.read_bytes())
    contents[48:52] = struct.pack(">i", 2**31 - 1)
    collection.write_bytes(contents)
    pack(deck, collection)
    assert update(export, deck).counts["unchanged"] == 2


@pytest.mark.parametrize("child", ["the first child of all", "itself"])
def test_a_table_with_a_page_in_it_twice_is_told(export: Export, deck: Path, child: str) -> None:
    change(
        deck,
        f"CREATE TABLE one AS SELECT * FROM notes LIMIT 1; INSERT INTO notes {COUNT.format(20_000)} SELECT"
        " n, 'g' || n, mid, mod, usn, tags, flds, sfld, csum, flags, data FROM one, t",
    )
    collection = collection_of(deck)
    connection = sqlite3.connect(collection)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'notes'").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    contents = bytearray(collection.read_bytes())
    page = memoryview(contents)[(root - 1) * size : root * size]
    assert page[0] == 5, "a page whose cells name other pages"
    cells = struct.unpack_from(f">{struct.unpack_from('>H', page, 3)[0]}H", page, 12)
    number = struct.pack(">I", root) if child == "itself" else bytes(page[cells[0] : cells[0] + 4])
    for at in (8, *cells):
        page[at : at + 4] = number
    del page
    collection.write_bytes(contents)
    pack(deck, collection)
    with pytest.raises(ExportError, match="cannot be read"):
        update(export, deck)


@pytest.mark.parametrize(
    "text", ['<p class="answer">{{c1::<b>', "<b x=", "<!--", '<a href="?t=1', "?t=1", "{{c1::", "<p>"]
)
def test_what_begins_a_hundred_thousand_times_and_never_ends_is_read_at_once(
    export: Export, deck: Path, text: str
) -> None:
    fields = f"replace(hex(zeroblob(100000)), '00', '{text}')"
    change(
        deck,
        f"UPDATE notes SET data = '', flds = 'cells@1.1' || char(31) || {fields} || char(31) || {fields} || char(31)"
        f" || char(31) || {fields} WHERE id = (SELECT min(id) FROM notes)",
    )
    update(export, deck)


@pytest.mark.parametrize(
    "script",
    [
        """UPDATE col SET decks = '{"99999999999999999999999999": {"name": "x"}}'""",
        "UPDATE col SET decks = replace(hex(zeroblob(100000)), '00', '[')",
        """UPDATE notes SET data = '{"by":"noteport","x":' || replace(hex(zeroblob(100000)), '00', '[')""",
        """INSERT INTO noteport_gone VALUES ('a@1.1', 1741603207841, 1, '', 'a', '{"by":"noteport"', '')""",
        "UPDATE notes SET guid = x'00'",
        "UPDATE notes SET tags = x'00'",
    ],
)
def test_cells_of_odd_kinds_are_told(export: Export, deck: Path, script: str) -> None:
    change(deck, script)
    with pytest.raises(ExportError, match="cannot be read"):
        update(export, deck)


# --- the zip --------------------------------------------------------------------------------------------------------


def bomb(deck: Path, method: int) -> None:
    with zipfile.ZipFile(deck, "w", method) as package, package.open("collection.anki2", "w") as entry:
        for _ in range(100):
            entry.write(bytes(1 << 20))


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_deck_that_would_unpack_without_end_is_told(export: Export, deck: Path, method: int) -> None:
    bomb(deck, method)
    with pytest.raises(ExportError, match=r"old\.apkg cannot be read .*(more than its size|Anki does not use)"):
        update(export, deck)


def test_a_compressed_collection_that_would_unpack_without_end_is_told(export: Export, deck: Path) -> None:
    zstandard = pytest.importorskip("zstandard", reason="newer packages of Anki are compressed so")
    with zipfile.ZipFile(deck, "w") as package:
        package.writestr("collection.anki21b", zstandard.compress(bytes(100 << 20)))
    with pytest.raises(ExportError, match="more than its size"):
        update(export, deck)


def test_media_that_would_unpack_without_end_are_told(export: Export, deck: Path) -> None:
    names = ",".join(f'"{number}":"noteport-{number:024}.png"' for number in range(5))
    collection = collection_of(deck)
    pack(deck, collection, f"{{{names}}}".encode())
    with zipfile.ZipFile(deck, "a", zipfile.ZIP_DEFLATED) as package:
        for number in range(5):
            package.writestr(str(number), bytes(20 << 20))
    with pytest.raises(ExportError, match="more than its size"):
        update(export, deck)


def test_a_list_of_files_without_end_is_told(export: Export, deck: Path) -> None:
    with deck.open("wb") as package:
        package.seek(40 << 20)
        package.write(struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, 33 << 20, 0, 0))
    with pytest.raises(ExportError, match="its list of files is too long"):
        update(export, deck)


@pytest.mark.parametrize(
    "media", [b"[" * (9 << 20), b"[" * (1 << 20), b'{"0": 1}', b'{"x": "noteport-' + b"0" * 24 + b'.png"}']
)
def test_an_odd_list_of_media_is_told_or_passed_over(export: Export, deck: Path, media: bytes) -> None:
    pack(deck, collection_of(deck), media)
    try:
        assert update(export, deck).counts["unchanged"] == 2
    except ExportError as error:
        assert "its list of media is too long" in str(error)  # noqa: PT017  # either is right


@pytest.mark.parametrize("name", ["pipe.apkg", "zero.apkg"])
def test_a_deck_that_is_no_regular_file_is_told(export: Export, tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    if name == "pipe.apkg":
        os.mkfifo(place)
    else:
        place.symlink_to("/dev/zero")
    with pytest.raises(UsageError, match="not a regular file"):
        update(export, place)


# --- being ended ----------------------------------------------------------------------------------------------------


ENDLESS_WORK = f"""
import sys
from noteport.cli.start import main
from noteport_anki.earlier_collection import EarlierCollection

def endless(collection, *rest):
    print("working", file=sys.stderr, flush=True)  # what an exporter prints goes there anyway
    return collection._connection.execute("{ENDLESS} SELECT count(*) FROM t")

EarlierCollection.rows = endless
sys.argv = ["noteport", "anki", "vault", "-o", "deck.apkg", "--previous", "old.apkg"]
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_what_sqlite_is_at(deck: Path, number: signal.Signals, code: int) -> None:
    work = subprocess.Popen([sys.executable, "-c", ENDLESS_WORK], cwd=deck.parent, stderr=subprocess.PIPE)
    with work:
        assert work.stderr is not None
        assert work.stderr.readline() == b"working\n"
        work.send_signal(number)
        try:
            work.wait(timeout=120)
        finally:
            work.kill()  # if it did not obey
    assert work.returncode == code
    assert not (deck.parent / "deck.apkg").exists()
