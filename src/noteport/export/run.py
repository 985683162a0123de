"""One export from start to finish.

    Job ── run_export() ── exporter.export(notes, target) ── Outcome

The command line is one caller; a program may be another.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from msgspec import Struct, field

from noteport.errors import Crash, ExporterFault, Interrupted, NoteError, NoteportError, Terminated, UsageError
from noteport.export.checked_report import checked_report
from noteport.export.common_options import CommonOptions
from noteport.export.endings import check_ending
from noteport.export.exporter import Exporter
from noteport.export.report import ExportReport
from noteport.export.target import Target
from noteport.export.watched import Watch, WatchedNotes
from noteport.export.workspace import is_workspace_name
from noteport.model.problems import READ_FORMS, Problem
from noteport.parse.options import ReadOptions
from noteport.plugins.containment import contained
from noteport.plugins.kinds import Reference
from noteport.plugins.options import Options
from noteport.plugins.use import Use
from noteport.vault.back_links import back_links
from noteport.vault.cache import NoteCache, default_folder
from noteport.vault.loading.workers import Workers
from noteport.vault.reading_plugins import installed
from noteport.vault.transforms import TRANSFORMS
from noteport.vault.vault import Vault
from noteport.vault.word_counts import CountedWords

Scratch: TypeAlias = Callable[[], AbstractContextManager[Path]]
"""Opens a temporary folder: ``Target.scratch``."""

NO_CLAIMS = "No claim was found in any note."


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
        with _blamed(job):
            exporter = job.exporter(job.options)
            counted = exporter.counts()
        with open_vault(job.paths, job.common, watch, counted=counted, scratch=target.scratch) as vault:
            _check_not_a_note(job, vault)
            notes = WatchedNotes(vault, watch, job.common.ignore)
            report = _export(job, exporter, notes, target, vault)
            notes.read_rest()
            report = _with_transforms(report, vault)
        problems = worth_telling((*notes.problems, *report.problems), job.common.ignore)
        if job.common.strict and not notes.claims:
            raise NoteError(NO_CLAIMS, READ_FORMS)
        if job.common.strict and problems:
            raise strict_error(problems)
        with _looking(job):
            target.commit()
    finally:
        target.abort()
    return Outcome(
        report=report,
        notes=notes.count,
        claims=notes.claims,
        problems=problems,
        seconds=time.perf_counter() - started,
    )


def readers_of(common: CommonOptions) -> tuple[Use, ...]:
    """Return the plugins that take part in reading.

    Raises:
        PluginUnavailable: one of them cannot be used.
        UsageError: there is no transform with a name that is asked for.
    """
    if not common.plugins:
        return ()
    return common.readers if common.readers is not None else installed(transforms=common.transform)


def _with_transforms(report: ExportReport, vault: Vault) -> ExportReport:
    """Return a report that names the transforms that have changed the notes."""
    names = [use.culprit for use in vault.options.plugins or () if use.group == TRANSFORMS.group]
    if not names:
        return report
    return replace(report, remarks=(*report.remarks, f"The notes were changed by {', then '.join(names)}."))


@contextmanager
def open_vault(
    paths: Iterable[Path],
    common: CommonOptions,
    watch: Watch | None = None,
    *,
    counted: CountedWords | None = None,
    scratch: Scratch | None = None,
) -> Iterator[Vault]:
    """Open the vault at some paths as the options say, with its processes and its cache.

    Args:
        paths: notes and folders of notes.
        common: the options.
        watch: receives progress.
        counted: returns the words of a note that are counted over all notes.
        scratch: opens a temporary folder for notes that are needed twice, if there is no cache.

    Raises:
        UsageError: a path is missing, there are no notes, or the decisions file is none.
    """
    paths = tuple(paths)
    options = ReadOptions(
        untimed=common.untimed,
        transcripts=common.transcripts,
        language=common.language,
        repair=common.repair,
        limits=common.limits,
        plugins=readers_of(common),
        back_links=None if common.back_links == "none" else back_links(common.back_links, paths),
    )
    with Workers(common.jobs) as workers, _cache(common, scratch if counted is not None else None) as cache:
        vault = Vault(
            paths,
            options=options,
            exclude=common.exclude,
            durations=common.durations,
            captions=common.captions if common.check_captions else False,
            executor=workers,
            cache=cache,
            counted=counted,
            watch=watch.looked if watch is not None else None,
        )
        if common.decisions is not None:
            from noteport.decisions import apply_decisions  # noqa: PLC0415  # most vaults have no decisions

            apply_decisions(vault, common.decisions)
        yield vault


@contextmanager
def _cache(common: CommonOptions, scratch: Scratch | None) -> Iterator[NoteCache | None]:
    folder = default_folder() if common.cache else None
    if folder is not None:
        with NoteCache(folder) as cache:
            yield cache
    elif scratch is not None:  # notes are parsed to count their words, and must not be parsed again
        with scratch() as temporary, NoteCache(temporary, is_temporary=True) as cache:
            yield cache
    else:
        yield None


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


def _target(job: Job) -> Target:
    with _looking(job):
        return Target(job.output, exporter=job.exporter, force=job.force, dry_run=job.dry_run)


@contextmanager
def _looking(job: Job) -> Iterator[None]:
    """Say which exporter could not tell whether an existing file is its own."""
    try:
        yield
    except ExporterFault as fault:
        raise _bug(job, str(fault), fault.__cause__ or fault) from fault.__cause__


def _export(job: Job, exporter: Exporter[Any], notes: WatchedNotes, target: Target, vault: Vault) -> ExportReport:
    def may_change(path: str) -> bool:
        """A plugin may change what it has made, but neither its target nor a note."""
        place = Path(path)
        if any(map(is_workspace_name, place.parts)):
            return True
        return not target.covers(place) and not vault.reads(place)

    with _blamed(job, notes), contained(None if job.reference.is_built_in else may_change):
        report = checked_report(exporter.export(notes, target), target)
    notes.check()
    return report


@contextmanager
def _blamed(job: Job, notes: WatchedNotes | None = None) -> Iterator[None]:
    """Say which exporter was running, and on which note, when something unexpected happens."""
    try:
        yield
    except (NoteportError, Crash, Terminated):
        raise
    except KeyboardInterrupt as error:
        raise Interrupted(f"{job.reference.full_name} was running {_place(notes)}") from error
    except BaseException as error:  # a plugin may raise anything, even SystemExit
        raise _bug(job, _place(notes), error) from error


def _place(notes: WatchedNotes | None) -> str:
    return "outside any note" if notes is None else notes.place


def _bug(job: Job, doing: str, cause: BaseException) -> Crash:
    return Crash(job.reference.full_name, doing, cause, ours=job.reference.is_built_in)


def _check_output(job: Job) -> None:
    if job.output is None:
        if not job.exporter.text:
            example = f"Name a file: -o notes{''.join(job.exporter.suffixes[:1])}"
            raise UsageError(f"{job.exporter.name} does not write text and cannot write to standard output.", example)
        return
    check_ending(job.exporter, job.output)


def _check_not_a_note(job: Job, vault: Vault) -> None:
    if job.output is not None and vault.reads(job.output):
        raise UsageError(f"{job.output} is one of the notes.", "Choose another name with -o.")
