"""One database, filled row by row."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from noteport.api import TableSchema, UsageError
from noteport_sqlite.mark import APPLICATION_ID, change_counter
from noteport_sqlite.schema import create_rest, create_table, insert

BATCH = 1_000
"""Rows of a table that are held as Python objects."""


class Database:
    """A new database. Its with block completes and closes it; after an exception, the file is of no use.

    There is no journal, since the file takes its place only when it is complete.

    Raises:
        UsageError: this Python's SQLite has no full-text search.
    """

    def __init__(self, file: Path, tables: Mapping[str, TableSchema], search: str) -> None:
        self._file = file
        self._tables = tables
        self._search = search
        self._waiting: dict[str, list[tuple[object, ...]]] = defaultdict(list)
        self._connection = sqlite3.connect(file, isolation_level=None)
        _need_full_text_search(self._connection)
        self._run("PRAGMA page_size = 4096", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "BEGIN")
        self._run(*map(create_table, tables.values()))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._complete()
        finally:
            self._connection.close()

    def insert(self, table: str, row: Sequence[Any]) -> None:
        """Add a row to a table."""
        waiting = self._waiting[table]
        waiting.append(tuple(_value(value) for value in row))
        if len(waiting) == BATCH:
            self._write(table)

    def _write(self, table: str) -> None:
        self._connection.executemany(insert(self._tables[table]), self._waiting.pop(table, []))

    def _complete(self) -> None:
        for table in self._tables:
            self._write(table)
        self._run(*create_rest(self._tables, self._search), f"PRAGMA application_id = {APPLICATION_ID}", "COMMIT")
        with self._file.open("rb") as file:
            changes = change_counter(file.read(100))
        self._run(f"PRAGMA user_version = {changes + 1}")  # a transaction of its own, which counts as well

    def _run(self, *statements: str) -> None:
        for statement in statements:
            self._connection.execute(statement)


def _need_full_text_search(connection: sqlite3.Connection) -> None:
    try:
        connection.execute("CREATE VIRTUAL TABLE temp.probe USING fts5(text)")
    except sqlite3.OperationalError as error:
        connection.close()
        raise UsageError(
            "The SQLite library of this Python has no full-text search (FTS5).", "Use a Python from python.org."
        ) from error
    connection.execute("DROP TABLE temp.probe")


def _value(value: object) -> object:
    if isinstance(value, list | tuple):
        return json.dumps(value, ensure_ascii=False) if value else "[]"
    return value
