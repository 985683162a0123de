"""Rows of CSV: every reader returns the values of a row, and no cell is a formula."""

from __future__ import annotations

import csv
import io

from fuzz.inputs import OneNote, note_of
from noteport.api import Row, table_rows, tables_named
from noteport_csv.cells import Dialect
from noteport_csv.lines import lines_of

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Written out here, and not taken from the code under test."""


def check(data: bytes) -> None:
    tables = tables_named("claims,notes,terms,links")
    for name, row in table_rows(OneNote(note_of(data)), tables):
        [plain, guarded, split] = (
            _read(name, row, Dialect(is_excel=is_excel, is_guarded=is_guarded))
            for is_excel, is_guarded in ((False, False), (False, True), (True, True))
        )
        assert len(plain) == len(guarded) == len(split) == len(row)
        for value, cell in zip(row, plain, strict=True):
            assert not isinstance(value, str) or cell == value, (name, cell)
        for cell in guarded:
            assert not cell.startswith(_FORMULA), (name, cell)
        for cell in split:
            first, *others = cell.split(";")
            for part in (first, *(other.lstrip('"') for other in others)):
                assert not part.startswith(_FORMULA), (name, cell)


def _read(table: str, row: Row, dialect: Dialect) -> list[str]:
    """Return a row as a reader of the file gets it."""
    lines = lines_of(tables_named(table)[table], [row], dialect.cell_writers()).lines.decode()
    [read] = csv.reader(io.StringIO(lines, newline=""))
    return read
