"""Rows of CSV: every reader returns the cells that were written, and no cell is a formula."""

from __future__ import annotations

import csv
import io

from fuzz.inputs import OneNote, note_of
from noteport.api import table_rows, tables_named
from noteport_csv.cells import cells, guarded

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Written out here, and not taken from the code under test."""


def check(data: bytes) -> None:
    tables = tables_named("claims,notes,terms,links")
    for name, row in table_rows(OneNote(note_of(data)), tables):
        line = guarded(cells(row))
        assert len(line) == len(tables[name].names)
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\r\n").writerow(line)
        out.getvalue().encode()
        [read] = csv.reader(io.StringIO(out.getvalue(), newline=""))
        assert read == ["" if cell is None else str(cell) for cell in line]
        for cell in line:
            assert not (isinstance(cell, str) and cell.startswith(_FORMULA)), (name, cell)
        for cell in guarded(cells(row), splits_at_semicolons=True):
            first, *others = str(cell).split(";") if isinstance(cell, str) else ("",)
            for part in (first, *(other.lstrip('"') for other in others)):
                assert not part.startswith(_FORMULA), (name, cell)
