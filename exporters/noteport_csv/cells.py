"""A row as the cells of a CSV file."""

from __future__ import annotations

from typing import TypeAlias

from noteport.api import Row

Cell: TypeAlias = str | int | None
"""Text, a number, or nothing; only text can be taken for a formula."""

SEPARATOR = ";"
"""Between the elements of a list; an element's own is ``%3B``."""
FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "'")
"""What a spreadsheet acts on at the start of a cell, full-width forms too; and the guard, so that it can be undone."""


_ACTED_ON = frozenset(FORMULA)


def cells(row: Row) -> list[Cell]:
    """The values of a row as they are written: lists joined, booleans ``true`` and ``false``."""
    return [value if type(value) is str or type(value) is int or value is None else _cell(value) for value in row]


def guarded(cells: list[Cell]) -> list[Cell]:
    """The cells with ``'`` before each text that a spreadsheet would act on. To undo: take one leading ``'`` away."""
    return [f"'{cell}" if type(cell) is str and cell[:1] in _ACTED_ON else cell for cell in cells]


def _cell(value: int | bool | tuple[object, ...] | str) -> Cell:
    if isinstance(value, tuple):
        return SEPARATOR.join([str(element).replace(SEPARATOR, "%3B") for element in value]) if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value
