"""The work on a single file: skimming it or parsing it.

Apart from reading the file, both are pure and can be sent to another process: notes are sent as paths and come back as
bytes (codec/), which are cheap to send and are what the cache keeps. What other notes contribute is added here, last.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, NamedTuple, Self, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from noteport.errors import Crash, PluginFault, PluginUnavailable
from noteport.model.note import Note
from noteport.model.problems import Problem
from noteport.parse.note import parse_note
from noteport.parse.options import ReadOptions
from noteport.plugins.use import Use
from noteport.vault.cache import digest_of
from noteport.vault.codec import NoteLocation, decode_note, decode_skimmed, encode_note, encode_skimmed
from noteport.vault.files import NoteFile, decode_text, read_bytes
from noteport.vault.resolve import resolution_of, resolve
from noteport.vault.skim import SkimmedNote, skim_note
from noteport.vault.survey import Survey
from noteport.vault.transforms import TRANSFORMS
from noteport.videos.registry import PROVIDERS

Item = TypeVar("Item")
Made = TypeVar("Made")

Problems: TypeAlias = tuple[Problem, ...]


class Answer(NamedTuple, Generic[Made]):
    """The result for one file."""

    made: Made | None
    """None if the file could not be read."""
    problems: Problems
    """Problems in reading the file."""


class Work(ABC, Generic[Item, Made]):
    """One kind of work."""

    name: str
    """Identifies the work and its options in keys of the cache."""

    @abstractmethod
    def file(self, item: Item) -> NoteFile:
        """Return the file of an item."""

    @abstractmethod
    def make(self, item: Item, text: str) -> Made:
        """Do the work."""

    @abstractmethod
    def pack(self, made: Made, problems: Problems) -> bytes | None:
        """Encode a result with the problems of its file; None if it cannot be encoded."""

    @abstractmethod
    def unpack(self, item: Item, data: bytes) -> Answer[Made] | None:
        """The inverse of ``pack``; None for other bytes."""

    def elsewhere(self) -> Self:
        """The same work for another process, without what only this process needs."""
        return self

    def finish(self, made: Made) -> Made:
        """The final step on a result that was not packed; ``unpack`` includes it."""
        return made

    def make_from(self, item: Item, data: bytes) -> Answer[Made]:
        """Do the work on the contents of a file; None if they are not text.

        Raises:
            Crash: the work failed; the message names the file.
        """
        file = self.file(item)
        text, problems = decode_text(data, file)
        if text is None:
            return Answer(None, problems)
        try:
            return Answer(self.make(item, text), problems)
        except PluginUnavailable:
            raise
        except PluginFault as fault:
            raise Crash(fault.culprit, f"in reading {file.shown}", fault.__cause__ or fault, ours=False) from fault
        except Exception as error:  # whatever the cause, the name of the note helps
            raise Crash("noteport", f"in reading {file.shown}", error, ours=True) from error


@dataclass(frozen=True, slots=True)
class Learning(Work[NoteFile, SkimmedNote]):
    """Skimmed notes, for the survey."""

    options: ReadOptions

    @property
    def name(self) -> str:  # type: ignore[override]  # only read here
        return f"facts {self.options.limits} {self._plugins}"

    @property
    def _plugins(self) -> tuple[Use, ...]:
        """The plugins that decide what is skimmed: the providers of videos."""
        return tuple(use for use in self.options.plugins or () if use.group == PROVIDERS.group)

    def file(self, item: NoteFile) -> NoteFile:
        return item

    def make(self, item: NoteFile, text: str) -> SkimmedNote:
        return skim_note(text, item.shown, self.options.limits, self._plugins)

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
    """The parsed notes; they are kept and sent as they are before ``resolve``."""

    options: ReadOptions
    survey: Survey | None = None
    """What other notes contribute to ``resolve``; without it, notes stay as they were parsed."""

    @property
    def name(self) -> str:  # type: ignore[override]  # only read here
        # What transforms make of a note is not kept.
        readers = tuple(use for use in self.options.plugins or () if use.group != TRANSFORMS.group)
        return repr(replace(self.options, plugins=readers))

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
    """What is returned for one file."""

    problems: Problems
    """Why there is no result, if there is none."""
    content: bytes = b""
    """``digest_of`` the contents of the file."""
    data: bytes | None = None
    """The packed result."""
    whole: Answer[Made] | None = None
    """A result that could not be packed."""


_told: list[Callable[[str], None]] = []


def tell_of_each(told: Callable[[str], None]) -> None:
    """Have this process announce the name of each file before it starts on it (pool.py)."""
    _told[:] = [told]


def do_all(work: Work[Item, Made], items: Sequence[Item]) -> list[Parcel[Made]]:
    """Do the work on some items, one after the other."""
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
