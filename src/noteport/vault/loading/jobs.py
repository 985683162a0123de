"""What is done to one file, apart from all others: learn its facts, parse its note.

Both are pure but for reading the file, and can be sent to another process: notes go there as paths and come back as
bytes (codec/), which are cheap to send and what the cache keeps. What other notes tell comes in here, last.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, NamedTuple, Self, TypeAlias, TypeVar

from msgspec import Struct

from noteport.errors import Crash
from noteport.model.limits import Limits
from noteport.model.note import Note
from noteport.model.problems import Problem
from noteport.parse.note import parse_note
from noteport.parse.options import ReadOptions
from noteport.vault.codec import NoteLocation, decode_note, decode_skimmed, encode_note, encode_skimmed
from noteport.vault.files import NoteFile, decode_text, read_bytes
from noteport.vault.resolve import resolution_of, resolve
from noteport.vault.skim import SkimmedNote, skim_note
from noteport.vault.survey import Survey

Item = TypeVar("Item")
Made = TypeVar("Made")

Problems: TypeAlias = tuple[Problem, ...]


class Answer(NamedTuple, Generic[Made]):
    """What came of one file."""

    made: Made | None
    """None if the file could not be read."""
    problems: Problems
    """Those of reading the file."""


class Work(ABC, Generic[Item, Made]):
    """One kind of work."""

    name: str
    """Stands for the work and its options in keys of the cache."""

    @abstractmethod
    def file(self, item: Item) -> NoteFile:
        """The file that an item is about."""

    @abstractmethod
    def make(self, item: Item, text: str) -> Made:
        """The work itself."""

    @abstractmethod
    def pack(self, made: Made, problems: Problems) -> bytes | None:
        """What was made, with the problems of reading its file; None if no bytes can be made of it."""

    @abstractmethod
    def unpack(self, item: Item, data: bytes) -> Answer[Made] | None:
        """The inverse of ``pack``; None for bytes that it did not make."""

    def elsewhere(self) -> Self:
        """The same work for another process, without what only this one needs."""
        return self

    def finish(self, made: Made) -> Made:
        """What is done here with what was made, and not packed; ``unpack`` does it at once."""
        return made

    def make_from(self, item: Item, data: bytes) -> Answer[Made]:
        """The work, from what the file holds; None for what is no text.

        Raises:
            Crash: the work failed; it names the file.
        """
        file = self.file(item)
        text, problems = decode_text(data, file)
        if text is None:
            return Answer(None, problems)
        try:
            return Answer(self.make(item, text), problems)
        except Exception as error:  # whatever it is, the note's name is what helps
            raise Crash("noteport", f"in reading {file.shown}", error, ours=True) from error


@dataclass(frozen=True, slots=True)
class Learning(Work[NoteFile, SkimmedNote]):
    """Facts of a file, for the survey."""

    limits: Limits

    @property
    def name(self) -> str:  # type: ignore[override]  # it is only read
        return f"facts {self.limits}"

    def file(self, item: NoteFile) -> NoteFile:
        return item

    def make(self, item: NoteFile, text: str) -> SkimmedNote:
        return skim_note(text, item.shown, self.limits)

    def pack(self, made: SkimmedNote, problems: Problems) -> bytes | None:
        return encode_skimmed(made, problems)

    def unpack(self, item: NoteFile, data: bytes) -> Answer[SkimmedNote] | None:
        decoded = decode_skimmed(data, item.shown)
        return None if decoded is None else Answer(*decoded)


class Task(Struct, frozen=True):
    """A note to be parsed."""

    file: NoteFile
    id: str
    channel: str


@dataclass(frozen=True, slots=True)
class Parsing(Work[Task, Note]):
    """The note of a file; kept and sent as it is before ``resolve``."""

    options: ReadOptions
    survey: Survey | None = None
    """What other notes tell, for ``resolve``; without it, notes are as they were parsed."""

    @property
    def name(self) -> str:  # type: ignore[override]  # it is only read
        return repr(self.options)

    def file(self, item: Task) -> NoteFile:
        return item.file

    def make(self, item: Task, text: str) -> Note:
        return parse_note(text, item.file.shown, id=item.id, channel=item.channel, options=self.options)

    def pack(self, made: Note, problems: Problems) -> bytes | None:
        return encode_note(made, problems)

    def unpack(self, item: Task, data: bytes) -> Answer[Note] | None:
        resolve = None
        if self.survey is not None:
            resolve = partial(resolution_of, survey=self.survey, repair=self.options.repair)
        decoded = decode_note(data, NoteLocation(item.id, item.channel, item.file.shown), resolve)
        return None if decoded is None else Answer(*decoded)

    def elsewhere(self) -> Parsing:
        return Parsing(self.options)

    def finish(self, made: Note) -> Note:
        return made if self.survey is None else resolve(made, self.survey, repair=self.options.repair)


# --- in another process ---------------------------------------------------------------------------------------------


class Parcel(Struct, Generic[Made], frozen=True):
    """What comes back of one file."""

    problems: Problems
    """Why there is nothing, if there is nothing."""
    content: bytes = b""
    """``digest_of`` what the file held."""
    data: bytes | None = None
    """What was made, packed."""
    whole: Answer[Made] | None = None
    """What was made and could not be packed."""


_told: list[Callable[[str], None]] = []


def tell_of_each(told: Callable[[str], None]) -> None:
    """Has this process say the name of each file before it begins it (pool.py)."""
    _told[:] = [told]


def do_all(work: Work[Item, Made], items: Sequence[Item]) -> list[Parcel[Made]]:
    """The work for some items, one after the other."""
    return [_do(work, item) for item in items]


def _do(work: Work[Item, Made], item: Item) -> Parcel[Made]:
    file = work.file(item)
    for told in _told:
        told(str(file.shown))
    data, problems = read_bytes(file)
    if data is None:
        return Parcel(problems)
    made, problems = work.make_from(item, data)
    if made is None:
        return Parcel(problems)
    packed = work.pack(made, problems)
    return Parcel((), digest_of(data), packed, None if packed is not None else Answer(made, problems))


def digest_of(data: bytes) -> bytes:
    """What stands for a file's content."""
    return hashlib.blake2b(data, digest_size=16).digest()
