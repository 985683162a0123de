"""The database of an earlier package, which anyone may have made: nothing in it is run.

It is opened read-only and nothing in it is trusted. Only tables are read, never views, each by one plain pass in the
order of its rows; sorting and joining happens in our own database. Before a table is read, SQLite checks its pages,
because in a crafted file a page can be its own descendant, which makes a table endless. The measures follow "Defense
Against The Dark Arts" in SQLite's documentation.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

LARGEST_CELL = 64 << 20
"""Maximum bytes of one row; Anki keeps all decks of a collection, or all note types, in one cell."""

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
"""No function in the schema runs, not even to check a row. The cache has 8 MB, whatever size the file requests."""
_LONGEST_SCHEMA = 100_000
"""Maximum steps of SQLite for reading the schema: about ten thousand tables. A collection has twenty."""
_READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})
_PRAGMAS = frozenset({"table_xinfo", "quick_check"})
_GLIMPSE = 0.5
"""Seconds after which a waiting thread wakes up, because Windows reports Ctrl-C only then."""

T = TypeVar("T")


class EarlierCollection:
    """A database of Anki, opened for reading. Must be closed after use.

    Args:
        file: the database. It is not changed.

    Raises:
        sqlite3.DatabaseError: raised by all methods if the file is not a database or is damaged.
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
        """Return the names of the tables."""
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
        """Yield the rows of a table, in the order of their numbers.

        Args:
            table: its name.
            columns: the columns to read, in this order.

        Raises:
            sqlite3.DatabaseError: the table or a column does not exist, is not a table, or is damaged.
        """
        if table not in self.tables:
            raise sqlite3.DatabaseError(f"it has no table {table}")
        self._check(table, columns)
        # Not through an index, which may contain anything.
        query = f"SELECT {', '.join(columns)} FROM {table} NOT INDEXED"  # noqa: S608  # our own names
        return self._connection.execute(query)

    def _check(self, table: str, columns: tuple[str, ...]) -> None:
        made = {name for _, name, *_, kind in self._connection.execute(f"PRAGMA table_xinfo({table})") if kind}
        if made & set(columns):
            raise sqlite3.DatabaseError(f"{table} has columns that are computed")
        # The first error is enough: a table that contains a page twice might be checked for ever.
        if self._connection.execute(f"PRAGMA quick_check({table})").fetchone() != ("ok",):
            raise sqlite3.DatabaseError(f"{table} is damaged")

    def work(self, task: Callable[[], T]) -> T:
        """Run a task on this database so that Ctrl-C and SIGTERM take effect while SQLite is working.

        Python handles a signal between two of its own steps, and a whole pass of SQLite over a table is one step. So
        the task runs in a thread, while this one waits for it and interrupts it.
        """
        doing: Future[T] = Future()

        def run() -> None:
            try:
                doing.set_result(task())
            except BaseException as error:  # noqa: BLE001  # it is raised where somebody waits for it
                doing.set_exception(error)

        # A daemon: a signal may come before the thread is known to have started, and the program must end all the same.
        thread = threading.Thread(target=run, daemon=True)
        try:
            thread.start()
            while not doing.done():
                wait([doing], timeout=_GLIMPSE)
        except BaseException:
            while thread.is_alive():  # an interrupt between two queries has no effect
                self._connection.interrupt()
                thread.join(0.01)
            raise
        return doing.result()


def _authorise(action: int, name: str | None, *rest: str | None) -> int:
    """Return whether SQLite may do something for a query: it may read a table, but not for a view, which the last
    argument names.
    """
    may = name in _PRAGMAS if action == sqlite3.SQLITE_PRAGMA else action in _READING and rest[-1] is None
    return sqlite3.SQLITE_OK if may else sqlite3.SQLITE_DENY
