"""From files to skimmed notes and notes, in order: from the cache, here, or in an executor.

    items ── cached? ── yes ──────────────────────────────┐
               └─────── no ── here, or in an executor ────┴── in the order of the items

Reading is at most one window of notes ahead, so that memory does not grow with the vault.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from noteport.errors import NoteportError
from noteport.model.decision import Decision
from noteport.model.note import Note
from noteport.model.rewrite import with_decisions
from noteport.parse.options import ReadOptions
from noteport.plugins.use import Use
from noteport.vault.cache import NoteCache, digest_of
from noteport.vault.captions_index import CaptionsIndex
from noteport.vault.files import NoteFile, read_bytes
from noteport.vault.hubs import Hub
from noteport.vault.loading.jobs import (
    Answer,
    Item,
    Learning,
    Made,
    Parcel,
    Parsing,
    Problems,
    Task,
    Work,
    do_all,
)
from noteport.vault.skim import SkimmedNote
from noteport.vault.survey import Survey
from noteport.vault.transforms import TRANSFORMS, transformed

if TYPE_CHECKING:
    from noteport.vault.claim_checker import ClaimChecker

CHUNK = 16
"""Notes that are sent to an executor together: sending one costs as much as parsing a small one."""
WINDOW = 256
"""Notes that are parsed ahead when there is an executor; this bounds memory."""

Choice: TypeAlias = Callable[[int], Executor | None]
"""Returns an executor for this many bytes of notes, or None if it is not worthwhile."""

T = TypeVar("T")


class Reader:
    """Reads files.

    Args:
        executor: where notes are parsed, or a function that decides once the amount of work is known; None for here.
        cache: known results, and where new ones are kept.
        window: the number of notes that an executor may be ahead.
    """

    def __init__(
        self, executor: Executor | Choice | None = None, cache: NoteCache | None = None, *, window: int = WINDOW
    ) -> None:
        self._choice = executor
        self._executor = None if executor is None or callable(executor) else executor
        self._cache = cache
        self._window = max(window // CHUNK, 1)

    def facts(
        self, files: Sequence[NoteFile], options: ReadOptions
    ) -> Iterator[tuple[NoteFile, SkimmedNote | None, Problems]]:
        """Return the skimmed note of every file, and the problems of reading it."""
        work = Learning(options)
        known = [self._kept(work, file) for file in files]
        if callable(self._choice):
            self._executor = self._choice(sum(_size(file) for file, kept in zip(files, known, strict=True) if not kept))
        read = self._each(work, files, known)
        for file, (facts, problems) in zip(files, read, strict=True):
            yield file, facts, problems

    def hub(self, options: ReadOptions, file: NoteFile) -> Hub | None:
        """Return the hub in a file, or None; it is always read in this process."""
        facts = self._read(Learning(options), file, None).made
        return None if facts is None else facts.hub

    def notes(self, tasks: Iterable[Task], options: ReadOptions, survey: Survey) -> Iterator[Answer[Note]]:
        """Yield the resolved note of every task, and the problems of its file; None if the file is gone."""
        answers = self._each(Parsing(options, survey), tasks, None)
        if survey.captions.is_on:
            answers = _checked(answers, survey.captions, self._cache)
        if survey.decisions:
            answers = _decided(answers, survey.decisions)
        uses = [use for use in options.plugins or () if use.group == TRANSFORMS.group]
        return _transformed(answers, uses) if uses else answers

    def _each(
        self, work: Work[Item, Made], items: Iterable[Item], known: Sequence[bytes | None] | None
    ) -> Iterator[Answer[Made]]:
        """Yield the result for each item. ``known`` has the results from the cache, if it was asked already."""
        if self._executor is None:
            for number, item in enumerate(items):
                kept = known[number] if known is not None else None
                yield self._read(work, item, kept)
            return
        waiting: deque[tuple[list[Item], list[bytes | None], Future[list[Parcel[Made]]] | None]] = deque()
        try:
            for number, chunk in enumerate(_chunks(items)):
                start = number * CHUNK
                kept_all = (
                    [self._kept(work, item) for item in chunk]
                    if known is None
                    else list(known[start : start + len(chunk)])
                )
                missing = [item for item, kept in zip(chunk, kept_all, strict=True) if kept is None]
                future = self._executor.submit(do_all, work.elsewhere(), missing) if missing else None
                waiting.append((chunk, kept_all, future))
                if len(waiting) >= self._window:
                    yield from self._collect(work, *waiting.popleft())
            while waiting:
                yield from self._collect(work, *waiting.popleft())
        except BrokenExecutor as error:
            raise _death(self._executor, [work.file(item) for item in chunk]) from error
        finally:
            for _, _, future in waiting:
                if future is not None:
                    future.cancel()

    def _collect(
        self,
        work: Work[Item, Made],
        chunk: list[Item],
        kept_all: list[bytes | None],
        future: Future[list[Parcel[Made]]] | None,
    ) -> Iterator[Answer[Made]]:
        parcels = iter(future.result() if future is not None else ())
        for item, kept in zip(chunk, kept_all, strict=True):
            if kept is not None:
                yield self._read(work, item, kept)
                continue
            parcel = next(parcels)
            if parcel.whole is not None:
                yield self._finished(work, parcel.whole)
            elif parcel.data is None:
                yield Answer(None, parcel.problems)
            else:
                self._keep(work, item, parcel.content, parcel.data)
                yield self._read(work, item, parcel.data)

    # --- the cache -------------------------------------------------------------------------------------------------

    def _kept(self, work: Work[Item, Made], item: Item) -> bytes | None:
        """Return the cached result for an item. The file is read for this, and its contents are not kept."""
        if self._cache is None:
            return None
        file = work.file(item)
        data, _ = read_bytes(file)
        return None if data is None else self._cache.get(work.name, digest_of(data), file.shown.stem)

    def _keep(self, work: Work[Item, Made], item: Item, content: bytes, packed: bytes) -> None:
        if self._cache is not None:
            self._cache.put(work.name, content, work.file(item).shown.stem, packed)

    # --- here ------------------------------------------------------------------------------------------------------

    def _read(self, work: Work[Item, Made], item: Item, packed: bytes | None) -> Answer[Made]:
        """Return the packed result, or the result read here; the file is read once for both the cache and the work."""
        unpacked = work.unpack(item, packed) if packed is not None else None
        if unpacked is not None:
            return unpacked
        file = work.file(item)
        data, problems = read_bytes(file)
        if data is None:
            return Answer(None, problems)
        if self._cache is None:
            return self._finished(work, work.make_from(item, data))
        content = digest_of(data)
        kept = self._cache.get(work.name, content, file.shown.stem)
        known = work.unpack(item, kept) if kept is not None else None
        if known is not None:
            return known
        made, problems = work.make_from(item, data)
        packed = work.pack(made, problems) if made is not None else None
        if packed is not None:
            self._keep(work, item, content, packed)
        return self._finished(work, Answer(made, problems))

    @staticmethod
    def _finished(work: Work[Item, Made], answer: Answer[Made]) -> Answer[Made]:
        return answer if answer.made is None else Answer(work.finish(answer.made), answer.problems)


def _transformed(answers: Iterable[Answer[Note]], uses: Sequence[Use]) -> Iterator[Answer[Note]]:
    for note, problems in answers:
        yield Answer(None if note is None else transformed(note, uses), problems)


def _checked(
    answers: Iterable[Answer[Note]], captions: CaptionsIndex, cache: NoteCache | None
) -> Iterator[Answer[Note]]:
    """Yield notes with their claims checked against captions, where there are captions."""
    checker: ClaimChecker | None = None
    for note, problems in answers:
        if note is not None and captions.of(note):
            checker = checker or _claim_checker(captions, cache)
            yield Answer(checker.check(note), problems)
        else:
            yield Answer(note, problems)


def _decided(
    answers: Iterable[Answer[Note]], decisions: Mapping[str, Mapping[str, Decision]]
) -> Iterator[Answer[Note]]:
    """Yield notes with what was decided about their claims."""
    for note, problems in answers:
        of_note = decisions.get(note.id) if note is not None else None
        yield Answer(note if note is None or not of_note else with_decisions(note, of_note), problems)


def _claim_checker(captions: CaptionsIndex, cache: NoteCache | None) -> ClaimChecker:
    from noteport.vault.claim_checker import ClaimChecker  # noqa: PLC0415  # without captions, nothing of it is needed

    return ClaimChecker(captions, cache)


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(items)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


def _size(file: NoteFile) -> int:
    try:
        return file.path.stat().st_size
    except OSError:
        return 0


def _death(executor: Executor, last: Sequence[NoteFile]) -> NoteportError:
    """The error for a process that died while reading notes."""
    from noteport.vault.loading.pool import WorkerPool  # noqa: PLC0415  # needed only with worker processes

    names = executor.victims() if isinstance(executor, WorkerPool) else []
    if not names:
        names = [f"one of the notes up to {last[-1].shown}"]
    hint = "Memory may have run out, or a library crashed. Skip the note with --exclude, or use --jobs 1."
    return NoteportError(f"{', '.join(names)}: the process that was reading this ended early.", hint)
