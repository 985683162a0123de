"""One table as a Parquet file. The only module here that imports pyarrow."""

from __future__ import annotations

import json
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from noteport.api import TableSchema, record_batch
from noteport_parquet.croissant import Hashed
from noteport_parquet.mark import KEY, mark_at

BATCH = 1_000
"""Rows that are held as Python objects, which take several times the space of Arrow's."""


class TableWriter:
    """Writes rows as they come, one row group at a time. Its with block closes it; the file stays open.

    The descriptions of the table and its columns are where readers look: in the metadata of each field, for Arrow; and
    in the file metadata as ``description`` and, as a JSON string, ``columns``, for readers that show only this.
    """

    def __init__(self, table: TableSchema, schema: pa.Schema, out: Hashed, row_group: int) -> None:
        self._table = table
        self._out = out
        self._row_group = row_group
        self._rows: list[Sequence[Any]] = []
        self._batches: list[pa.RecordBatch] = []
        self._waiting = 0
        """Rows of the current group."""
        self._writer = ParquetWriter(out, schema, compression="zstd")
        columns = {column.name: column.about for column in table.columns}
        self._writer.add_key_value_metadata({"columns": json.dumps(columns, ensure_ascii=False)})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is None:
            self._flush()
            self._writer.add_key_value_metadata({KEY: mark_at(self._out.tell())})
        self._writer.close()

    def write(self, row: Sequence[Any]) -> None:
        """Add a row, which is written when its group is full."""
        self._rows.append(row)
        self._waiting += 1
        if self._waiting == self._row_group:
            self._flush()
        elif len(self._rows) == BATCH:
            self._pack()

    def _pack(self) -> None:
        if self._rows:
            self._batches.append(record_batch(self._table, self._rows))
            self._rows.clear()

    def _flush(self) -> None:
        self._pack()
        if self._batches:
            self._writer.write_table(pa.Table.from_batches(self._batches), row_group_size=self._row_group)
            self._batches.clear()
            self._waiting = 0
