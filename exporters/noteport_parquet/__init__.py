"""Claims as tables with types: Parquet, compressed with Zstandard, for DuckDB, polars, pandas and Spark.

__init__.py     the exporter
mark.py         how a file is recognised
croissant.py    the description of the tables for machine learning
writer.py       one file, written row group by row group; the only import of pyarrow's Parquet
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import BinaryIO, ClassVar

from noteport.api import (
    Context,
    Exporter,
    ExportReport,
    Fragments,
    Note,
    Options,
    Target,
    arrow_schema,
    assemble_rows,
    companion,
    option,
    render_rows,
    row_counts,
    tables_named,
)
from noteport_parquet.croissant import Hashed, describe, description_name, is_description
from noteport_parquet.mark import has_mark

_HEAD = 4096


@dataclass(frozen=True, kw_only=True)
class ParquetOptions(Options):
    """The options of a Parquet file."""

    tables: str = option(
        "claims",
        help="Tables to write: claims, notes, terms, links; the first to FILE, the others to FILE-terms.parquet etc.",
        metavar="NAMES",
        trust="anyone",
    )
    croissant: bool = option(
        False, help="Describe the tables as a data set in FILE.croissant.json beside them", trust="anyone"
    )
    row_group: int = option(
        10_000, help="Rows that are held in memory and written as one group", minimum=1, trust="user"
    )


class ParquetExporter(Exporter[ParquetOptions]):
    """Tables with types (``.parquet``), the main one with a row for every claim."""

    name, summary, suffixes = "parquet", "Parquet table: one row per claim, typed and compressed.", (".parquet",)
    text = False
    examples = (
        "notes -o claims.parquet --tables claims,terms",
        "notes -o claims.parquet --croissant",
    )
    Options: ClassVar[type[ParquetOptions]] = ParquetOptions

    @classmethod
    def wrote(cls, file: BinaryIO) -> bool:
        """Recognise a table by our mark, which is near its end, and a description by its beginning."""
        return is_description(file.read(_HEAD)) or has_mark(file)

    def render(self, note: Note, context: Context) -> bytes:
        """Return the rows of a note."""
        return render_rows(note, context, tables_named(self.options.tables))

    def assemble(self, fragments: Fragments, target: Target) -> ExportReport:
        """Write the tables; at most one row group of each is kept.

        Raises:
            UsageError: a table is unknown, or pyarrow is not installed.
        """
        tables = tables_named(self.options.tables)
        schemas = {name: arrow_schema(table) for name, table in tables.items()}
        # After the line that says how to get pyarrow; nothing else needs it.
        from noteport_parquet.writer import TableWriter  # noqa: PLC0415  # pyarrow is optional

        counts = dict.fromkeys(tables, 0)
        first, *others = tables
        files = {first: target.name} | {name: companion(target.name, name) for name in others}
        outs: dict[str, Hashed] = {}
        with ExitStack() as stack:
            writers: dict[str, TableWriter] = {}
            for name, schema in schemas.items():
                out = stack.enter_context(target.open_binary(files[name] if writers else None))
                outs[name] = Hashed(out)
                writer = TableWriter(tables[name], schema, outs[name], self.options.row_group)
                writers[name] = stack.enter_context(writer)
            for name, row in assemble_rows(fragments, tables):
                writers[name].write(row)
                counts[name] += 1
        if self.options.croissant:
            described = {name: out.as_file(files[name]) for name, out in outs.items()}
            with target.open_text(description_name(target.name)) as text:
                text.write(describe(target.name.removesuffix(target.suffix), tables, described))
        return target.report(row_counts(counts))
