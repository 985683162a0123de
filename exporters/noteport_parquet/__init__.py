"""Claims as tables with types: Parquet, compressed with Zstandard, for DuckDB, polars, pandas and Spark.

__init__.py     the exporter
mark.py         how a file is recognised
writer.py       one file, written row group by row group; the only import of pyarrow's Parquet
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import BinaryIO, ClassVar

from noteport.api import (
    Exporter,
    ExportReport,
    Notes,
    Options,
    Target,
    arrow_schema,
    companion,
    option,
    row_counts,
    table_rows,
    tables_named,
)
from noteport_parquet.mark import has_mark


@dataclass(frozen=True, kw_only=True)
class ParquetOptions(Options):
    """The options of a Parquet file."""

    tables: str = option(
        "claims",
        help="Tables to write: claims, notes, terms, links; the first to FILE, the others to FILE-terms.parquet etc.",
        metavar="NAMES",
        trust="anyone",
    )
    row_group: int = option(
        10_000, help="Rows that are held in memory and written as one group", minimum=1, trust="user"
    )


class ParquetExporter(Exporter[ParquetOptions]):
    """Tables with types (``.parquet``), the main one with a row for every claim."""

    name, summary, suffixes = "parquet", "Parquet table: one row per claim, typed and compressed.", (".parquet",)
    text = False
    examples = ("notes -o claims.parquet --tables claims,terms",)
    Options: ClassVar[type[ParquetOptions]] = ParquetOptions

    @classmethod
    def wrote(cls, file: BinaryIO) -> bool:
        """Recognise a file by our mark, which is near its end."""
        return has_mark(file)

    def export(self, notes: Notes, target: Target) -> ExportReport:
        """Write the tables; at most one row group of each is kept.

        Raises:
            UsageError: a table is unknown, or pyarrow is not installed.
        """
        tables = tables_named(self.options.tables)
        schemas = {name: arrow_schema(table) for name, table in tables.items()}
        # After the line that says how to get pyarrow; nothing else needs it.
        from noteport_parquet.writer import TableWriter  # noqa: PLC0415  # pyarrow is optional

        counts = dict.fromkeys(tables, 0)
        with ExitStack() as stack:
            writers: dict[str, TableWriter] = {}
            for name, schema in schemas.items():
                out = stack.enter_context(target.open_binary(companion(target.name, name) if writers else None))
                writers[name] = stack.enter_context(TableWriter(tables[name], schema, out, self.options.row_group))
            for name, row in table_rows(notes, tables):
                writers[name].write(row)
                counts[name] += 1
        return target.report(row_counts(counts))
