"""Reads earlier packages: what each of their cards was, for the ledger, and to write it again as it was.

Takes what noteport wrote, what Anki exported of it since, and a whole collection (``.colpkg``): zips that hold a
database, which newer versions of Anki compress. All cards are gathered in one database on disk: memory stays small.
"""

from __future__ import annotations

import importlib
import json
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import IO, Any, BinaryIO, overload

from msgspec import Struct

from noteport.api import ExportError
from noteport_anki.earlier_card import OWN_DATA, EarlierCard, earlier_card, text_order
from noteport_anki.media import OWN_NAME
from noteport_anki.note_types import BASIC, CLOZE

COMPRESSED = "collection.anki21b"
DATABASES = (COMPRESSED, "collection.anki21", "collection.anki2")
"""The newest first: beside it, an older one holds nothing but the advice to update Anki."""
OWN_TABLES = """
CREATE TABLE noteport_gone (guid, mid, mod, tags, flds, data, deck);
CREATE TABLE noteport_passed_over (key INTEGER);
"""
"""Tables of ours in a package, which Anki overlooks: cards whose claims were removed, so that a claim that comes back
finds its card; and the keys of claims that got no card."""

_COLUMNS = """
guid TEXT NOT NULL, mid INTEGER NOT NULL, mod INTEGER NOT NULL,
tags TEXT NOT NULL, flds TEXT NOT NULL, data TEXT NOT NULL, deck TEXT NOT NULL
"""
_CHECKS = """
CHECK (typeof(mid) = 'integer' AND typeof(mod) = 'integer' AND mod < 1 << 53),
CHECK (typeof(guid) = 'text' AND typeof(tags) = 'text' AND typeof(flds) = 'text'),
CHECK (typeof(data) = 'text' AND typeof(deck) = 'text')
"""
_SCHEMA = f"""
PRAGMA journal_mode = MEMORY;
PRAGMA synchronous = OFF;
CREATE TABLE cards (number INTEGER PRIMARY KEY, {_COLUMNS}, gone INTEGER, UNIQUE (guid), {_CHECKS});
CREATE TABLE gone ({_COLUMNS}, {_CHECKS});
CREATE TABLE passed_over (key INTEGER NOT NULL CHECK (typeof(key) = 'integer'));
"""
"""Checked while a package is read, since what does not fit is found to be damaged there."""
_NOTES = """
SELECT guid, mid, mod, tags, flds, data, (SELECT iif(odid, odid, did) FROM cards WHERE nid = notes.id LIMIT 1)
FROM notes WHERE mid IN (?, ?) ORDER BY text_order(flds, data), id
"""
_ADD = """
INSERT INTO cards (guid, mid, mod, tags, flds, data, deck, gone) VALUES (?, ?, ?, ?, ?, ?, ?, 0)
ON CONFLICT (guid) DO NOTHING
"""
_ADD_GONE = """
INSERT INTO cards (guid, mid, mod, tags, flds, data, deck, gone)
SELECT guid, mid, mod, tags, flds, data, deck, 1 FROM gone WHERE true
ON CONFLICT (guid) DO NOTHING
"""
_ALL = "SELECT guid, mid, mod, tags, flds, data, deck, gone FROM cards ORDER BY number"
_ONE = "SELECT guid, mid, mod, tags, flds, data, deck, gone FROM cards WHERE number = ?"
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # packed in a way that Python does not know
    RuntimeError,  # packed with a password
    sqlite3.DatabaseError,
    ValueError,
    LookupError,
    TypeError,  # JSON of another form
    AttributeError,
)
"""What a file raises that is damaged, or is something else."""
_HINT = "Move it away to begin anew, or name another deck with --previous."


def is_package(name: str) -> bool:
    """Whether a file of this name is one that Anki imports."""
    return name.lower().endswith((".apkg", ".colpkg"))


class Looks(Struct, frozen=True):
    """Style of a note type in an earlier package."""

    css: str
    changed: int
    """When the type last changed, in seconds since 1970."""


class EarlierCards(Sequence[EarlierCard]):
    """The cards of earlier packages in the order of their text, removed ones last. To be closed after use.

    Args:
        scratch: a folder for work, kept for as long as this is used.
    """

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._database = sqlite3.connect(scratch / "earlier.sqlite")
        self._database.executescript(_SCHEMA)
        self.looks: dict[int, Looks] = {}
        """By the id of the note type; empty if the package does not tell."""

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def read(self, name: str, package: BinaryIO) -> None:
        """Add the cards of one package, all or, if it cannot be read, none. A guid that is known is not taken again.

        Args:
            name: its file's name, for messages.
            package: its contents; seekable.

        Raises:
            ExportError: it is no package or damaged, or it is compressed and no library for that is installed.
        """
        extracted = self._scratch / "package.sqlite"
        try:
            with zipfile.ZipFile(package) as archive:
                entry = next((each for each in DATABASES if each in archive.namelist()), None)
                if entry is None:
                    raise ExportError(f"{name} is no Anki package.", _HINT)
                with archive.open(entry) as source, extracted.open("wb") as out:
                    if entry == COMPRESSED:
                        _decompress(source, out, name)
                    else:
                        shutil.copyfileobj(source, out)
                self._extract_media(archive)
            with closing(sqlite3.connect(extracted)) as found, self._database:
                self._take(found)
        except _DAMAGED as error:
            raise ExportError(f"{name} cannot be read as an Anki package: {error}.", _HINT) from error
        finally:
            extracted.unlink(missing_ok=True)

    def finish(self) -> None:
        """Add the removed cards, once all packages are read: a card that one of them still has is not gone."""
        self._database.execute(_ADD_GONE)

    def media(self, name: str) -> Path | None:
        """The file of an image that noteport put into an earlier package."""
        file = self._scratch / name
        return file if file.is_file() else None

    def newest(self, known_until: int) -> int:
        """When the last change was made, in seconds since 1970; 0 if there is no card.

        After ``known_until`` only times count that noteport wrote: Anki notes there when a card was edited.
        """
        query = "SELECT max(mod) FROM cards WHERE mod <= ? OR data LIKE ?"
        return self._database.execute(query, (known_until, f"%{OWN_DATA}%")).fetchone()[0] or 0

    def passed_over(self) -> Iterator[int]:
        """Keys of claims that got no card."""
        return (key for (key,) in self._database.execute("SELECT key FROM passed_over"))

    def __len__(self) -> int:
        return int(self._database.execute("SELECT count(*) FROM cards").fetchone()[0])

    def __iter__(self) -> Iterator[EarlierCard]:
        return map(earlier_card, self._database.execute(_ALL))

    @overload
    def __getitem__(self, number: int) -> EarlierCard: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[EarlierCard]: ...
    def __getitem__(self, number: int | slice) -> EarlierCard | Sequence[EarlierCard]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        row = self._database.execute(_ONE, (number + 1,)).fetchone()
        if row is None:
            raise IndexError(number)
        return earlier_card(row)

    # --- one package ------------------------------------------------------------------------------------------------

    def _take(self, found: sqlite3.Connection) -> None:
        found.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        found.create_function("text_order", 2, text_order, deterministic=True)
        tables = {name for (name,) in found.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        decks = dict(found.execute("SELECT id, name FROM decks")) if "decks" in tables else _old_decks(found)
        names = {number: name.replace("\x1f", "::") for number, name in decks.items()}
        notes = found.execute(_NOTES, (CLOZE.id, BASIC.id))
        self._database.executemany(_ADD, ((*row, names.get(deck, "")) for *row, deck in notes))
        if "noteport_gone" in tables:
            gone = found.execute("SELECT * FROM noteport_gone ORDER BY rowid")
            self._database.executemany("INSERT INTO gone VALUES (?, ?, ?, ?, ?, ?, ?)", gone)
        if "noteport_passed_over" in tables:
            keys = found.execute("SELECT key FROM noteport_passed_over")
            self._database.executemany("INSERT INTO passed_over VALUES (?)", keys)
        if "notetypes" not in tables:
            self._learn_looks(json.loads(found.execute("SELECT models FROM col").fetchone()[0]))

    def _learn_looks(self, models: dict[str, Any]) -> None:
        for note_type in (CLOZE, BASIC):
            model = models.get(str(note_type.id))
            if model is not None:
                self.looks[note_type.id] = Looks(model["css"], model["mod"])

    def _extract_media(self, archive: zipfile.ZipFile) -> None:
        try:
            names = json.loads(archive.read("media"))
        except (KeyError, ValueError):  # newer packages list their files in a form of Anki's own
            return
        for entry, name in names.items():
            if OWN_NAME.fullmatch(name) and entry in archive.namelist():
                with archive.open(entry) as source, self._scratch.joinpath(name).open("wb") as out:
                    shutil.copyfileobj(source, out)


def _old_decks(found: sqlite3.Connection) -> dict[int, str]:
    decks = json.loads(found.execute("SELECT decks FROM col").fetchone()[0])
    return {int(number): deck["name"] for number, deck in decks.items()}


def _decompress(source: IO[bytes], out: BinaryIO, name: str) -> None:
    """Copy a stream without its compression, by whichever library is there."""
    for module in ("compression.zstd", "zstandard"):
        try:
            library: Any = importlib.import_module(module)
        except ImportError:
            continue
        try:
            shutil.copyfileobj(library.open(source, "rb"), out)
        except library.ZstdError as error:
            raise ValueError(error) from error
        return
    hint = "Export it from Anki with “Support older Anki versions”, or: pip install 'noteport[colpkg]'"
    raise ExportError(f"{name} is compressed in a way that Python cannot read by itself.", hint)
