"""From files to skimmed notes and notes, in order: from the cache, here, or in an executor.

    items ── cached? ── yes ──────────────────────────────┐
               └─────── no ── here, or in an executor ────┴── in the order of the items

Reading is at most one window of notes ahead, so that memory does not grow with the vault.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from itertools import islice
from typing import TypeAlias, TypeVar

from noteport.errors import NoteportError
from noteport.model.note import Note
from noteport.parse.options import ReadOptions
from noteport.vault.cache import NoteCache, digest_of
from noteport.vault.files import NoteFile
from noteport.vault.hubs import Hub
from noteport.vault.loading.contents import Contents
from noteport.vault.loading.finishing import Finishing
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
    do_held,
)
from noteport.vault.loading.workers import Workers
from noteport.vault.skim import SkimmedNote
from noteport.vault.survey import Survey
from noteport.vault.word_counts import CountedWords

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
        self._contents = Contents()
        self._missing = 0
        """Bytes of files whose results are not kept."""

    def facts(
        self, files: Sequence[NoteFile], options: ReadOptions, counted: CountedWords | None = None
    ) -> Iterator[tuple[NoteFile, SkimmedNote | None, Problems]]:
        """Return the skimmed note of every file, and the problems of reading it.

        Args:
            files: what to read.
            options: the options for reading.
            counted: returns the words of a note that are counted; None if none are.
        """
        work = Learning(options) if counted is None else Learning(options, counted, Parsing(options))
        known = [self._kept(work, file) for file in files]
        self._choose(work, [file for file, kept in zip(files, known, strict=True) if not kept])
        read = self._each(work, files, known)
        for file, (facts, problems) in zip(files, read, strict=True):
            yield file, facts, problems

    def hub(self, options: ReadOptions, file: NoteFile) -> Hub | None:
        """Return the hub in a file, or None; it is always read in this process."""
        work = Learning(options)
        facts = self._read(work, file, self._kept(work, file)).made
        return None if facts is None else facts.hub

    def notes(self, tasks: Iterable[Task], options: ReadOptions, survey: Survey) -> Iterator[Answer[Note]]:
        """Yield the resolved note of every task, and the problems of its file; None if the file is gone."""
        finishing = Finishing(options, survey, self._cache)
        for note, problems in self._each(Parsing(options, survey), tasks, None):
            yield Answer(finishing.finished(note) if note is not None else None, problems)

    def results(self, work: Work[Item, Made], items: Iterable[Item]) -> Iterator[Answer[Made]]:
        """Yield the result of some work for every item, and the problems of its file; None if the file is gone."""
        return self._each(work, items, None)

    def _each(
        self, work: Work[Item, Made], items: Iterable[Item], known: Sequence[bytes | None] | None
    ) -> Iterator[Answer[Made]]:
        """Yield the result for each item. ``known`` has the results from the cache, if it was asked already."""
        waiting: deque[tuple[list[Item], list[bytes | None], Future[list[Parcel[Made]]] | None]] = deque()
        executor = None
        try:
            for number, chunk in enumerate(_chunks(items)):
                start = number * CHUNK
                kept_all = (
                    [self._kept(work, item) for item in chunk]
                    if known is None
                    else list(known[start : start + len(chunk)])
                )
                missing = [item for item, kept in zip(chunk, kept_all, strict=True) if kept is None]
                future = None
                if known is None and missing:
                    self._choose(work, [work.file(item) for item in missing])
                if missing and self._executor is not None:
                    executor = self._executor
                    future = self._submit(work, missing)
                if future is None and not waiting:  # nothing of this or of earlier chunks is being made elsewhere
                    for item, kept in zip(chunk, kept_all, strict=True):
                        yield self._read(work, item, kept, again=known is not None)
                    continue
                waiting.append((chunk, kept_all, future))
                if len(waiting) >= self._window:
                    yield from self._collect(work, *waiting.popleft())
            while waiting:
                yield from self._collect(work, *waiting.popleft())
        except BrokenExecutor as error:
            assert executor is not None
            raise _death(executor, [work.file(item) for item in chunk]) from error
        finally:
            for _, _, future in waiting:
                if future is not None:
                    future.cancel()

    def _choose(self, work: Work[Item, Made], missing: Iterable[NoteFile]) -> None:
        """Start processes if there is enough to do for them."""
        if callable(self._choice):
            self._missing += sum(map(_size, missing))
            held = work if work.is_large else None
            self._executor = (
                self._choice(self._missing, held) if isinstance(self._choice, Workers) else self._choice(self._missing)
            )
        if self._executor is not None:
            self._contents.release_all()

    def _submit(self, work: Work[Item, Made], missing: Sequence[Item]) -> Future[list[Parcel[Made]]]:
        assert self._executor is not None
        items = [(item, self._parsed(work, item)) for item in missing]
        if isinstance(self._choice, Workers) and work.is_large:  # they were started with it
            return self._executor.submit(do_held, items)
        return self._executor.submit(do_all, work.elsewhere(), items)

    def _collect(
        self,
        work: Work[Item, Made],
        chunk: list[Item],
        kept_all: list[bytes | None],
        future: Future[list[Parcel[Made]]] | None,
    ) -> Iterator[Answer[Made]]:
        parcels = iter(future.result() if future is not None else ())
        for item, kept in zip(chunk, kept_all, strict=True):
            parcel = next(parcels, None) if kept is None else None
            if parcel is None or parcel.has_failed:
                yield self._read(work, item, kept)
                continue
            self._keep_parsed(work, item, parcel.content, parcel.parsed)
            if parcel.whole is not None:
                yield self._finished(work, parcel.whole)
            elif parcel.data is None:
                yield Answer(None, parcel.problems)
            else:
                self._keep(work, item, parcel.content, parcel.data)
                yield self._read(work, item, parcel.data)

    # --- the cache -------------------------------------------------------------------------------------------------

    def _kept(self, work: Work[Item, Made], item: Item) -> bytes | None:
        """Return the valid cached result for an item. The file is read for this."""
        if self._cache is None or not work.name:
            return None
        file = work.file(item)
        digest = self._contents.digest(file)
        kept = self._cache.get(work.name, digest, work.place(item)) if digest is not None else None
        if kept is None or not work.is_valid(item, kept):
            return None
        self._contents.release(file)
        return kept

    def _keep(self, work: Work[Item, Made], item: Item, content: bytes, packed: bytes | None) -> None:
        if self._cache is not None and work.name and packed is not None:
            self._cache.put(work.name, content, work.place(item), packed)

    def _parsed(self, work: Work[Item, Made], item: Item, content: bytes | None = None) -> bytes | None:
        """Return the cached note from which the work can begin."""
        if self._cache is None or work.parsing is None:
            return None
        file = work.file(item)
        content = content or self._contents.digest(file)
        return self._cache.get(work.parsing.name, content, file.shown.stem) if content is not None else None

    def _keep_parsed(self, work: Work[Item, Made], item: Item, content: bytes, packed: bytes | None) -> None:
        if self._cache is not None and work.parsing is not None and packed is not None:
            self._cache.put(work.parsing.name, content, work.file(item).shown.stem, packed)

    # --- here ------------------------------------------------------------------------------------------------------

    def _read(self, work: Work[Item, Made], item: Item, packed: bytes | None, *, again: bool = False) -> Answer[Made]:
        """Return the packed result, or the result of working here. ``again`` says that other work on it will follow."""
        unpacked = work.unpack(item, packed) if packed is not None else None
        if unpacked is not None:
            return unpacked
        data, problems = self._contents.read(work.file(item), again=again)
        if data is None:
            return Answer(None, problems)
        content = digest_of(data) if self._cache is not None else b""
        done = work.do(item, data, self._parsed(work, item, content))
        self._keep_parsed(work, item, content, done.parsed)
        self._keep(work, item, content, done.packed)
        return self._finished(work, done.answer)

    @staticmethod
    def _finished(work: Work[Item, Made], answer: Answer[Made]) -> Answer[Made]:
        return answer if answer.made is None else Answer(work.finish(answer.made), answer.problems)


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
