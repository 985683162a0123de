"""The work on a single file: skimming it or parsing it.

Apart from reading the file, both are pure and can be sent to another process: notes are sent as paths and come back as
bytes (codec/), which are cheap to send and are what the cache keeps. What other notes contribute is added here, last.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Generic, NamedTuple, Self, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from noteport.errors import Crash, PluginFault, PluginUnavailable, RenderFault
from noteport.model.note import Note
from noteport.model.problems import Problem
from noteport.parse.note import parse_note
from noteport.parse.options import ReadOptions
from noteport.plugins.use import Use
from noteport.vault.cache import digest_of, source_of
from noteport.vault.codec import NoteLocation, decode_note, decode_skimmed, encode_note, encode_skimmed
from noteport.vault.files import NoteFile, decode_text, read_bytes
from noteport.vault.resolve import resolution_of, resolve
from noteport.vault.skim import SkimmedNote, skim_note
from noteport.vault.survey import Survey
from noteport.vault.transforms import TRANSFORMS
from noteport.vault.word_counts import CountedWords
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


class Done(NamedTuple, Generic[Made]):
    """The result for one file, and what the cache keeps of it."""

    answer: Answer[Made]
    packed: bytes | None = None
    """The packed result; None if there is none or it cannot be packed."""
    parsed: bytes | None = None
    """The packed note, if it was parsed for this and is not yet kept."""


class Work(ABC, Generic[Item, Made]):
    """One kind of work."""

    name: str
    """Identifies the work and its options in keys of the cache, after the kind of result and a space."""
    parsing: Parsing | None = None
    """How notes are parsed, for work that needs the whole note and can begin with a kept one."""
    is_large = False
    """Whether it is sent to other processes when they start, rather than with each note."""

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

    def place(self, item: Item) -> str:
        """Return what the result depends on besides the text: the name of the file, which may be a title."""
        return self.file(item).shown.stem

    def is_valid(self, item: Item, packed: bytes) -> bool:
        """Return whether a kept result can be used."""
        return True

    def do(self, item: Item, data: bytes, parsed: bytes | None) -> Done[Made]:
        """Do the work on the contents of a file.

        Args:
            item: what to work on.
            data: the contents.
            parsed: the packed note, if it is kept and ``parsing`` is set.

        Raises:
            Crash: the work failed; the message names the file.
        """
        answer = self.make_from(item, data)
        return Done(answer) if answer.made is None else Done(answer, self.pack(answer.made, answer.problems))

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


@dataclass(frozen=True)
class Learning(Work[NoteFile, SkimmedNote]):
    """Skimmed notes, for the survey, with the words that are counted."""

    options: ReadOptions
    counted: CountedWords | None = None
    parsing: Parsing | None = None
    """How notes are parsed, if words are counted."""

    @cached_property  # each note asks for it
    def name(self) -> str:  # type: ignore[override]  # only read here
        if self.counted is None or self.parsing is None:
            return f"facts {self.options.limits} {self._plugins}"
        return f"words {self.parsing.name} {self._plugins} {source_of(self.counted)}"

    @property
    def _plugins(self) -> tuple[Use, ...]:
        """The plugins that decide what is skimmed: the providers of videos."""
        return tuple(use for use in self.options.plugins or () if use.group == PROVIDERS.group)

    def file(self, item: NoteFile) -> NoteFile:
        return item

    def make(self, item: NoteFile, text: str) -> SkimmedNote:
        return skim_note(text, item.shown, self.options.limits, self._plugins)

    def do(self, item: NoteFile, data: bytes, parsed: bytes | None) -> Done[SkimmedNote]:
        (made, problems), parsed_now = self.make_from(item, data), None
        if made is not None and self.counted is not None and self.parsing is not None and made.is_note:
            # Its id and channel are not known yet, and neither changes the words.
            (note, _), parsed_now = self.parsing.read(Task(item, "", ""), data, parsed)
            made = replace(made, words=tuple(sorted(self.counted(note)))) if note is not None else made
        return Done(Answer(made, problems), None if made is None else self.pack(made, problems), parsed_now)

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


@dataclass(frozen=True)
class Parsing(Work[Task, Note]):
    """The parsed notes; they are kept and sent as they are before ``resolve``."""

    options: ReadOptions
    survey: Survey | None = None
    """What other notes contribute to ``resolve``; without it, notes stay as they were parsed."""

    @cached_property  # each note asks for it
    def name(self) -> str:  # type: ignore[override]  # only read here
        # What transforms make of a note is not kept, and neither are links back to it.
        readers = tuple(use for use in self.options.plugins or () if use.group != TRANSFORMS.group)
        return f"notes {replace(self.options, plugins=readers, back_links=None)}"

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

    def read(
        self, item: Task, data: bytes, parsed: bytes | None, *, packs: bool = True
    ) -> tuple[Answer[Note], bytes | None]:
        """Return the note of a file, from the packed one if there is one, and the packed note if it is new.

        ``packs`` says whether there is a cache for it.
        """
        known = self.unpack(item, parsed) if parsed is not None else None
        if known is not None:
            return known, None
        note, problems = self.make_from(item, data)
        if note is None:
            return Answer(None, problems), None
        return Answer(self.finish(note), problems), self.pack(note, problems) if packs else None

    def elsewhere(self) -> Parsing:
        return Parsing(self.options)

    def finish(self, made: Note) -> Note:
        return made if self.survey is None else resolve(made, self.survey, repair=self.options.repair)


# --- in another process ---------------------------------------------------------------------------------------------


class Parcel(Struct, Generic[Made], frozen=True):
    """What is returned for one file."""

    problems: Problems = ()
    """Why there is no result, if there is none."""
    content: bytes = b""
    """``digest_of`` the contents of the file."""
    data: bytes | None = None
    """The packed result."""
    parsed: bytes | None = None
    """The packed note, if it was parsed."""
    whole: Answer[Made] | None = None
    """A result that could not be packed."""
    has_failed: bool = False
    """Whether the work raised an exception, which not every process can receive: it has to be done here."""


_told: list[Callable[[str], None]] = []
_held: list[Work[Any, Any]] = []
"""The work that this process was started with."""


def tell_of_each(told: Callable[[str], None]) -> None:
    """Have this process announce the name of each file before it starts on it (pool.py)."""
    _told[:] = [told]


def hold(work: Work[Any, Any] | None) -> None:
    """Keep the work that ``do_held`` does."""
    _held[:] = [] if work is None else [work]


def do_held(items: Sequence[tuple[Item, bytes | None]]) -> list[Parcel[Any]]:
    """Do the work that this process holds."""
    return do_all(_held[0], items)


def do_all(work: Work[Item, Made], items: Sequence[tuple[Item, bytes | None]]) -> list[Parcel[Made]]:
    """Do the work on some items, each with its kept packed note, one after the other."""
    return [_do(work, item, parsed) for item, parsed in items]


def _do(work: Work[Item, Made], item: Item, parsed: bytes | None) -> Parcel[Made]:
    file = work.file(item)
    for told in _told:
        told(str(file.shown))
    data, problems = read_bytes(file)
    if data is None:
        return Parcel(problems)
    try:
        (made, problems), packed, parsed_now = work.do(item, data, parsed)
    except RenderFault:
        return Parcel(has_failed=True)
    if made is None:
        return Parcel(problems)
    whole = None if packed is not None else Answer(made, problems)
    return Parcel((), digest_of(data), packed, parsed_now, whole)
