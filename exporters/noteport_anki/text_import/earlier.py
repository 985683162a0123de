"""The ledger of an earlier file, so that each claim keeps the guid by which Anki recognises its note.

It reads such a file, notes that Anki exported as plain text with their unique identifiers, and decks.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from noteport.api import (
    ExportError,
    Ledger,
    Origin,
    Target,
    linked_second,
    name_without_formula,
    origin_of,
    text_key,
    text_of_html,
)
from noteport_anki.card_entry import CardEntry
from noteport_anki.earlier import ledger_of_decks

GONE = "#noteport gone:"
"""Begins a line for each removed claim: its ``text_key``, a space, its guid. Anki ignores such lines."""

_DECKS = (".apkg", ".colpkg")
_SEPARATORS = {"comma": ",", "tab": "\t", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
_BESIDE_FIELDS = ("guid", "notetype", "deck", "tags")
"""Anki's own columns; all others are fields."""
_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*+)</p>", re.DOTALL)
_LEAD_IN = re.compile(r"<b>(.*?)</b>: ", re.DOTALL)

LARGEST = 512 << 20
"""Maximum bytes of an earlier table: a million claims have about 300 MB."""
_LONGEST_LINE = 1 << 16
"""Maximum characters of a line that tells Anki how to read the others."""
_LONGEST_CELL = 2**31 - 1
"""Maximum characters of a cell. A claim may have any length; by default, csv rejects more than 128 KB."""


@contextmanager
def earlier_ledger(target: Target, previous: Path | None) -> Iterator[Ledger[Any]]:
    """Return the ledger of the table at the target, or of a file that the user names instead.

    Raises:
        UsageError: the file does not exist.
        ExportError: the file is neither a table nor a deck with guids.
    """
    if previous is not None and (previous.is_dir() or previous.suffix.lower() in _DECKS):
        files = target.previous_files(previous)
        with target.scratch() as scratch, ledger_of_decks(files, scratch) as ledger:
            yield ledger
        return
    entries: list[CardEntry] = []
    for name, file in target.previous_files(previous):
        entries += _entries(file, name, is_named=previous is not None)
    yield Ledger(entries)


@contextmanager
def _long_cells() -> Iterator[None]:
    """Raise the limit of the csv module, which applies to the whole process, and restore it."""
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def gone_line(entry: CardEntry) -> str:
    """Return the line that records a removed claim."""
    return f"{GONE}{entry.key:x} {name_without_formula(entry.guid)}"


def _entries(file: BinaryIO, name: str, *, is_named: bool) -> Iterator[CardEntry]:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        head = {}
        gone = []
        while (line := text.readline(_LONGEST_LINE)).startswith("#"):
            if line.startswith(GONE):
                gone.append(_gone_entry(line))
            key, _, value = line[1:].rstrip("\r\n").partition(":")
            head[key.lower()] = value
        if "guid column" in head and "separator" in head:
            _check_size(size)
            with _long_cells():
                yield from _rows(csv.reader(_with_first(line, text), delimiter=_separator(head), strict=True), head)
            yield from gone
        elif is_named:  # a file that is only at the target may be a table of another dialect, about to be replaced
            raise ExportError(f"{name} contains no guids.", "Export it from Anki with “Include unique identifier”.")
    except (csv.Error, ValueError, LookupError, TypeError) as error:  # TypeError: a separator of several characters
        raise ExportError(
            f"{name} cannot be read as a table for Anki: {error}.", "Choose another file with --previous."
        ) from error
    finally:
        text.detach()


def _with_first(line: str, rest: Iterable[str]) -> Iterator[str]:
    yield line
    yield from rest


def _separator(head: dict[str, str]) -> str:
    name = head["separator"]
    return _SEPARATORS.get(name.lower(), name)


def _rows(rows: Iterable[list[str]], head: dict[str, str]) -> Iterator[CardEntry]:
    columns = {name: _column(head[f"{name} column"]) for name in _BESIDE_FIELDS if f"{name} column" in head}
    for row in rows:
        fields = [cell for at, cell in enumerate(row) if at not in columns.values()]
        guid = row[columns["guid"]] if row else ""
        origin = origin_of(guid)
        if origin is not None and len(fields) == 2:
            yield _entry(guid, origin, fields[1], row[columns["deck"]] if "deck" in columns else "")


def _check_size(size: int) -> None:
    """Raise ValueError for a table that is too large to be one of ours."""
    if size > LARGEST:
        raise ValueError(f"it is larger than {LARGEST >> 20} MB")


def _column(number: str) -> int:
    """Return the position of a column, from 0. Raises ValueError unless the text is a number from 1."""
    if int(number) < 1:
        raise ValueError(f"there is no column {number}")
    return int(number) - 1


def _entry(guid: str, origin: Origin, back: str, deck: str) -> CardEntry:
    """Return the entry of a note from its back: answer, whole claim, links (export.py)."""
    paragraphs = [each for each in _PARAGRAPH.findall(back) if not each.startswith("<a ")]
    whole = paragraphs[-1] if paragraphs else back
    led = _LEAD_IN.match(whole)
    term, text = (text_of_html(led[1]), whole[led.end() :]) if led is not None else ("", whole)
    text = text_of_html(text)
    opened = linked_second(back)
    return CardEntry(
        guid=guid,
        deck=deck,
        text=text,
        key=text_key(f"{term}: {text}" if term else text),
        note=origin.note,
        second=origin.second if opened is None else opened,
    )


def _gone_entry(line: str) -> CardEntry:
    key, _, guid = line.removeprefix(GONE).rstrip("\r\n").partition(" ")
    origin = origin_of(guid)
    if origin is None or int(key, 16).bit_length() > 63:  # not one of our keys
        raise ValueError("a line for a removed claim is damaged")
    return CardEntry(
        guid=guid,
        text="",
        key=int(key, 16),
        note=origin.note,
        second=origin.second,
        gone=True,
    )
