"""Claims as tables: the contents of a row, the same for CSV files, Parquet files and programs.

schema.py       the four tables, their columns, and a row of each
rows.py         notes → rows, in one pass
fragments.py    the same in two halves, for exporters that render note by note
arrow.py        rows → Arrow batches; the only import of pyarrow in the library
frames.py       a table in a program: an iterator of rows, a pandas or polars frame, Arrow batches
"""

from __future__ import annotations

from noteport.tables.arrow import arrow_schema, record_batch
from noteport.tables.fragments import assemble_rows, render_rows
from noteport.tables.frames import Rows, Tables, claims
from noteport.tables.rows import TermTable, TermUse, claim_row, rows_of_note, table_rows, term_uses
from noteport.tables.schema import (
    TABLES,
    ClaimRow,
    Column,
    LinkRow,
    NoteRow,
    Row,
    TableSchema,
    TermRow,
    companion,
    row_counts,
    tables_named,
)

__all__ = [
    "TABLES",
    "ClaimRow",
    "Column",
    "LinkRow",
    "NoteRow",
    "Row",
    "Rows",
    "TableSchema",
    "Tables",
    "TermRow",
    "TermTable",
    "TermUse",
    "arrow_schema",
    "assemble_rows",
    "claim_row",
    "claims",
    "companion",
    "record_batch",
    "render_rows",
    "row_counts",
    "rows_of_note",
    "table_rows",
    "tables_named",
    "term_uses",
]
