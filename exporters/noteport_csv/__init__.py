"""Claims as tables: CSV in UTF-8 as in RFC 4180, one row per claim, with a CSVW description next to it.

__init__.py     the exporter, and how its files are written
cells.py        values as cells
lines.py        rows as lines
sidecar.py      the description
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import BinaryIO, ClassVar, Literal

from noteport.api import (
    Context,
    Exporter,
    ExportReport,
    Fragments,
    Note,
    Options,
    Row,
    TableSchema,
    Target,
    Terms,
    TermTable,
    UsageError,
    companion,
    option,
    row_counts,
    rows_of_note,
    tables_named,
    term_uses,
)
from noteport_csv.cells import Dialect
from noteport_csv.lines import EXCEL_CHARACTERS, Lines, line_of, lines_of, packed, unpack
from noteport_csv.sidecar import GUARD, GUARD_EVERYWHERE, describe, is_description, sidecar_name

_BOM = "\ufeff"
_EXCEL_ROWS = 1_048_575
"""The maximum size of an Excel sheet, without its header."""


@dataclass(frozen=True, kw_only=True)
class CsvOptions(Options):
    """The options of a table."""

    dialect: Literal["plain", "excel"] = option(
        "plain", help="Who reads the table: programs, or Excel (with a byte order mark)", trust="anyone"
    )
    tables: str = option(
        "claims",
        help="Tables to write: claims, notes, terms, links; the first to FILE, the others to FILE-terms.csv etc.",
        metavar="NAMES",
        trust="anyone",
    )
    formula_guard: Literal["quote", "none"] = option(
        "quote", help="Whether to put ' before text that a spreadsheet would take for a formula", trust="user"
    )


class CsvExporter(Exporter[CsvOptions]):
    """Tables (``.csv``), the main one with a row for every claim, and their description (``.csv-metadata.json``)."""

    name, summary, suffixes = "csv", "CSV table: one row per claim.", (".csv",)
    examples = (
        "notes -o claims.csv --dialect excel",
        "notes -o claims.csv --tables claims,notes,terms,links",
        "notes -o -",
    )
    Options: ClassVar[type[CsvOptions]] = CsvOptions

    @classmethod
    def recognises(cls, head: bytes) -> bool:
        """Recognise a table with all columns of one of ours, or the description of tables."""
        heads = tuple(f"{','.join(table.names)}\r\n".encode() for table in tables_named().values())
        return head.removeprefix(_BOM.encode()).startswith(heads) or is_description(head)

    def render(self, note: Note, context: Context) -> bytes:
        """Return the rows of a note as they are written."""
        tables = tables_named(self.options.tables)
        rows: dict[str, list[Row]] = {name: [] for name in tables}
        for name, row in rows_of_note(note, context.file_of(note), tables):
            rows[name].append(row)
        cell_writers = self._dialect.cell_writers()
        lines = {name: lines_of(tables[name], of_table, cell_writers) for name, of_table in rows.items()}
        return packed(lines, term_uses(note) if "terms" in tables else ())

    def assemble(self, fragments: Fragments, target: Target) -> ExportReport:
        """Write the tables note by note; no row is kept.

        Raises:
            UsageError: a table is unknown, or several tables were asked for on standard output.
        """
        tables = tables_named(self.options.tables)
        if len(tables) > 1 and target.path is None:
            raise UsageError("Several tables cannot go to standard output.", "Name a file: -o claims.csv")
        files = {name: companion(target.name, name) for name in tables}
        files[next(iter(tables))] = target.name
        report = self._write(tables, files, fragments, target)
        if target.path is None:
            return report
        with target.open_text(sidecar_name(target.name)) as out:
            out.write(describe(tables, files, guard=self._guard))
        return target.report(report.counts, report.remarks)

    @property
    def _dialect(self) -> Dialect:
        return Dialect(is_excel=self.options.dialect == "excel", is_guarded=self.options.formula_guard == "quote")

    @property
    def _guard(self) -> str | None:
        """The description of the guard; None if there is none."""
        if self.options.formula_guard == "none":
            return None
        return GUARD_EVERYWHERE if self.options.dialect == "excel" else GUARD

    def _write(
        self, tables: Mapping[str, TableSchema], files: Mapping[str, str], fragments: Fragments, target: Target
    ) -> ExportReport:
        """Write each table into its file."""
        dialect = self._dialect
        counts = dict.fromkeys(tables, 0)
        terms = TermTable(Terms(fragments.notes.refs() if "terms" in tables else ()))
        too_long = 0
        outs: dict[str, BinaryIO] = {}

        def write(name: str, lines: Lines) -> None:
            nonlocal too_long
            outs[name].write(lines.lines)
            counts[name] += lines.count
            too_long += lines.too_long

        with ExitStack() as stack:
            for name, table in tables.items():
                outs[name] = stack.enter_context(target.open_binary(files[name] if outs else None))
                outs[name].write(((_BOM if dialect.is_excel else "") + line_of(table.names)).encode())
            for fragment in fragments:
                of_note, uses = unpack(fragment.data)
                terms.add(uses)
                for name, lines in of_note.items():
                    write(name, lines)
            for term in terms.rows():
                write("terms", lines_of(tables["terms"], [term], dialect.cell_writers()))
        return target.report(row_counts(counts), _excel_remarks(counts, too_long) if dialect.is_excel else ())


def _excel_remarks(counts: Mapping[str, int], too_long: int) -> list[str]:
    remarks = [
        f"Excel opens the first {_EXCEL_ROWS:,} of {rows:,} {name}."
        for name, rows in counts.items()
        if rows > _EXCEL_ROWS
    ]
    if too_long:
        remarks.append(
            f"Excel truncates cells after {EXCEL_CHARACTERS:,} characters; rows with a longer cell: {too_long:,}."
        )
    return remarks
