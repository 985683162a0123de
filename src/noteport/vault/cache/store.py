"""Bytes by key in one SQLite file of bounded size.

The file may be read-only, truncated, written by another program or in use by another run. A key is then not found, or
not kept, and the caller does the work itself. Each entry has a checksum of its key and its bytes, so that entries
cannot be confused.
"""

from __future__ import annotations

import logging
import sqlite3
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from msgspec import Struct

LIMIT = 1024**3
"""Maximum size of the file in bytes; 20,000 notes take a quarter of it. The entries that were used least recently go
first.
"""

KIND_END = b" "
"""Separates the kind of an entry from the rest of its key."""

FILE = "notes-1.sqlite"
"""The number is the version of the layout, so that an older noteport does not touch this file."""

_KEPT = 0.8
"""The part of the limit that is kept when the file is too large, so that it is not trimmed in every run."""
_BUFFER = 4 * 1024**2
"""Pending bytes that are written together: one transaction per entry would cost more than parsing."""
_DAY = 24 * 3600
_NOT_BROKEN = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_MISUSE,
    }
)
"""Errors that do not mean that the file is broken."""
_LAYOUT = "CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, used INTEGER NOT NULL, data BLOB NOT NULL)"

_log = logging.getLogger(__name__)


class Store:
    """Keys and bytes. Nothing raises; ``close`` writes everything that is pending.

    Args:
        folder: the folder of the file, which is created if needed.
        limit: the maximum size in bytes.
        wait: seconds to wait for another run that is writing.
        today: the number of the day, which determines the age of entries; None for the real one.
    """

    def __init__(self, folder: Path, limit: int = LIMIT, *, wait: float = 2.0, today: int | None = None) -> None:
        self._path = folder / FILE
        self._limit = limit
        self._waiting: dict[bytes, bytes] = {}
        self._waiting_size = 0
        self._today = int(time.time()) // _DAY if today is None else today
        self._touched: list[bytes] = []
        self._connection: sqlite3.Connection | None = None
        with self._forgiving():
            folder.mkdir(parents=True, exist_ok=True)
            self._connection = _connect(self._path, wait)

    def get(self, key: bytes) -> bytes | None:
        """Return the bytes for a key, or None."""
        row = self._waiting.get(key)
        with self._forgiving():
            if row is None and self._connection is not None:
                found = self._connection.execute("SELECT data, used FROM entries WHERE key = ?", (key,)).fetchone()
                if found is not None:
                    row = found[0]
                    if found[1] != self._today:
                        self._touched.append(key)
        if not isinstance(row, bytes) or row[:4] != _checksum(key, row[4:]):
            return None
        return row[4:]

    def put(self, key: bytes, data: bytes) -> None:
        """Keep bytes under a key."""
        if self._connection is None:
            return
        self._waiting[key] = _checksum(key, data) + data
        self._waiting_size += len(data)
        if self._waiting_size > _BUFFER:
            self._write()

    def close(self) -> None:
        """Write what is pending, and close the file."""
        self._write()
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()

    def _write(self) -> None:
        with self._forgiving():
            if self._connection is not None and (self._waiting or self._touched):
                with self._connection:
                    self._connection.execute("BEGIN IMMEDIATE")
                    self._connection.executemany(
                        "UPDATE entries SET used = ? WHERE key = ?", [(self._today, key) for key in self._touched]
                    )
                    self._connection.executemany(
                        "INSERT OR REPLACE INTO entries VALUES (?, ?, ?)",
                        [(key, self._today, data) for key, data in self._waiting.items()],
                    )
                self._tidy(self._connection)
        self._waiting.clear()
        self._touched.clear()
        self._waiting_size = 0

    def _tidy(self, connection: sqlite3.Connection) -> None:
        """Remove the entries that were used least recently if the file is too large."""
        size = _used_bytes(connection)
        if size <= self._limit:
            return
        count = connection.execute("SELECT count(*) FROM entries").fetchone()[0]
        surplus = int(count * (1 - self._limit * _KEPT / size)) + 1
        with connection:
            connection.execute(
                "DELETE FROM entries WHERE key IN (SELECT key FROM entries ORDER BY used, rowid LIMIT ?)", (surplus,)
            )
        # executescript, because execute() runs only one step, which frees one page.
        connection.executescript("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE);")

    @contextmanager
    def _forgiving(self) -> Iterator[None]:
        """Continue without the file if it cannot be used. A broken file is deleted, and the next run creates a
        new one.
        """
        try:
            yield
        except sqlite3.DatabaseError as error:
            _log.info("The cache is not used: %s", error)
            self._give_up()
            # Python's own errors, such as the use of a closed connection, have no code.
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_MISUSE) & 0xFF not in _NOT_BROKEN:
                _remove(self._path)
        except OSError as error:
            _log.info("The cache cannot be opened: %s", error)
            self._give_up()

    def _give_up(self) -> None:
        connection, self._connection = self._connection, None
        self._waiting.clear()
        self._touched.clear()
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()


def _connect(path: Path, wait: float) -> sqlite3.Connection:
    # The threads of a server use it one after the other.
    connection = sqlite3.connect(path, timeout=wait, isolation_level=None, check_same_thread=False)
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            connection.execute(_LAYOUT)
            connection.execute("PRAGMA user_version = 1")
        connection.execute("PRAGMA synchronous = NORMAL")  # with this journal, a crash costs only entries
    except BaseException:
        connection.close()
        raise
    return connection


def _checksum(key: bytes, data: bytes) -> bytes:
    return zlib.crc32(data, zlib.crc32(key)).to_bytes(4, "big")


def _used_bytes(connection: sqlite3.Connection) -> int:
    pages, free, size = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size


# --- for `noteport cache` -------------------------------------------------------------------------------------------


class CacheInfo(Struct, frozen=True, kw_only=True):
    """The size of the cache."""

    path: Path
    entries: int
    size: int
    """Bytes on disk."""
    parts: Mapping[str, tuple[int, int]] = {}
    """The number and total bytes of the entries of each kind."""


def info(folder: Path) -> CacheInfo:
    """Return the size of the cache in a folder; zero if there is none or it cannot be read."""
    path = folder / FILE
    parts: dict[str, tuple[int, int]] = {}
    if path.exists():
        with (
            suppress(sqlite3.Error),
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection,
        ):
            for key, size in connection.execute("SELECT key, length(data) FROM entries"):
                kind = _kind_of(key)
                number, total = parts.get(kind, (0, 0))
                parts[kind] = number + 1, total + size
    return CacheInfo(
        path=path,
        entries=sum(number for number, _ in parts.values()),
        size=sum(file.stat().st_size for file in _files(path)),
        parts=dict(sorted(parts.items())),
    )


def clear(folder: Path) -> CacheInfo:
    """Delete the cache, and return its size."""
    before = info(folder)
    for file in _files(before.path):
        file.unlink(missing_ok=True)
    return before


def _kind_of(key: bytes) -> str:
    """The kind of an entry; earlier versions of noteport gave it none."""
    kind, end, _ = key.partition(KIND_END)
    return kind.decode() if end and kind.isascii() and kind.replace(b"-", b"").isalnum() else "older"


def _files(path: Path) -> list[Path]:
    """The database and the files that SQLite keeps next to it."""
    named = (path.with_name(path.name + ending) for ending in ("", "-wal", "-shm"))
    return [file for file in named if file.exists()]


def _remove(path: Path) -> None:
    with suppress(OSError):
        for file in _files(path):
            file.unlink(missing_ok=True)
