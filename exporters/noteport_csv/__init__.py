"""Claims as tables: CSV in UTF-8 as in RFC 4180, one row per claim, with a CSVW description next to it.

__init__.py     the exporter, and how its files are written
cells.py        a row as cells
sidecar.py      the description
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from noteport.api import (
    Exporter,
    ExportReport,
    Notes,
    Options,
    TableSchema,
    Target,
    UsageError,
    companion,
    option,
    row_counts,
    table_rows,
    tables_named,
)
from noteport_csv.cells import cells, guarded
from noteport_csv.sidecar import GUARD, GUARD_EVERYWHERE, describe, is_description, sidecar_name

_BOM = "\ufeff"
_EXCEL_ROWS = 1_048_575
_EXCEL_CHARACTERS = 32_767
"""The maximum size of an Excel sheet, without its header, and of a cell."""


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

    def export(self, notes: Notes, target: Target) -> ExportReport:
        """Write the tables row by row; no note is kept.

        Raises:
            UsageError: a table is unknown, or several tables were asked for on standard output.
        """
        tables = tables_named(self.options.tables)
        if len(tables) > 1 and target.path is None:
            raise UsageError("Several tables cannot go to standard output.", "Name a file: -o claims.csv")
        files = {name: companion(target.name, name) for name in tables}
        files[next(iter(tables))] = target.name
        report = self._write(tables, files, notes, target)
        if target.path is None:
            return report
        with target.open_text(sidecar_name(target.name)) as out:
            out.write(describe(tables, files, guard=self._guard))
        return target.report(report.counts, report.remarks)

    @property
    def _guard(self) -> str | None:
        """The description of the guard; None if there is none."""
        if self.options.formula_guard == "none":
            return None
        return GUARD_EVERYWHERE if self.options.dialect == "excel" else GUARD

    def _write(
        self, tables: Mapping[str, TableSchema], files: Mapping[str, str], notes: Notes, target: Target
    ) -> ExportReport:
        """Write each table into its file."""
        is_excel, is_guarded = self.options.dialect == "excel", self.options.formula_guard == "quote"
        counts = dict.fromkeys(tables, 0)
        too_long = 0
        with ExitStack() as stack:
            writers: dict[str, Any] = {}
            for name, table in tables.items():
                out = stack.enter_context(target.open_text(files[name] if writers else None))
                out.write(_BOM if is_excel else "")
                writers[name] = csv.writer(out, lineterminator="\r\n")
                writers[name].writerow(table.names)
            for name, row in table_rows(notes, tables):
                line = guarded(cells(row), splits_at_semicolons=is_excel) if is_guarded else cells(row)
                writers[name].writerow(line)
                counts[name] += 1
                too_long += is_excel and any(isinstance(cell, str) and len(cell) > _EXCEL_CHARACTERS for cell in line)
        return target.report(row_counts(counts), _excel_remarks(counts, too_long) if is_excel else ())


def _excel_remarks(counts: Mapping[str, int], too_long: int) -> list[str]:
    remarks = [
        f"Excel opens the first {_EXCEL_ROWS:,} of {rows:,} {name}."
        for name, rows in counts.items()
        if rows > _EXCEL_ROWS
    ]
    if too_long:
        remarks.append(
            f"Excel truncates cells after {_EXCEL_CHARACTERS:,} characters; rows with a longer cell: {too_long:,}."
        )
    return remarks
