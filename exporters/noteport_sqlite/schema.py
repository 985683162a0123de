"""The tables of ``noteport.api`` as SQL.

A list is a JSON array, which SQLite's ``json_each`` takes apart and Datasette shows as facets. What a table and a
column mean stands in the CREATE statements as comments, which SQLite keeps and ``.schema`` shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from noteport.api import Column, TableSchema

SEARCHED = ("text", "term", "section", "title")
"""The columns of ``claims`` that the full-text search covers."""

_TYPES = {"text": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "texts": "TEXT", "integers": "TEXT"}
_ABOUT_TYPES = {"boolean": " 0 or 1.", "texts": " A JSON array.", "integers": " A JSON array."}
_TOKENIZERS = {"words": "unicode61 remove_diacritics 2", "substrings": "trigram"}

_VIEWS = {
    "claims_by_term": """
        SELECT t.name AS term, c.text, c.timestamp, c.url, c.title, c.claim_id, t.term_id
        FROM links l JOIN terms t USING (term_id) JOIN claims c USING (claim_id)""",
    "doubtful_claims": """
        SELECT text, timestamp, url, verdict, repaired, title, claim_id
        FROM claims WHERE repaired OR verdict IN ('moved', 'unsupported')""",
}


def create_table(table: TableSchema) -> str:
    """Return the statement that creates a table."""
    columns = [f"{_column(column)}, -- {column.about}{_ABOUT_TYPES.get(column.kind, '')}" for column in table.columns]
    keys = [f"PRIMARY KEY ({_names(table.key)})"]
    keys += [f'FOREIGN KEY ("{name}") REFERENCES "{other}"' for name, other in table.refers.items()]
    body = "\n  ".join([*columns, ",\n  ".join(keys)])
    return f'CREATE TABLE "{table.name}" ( -- {table.about}\n  {body}\n)'


def create_rest(tables: Mapping[str, TableSchema], search: str) -> Iterator[str]:
    """Yield the statements for what follows from the rows: indexes, views and the full-text search.

    Args:
        tables: all of them, filled.
        search: ``words`` or ``substrings``.
    """
    for table in tables.values():
        for name in table.refers:
            if name != table.key[0]:  # the index of the primary key serves this one
                yield f'CREATE INDEX "{table.name}_{name}" ON "{table.name}" ("{name}")'
    for name, query in _VIEWS.items():
        yield f'CREATE VIEW "{name}" AS{query}'
    # Datasette recognises the search index of a table by double quotes here.
    options = f"""content="claims", tokenize='{_TOKENIZERS[search]}'"""
    yield f"CREATE VIRTUAL TABLE claims_fts USING fts5({_names(SEARCHED)}, {options})"
    yield "INSERT INTO claims_fts (claims_fts) VALUES ('rebuild')"
    yield "INSERT INTO claims_fts (claims_fts) VALUES ('optimize')"


def insert(table: TableSchema) -> str:
    """Return the statement that adds a row."""
    places = ", ".join("?" * len(table.columns))
    return f'INSERT INTO "{table.name}" VALUES ({places})'  # noqa: S608  # our own names


def _column(column: Column) -> str:
    return f'"{column.name}" {_TYPES[column.kind]}{" NOT NULL" if column.required else ""}'


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
