"""Checks the claims of notes against captions. Captions are read once, and the results are cached.

captions in the note's language, by a person rather than by a machine ── words and times ── a verdict on each claim
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from noteport.captions.align import align
from noteport.captions.evidence import Spoken
from noteport.captions.reader import Captions, read_captions
from noteport.captions.statements import Alignment, Statement
from noteport.captions.verdicts import statements_of, with_problems, with_verdicts
from noteport.model.note import Note
from noteport.model.problems import Problem, ProblemCode
from noteport.vault.cache import NoteCache, digest_of
from noteport.vault.captions_index import CaptionsFile, CaptionsIndex
from noteport.vault.files import shown_path

MOST_PAIRS = 20_000_000
"""Claims of a note times sentences of captions, which take time and memory; 1,000 claims and ten hours have fewer."""
TRIED = 8
"""Maximum number of files in one language that are read for a note."""

T = TypeVar("T", Alignment, Captions)


class ClaimChecker:
    """Checks the claims of notes.

    Args:
        index: all captions.
        cache: captions and results of earlier runs.
    """

    def __init__(self, index: CaptionsIndex, cache: NoteCache | None = None) -> None:
        self._index = index
        self._cache = cache
        self._source = lru_cache(maxsize=8)(self._open)  # notes of one video mostly stand next to each other
        self._spoken = lru_cache(maxsize=2)(lambda source: Spoken(source.captions.transcript))

    def check(self, note: Note) -> Note:
        """Return a note with a verdict on each claim, or the note itself if it has no captions."""
        ranked = self._index.of(note)
        statements = statements_of(note) if ranked else []
        if not statements:
            return note
        problems: list[Problem] = []
        mismatch: Alignment | None = None
        for files in ranked:
            sources = [self._source(file) for file in files[:TRIED]]
            problems += [source for source in sources if isinstance(source, Problem)]
            readable = [source for source in sources if isinstance(source, _Source)]
            endless = [source for source in readable if source.sentences * len(statements) > MOST_PAIRS]
            problems += [_problem(source.path, "too many sentences for so many claims") for source in endless]
            readable = [source for source in readable if source not in endless]
            if len(readable) > 1:
                readable.sort(key=lambda source: source.captions.automatic)
            for source in readable:
                alignment = self._align(statements, source)
                if alignment.mismatch:
                    mismatch = mismatch or alignment
                elif any(finding.verdict != "unchecked" for finding in alignment.findings):
                    return with_problems(with_verdicts(note, alignment), problems)
        return with_problems(with_verdicts(note, mismatch) if mismatch else note, problems)

    def _align(self, statements: Sequence[Statement], source: _Source) -> Alignment:
        key = source.digest + msgspec.msgpack.encode(statements)
        kept = self._kept("alignment", key, Alignment)
        if kept is None:
            kept = align(statements, self._spoken(source))
            self._keep("alignment", key, kept)
        return kept

    def _open(self, file: CaptionsFile) -> _Source | Problem:
        """Return the captions in a file, or the problem that says why it has none."""
        try:
            data = self._index.contents(file)
            captions = self._kept("captions", data, Captions)
            if captions is None:
                captions = read_captions(data)
                self._keep("captions", data, captions)
        except OSError as error:
            return _problem(file.path, error.strerror or str(error))
        except ValueError as error:
            return _problem(file.path, str(error))
        return _Source(file.path, digest_of(data), captions)

    def _kept(self, what: str, content: bytes, type: type[T]) -> T | None:
        """Return what an earlier run has cached, or None."""
        data = self._cache.get(what, digest_of(content), "") if self._cache is not None else None
        try:
            return None if data is None else msgspec.msgpack.decode(data, type=type)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None

    def _keep(self, what: str, content: bytes, made: object) -> None:
        if self._cache is not None:
            self._cache.put(what, digest_of(content), "", msgspec.msgpack.encode(made))


@dataclass(frozen=True, eq=False)
class _Source:
    """Captions that were read."""

    path: Path
    digest: bytes
    """Of the bytes of the file."""
    captions: Captions

    @property
    def sentences(self) -> int:
        """How many are spoken."""
        return len(self.captions.transcript.sentences)


def _problem(path: Path, reason: str) -> Problem:
    message = f"No captions can be read: {reason}; the file is ignored."
    return Problem(code=ProblemCode.CAPTIONS_UNREADABLE, path=shown_path(path), line=0, message=message)
