"""The file next to a table that describes it: W3C, Metadata Vocabulary for Tabular Data (CSVW)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from noteport.api import Column, TableSchema
from noteport_csv.cells import SEPARATOR

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
CREATOR = {"dc:creator": "noteport"}
DIALECT = {"encoding": "utf-8", "delimiter": ",", "lineTerminators": ["\r\n"], "commentPrefix": None}
"""Without a prefix for comments: the default is ``#``, with which an id may begin."""
GUARD = (
    "A text that begins with = + - @ (full-width and small ones too), a tab or ' has one more ' before it,"
    " which is not part of it."
)
GUARD_EVERYWHERE = (
    f"{GUARD} So has each part of a text behind a semicolon or tab that begins with one of them, or with quotation"
    " marks before one of them: some spreadsheets cut texts there."
)

_DATATYPES: Mapping[str, Any] = {
    "text": "string",
    "texts": "string",
    "integer": {"base": "integer", "minimum": 0},
    "integers": {"base": "integer", "minimum": 0},
    "boolean": {"base": "boolean", "format": "true|false"},
}


def sidecar_name(file: str) -> str:
    """Where readers look for the description of a file (Model for Tabular Data, 5.3)."""
    return f"{file}-metadata.json"


def describe(tables: Mapping[str, TableSchema], files: Mapping[str, str], *, guard: str | None) -> str:
    """Return the description of some tables as JSON.

    Args:
        tables: by name.
        files: the name of each table's file, by the name of the table.
        guard: the description of the guard before texts that look like formulas; None if there is none.
    """
    described = [_table(table, tables, files, guard=guard) for table in tables.values()]
    whole = described[0] if len(described) == 1 else {"tables": described}
    return _dump({"@context": CONTEXT, **CREATOR, "dialect": DIALECT, **whole})


def is_description(head: bytes) -> bool:
    """Recognise a description of ours by its beginning."""
    return head.startswith(_dump({"@context": CONTEXT, **CREATOR}).removesuffix("\n}\n").encode())


def _dump(description: Mapping[str, Any]) -> str:
    return json.dumps(description, ensure_ascii=False, indent=2) + "\n"


def _table(
    table: TableSchema, tables: Mapping[str, TableSchema], files: Mapping[str, str], *, guard: str | None
) -> dict[str, Any]:
    foreign = [
        {
            "columnReference": [column],
            "reference": {"resource": files[other], "columnReference": list(tables[other].key)},
        }
        for column, other in table.refers.items()
        if other in tables
    ]
    return {
        "url": files[table.name],
        "dc:title": table.name,
        "dc:description": table.about,
        **({"rdfs:comment": guard} if guard is not None else {}),
        "tableSchema": {
            "columns": [_column(column) for column in table.columns],
            "primaryKey": list(table.key),
            **({"foreignKeys": foreign} if foreign else {}),
        },
    }


def _column(column: Column) -> dict[str, Any]:
    is_list = column.kind in ("texts", "integers")
    about = column.about
    if column.kind == "texts":
        about += f" Separated by {SEPARATOR}; one that is part of an element is %3B."
    description = {
        "name": column.name,
        "titles": column.name,
        "dc:description": about,
        "datatype": _DATATYPES[column.kind],
    }
    if is_list:
        return {**description, "separator": SEPARATOR}
    return {**description, "required": True} if column.required else description
