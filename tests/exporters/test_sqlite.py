"""SQLite databases, as their readers take them, and cell by cell against CSV."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from noteport.api import ExportReport, tables_named
from noteport_csv import CsvExporter, CsvOptions
from noteport_csv.cells import Dialect
from noteport_csv.lines import line_of, lines_of
from noteport_sqlite import SqliteExporter, SqliteOptions

Export = Callable[..., tuple[Path, ExportReport]]

SCHOOL = {
    "School/yeast.md": "---\ntitle: Yeast\nvideoId: dQw4w9WgXcQ\n---\n"
    "Yeast turns [[Sugar|sugars]] into alcohol [00:01:05]. Élan helps a naïve baker @@.",
    "School/sugar.md": "---\ntitle: Sugar\nvideoId: dQw4w9WgXcQ\n---\n砂糖は水によく溶ける @@.",
}


@pytest.fixture
def database(export: Export, awkward: dict[str, str]) -> Path:
    """The database of awkward notes."""
    return export(SqliteExporter, awkward, "claims.db")[0]


def query(file: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(sql, values).fetchall()


def found(file: Path, words: str) -> list[str]:
    rows = query(file, "SELECT text FROM claims_fts WHERE claims_fts MATCH ?", words)
    return [text for (text,) in rows]


@pytest.mark.parametrize("table", tables_named())
def test_it_equals_csv_cell_by_cell(database: Path, export: Export, awkward: dict[str, str], table: str) -> None:
    options = CsvOptions(tables=table, formula_guard="none")
    written = export(CsvExporter, awkward, "one.csv", options=options)[0].read_bytes()
    schema, plain = tables_named()[table], Dialect(is_excel=False, is_guarded=False)

    def values(row: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(
            tuple(json.loads(value))
            if column.kind.endswith("s")
            else bool(value)
            if column.kind == "boolean"
            else value
            for column, value in zip(schema.columns, row, strict=True)
        )

    rows = [values(row) for row in query(database, f'SELECT * FROM "{table}"')]
    lines = lines_of(schema, rows, plain.cell_writers()).lines  # type: ignore[arg-type]  # rows without their names
    assert line_of(schema.names).encode() + lines == written


def test_it_is_sound_and_says_what_its_columns_hold(database: Path) -> None:
    assert query(database, "PRAGMA integrity_check") == [("ok",)]
    assert query(database, "PRAGMA foreign_key_check") == []
    statements = dict(query(database, "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"))
    for name, table in tables_named().items():
        assert table.about in statements[name]
        assert all(
            f'"{column.name}"' in statements[name] and column.about in statements[name] for column in table.columns
        )


def test_words_are_found_whatever_their_case_and_accents(export: Export) -> None:
    file, report = export(SqliteExporter, SCHOOL, "claims.db")
    assert report.counts == {"rows": 3, "note rows": 2, "term rows": 1, "link rows": 1}
    assert found(file, "SUGARS") == ["Yeast turns sugars into alcohol."]
    assert found(file, "elan naive") == ["Élan helps a naïve baker."]
    assert found(file, "title:yeast alcohol") == ["Yeast turns sugars into alcohol."]
    assert found(file, "ugar") == []


def test_parts_of_words_are_found_on_request(export: Export) -> None:
    file, _ = export(SqliteExporter, SCHOOL, "claims.db", options=SqliteOptions(search="substrings"))
    assert found(file, "よく溶") == ["砂糖は水によく溶ける."]
    assert found(file, "text:ugar") == ["Yeast turns sugars into alcohol."]


def test_the_queries_of_the_documentation_run(export: Export) -> None:
    file, _ = export(SqliteExporter, SCHOOL, "claims.db")
    page = Path(__file__).parents[2].joinpath("docs", "sqlite.md").read_text(encoding="utf-8")
    [queries] = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    for statement in queries.strip().rstrip(";").split(";\n"):
        query(file, statement)


def test_duckdb_opens_it(database: Path) -> None:
    import duckdb

    try:
        with duckdb.connect() as engine:
            engine.execute("INSTALL sqlite; LOAD sqlite")
    except duckdb.Error as error:
        pytest.skip(f"DuckDB's extension for SQLite cannot be downloaded here: {error}")
    with duckdb.connect() as engine:
        rows = engine.execute("SELECT claim_id, start FROM sqlite_scan(?, 'claims')", [str(database)]).fetchall()
    assert rows == query(database, "SELECT claim_id, start FROM claims")


def test_datasette_finds_the_search(export: Export) -> None:
    from datasette.app import Datasette

    file, _ = export(SqliteExporter, SCHOOL, "claims.db")

    async def search() -> Any:
        response = await Datasette([], immutables=[str(file)]).client.get(
            "/claims/claims.json?_search=alcohol&_shape=array"
        )
        return response.json()

    [row] = asyncio.run(search())
    assert row["text"] == "Yeast turns sugars into alcohol."


def test_the_same_notes_give_the_same_bytes(export: Export, awkward: dict[str, str]) -> None:
    first = export(SqliteExporter, awkward, "first.db")[0].read_bytes()
    assert export(SqliteExporter, awkward, "second.db")[0].read_bytes() == first


def test_a_database_that_somebody_changed_is_no_longer_its_own(database: Path) -> None:
    assert SqliteExporter.recognises(database.read_bytes()[:4096])
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE remarks (text TEXT)")
    assert not SqliteExporter.recognises(database.read_bytes()[:4096])
    assert not SqliteExporter.recognises(b"SQLite format 3\0")


def test_a_vault_without_claims_gives_empty_tables(export: Export) -> None:
    file, report = export(SqliteExporter, {"Bio/note.md": "Nothing is known."}, "claims.db")
    assert report.counts["rows"] == 0
    assert query(file, "SELECT * FROM claims") == []
    assert found(file, "known") == []
