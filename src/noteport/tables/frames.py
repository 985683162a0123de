"""Tables in a program.

from noteport.api import claims

for claim in claims("notes/"):
    print(claim.timestamp, claim.text)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from noteport.export.notes import Notes
from noteport.tables.arrow import need, record_batch
from noteport.tables.rows import table_rows
from noteport.tables.schema import CLAIMS, LINKS, NOTES, TERMS, ClaimRow, LinkRow, NoteRow, Row, TableSchema, TermRow
from noteport.vault.vault import Vault

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Source: TypeAlias = str | Path | Sequence[str | Path] | Notes
"""A note, a folder of notes, several of both, or a ``Vault`` with its own options."""

BATCH = 10_000
"""The number of rows in an Arrow batch."""

RowT = TypeVar("RowT", bound=Row)


class Rows(Generic[RowT]):
    """The rows of one table. It can be iterated any number of times; each time reads the notes again, one at a time."""

    def __init__(self, table: TableSchema, notes: Notes) -> None:
        self.table = table
        self._notes = notes

    def __iter__(self) -> Iterator[RowT]:
        for _, row in table_rows(self._notes, (self.table.name,)):
            yield row  # type: ignore[misc]  # the requested table is the one with these rows

    def to_pandas(self) -> pd.DataFrame:
        """Return all rows as a data frame; integers that may be missing are ``Int64``, and lists are tuples.

        Raises:
            UsageError: pandas is not installed.
        """
        frame: pd.DataFrame = need("pandas").DataFrame.from_records(list(self), columns=self.table.names)
        integers = [column.name for column in self.table.columns if column.kind == "integer"]
        return frame.astype(dict.fromkeys(integers, "Int64"))

    def to_polars(self) -> pl.DataFrame:
        """Return all rows as a data frame.

        Raises:
            UsageError: polars is not installed.
        """
        polars = need("polars")
        types = {
            "text": polars.String,
            "integer": polars.Int64,
            "boolean": polars.Boolean,
            "texts": polars.List(polars.String),
            "integers": polars.List(polars.Int64),
        }
        schema = {column.name: types[column.kind] for column in self.table.columns}
        frame: pl.DataFrame = polars.DataFrame(list(self), schema=schema, orient="row")
        return frame

    def to_batches(self, size: int = BATCH) -> Iterator[pa.RecordBatch]:
        """Yield the rows as Arrow batches of ``size`` rows, one at a time, so that a vault need not fit into memory.

        Raises:
            UsageError: pyarrow is not installed.
        """
        rows = iter(self)
        while batch := list(islice(rows, size)):
            yield record_batch(self.table, batch)


class Tables:
    """All tables of some notes. Nothing is read until a table is used.

    Raises:
        UsageError: a path does not exist, or there are no notes.
    """

    def __init__(self, source: Source) -> None:
        if isinstance(source, str | Path):
            source = Vault([source])
        notes = Vault(source) if isinstance(source, Sequence) else source
        self.claims: Rows[ClaimRow] = Rows(CLAIMS, notes)
        self.notes: Rows[NoteRow] = Rows(NOTES, notes)
        self.terms: Rows[TermRow] = Rows(TERMS, notes)
        self.links: Rows[LinkRow] = Rows(LINKS, notes)


def claims(source: Source) -> Rows[ClaimRow]:
    """Return the claims of some notes: ``claims("notes/")``. Raises the same errors as ``Tables``."""
    return Tables(source).claims
