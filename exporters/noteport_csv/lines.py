"""The rows of one note as the lines of CSV files, which are kept and written as they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

import msgspec.msgpack
from msgspec import Struct

from noteport.api import Row, TermUse
from noteport_csv.cells import Cell, cells, guarded

EXCEL_CHARACTERS = 32_767
"""The maximum size of a cell of an Excel sheet."""


class Dialect(Struct, frozen=True, kw_only=True):
    """How rows are written."""

    is_excel: bool
    is_guarded: bool

    def cells(self, row: Row) -> list[Cell]:
        """Return a row as it is written."""
        return guarded(cells(row), splits_at_semicolons=self.is_excel) if self.is_guarded else cells(row)

    def is_too_long(self, line: Iterable[Cell]) -> bool:
        """Return whether Excel would truncate a cell."""
        return self.is_excel and any(isinstance(cell, str) and len(cell) > EXCEL_CHARACTERS for cell in line)

    def line(self, line: Sequence[Cell]) -> bytes:
        """Return one line of a file."""
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerow(line)
        return out.getvalue().encode()


class Lines(Struct, frozen=True, array_like=True):
    """The lines of one table."""

    count: int
    lines: bytes
    too_long: int
    """The number of rows with a cell that Excel would truncate."""


class RowsOfNote:
    """Collects the rows of one note.

    Args:
        dialect: how they are written.
        tables: the names of the tables.
    """

    def __init__(self, dialect: Dialect, tables: Iterable[str]) -> None:
        self._dialect = dialect
        self._outs = {name: io.StringIO() for name in tables}
        self._writers = {name: csv.writer(out, lineterminator="\r\n") for name, out in self._outs.items()}
        self._counts = dict.fromkeys(self._outs, 0)
        self._too_long = dict.fromkeys(self._outs, 0)

    def add(self, table: str, row: Row) -> None:
        """Add a row to one of the tables."""
        line = self._dialect.cells(row)
        self._writers[table].writerow(line)
        self._counts[table] += 1
        self._too_long[table] += self._dialect.is_too_long(line)

    def packed(self, uses: Iterable[TermUse]) -> bytes:
        """Return all rows, and what the note says about terms, for ``unpack``."""
        written = {
            name: Lines(self._counts[name], out.getvalue().encode(), self._too_long[name])
            for name, out in self._outs.items()
        }
        return msgspec.msgpack.encode((written, tuple(uses)))


_DECODER = msgspec.msgpack.Decoder(tuple[dict[str, Lines], tuple[TermUse, ...]])


def unpack(data: bytes) -> tuple[Mapping[str, Lines], Sequence[TermUse]]:
    """The inverse of ``RowsOfNote.packed``."""
    return _DECODER.decode(data)
