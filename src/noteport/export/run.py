"""One export from start to finish.

    Job ── run_export() ── exporter.export(notes, target) ── Outcome

The command line is one caller; a program may be another.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct, field

from noteport.errors import Crash, ExporterFault, Interrupted, NoteError, NoteportError, Terminated, UsageError
from noteport.export.common_options import CommonOptions
from noteport.export.exporter import Exporter
from noteport.export.notes import Notes
from noteport.export.report import ExportReport
from noteport.export.target import Target
from noteport.model.nodes import NoteRef, WikiLink
from noteport.model.note import Note
from noteport.model.problems import READ_FORMS, Problem
from noteport.parse.options import ReadOptions
from noteport.plugins.kinds import Reference
from noteport.plugins.options import Options
from noteport.vault.assets import Asset
from noteport.vault.cache import NoteCache, default_folder
from noteport.vault.loading.workers import Workers
from noteport.vault.vault import Vault

NO_CLAIMS = "No claim was found in any note."


class Watch:
    """Receives progress. This base class ignores it."""

    def looked(self, done: int, total: int) -> None:
        """``done`` of ``total`` files have been scanned for the survey, which comes before reading."""

    def read(self, done: int, total: int, problems: int) -> None:
        """``done`` of ``total`` notes are finished, with this many problems so far. An exporter may read all notes
        several times.
        """


class Job(Struct, frozen=True, kw_only=True):
    """What to export, and how."""

    exporter: type[Exporter[Any]]
    reference: Reference
    """Where the exporter comes from, for error messages."""
    paths: tuple[Path, ...]
    """Notes and folders of notes."""
    output: Path | None
    """None for standard output."""
    options: Options | None = None
    """The options of the exporter; None for its defaults."""
    common: CommonOptions = field(default_factory=CommonOptions)
    force: bool = False
    dry_run: bool = False


class Outcome(Struct, frozen=True, kw_only=True):
    """The result of a job."""

    report: ExportReport
    """The report of the exporter."""
    notes: int
    claims: int
    problems: tuple[Problem, ...]
    """The problems found by the parser and the exporter, by path and line, without the ignored ones."""
    seconds: float


def run_export(job: Job, watch: Watch | None = None) -> Outcome:
    """Export notes. All files of the target appear together at the end, or none does.

    Raises:
        UsageError: a path is missing, there are no notes, the target is a note, or the exporter cannot write there.
        TargetError: the target cannot be written or must not be replaced.
        ExportError: raised by the exporter.
        NoteError: there is a problem, and problems are fatal.
        Crash: any other exception, raised by the exporter or by noteport itself.
        Interrupted: Ctrl-C was pressed while the exporter was running.
    """
    started = time.perf_counter()
    watch = watch or Watch()
    _check_output(job)
    target = _target(job)
    try:
        with open_vault(job.paths, job.common, watch) as vault:
            _check_not_a_note(job, vault)
            notes = WatchedNotes(vault, watch, job.common.ignore)
            report = _export(job, notes, target)
            notes.read_rest()
        problems = worth_telling((*notes.problems, *report.problems), job.common.ignore)
        if job.common.strict and not notes.claims:
            raise NoteError(NO_CLAIMS, READ_FORMS)
        if job.common.strict and problems:
            raise strict_error(problems)
        target.commit()
    finally:
        target.abort()
    return Outcome(
        report=report,
        notes=notes.read,
        claims=notes.claims,
        problems=problems,
        seconds=time.perf_counter() - started,
    )


@contextmanager
def open_vault(paths: Iterable[Path], common: CommonOptions, watch: Watch | None = None) -> Iterator[Vault]:
    """Open the vault at some paths as the options say, with its processes and its cache.

    Raises:
        UsageError: a path is missing, there are no notes, or the decisions file is none.
    """
    options = ReadOptions(
        untimed=common.untimed,
        transcripts=common.transcripts,
        language=common.language,
        repair=common.repair,
        limits=common.limits,
    )
    with Workers(common.jobs) as workers, _cache(common) as cache:
        vault = Vault(
            tuple(paths),
            options=options,
            exclude=common.exclude,
            durations=common.durations,
            captions=common.captions if common.check_captions else False,
            executor=workers,
            cache=cache,
            watch=watch.looked if watch is not None else None,
        )
        if common.decisions is not None:
            from noteport.decisions import apply_decisions  # noqa: PLC0415  # most vaults have no decisions

            apply_decisions(vault, common.decisions)
        yield vault


def _cache(common: CommonOptions) -> AbstractContextManager[NoteCache | None]:
    folder = default_folder() if common.cache else None
    return nullcontext() if folder is None else NoteCache(folder)


def worth_telling(problems: Iterable[Problem], ignored: Iterable[str]) -> tuple[Problem, ...]:
    """Return problems by path and line, without those whose codes are ignored."""
    codes = frozenset(ignored)
    kept = (problem for problem in problems if problem.code not in codes)
    return tuple(sorted(kept, key=lambda problem: (problem.path, problem.line)))


def strict_error(problems: tuple[Problem, ...]) -> NoteError:
    """Return the error for ``--strict``: the first problem, and how many more there are."""
    more = len(problems) - 1
    others = f"There {'is' if more == 1 else 'are'} {more} more; list them with noteport check." if more else ""
    return NoteError(str(problems[0]), others)


class WatchedNotes(Notes):
    """Notes that are counted while they are read, and that know which one is being exported."""

    def __init__(self, vault: Vault, watch: Watch, ignored: Iterable[str] = ()) -> None:
        self._vault = vault
        self._ignored = frozenset(ignored)
        self._watch = watch
        self._claims: list[int] = []
        self._is_finished = False
        self.current: Note | None = None
        """The note that the exporter is working on."""
        self._failure: BaseException | None = None

    def __len__(self) -> int:
        return len(self._vault)

    def __iter__(self) -> Iterator[Note]:
        notes = iter(self._vault)
        total = len(self)
        done = 0
        while (note := self._next(notes)) is not None:
            if done == len(self._claims):
                self._claims.append(sum(1 for _ in note.claims()))
            self.current = note
            yield note
            done += 1
            self._watch.read(done, total, self._vault.count_problems(self._ignored))
        self.current = None
        self._is_finished = True

    def refs(self) -> Iterator[NoteRef]:
        return self._vault.refs()

    @property
    def untimed(self) -> bool:
        return self._vault.untimed

    def find(self, link: WikiLink, source: Note) -> NoteRef | None:
        return self._vault.find(link, source)

    def file_of(self, note: Note) -> PurePosixPath:
        return self._vault.file_of(note)

    def place_in_hub(self, note: Note) -> int | None:
        return self._vault.place_in_hub(note)

    def asset(self, note: Note, src: str) -> Asset | None:
        return self._vault.asset(note, src)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Of every note read so far."""
        return self._vault.problems

    @property
    def read(self) -> int:
        """The number of notes read so far; it is smaller than ``len`` if a file turns out to be unreadable."""
        return len(self._claims)

    @property
    def claims(self) -> int:
        """The number of claims in the notes read so far."""
        return sum(self._claims)

    @property
    def place(self) -> str:
        """Where the exporter is, in words."""
        return f"on {self.current.path}" if self.current else "outside any note"

    def check(self) -> None:
        """Raise the error that ended the reading, in case the exporter has swallowed it and carried on."""
        if self._failure is not None:
            raise self._failure

    def read_rest(self) -> None:
        """Read the notes that the exporter did not read, so that problems and counts cover all notes."""
        if not self._is_finished:
            for _ in self:
                pass

    def _next(self, notes: Iterator[Note]) -> Note | None:
        try:
            return next(notes, None)
        except (NoteportError, Crash, KeyboardInterrupt, Terminated) as error:
            self._failure = error
            raise
        except Exception as error:  # an error in reading is not the exporter's fault, although it occurs in its loop
            after = f"after {self.current.path}" if self.current else "on the first note"
            self._failure = Crash("noteport", f"in reading notes, {after}", error, ours=True)
            raise self._failure from error


def _target(job: Job) -> Target:
    try:
        return Target(job.output, exporter=job.exporter, force=job.force, dry_run=job.dry_run)
    except ExporterFault as fault:
        raise _bug(job, str(fault), fault.__cause__ or fault) from fault.__cause__


def _export(job: Job, notes: WatchedNotes, target: Target) -> ExportReport:
    try:
        report = _typed(job.exporter(job.options).export(notes, target))
    except (NoteportError, Crash, Terminated):
        raise
    except KeyboardInterrupt as error:
        raise Interrupted(f"{job.reference.full_name} was running {notes.place}") from error
    except BaseException as error:  # a plugin may raise anything, even SystemExit
        raise _bug(job, notes.place, error) from error
    notes.check()
    return report


def _bug(job: Job, doing: str, cause: BaseException) -> Crash:
    return Crash(job.reference.full_name, doing, cause, ours=job.reference.is_built_in)


def _typed(report: object) -> ExportReport:
    if not isinstance(report, ExportReport):
        raise TypeError(f"export() returned {report!r}, not target.report()")
    return report


def _check_output(job: Job) -> None:
    if job.output is None:
        if not job.exporter.text:
            example = f"Name a file: -o notes{''.join(job.exporter.suffixes[:1])}"
            raise UsageError(f"{job.exporter.name} does not write text and cannot write to standard output.", example)
        return


def _check_not_a_note(job: Job, vault: Vault) -> None:
    if job.output is not None and vault.reads(job.output):
        raise UsageError(f"{job.output} is one of the notes.", "Choose another name with -o.")
