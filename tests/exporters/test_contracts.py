"""The built-in exporters keep the promises that they ask of plugins."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar
from xml.etree import ElementTree as ET

from noteport.api import Notes
from noteport.export import registry
from noteport.testing import ExporterContract
from noteport_anki import AnkiExporter
from noteport_cards import CardsExporter
from noteport_csv import CsvExporter
from noteport_epub import EpubExporter
from noteport_jsonld import JsonLdExporter
from noteport_parquet import ParquetExporter
from noteport_sqlite import SqliteExporter


class TestAnki(ExporterContract):
    exporter = AnkiExporter
    values: ClassVar[dict[str, list[Any]]] = {"lists": [], "keep_removed": []}  # they need lists, or an earlier deck

    def check_file(self, path: Path) -> None:
        with zipfile.ZipFile(path) as package, closing(sqlite3.connect(":memory:")) as collection:
            assert package.testzip() is None
            collection.deserialize(package.read("collection.anki2"))
            assert collection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


class TestCards(ExporterContract):
    exporter = CardsExporter
    values: ClassVar[dict[str, list[Any]]] = {"max_per_note": []}  # no awkward note has several cards

    def check_file(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".json":
            assert all(claim["card"] or claim["left_out"] for claim in json.loads(text)["claims"])
        else:
            assert CardsExporter.recognises(text.encode())

    def ids_in(self, folder: Path, notes: Notes) -> set[str]:
        """Ids stand in the JSON alone, not in the page."""
        written = self.run(notes, folder / "data", name="cards.json")
        return {claim["claim"] for claim in json.loads(written.files["cards.json"])["claims"]}


class TestCsv(ExporterContract):
    exporter = CsvExporter

    def check_file(self, path: Path) -> None:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = [line for line in csv.reader(file, strict=True) if not line[0].startswith("#")]
        assert {len(line) for line in lines} <= {len(lines[0])} if lines else True


class TestEpub(ExporterContract):
    exporter = EpubExporter
    values: ClassVar[dict[str, list[Any]]] = {"index": [], "timeline": []}  # they need terms, or many claims

    def check_file(self, path: Path) -> None:
        with zipfile.ZipFile(path) as book:
            assert book.testzip() is None
            for name in book.namelist():
                if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
                    ET.fromstring(book.read(name))


class TestJsonLd(ExporterContract):
    exporter = JsonLdExporter

    def check_file(self, path: Path) -> None:
        for line in path.read_text(encoding="utf-8").splitlines():
            assert "@context" in json.loads(line)

    def ids_in(self, folder: Path, notes: Notes) -> set[str]:
        """Ids stand in IRIs, percent-encoded."""
        return set(re.findall(r'"urn:noteport:claim/[^"]+"', (folder / "notes.jsonl").read_text(encoding="utf-8")))


class TestParquet(ExporterContract):
    exporter = ParquetExporter

    def check_file(self, path: Path) -> None:
        import pyarrow.parquet as pq

        pq.read_table(path).validate(full=True)

    def ids_in(self, folder: Path, notes: Notes) -> set[str]:
        """Ids stand in a compressed column."""
        import pyarrow.parquet as pq

        return set(pq.read_table(folder / "notes.parquet", columns=["claim_id"])["claim_id"].to_pylist())


class TestSqlite(ExporterContract):
    exporter = SqliteExporter

    def check_file(self, path: Path) -> None:
        with closing(sqlite3.connect(path)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_every_built_in_exporter_has_its_contract() -> None:
    tested = {contract.exporter.name for contract in ExporterContract.__subclasses__() if hasattr(contract, "exporter")}
    assert {name for name, one in registry.references().items() if one.is_built_in} <= tested
