"""The tables in two halves, for exporters that have ``render`` and ``assemble``: rows of one note, and of all notes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import msgspec.msgpack

from noteport.export.rendering import Context, Fragments
from noteport.model.note import Note
from noteport.model.terms import Terms
from noteport.tables.rows import TermTable, TermUse, rows_of_note, term_uses

_DECODER = msgspec.msgpack.Decoder(tuple[list[tuple[str, list[Any]]], tuple[TermUse, ...]])


def render_rows(note: Note, context: Context, tables: Collection[str]) -> bytes:
    """Return what ``assemble_rows`` needs of one note: its rows, and what it says about terms.

    Args:
        note: the note.
        context: what ``render`` received with it.
        tables: names from ``TABLES``.
    """
    rows = list(rows_of_note(note, context.file_of(note), tables))
    return msgspec.msgpack.encode((rows, term_uses(note) if "terms" in tables else ()))


def assemble_rows(fragments: Fragments, tables: Collection[str]) -> Iterator[tuple[str, Sequence[Any]]]:
    """Yield the rows that ``table_rows`` yields, with lists as the values of list columns.

    Args:
        fragments: their data comes from ``render_rows``.
        tables: the same names.
    """
    terms = TermTable(Terms(fragments.notes.refs() if "terms" in tables else ()))
    for fragment in fragments:
        rows, uses = _DECODER.decode(fragment.data)
        yield from rows
        terms.add(uses)
    for term in terms.rows():
        yield "terms", term
