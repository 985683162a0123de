"""Rows as the lines of CSV files, which are kept and written as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec.msgpack
from msgspec import Struct

from noteport.api import Row, TableSchema, TermUse
from noteport_csv.cells import CellWriters, characters

EXCEL_CHARACTERS = 32_767
"""The maximum size of a cell of an Excel sheet."""


class Lines(Struct, frozen=True, array_like=True):
    """Some lines of one table."""

    count: int = 0
    lines: bytes = b""
    too_long: int = 0
    """The number of rows with a cell that Excel would truncate."""


def line_of(cells: Iterable[str]) -> str:
    """Return one line of a file."""
    return ",".join(cells) + "\r\n"


def lines_of(table: TableSchema, rows: Sequence[Row], cell_writers: CellWriters) -> Lines:
    """Return some rows of a table as lines. Written column by column, since values of a column have one kind."""
    if not rows:
        return Lines()
    values = zip(*rows, strict=True)
    columns = [map(cell_writers[column.kind], value) for column, value in zip(table.columns, values, strict=True)]
    written = list(zip(*columns, strict=True))
    lines = list(map(line_of, written))
    too_long = 0
    if max(map(len, lines)) > EXCEL_CHARACTERS:
        too_long = sum(any(characters(cell) > EXCEL_CHARACTERS for cell in cells) for cells in written)
    return Lines(len(rows), "".join(lines).encode(), too_long)


def packed(lines: Mapping[str, Lines], uses: Iterable[TermUse]) -> bytes:
    """Return the lines of one note by table, and what it says about terms, for ``unpack``."""
    return msgspec.msgpack.encode((lines, tuple(uses)))


_DECODER = msgspec.msgpack.Decoder(tuple[dict[str, Lines], tuple[TermUse, ...]])


def unpack(data: bytes) -> tuple[Mapping[str, Lines], Sequence[TermUse]]:
    """The inverse of ``packed``."""
    return _DECODER.decode(data)
