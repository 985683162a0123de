"""Values as the cells of a CSV file (RFC 4180)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, TypeAlias

from msgspec import Struct

from noteport.api import guard_formula

SEPARATOR = ";"
"""Separates the elements of a list; inside an element it is ``%3B``."""

CellWriters: TypeAlias = Mapping[str, Callable[[Any], str]]
"""Return the cell for a value, by the kind of the column."""


class Dialect(Struct, frozen=True, kw_only=True):
    """How values are written."""

    is_excel: bool
    is_guarded: bool

    def cell_writers(self) -> CellWriters:
        """Return functions that write values. They remember the cells, because most values of a note come again."""
        text = cache(partial(_text, self))
        return {
            "text": text,
            "texts": cache(lambda values: text(_joined(values))),
            "integer": cache(lambda value: "" if value is None else str(value)),
            "integers": cache(_joined),
            "boolean": {True: "true", False: "false"}.__getitem__,
        }


def characters(cell: str) -> int:
    """Return the length of a cell as its reader counts it."""
    return len(cell[1:-1].replace('""', '"')) if cell.startswith('"') else len(cell)


def _text(dialect: Dialect, text: str | None) -> str:
    if not text:
        return ""
    if dialect.is_guarded:  # only text can be taken for a formula
        text = guard_formula(text, splits_at_semicolons=dialect.is_excel)
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def _joined(values: tuple[object, ...]) -> str:
    return SEPARATOR.join([str(value).replace(SEPARATOR, "%3B") for value in values])
