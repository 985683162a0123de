"""The notes of a vault while they are being exported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import TypeVar

from noteport.errors import Crash, NoteportError, RenderFault, Terminated
from noteport.export.notes import Notes
from noteport.export.rendering.fragment import Fragment
from noteport.model.nodes import NoteRef, WikiLink
from noteport.model.note import Note
from noteport.model.problems import Problem
from noteport.vault.assets import Asset
from noteport.vault.loading.jobs import Task, Work
from noteport.vault.vault import Vault

T = TypeVar("T")


class Watch:
    """Receives progress. This base class ignores it."""

    def looked(self, done: int, total: int) -> None:
        """``done`` of ``total`` files have been scanned for the survey, which comes before reading."""

    def read(self, done: int, total: int, problems: int) -> None:
        """``done`` of ``total`` notes are finished, with this many problems so far. An exporter may read all notes
        several times.
        """


class WatchedNotes(Notes):
    """Notes that are counted while they are read, and that know which one is being exported."""

    def __init__(self, vault: Vault, watch: Watch, ignored: Iterable[str] = ()) -> None:
        self.vault = vault
        self._ignored = frozenset(ignored)
        self._watch = watch
        self._claims: list[int] = []
        self._is_finished = False
        self.current: PurePosixPath | None = None
        """The file of the note that the exporter is working on."""
        self._failure: BaseException | None = None

    def __len__(self) -> int:
        return len(self.vault)

    def __iter__(self) -> Iterator[Note]:
        notes = iter(self.vault)
        total = len(self)
        done = 0
        while (note := self._next(notes)) is not None:
            if done == len(self._claims):
                self._claims.append(sum(1 for _ in note.claims()))
            self.current = note.path
            yield note
            done += 1
            self._watch.read(done, total, self.vault.count_problems(self._ignored))
        self.current = None
        self._is_finished = True

    def rendered(self, work: Work[Task, Fragment]) -> Iterator[Fragment]:
        """Yield what was made of each note."""
        results = iter(self.vault.results(work))
        total = len(self)
        done = 0
        while (result := self._next(results)) is not None:
            _, fragment = result
            if done == len(self._claims):
                self._claims.append(fragment.claims)
            self.current = fragment.path
            yield fragment
            done += 1
            self._watch.read(done, total, self.vault.count_problems(self._ignored))
        self.current = None
        self._is_finished = True

    def refs(self) -> Iterator[NoteRef]:
        return self.vault.refs()

    def read(self, ref: NoteRef) -> Note | None:
        return self.vault.read(ref)

    @property
    def untimed(self) -> bool:
        return self.vault.untimed

    def find(self, link: WikiLink, source: Note) -> NoteRef | None:
        return self.vault.find(link, source)

    def file_of(self, note: Note) -> PurePosixPath:
        return self.vault.file_of(note)

    def place_in_hub(self, note: Note) -> int | None:
        return self.vault.place_in_hub(note)

    def asset(self, note: Note, src: str) -> Asset | None:
        return self.vault.asset(note, src)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Of every note read so far."""
        return self.vault.problems

    @property
    def count(self) -> int:
        """The number of notes read so far; it is smaller than ``len`` if a file turns out to be unreadable."""
        return len(self._claims)

    @property
    def claims(self) -> int:
        """The number of claims in the notes read so far."""
        return sum(self._claims)

    @property
    def place(self) -> str:
        """Where the exporter is, in words."""
        return f"on {self.current}" if self.current else "outside any note"

    def check(self) -> None:
        """Raise the error that ended the reading, in case the exporter has swallowed it and carried on."""
        if self._failure is not None:
            raise self._failure

    def read_rest(self) -> None:
        """Read the notes that the exporter did not read, so that problems and counts cover all notes."""
        if not self._is_finished:
            for _ in self:
                pass

    def _next(self, results: Iterator[T]) -> T | None:
        try:
            return next(results, None)
        except RenderFault as fault:
            self.current = fault.path
            raise fault.__cause__ or fault from None
        except (NoteportError, Crash, KeyboardInterrupt, Terminated) as error:
            self._failure = error
            raise
        except Exception as error:  # an error in reading is not the exporter's fault, although it occurs in its loop
            after = f"after {self.current}" if self.current else "on the first note"
            self._failure = Crash("noteport", f"in reading notes, {after}", error, ours=True)
            raise self._failure from error
