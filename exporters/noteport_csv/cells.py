"""A row as the cells of a CSV file."""

from __future__ import annotations

from typing import TypeAlias

from noteport.api import Row, guard_formula

Cell: TypeAlias = str | int | None
"""Text, a number, or nothing; only text can be taken for a formula."""

SEPARATOR = ";"
"""Separates the elements of a list; inside an element it is ``%3B``."""


def cells(row: Row) -> list[Cell]:
    """Return the values of a row as they are written: joined lists, booleans as ``true`` and ``false``."""
    return [value if type(value) is str or type(value) is int or value is None else _cell(value) for value in row]


def guarded(cells: list[Cell], *, splits_at_semicolons: bool = False) -> list[Cell]:
    """Return the cells with ``'`` before each text that a spreadsheet would take for a formula (``guard_formula``)."""
    return [
        guard_formula(cell, splits_at_semicolons=splits_at_semicolons) if type(cell) is str else cell for cell in cells
    ]


def _cell(value: int | bool | tuple[object, ...] | str) -> Cell:
    if isinstance(value, tuple):
        return SEPARATOR.join([str(element).replace(SEPARATOR, "%3B") for element in value]) if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value
