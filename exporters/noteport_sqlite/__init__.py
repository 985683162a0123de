"""Claims as a SQLite database with full-text search, for Datasette, DuckDB and every language's SQLite library.

__init__.py     the exporter
schema.py       the tables, indexes, views and the search index as SQL
mark.py         how a database is recognised
database.py     one database, filled row by row
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from noteport.api import (
    Context,
    Exporter,
    ExportReport,
    Fragments,
    Note,
    Options,
    Target,
    assemble_rows,
    option,
    render_rows,
    row_counts,
    tables_named,
)
from noteport_sqlite.database import Database
from noteport_sqlite.mark import has_mark


@dataclass(frozen=True, kw_only=True)
class SqliteOptions(Options):
    """The options of a database."""

    search: Literal["words", "substrings"] = option(
        "words",
        help="What a search finds: whole words, or any three characters, for languages without spaces",
        trust="anyone",
    )


class SqliteExporter(Exporter[SqliteOptions]):
    """One database (``.db``) with the tables claims, notes, terms and links, and a full-text search of the claims."""

    name, summary, suffixes = "sqlite", "SQLite database with full-text search.", (".db", ".sqlite", ".sqlite3")
    text = False
    examples = ("notes -o claims.db --search substrings",)
    Options: ClassVar[type[SqliteOptions]] = SqliteOptions

    @classmethod
    def recognises(cls, head: bytes) -> bool:
        """Recognise a database that nobody has changed since it was exported."""
        return has_mark(head)

    def render(self, note: Note, context: Context) -> bytes:
        """Return the rows of a note."""
        return render_rows(note, context, tables_named())

    def assemble(self, fragments: Fragments, target: Target) -> ExportReport:
        """Write the database; at most 1,000 rows are kept in memory.

        Raises:
            UsageError: this Python's SQLite has no full-text search.
        """
        tables = tables_named()
        counts = dict.fromkeys(tables, 0)
        with target.file() as file, Database(file, tables, self.options.search) as database:
            for name, row in assemble_rows(fragments, tables):
                database.insert(name, row)
                counts[name] += 1
        return target.report(row_counts(counts))
