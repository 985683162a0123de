"""From folders and files to notes, one at a time: find → survey → parse → resolve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Literal, Protocol, TypeVar

from msgspec.structs import replace

from noteport.errors import UsageError
from noteport.model.decision import Decision
from noteport.model.nodes import NoteRef, WikiLink
from noteport.model.note import Note
from noteport.model.problems import Problem
from noteport.parse.options import ReadOptions
from noteport.vault.assets import Asset, Assets
from noteport.vault.cache import NoteCache
from noteport.vault.durations import read_durations
from noteport.vault.files import below, find_captions, find_files, shown_path
from noteport.vault.loading.jobs import Answer, Task, Work
from noteport.vault.loading.reader import WINDOW, Choice, Reader
from noteport.vault.reading_plugins import with_plugins
from noteport.vault.resolve import known_video
from noteport.vault.safe_read import GivenPaths
from noteport.vault.survey import Survey, Surveyor
from noteport.vault.word_counts import CountedWords, WordCounts


class Vault:
    """The notes under some paths. It can be iterated any number of times; each time reads the notes again, in path
    order.

    It keeps no parsed notes, so a vault need not fit into memory.

    Args:
        paths: note files and folders of notes.
        options: the options for reading.
        exclude: glob patterns of files and folders to skip.
        durations: a CSV file of video ids and lengths in seconds.
        captions: a folder of captions, in addition to those in the vault; False to check no claims.
        executor: where notes are parsed: any ``concurrent.futures.Executor``, local or distributed, or a function that
            returns one (or None) for a number of bytes; None to parse here, one by one.
        cache: parsed notes of earlier runs; newly parsed notes are added to it.
        window: the number of notes that an executor may be ahead; this bounds memory.
        counted: returns the words of a note that are counted over all notes, in the same pass as the survey.
        watch: called after each scanned file with the number of scanned files and the total.

    Raises:
        UsageError: a path does not exist, no note is found, or the lengths or captions cannot be read.
    """

    def __init__(
        self,
        paths: Sequence[Path | str],
        *,
        options: ReadOptions = ReadOptions(),
        exclude: Sequence[str] = (),
        durations: Path | None = None,
        captions: Path | Literal[False] | None = None,
        executor: Executor | Choice | None = None,
        cache: NoteCache | None = None,
        window: int = WINDOW,
        counted: CountedWords | None = None,
        watch: Callable[[int, int], None] | None = None,
    ) -> None:
        self._options = options = with_plugins(options)
        self.given = tuple(shown_path(Path(path)) for path in paths)
        """The given paths, as they are shown."""
        self.has_folder = any(Path(path).is_dir() for path in paths)
        """Whether a folder was given, and not only single notes."""
        self._assets = Assets([Path(path) for path in paths])
        self._places: dict[str, int] | None = None
        self.cache = cache
        self._reader = Reader(executor, cache, window=window)
        found = find_files([Path(path) for path in paths], exclude, options.limits)
        self._files = found.notes
        self._words: dict[CountedWords, WordCounts] = {} if counted is None else {counted: WordCounts()}
        facts = self._reader.facts(self._files, options, counted)
        given = GivenPaths([Path(path) for path in paths])
        surveyor = Surveyor(
            read_durations(durations) if durations else {},
            partial(self._reader.hub, options),
            given,
            found.infos,
            self._words[counted].add if counted is not None else None,
            options,
        )
        self._survey = surveyor.survey(facts if watch is None else _watched(facts, len(self._files), watch))
        if captions is not False:
            self._survey.captions.is_on = True
            self._survey.captions.given = given
            self._survey.captions.add(found.captions)
            if captions:
                self._survey.captions.add_folder(captions, _captions_in(captions))
        self._told: Callable[[int, int], None] | None = None
        self._problems: dict[str, tuple[Problem, ...]] = {}
        self._codes = Counter(problem.code for problem in self._survey.problems)
        if not self._survey.entries:
            shown = ", ".join(str(path) for path in paths)
            raise UsageError(
                f"{shown} contains no notes.",
                "Notes are .md and .markdown files, and .txt files that begin with front matter (---).",
            )

    def __len__(self) -> int:
        """Return the number of notes, without hubs."""
        return len(self._survey.entries)

    def refs(self) -> Iterator[NoteRef]:
        """Return the id, title, channel and video of each note in path order, without reading the notes."""
        for entry in self._survey.entries:
            video = entry.ref.video
            yield entry.ref if video is None else replace(entry.ref, video=known_video(video, self._survey))

    def read(self, ref: NoteRef) -> Note | None:
        """Read one note; None if its file is gone."""
        return self.note(ref.id)

    @property
    def untimed(self) -> bool:
        """Whether claims without a timestamp that can be opened were asked for."""
        return self._options.untimed

    def __iter__(self) -> Iterator[Note]:
        answers = self._reader.notes(self.tasks, self._options, self._survey)
        notes = (note for _, note in self._present(answers))
        return notes if self._told is None else _watched(notes, len(self), self._told)

    def tell(self, told: Callable[[int, int], None]) -> None:
        """Have each note that is read from now on reported, with the number of notes so far and of all notes.

        For work that reads all notes itself, so that its caller does not see them.
        """
        self._told = told

    def results(self, work: Work[Task, MadeOfNote]) -> Iterator[tuple[Task, MadeOfNote]]:
        """Yield the result of some work for each note, in path order; it runs where notes are parsed."""
        return self._present(self._reader.results(work, self.tasks))

    def note(self, id: str) -> Note | None:
        """Read one note again; None if its file is gone."""
        return next(self.notes_named((id,)), None)

    def words(self, counted: CountedWords) -> WordCounts:
        """Return how many notes have each word. Reads them for this, unless they were counted with the survey."""
        if counted not in self._words:
            words = self._words[counted] = WordCounts()
            notes = {entry.file.path for entry in self._survey.entries}
            for file, facts, _ in self._reader.facts(self._files, self._options, counted):
                if facts is not None and file.path in notes:
                    words.add(facts.words)
        return self._words[counted]

    @property
    def options(self) -> ReadOptions:
        """The options for reading."""
        return self._options

    @property
    def assets(self) -> Assets:
        """Finds the files that notes show."""
        return self._assets

    def notes_named(self, ids: Collection[str]) -> Iterator[Note]:
        """Return the notes with these ids, in path order; their problems are not counted."""
        some = [task for task in self.tasks if task.id in ids]
        return (note for note, _ in self._reader.notes(some, self._options, self._survey) if note is not None)

    def decide(self, decisions: Mapping[str, Mapping[str, Decision]], problems: Sequence[Problem] = ()) -> None:
        """Put decisions on the claims of all notes that are read from now on.

        Args:
            decisions: by note id and claim id; they replace the decisions before.
            problems: the problems of the decisions.
        """
        self._survey.decisions = {note: dict(of_note) for note, of_note in decisions.items()}
        self._met("", tuple(problems), tuple(problems))

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What ``read_notes`` needs for each note, in path order; can be sent to other machines in parts."""
        return tuple(Task(entry.file, entry.ref.id, entry.ref.channel) for entry in self._survey.entries)

    @property
    def survey(self) -> Survey:
        """What notes know about each other; can be sent once to each machine."""
        return self._survey

    def find(self, link: WikiLink, source: Note) -> NoteRef | None:
        """Return the note that a link in ``source`` leads to, or None."""
        return self._survey.index.find(link, source.channel, source.path)

    def place_in_hub(self, note: Note) -> int | None:
        """Return the position of a note in the hub of its channel, counted from 0; None if no hub lists it."""
        if self._places is None:
            self._places = self._survey.places_in_hubs()
        return self._places.get(note.id)

    def file_of(self, note: Note) -> PurePosixPath:
        """Return the file of a note relative to the given path."""
        return below(self.given, note.path)

    def asset(self, note: OfFile, src: str) -> Asset | None:
        """Return the local file that a note shows; None if there is none inside the given paths (assets.py)."""
        return self._assets.find(note.path, src)

    def reads(self, path: Path) -> bool:
        """Return whether a file is one of those from which the notes are read, including hubs."""
        return path.is_file() and any(one.path.name == path.name and one.path.samefile(path) for one in self._files)

    def count_problems(self, ignored: frozenset[str] = frozenset()) -> int:
        """Return the number of problems so far, without those of some codes. Unlike ``problems``, this is immediate."""
        return sum(count for code, count in self._codes.items() if code not in ignored)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems so far in the order of the files; complete once every note has been read."""
        met = [*self._survey.problems, *(problem for of_note in self._problems.values() for problem in of_note)]
        return tuple(
            sorted(set(met), key=lambda problem: (problem.path.parts, problem.line, problem.code, problem.message))
        )

    def _present(self, answers: Iterable[Answer[MadeOfNote]]) -> Iterator[tuple[Task, MadeOfNote]]:
        """Yield what was made of each note that could be read; remember the problems."""
        for task, (made, problems) in zip(self.tasks, answers, strict=True):
            if made is None:
                self._met(str(problems[0].path), problems, problems)
                continue
            # The problems of the file are among those of the survey.
            self._met(task.id, problems + made.problems, made.problems)
            yield task, made

    def _met(self, name: str, problems: tuple[Problem, ...], new: tuple[Problem, ...]) -> None:
        if new and name not in self._problems:
            self._codes.update(problem.code for problem in new)
        self._problems[name] = problems


class OfFile(Protocol):
    """A note, or something that was made of one."""

    @property
    def path(self) -> PurePosixPath:
        """The file of the note, as the user gave it."""
        ...


class _OfNote(Protocol):
    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the note."""
        ...


MadeOfNote = TypeVar("MadeOfNote", bound=_OfNote)


def _captions_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder.", "Check --captions.")
    return find_captions(folder)


def read_notes(tasks: Iterable[Task], survey: Survey, options: ReadOptions = ReadOptions()) -> Iterator[Note]:
    """Read some notes of a vault on any machine with access to the files, for engines that distribute functions.

    Pure apart from reading the files. A file that cannot be read is skipped.

    Args:
        tasks: some of ``Vault.tasks``.
        survey: ``Vault.survey``.
        options: the options of the vault.
    """
    for note, _ in Reader().notes(tasks, with_plugins(options), survey):
        if note is not None:
            yield note


T = TypeVar("T")


def _watched(items: Iterable[T], total: int, watch: Callable[[int, int], None]) -> Iterator[T]:
    for done, item in enumerate(items, start=1):
        yield item
        watch(done, total)
