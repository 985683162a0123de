"""The package's database, row by row. The only module that imports genanki.

genanki's own ``write_to_file`` is not used: it keeps all notes in memory, rewrites the list of decks for each deck,
leaves its temporary database behind, and takes the clock.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
from types import TracebackType
from typing import Any, Self

import genanki

from noteport_anki.decks import deck_id, folded
from noteport_anki.fields import AnkiNote
from noteport_anki.note_types import MODIFIED, SORT_FIELD, NoteType, read

FIRST_EXPORT = 1_577_836_800
"""Seconds since 1970 that every note carries as its last change. It is the same in every package: Anki replaces a note
only by a newer one, so what a learner edited stays as it is."""


class _Note(genanki.Note):  # type: ignore[misc]  # genanki has no types
    """A note whose HTML is known to be sound and whose card is known to be one."""

    cards = (genanki.Card(0),)

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Not done: genanki's check takes ``a < b`` for a tag, and quadratic time for it. Fields are escaped."""


class PackageWriter:
    """A collection in the making. Notes are written as they come; nothing else of them is kept."""

    def __init__(self) -> None:
        self._database = sqlite3.connect(":memory:")
        self._cursor = self._database.cursor()
        self._ids = itertools.count(FIRST_EXPORT * 1000)
        self._positions = itertools.count(1)
        self._models: dict[int, genanki.Model] = {}
        self._decks: dict[str, genanki.Deck] = {}
        genanki.Package([]).write_to_db(self._cursor, FIRST_EXPORT, self._ids)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._database.close()

    def add(self, note: AnkiNote, deck: str) -> None:
        """Add a note and its card, to be learnt after those added before, to the deck of this name."""
        row = _Note(
            model=self._model(note.type),
            fields=list(note.fields),
            tags=note.tags,
            guid=note.guid,
            due=next(self._positions),
        )
        row.write_to_db(self._cursor, FIRST_EXPORT, self._deck(deck).deck_id, self._ids)

    def collection(self) -> bytes:
        """The database. The same notes give the same bytes, under one version of SQLite."""
        decks: dict[str, Any] = json.loads(self._cursor.execute("SELECT decks FROM col").fetchone()[0])
        decks |= {str(deck.deck_id): deck.to_json() for deck in self._decks.values()}
        first = next(iter(self._decks.values())).deck_id if self._decks else 1
        models = {str(model.model_id): model.to_json(MODIFIED, first) for model in self._models.values()}
        self._cursor.execute("UPDATE col SET decks = ?, models = ?", (json.dumps(decks), json.dumps(models)))
        self._database.commit()
        return self._database.serialize()

    def _deck(self, name: str) -> genanki.Deck:
        """The deck of this name; the first spelling counts."""
        key = folded(name)
        if key not in self._decks:
            self._decks[key] = genanki.Deck(deck_id(name), name)
        return self._decks[key]

    def _model(self, note_type: NoteType) -> genanki.Model:
        if note_type.id not in self._models:
            self._models[note_type.id] = _model(note_type)
        return self._models[note_type.id]


def _model(note_type: NoteType) -> genanki.Model:
    return genanki.Model(
        note_type.id,
        note_type.name,
        fields=[
            {"name": name, "id": number} for number, name in enumerate(note_type.fields, start=note_type.first_field_id)
        ],
        templates=[
            {
                "name": "Card",
                "id": note_type.template_id,
                "qfmt": note_type.file("front.html"),
                "afmt": note_type.file("back.html"),
            }
        ],
        css=read("style.css"),
        model_type=genanki.Model.CLOZE if note_type.cloze else genanki.Model.FRONT_BACK,
        sort_field_index=SORT_FIELD,
    )
