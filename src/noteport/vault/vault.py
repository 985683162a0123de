"""Folders and files to notes, one at a time: find → survey → parse → resolve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeVar

from noteport.errors import UsageError
from noteport.model.nodes import NoteRef, WikiLink
from noteport.model.note import Note
from noteport.model.problems import Problem
from noteport.parse.options import ReadOptions
from noteport.vault.assets import Asset, Assets
from noteport.vault.cache import NoteCache
from noteport.vault.durations import read_durations
from noteport.vault.files import find_files, shown_path
from noteport.vault.loading.jobs import Task
from noteport.vault.loading.reader import WINDOW, Choice, Reader
from noteport.vault.safe_read import GivenPaths
from noteport.vault.survey import Survey, Surveyor


class Vault:
    """The notes under some paths. Iterate it as often as you like: each time reads the notes anew, in path order.

    It holds no parsed notes, so that a vault need not fit into memory.

    Args:
        paths: note files and folders of notes.
        options: what to ask of reading.
        exclude: glob patterns of files and folders to leave out.
        durations: a CSV file of video ids and lengths in seconds.
        executor: where notes are parsed: any ``concurrent.futures.Executor``, of this machine or of many, or a function
            that gives one (or None) for work of so many bytes; here, one by one, if None.
        cache: parsed notes of earlier runs; what is parsed now is put into it.
        window: how many notes an executor may be ahead of whoever reads; bounds the memory.
        watch: told after each file that was looked through how many were, and of how many.

    Raises:
        UsageError: a path does not exist, no note is found, or the lengths cannot be read.
    """

    def __init__(
        self,
        paths: Sequence[Path | str],
        *,
        options: ReadOptions = ReadOptions(),
        exclude: Sequence[str] = (),
        durations: Path | None = None,
        executor: Executor | Choice | None = None,
        cache: NoteCache | None = None,
        window: int = WINDOW,
        watch: Callable[[int, int], None] | None = None,
    ) -> None:
        self._options = options
        self._given = [shown_path(Path(path)) for path in paths]
        self._assets = Assets([Path(path) for path in paths])
        self._places: dict[str, int] | None = None
        self._reader = Reader(executor, cache, window=window)
        self._files = find_files([Path(path) for path in paths], exclude, options.limits)
        facts = self._reader.facts(self._files, options.limits)
        surveyor = Surveyor(
            read_durations(durations) if durations else {},
            partial(self._reader.hub, options.limits),
            GivenPaths([Path(path) for path in paths]),
        )
        self._survey = surveyor.survey(facts if watch is None else _watched(facts, len(self._files), watch))
        self._problems: dict[str, tuple[Problem, ...]] = {}
        self._codes = Counter(problem.code for problem in self._survey.problems)
        if not self._survey.entries:
            shown = ", ".join(str(path) for path in paths)
            raise UsageError(
                f"{shown} contains no notes.",
                "Notes are .md and .markdown files, and .txt files that begin with front matter (---).",
            )

    def __len__(self) -> int:
        """How many notes there are; hubs are navigation and do not count."""
        return len(self._survey.entries)

    def refs(self) -> Iterator[NoteRef]:
        """What every note is called, in path order; costs nothing."""
        return (entry.ref for entry in self._survey.entries)

    @property
    def untimed(self) -> bool:
        """Whether claims were asked for that no moment of a video can be opened for."""
        return self._options.untimed

    def __iter__(self) -> Iterator[Note]:
        for note, problems in self._reader.notes(self.tasks, self._options, self._survey):
            if note is None:
                self._met(str(problems[0].path), problems, problems)
                continue
            # The problems of its file are among those of the survey.
            self._met(note.id, problems + note.problems, note.problems)
            yield note

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What ``read_notes`` needs of each note, in path order; can be sent to other machines, in parts."""
        return tuple(Task(entry.file, entry.ref.id, entry.ref.channel) for entry in self._survey.entries)

    @property
    def survey(self) -> Survey:
        """What notes know of each other; can be sent to other machines, once to each."""
        return self._survey

    def find(self, link: WikiLink, source: Note) -> NoteRef | None:
        """The note that a link in ``source`` leads to, or None."""
        return self._survey.index.find(link, source.channel)

    def place_in_hub(self, note: Note) -> int | None:
        """Where a note stands in the list that its channel's hub gives, counted from 0; None if it is in none."""
        if self._places is None:
            self._places = self._survey.places_in_hubs()
        return self._places.get(note.id)

    def file_of(self, note: Note) -> PurePosixPath:
        """A note's file, below the path that was given."""
        for given in self._given:
            if note.path.is_relative_to(given):
                below = note.path.relative_to(given)
                return below if below.name else PurePosixPath(note.path.name)
        return PurePosixPath(note.path.name)

    def asset(self, note: Note, src: str) -> Asset | None:
        """The local file that a note shows; None if there is none inside the given paths (assets.py)."""
        return self._assets.find(note.path, src)

    def reads(self, path: Path) -> bool:
        """Whether a file is one of those that the notes are read from, hubs included."""
        return path.is_file() and any(one.path.name == path.name and one.path.samefile(path) for one in self._files)

    def count_problems(self, ignored: frozenset[str] = frozenset()) -> int:
        """How many problems were met so far, without those of some codes. Costs nothing, unlike ``problems``."""
        return sum(count for code, count in self._codes.items() if code not in ignored)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was met so far, in the order of the files: all of it once every note has been read."""
        met = [*self._survey.problems, *(problem for of_note in self._problems.values() for problem in of_note)]
        return tuple(
            sorted(set(met), key=lambda problem: (problem.path.parts, problem.line, problem.code, problem.message))
        )

    def _met(self, name: str, problems: tuple[Problem, ...], new: tuple[Problem, ...]) -> None:
        if new and name not in self._problems:
            self._codes.update(problem.code for problem in new)
        self._problems[name] = problems


def read_notes(tasks: Iterable[Task], survey: Survey, options: ReadOptions = ReadOptions()) -> Iterator[Note]:
    """Some notes of a vault, wherever their files can be read: for engines that spread functions and no executors.

    Pure but for reading the files. A file that cannot be read is left out.

    Args:
        tasks: out of ``Vault.tasks``.
        survey: ``Vault.survey``.
        options: those of the vault.
    """
    for note, _ in Reader().notes(tasks, options, survey):
        if note is not None:
            yield note


T = TypeVar("T")


def _watched(items: Iterable[T], total: int, watch: Callable[[int, int], None]) -> Iterator[T]:
    for done, item in enumerate(items, start=1):
        yield item
        watch(done, total)
