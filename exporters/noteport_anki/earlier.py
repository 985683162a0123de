"""Reads earlier packages: their cards, for the ledger and to write unchanged ones again.

It reads what noteport wrote, what Anki has exported from it since, and whole collections (``.colpkg``): zips with a
database, which newer versions of Anki compress. All cards are gathered in one database on disk, so little memory is
used.

The file at the output may come from anyone; earlier_package.py and earlier_collection.py treat it accordingly.
"""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias, TypeVar, overload

from msgspec import Struct, json

from noteport.api import EntrySummary, ExportError, Ledger
from noteport_anki.earlier_card import OWN_DATA, REMOVED, EarlierCard, StoredCard, earlier_card, read_data, text_order
from noteport_anki.earlier_collection import EarlierCollection
from noteport_anki.earlier_package import EarlierPackage
from noteport_anki.media import OWN_NAME
from noteport_anki.note_types import BASIC, CLOZE

OWN_TABLES = """
CREATE TABLE noteport_gone (guid, mid, mod, tags, flds, data, deck);
CREATE TABLE noteport_passed_over (key INTEGER);
"""
"""Our own tables in a package, which Anki ignores: the cards of removed claims, so that a claim that comes back finds
its card, and the keys of claims that got no card.
"""

_COLUMNS = """
guid TEXT NOT NULL, mid INTEGER NOT NULL, mod INTEGER NOT NULL,
tags TEXT NOT NULL, flds TEXT NOT NULL, data TEXT NOT NULL
"""
_CHECKS = """
CHECK (typeof(mid) = 'integer' AND typeof(mod) = 'integer' AND mod < 1 << 53),
CHECK (typeof(guid) = 'text' AND typeof(tags) = 'text' AND typeof(flds) = 'text'),
CHECK (typeof(data) = 'text')
"""
_SCHEMA = f"""
PRAGMA journal_mode = MEMORY;
PRAGMA synchronous = OFF;
CREATE TABLE cards (number INTEGER PRIMARY KEY, {_COLUMNS}, deck TEXT NOT NULL, gone INTEGER, UNIQUE (guid));
CREATE TABLE gone ({_COLUMNS}, deck TEXT NOT NULL CHECK (typeof(deck) = 'text'), {_CHECKS});
CREATE TABLE found (number INTEGER PRIMARY KEY, {_COLUMNS}, place TEXT, {_CHECKS});
CREATE TABLE homes (note INTEGER PRIMARY KEY, deck INTEGER);
CREATE TABLE decks (number INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE passed_over (key INTEGER NOT NULL CHECK (typeof(key) = 'integer'));
"""
"""Checked while a package is read, so that a violation counts as damage."""
_ADD = """
INSERT INTO cards (guid, mid, mod, tags, flds, data, deck, gone)
SELECT guid, mid, mod, tags, flds, data, coalesce(replace(name, char(31), '::'), ''), 0
FROM found LEFT JOIN homes ON homes.note = found.number LEFT JOIN decks ON decks.number = homes.deck
WHERE true ORDER BY place, found.number
ON CONFLICT (guid) DO NOTHING
"""
_HOME = "INSERT OR IGNORE INTO homes SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM found WHERE number = ?1)"
"""The deck of a note is that of its first card; nothing is kept of other people's notes."""
_ADD_GONE = """
INSERT INTO cards (guid, mid, mod, tags, flds, data, deck, gone)
SELECT guid, mid, mod, tags, flds, data, deck, 1 FROM gone WHERE true
ON CONFLICT (guid) DO NOTHING
"""
_ALL = "SELECT guid, mid, mod, tags, flds, data, deck, gone FROM cards ORDER BY number"
_SUMMARIES = "SELECT number, guid, data, gone, tags FROM cards ORDER BY number"
_ONE = "SELECT guid, mid, mod, tags, flds, data, deck, gone FROM cards WHERE number = ?"
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # a compression that Python does not support
    RuntimeError,  # encrypted
    sqlite3.DatabaseError,
    ValueError,
    LookupError,
    TypeError,  # a cell of another type
    AttributeError,
    OverflowError,
)
"""The exceptions for a file that is damaged or is something else."""
_HINT = "Move it away to start again, or choose another deck with --previous."

T = TypeVar("T")
Look: TypeAlias = Callable[[EarlierCollection], None]
"""Reads something else of a collection."""
_SQLITE = b"SQLite format 3\0"
"""The beginning of a database."""


def is_package(name: str) -> bool:
    """Return whether Anki can import a file with this name."""
    return name.lower().endswith((".apkg", ".colpkg"))


class Looks(Struct, frozen=True):
    """The style of a note type in an earlier package."""

    css: str
    changed: int
    """When the type last changed, in seconds since 1970."""


class EarlierCards(Sequence[EarlierCard]):
    """The cards of earlier packages in the order of their text, removed ones last. Must be closed after use.

    Args:
        scratch: a folder for temporary files, kept as long as this object is used.
    """

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        # A thread reads packages into it while this one waits.
        self._database = sqlite3.connect(scratch / "earlier.sqlite", check_same_thread=False)
        self._database.executescript(_SCHEMA)
        self.looks: dict[int, Looks] = {}
        """By the id of the note type; empty if the package does not contain them."""

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def read(self, name: str, package: BinaryIO, look: Look | None = None) -> None:
        """Add all cards of one package, or none if it cannot be read. A known guid is not added again.

        Args:
            name: its file's name, for messages.
            package: its contents; seekable. It may be a collection that is not in a package.
            look: what else is to be read of the collection.

        Raises:
            ExportError: the file is not a package or is damaged, or the library for its compression is not installed.
        """
        extracted = self._scratch / "package.sqlite"
        try:
            self._unpack(name, package, extracted)
            with closing(EarlierCollection(extracted)) as collection, self._database:
                collection.work(lambda: self._take(collection))
                if look is not None:
                    collection.work(lambda: look(collection))
        except _DAMAGED as error:
            if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_FULL", "SQLITE_IOERR")):
                raise  # the disk, not the package, is full or broken
            raise ExportError(f"{name} cannot be read as an Anki package: {error}.", _HINT) from error
        finally:
            extracted.unlink(missing_ok=True)

    def _unpack(self, name: str, package: BinaryIO, extracted: Path) -> None:
        """Copy the collection and the media of a package."""
        is_collection = package.read(len(_SQLITE)) == _SQLITE
        package.seek(0)
        with extracted.open("wb") as out:
            if is_collection:
                shutil.copyfileobj(package, out)
                return
            found = EarlierPackage(package, name)
            if not found.copy_collection(out):
                raise ExportError(f"{name} is not an Anki package.", _HINT)
        self._copy_media(found)

    def finish(self) -> None:
        """Add the removed cards once all packages have been read: a card that is still in one of them is not
        removed.
        """
        self._database.execute(_ADD_GONE)

    def media(self, name: str) -> Path | None:
        """Return an image that noteport put into an earlier package."""
        file = self._scratch / name
        return file if file.is_file() else None

    def newest(self, known_until: int) -> int:
        """Return when the last change was made, in seconds since 1970; 0 if there is no card.

        After ``known_until``, only times that noteport wrote count, because Anki stores there when a card was edited.
        """
        query = "SELECT max(mod) FROM cards WHERE mod <= ? OR data LIKE ?"
        return self._database.execute(query, (known_until, f"%{OWN_DATA}%")).fetchone()[0] or 0

    def passed_over(self) -> Iterator[int]:
        """The keys of claims that got no card."""
        return (key for (key,) in self._database.execute("SELECT key FROM passed_over"))

    def summaries(self) -> Iterator[EntrySummary]:
        """Return what the ledger needs to know of every card, without its fields if possible."""
        for number, guid, data, gone, tags in self._database.execute(_SUMMARIES):
            known = read_data(data)
            if known is None:
                card = self[number - 1]
                yield EntrySummary(card.guid, card.note, card.key, card.second, card.gone)
            else:
                yield EntrySummary(guid, known.note, known.key, known.second, bool(gone) or REMOVED in tags.split())

    def stored(self, number: int) -> StoredCard:
        """Return a card without looking into it."""
        card: StoredCard = self._database.execute(_ONE, (number + 1,)).fetchone()[:-1]
        return card

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

    def _take(self, found: EarlierCollection) -> None:
        add = self._database.executemany
        notes = found.rows("notes", "id", "guid", "mid", "mod", "tags", "flds", "data")
        ours = (row for row in notes if row[2] in (CLOZE.id, BASIC.id))
        add("INSERT INTO found VALUES (?, ?, ?, ?, ?, ?, ?, ?)", ((*row, text_order(*row[-2:])) for row in ours))
        add(_HOME, ((note, home or deck) for note, deck, home in found.rows("cards", "nid", "did", "odid")))
        add("INSERT OR REPLACE INTO decks VALUES (?, ?)", _decks(found))
        for query in (_ADD, "DELETE FROM found", "DELETE FROM homes", "DELETE FROM decks"):
            self._database.execute(query)
        if "noteport_gone" in found.tables:
            gone = found.rows("noteport_gone", "guid", "mid", "mod", "tags", "flds", "data", "deck")
            add("INSERT INTO gone VALUES (?, ?, ?, ?, ?, ?, ?)", map(_sound, gone))
        if "noteport_passed_over" in found.tables:
            add("INSERT INTO passed_over VALUES (?)", found.rows("noteport_passed_over", "key"))
        if "notetypes" not in found.tables:
            self._learn_looks(found)

    def _learn_looks(self, found: EarlierCollection) -> None:
        models = _cell(found, "models", dict[int, _Model])
        for note_type in (CLOZE, BASIC):
            model = models.get(note_type.id)
            if model is not None:
                self.looks[note_type.id] = Looks(model.css, model.mod)

    def _copy_media(self, package: EarlierPackage) -> None:
        for entry, name in package.media().items():
            if OWN_NAME.fullmatch(name):
                with self._scratch.joinpath(name).open("wb") as out:
                    package.copy(entry, out)


class _Deck(Struct):
    """The parts of a deck that we need, in the older format of collections."""

    name: str


class _Model(Struct):
    """The parts of a note type that we need, in that format."""

    css: str
    mod: int


def _sound(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the row of a removed card; raises one of ``_DAMAGED`` if it cannot be read."""
    text_order(*row[4:6])
    return row


def _decks(found: EarlierCollection) -> Iterable[tuple[int, str]]:
    if "decks" in found.tables:
        return found.rows("decks", "id", "name")
    return ((number, deck.name) for number, deck in _cell(found, "decks", dict[int, _Deck]).items())


def _cell(found: EarlierCollection, column: str, kind: type[T]) -> T:
    """Return a cell of the only row of ``col``, which older collections fill with JSON."""
    [(text,)] = islice(found.rows("col", column), 1)
    return json.decode(text, type=kind)


@contextmanager
def ledger_of_decks(files: Iterable[tuple[str, BinaryIO]], scratch: Path) -> Iterator[Ledger[EarlierCard]]:
    """Return the ledger of earlier packages; files that are not packages are ignored.

    Args:
        files: name and contents of each, as ``Target.previous_files`` returns them.
        scratch: a folder for temporary files, kept as long as the ledger is used.

    Raises:
        ExportError: a package cannot be read.
    """
    with closing(EarlierCards(scratch)) as earlier:
        for name, file in files:
            if is_package(name):
                earlier.read(name, file)
        earlier.finish()
        yield Ledger(earlier, earlier.passed_over(), earlier.summaries)
