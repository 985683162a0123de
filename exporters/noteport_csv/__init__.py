"""Claims as a table: CSV in UTF-8, by RFC 4180, one row a claim.

__init__.py     what the exporter is, and how the file is written
rows.py         a claim as a row
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import ClassVar, Literal

from noteport.api import Exporter, ExportReport, Notes, Options, Target, option
from noteport_csv.rows import COLUMNS, guarded, row


@dataclass(frozen=True, kw_only=True)
class CsvOptions(Options):
    """What can be said about a table."""

    formula_guard: Literal["quote", "none"] = option(
        "quote",
        help="Put ' before a text that a spreadsheet would take for a formula, or that begins with '; or do not",
    )


class CsvExporter(Exporter[CsvOptions]):
    """A table (``.csv``) with a row for every claim."""

    name, summary, suffixes = "csv", "CSV table: one row a claim.", (".csv",)
    Options: ClassVar[type[CsvOptions]] = CsvOptions

    @classmethod
    def recognises(cls, head: bytes) -> bool:
        """A table that begins with the columns that this exporter writes."""
        return head.startswith(",".join(COLUMNS[:2]).encode())

    def export(self, notes: Notes, target: Target) -> ExportReport:
        """Write the table, row by row; no note is kept."""
        finish = guarded if self.options.formula_guard == "quote" else tuple
        rows = 0
        with target.open_text() as out:
            table = csv.writer(out, lineterminator="\r\n")
            table.writerow(COLUMNS)
            for note in notes:
                for claim in note.claims():
                    table.writerow(finish(row(claim, note)))
                    rows += 1
        return target.report({"rows": rows})
