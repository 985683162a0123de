"""Claims as a SQLite database with full-text search, for Datasette, DuckDB and every language's SQLite library.

__init__.py     the exporter
schema.py       the tables, indexes, views and the search index as SQL
mark.py         how a database is recognised
database.py     one database, filled row by row
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from noteport.api import Exporter, ExportReport, Notes, Options, Target, option, row_counts, table_rows, tables_named
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

    def export(self, notes: Notes, target: Target) -> ExportReport:
        """Write the database; at most 1,000 rows are kept in memory.

        Raises:
            UsageError: this Python's SQLite has no full-text search.
        """
        tables = tables_named()
        counts = dict.fromkeys(tables, 0)
        with target.file() as file, Database(file, tables, self.options.search) as database:
            for name, row in table_rows(notes, tables):
                database.insert(name, row)
                counts[name] += 1
        return target.report(row_counts(counts))
