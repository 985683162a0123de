"""The database of an earlier package, which anyone may have made: nothing that stands in it runs.

It is opened for reading only and trusted in nothing. Only tables are read, never views, and each by one plain pass in
the order of its rows: what has to be sorted or joined is so in a database of our own. Before a table is read, SQLite
checks its pages: in a crafted file, a page can be its own descendant, and such a table has no end. Source of the
measures: SQLite, "Defense Against The Dark Arts".
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

LARGEST_CELL = 64 << 20
"""Bytes of one row; Anki keeps all decks of a collection, or all note types, in one cell."""

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LARGEST_CELL,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1 << 20,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 50,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}
_SETTINGS = """
PRAGMA trusted_schema = OFF;
PRAGMA query_only = ON;
PRAGMA cell_size_check = ON;
PRAGMA ignore_check_constraints = ON;
PRAGMA mmap_size = 0;
PRAGMA cache_size = -8192;
"""
"""No function of the schema runs, be it to check a row. The cache has 8 MB, however large a one the file asks for."""
_LONGEST_SCHEMA = 100_000
"""Steps of SQLite's that reading the schema may take: some ten thousand tables. A collection of Anki's has twenty."""
_READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})
_PRAGMAS = frozenset({"table_xinfo", "quick_check"})
_GLIMPSE = 0.5
"""Seconds after which a waiting thread looks up: Windows tells it of Ctrl-C only then."""

T = TypeVar("T")


class EarlierCollection:
    """A database of Anki's, opened for reading. To be closed after use.

    Args:
        file: the database. It is not changed.

    Raises:
        sqlite3.DatabaseError: by all methods, if it is none or damaged.
    """

    def __init__(self, file: Path) -> None:
        # The waiting thread closes what the working thread uses.
        uri = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        for limit, most in _LIMITS.items():
            self._connection.setlimit(limit, most)
        self._connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))

    @cached_property
    def tables(self) -> frozenset[str]:
        """The names of the tables."""
        self._connection.set_progress_handler(lambda: True, _LONGEST_SCHEMA)
        self._connection.executescript(_SETTINGS)
        found = self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
        tables = frozenset(name for (name,) in found)
        self._connection.set_progress_handler(None, 0)
        self._connection.set_authorizer(_authorise)
        return tables

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def rows(self, table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a table, in the order in which they were numbered.

        Args:
            table: its name.
            columns: those to read, in this order.

        Raises:
            sqlite3.DatabaseError: there is no such table or column, it is no table, or it is damaged.
        """
        if table not in self.tables:
            raise sqlite3.DatabaseError(f"it has no table {table}")
        self._check(table, columns)
        # By no index, which may say anything.
        query = f"SELECT {', '.join(columns)} FROM {table} NOT INDEXED"  # noqa: S608  # words of our own
        return self._connection.execute(query)

    def _check(self, table: str, columns: tuple[str, ...]) -> None:
        made = {name for _, name, *_, kind in self._connection.execute(f"PRAGMA table_xinfo({table})") if kind}
        if made & set(columns):
            raise sqlite3.DatabaseError(f"{table} has columns that are computed")
        # The first error is enough: a table that contains a page twice might be checked for ever.
        if self._connection.execute(f"PRAGMA quick_check({table})").fetchone() != ("ok",):
            raise sqlite3.DatabaseError(f"{table} is damaged")

    def work(self, task: Callable[[], T]) -> T:
        """Do something with this database, such that Ctrl-C and being terminated are obeyed while SQLite is at work.

        Python sees a signal between two of its own steps, and to SQLite any pass over a table is one of them. So the
        task runs in a thread, and this one waits for it, and interrupts it.
        """
        with ThreadPoolExecutor(1) as thread:
            doing = thread.submit(task)
            try:
                while not doing.done():
                    wait([doing], timeout=_GLIMPSE)
            except BaseException:
                while not doing.done():  # what interrupts nothing, between two queries, is forgotten
                    self._connection.interrupt()
                    wait([doing], timeout=0.01)
                raise
            return doing.result()


def _authorise(action: int, name: str | None, *rest: str | None) -> int:
    """Whether SQLite may do something for a query: read a table, but not for a view, which the last argument names."""
    may = name in _PRAGMAS if action == sqlite3.SQLITE_PRAGMA else action in _READING and rest[-1] is None
    return sqlite3.SQLITE_OK if may else sqlite3.SQLITE_DENY
