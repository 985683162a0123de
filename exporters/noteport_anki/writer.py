"""The database of a package, row by row. The only module that imports genanki, for its schema and defaults.

genanki's own ``write_to_file`` is not used, because it keeps all notes in memory, rewrites the list of decks for each
deck, leaves its temporary database behind, and reads the clock.
"""

from __future__ import annotations

import itertools
import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import genanki
from msgspec import Struct

from noteport_anki import OWN_MARK
from noteport_anki.decks import deck_id, folded
from noteport_anki.earlier import OWN_TABLES
from noteport_anki.earlier_card import FIELD_BREAK
from noteport_anki.note_types import SORT_FIELD, NoteType

_FIRST_ID = 1_577_836_800_000
"""The ids of notes and cards count up from here. Anki treats an id as a time, in milliseconds since 1970, and changes
the id of a note that conflicts with another.
"""
_BATCH = 256
"""Notes that are written together."""
_NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, ?)"
_GONE = "INSERT INTO noteport_gone VALUES (?, ?, ?, ?, ?, ?, ?)"
_PASSED_OVER = "INSERT INTO noteport_passed_over VALUES (?)"
_CARD = "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"


_GAP = re.compile(r"\{\{c(\d{1,3})::")
_MOST_GAPS = 500
"""The highest number that Anki makes a card for."""


class Row(Struct, frozen=True, kw_only=True):
    """A note with its card, as it is written into a package."""

    guid: str
    type: NoteType
    fields: tuple[str, ...]
    """One for each field of the type, in HTML."""
    tags: tuple[str, ...]
    deck: str
    changed: int
    """When its content last changed, in seconds since 1970: Anki replaces a note only with a newer one."""
    data: str
    """What the next export needs to know about it."""

    @property
    def places(self) -> list[int]:
        """What Anki tells the cards of a note by: the numbers of its gaps, counted from 0. Few notes have several."""
        numbers = {int(number) for number in _GAP.findall(self.fields[SORT_FIELD])} if self.type.cloze else set()
        return sorted(number - 1 for number in numbers if 0 < number <= _MOST_GAPS) or [0]

    @property
    def values(self) -> tuple[str | int, ...]:
        """The values of Anki's columns."""
        tags = f" {' '.join(self.tags)} " if self.tags else ""
        return self.guid, self.type.id, self.changed, tags, FIELD_BREAK.join(self.fields)


class Style(Struct, frozen=True):
    """The style of a note type."""

    css: str
    changed: int
    """When the note type last changed, in seconds since 1970: Anki replaces an older one."""


class PackageWriter:
    """A collection that is being written. Rows go to disk as they come; nothing else is kept of them.

    Args:
        file: the path of the database, which must not exist yet.
        styles: the style of each note type, by its id.
    """

    def __init__(self, file: Path, styles: Mapping[int, Style]) -> None:
        self.file = file
        self._styles = styles
        self._ids = itertools.count(_FIRST_ID)
        self._positions = itertools.count(1)
        self._types: dict[int, NoteType] = {}
        self._decks: dict[str, tuple[int, str]] = {}
        self._names: dict[str, int] = {}
        """The ids of decks by name, in every spelling."""
        self._waiting: dict[str, list[tuple[str | int, ...]]] = {_NOTE: [], _CARD: [], _PASSED_OVER: []}
        """Rows that are not written yet, by statement."""
        self.media: dict[str, Path] = {}
        """Media files by name."""
        self.cards = 0
        self._open: sqlite3.Connection | None = None
        genanki.Package([]).write_to_db(self._database.cursor(), 0, self._ids)
        self._database.executescript(f"{OWN_TABLES} PRAGMA application_id = {OWN_MARK};")

    @property
    def _database(self) -> sqlite3.Connection:
        if self._open is None:
            self._open = sqlite3.connect(self.file)
            self._open.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        return self._open

    def rest(self) -> None:
        """Close the database until the next row, because the system limits the number of open files."""
        self._write()
        if self._open is not None:
            self._open.commit()
            self._open.close()
            self._open = None

    def add(self, row: Row) -> None:
        """Add a note and its cards, to be learnt after those added before."""
        number = next(self._ids)
        deck = self._deck(row.deck)
        self._types.setdefault(row.type.id, row.type)
        self._waiting[_NOTE].append((number, *row.values, row.fields[SORT_FIELD], row.data))
        for place in row.places:
            values = (next(self._ids), number, deck, place, row.changed, next(self._positions))
            self._waiting[_CARD].append(values)
            self.cards += 1
        if len(self._waiting[_NOTE]) >= _BATCH:
            self._write()

    def _deck(self, name: str) -> int:
        number = self._names.get(name)
        if number is None:
            number, _ = self._decks.setdefault(folded(name), (deck_id(name), name))
            self._names[name] = number
        return number

    def _write(self) -> None:
        for statement, rows in self._waiting.items():
            if rows:
                self._database.executemany(statement, rows)
                rows.clear()

    def add_gone(self, row: Row) -> None:
        """Record a removed card where Anki does not see it."""
        self._database.execute(_GONE, (*row.values, row.data, row.deck))

    def pass_over(self, key: int) -> None:
        """Record a claim that got no card."""
        self._waiting[_PASSED_OVER].append((key,))

    def entries(self) -> Iterator[tuple[str, bytes | Path]]:
        """Yield the contents of the zip, the database first. Must be called last.

        The same rows give the same bytes with the same version of SQLite.
        """
        self._write()
        self._write_types_and_decks()
        self.rest()
        names = dict(enumerate(sorted(self.media)))
        yield "collection.anki2", self.file
        yield "media", json.dumps(names).encode()
        for number, name in names.items():
            yield str(number), self.media[name]

    def _write_types_and_decks(self) -> None:
        decks: dict[str, Any] = json.loads(self._database.execute("SELECT decks FROM col").fetchone()[0])
        decks |= {str(number): genanki.Deck(number, name).to_json() for number, name in self._decks.values()}
        first = next((number for number, _ in self._decks.values()), 1)
        models = {str(number): self._model(note_type, first) for number, note_type in sorted(self._types.items())}
        self._database.execute("UPDATE col SET decks = ?, models = ?", (json.dumps(decks), json.dumps(models)))

    def _model(self, note_type: NoteType, deck: int) -> Any:
        style = self._styles[note_type.id]
        fields = enumerate(note_type.fields, start=note_type.first_field_id)
        model = genanki.Model(
            note_type.id,
            note_type.name,
            fields=[{"name": name, "id": number} for number, name in fields],
            templates=[
                {
                    "name": "Card",
                    "id": note_type.template_id,
                    "qfmt": note_type.file("front.html"),
                    "afmt": note_type.file("back.html"),
                }
            ],
            css=style.css,
            model_type=genanki.Model.CLOZE if note_type.cloze else genanki.Model.FRONT_BACK,
            sort_field_index=SORT_FIELD,
        )
        return model.to_json(style.changed, deck)
