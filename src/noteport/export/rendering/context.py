"""What ``render`` may know besides its note.

Every question is recorded with its answer, so that a fragment is made again when an answer changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, TypeAlias

from msgspec import Struct

from noteport.model.nodes import NoteRef, WikiLink
from noteport.model.note import Note
from noteport.model.terms import Terms
from noteport.plugins.options import Options
from noteport.vault.assets import Asset, Assets
from noteport.vault.cache import digest_of
from noteport.vault.dependencies import digest
from noteport.vault.files import below
from noteport.vault.loading.jobs import Task
from noteport.vault.survey import Survey
from noteport.vault.word_counts import RoundedCounts, WordCounts

_NO_WORD = "\0"

Question: TypeAlias = tuple[str, str]
"""The kind of a question, and what it is about."""


class Surroundings(Struct, frozen=True, kw_only=True, dict=True):
    """Everything that is known about the vault and the target. It can be sent to another process or machine."""

    options: Options
    suffix: str
    untimed: bool
    shared: Any
    survey: Survey
    given: tuple[PurePosixPath, ...]
    """The given paths."""
    assets: Assets
    words: WordCounts

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The positions of notes in hubs, by id."""
        return self.survey.places_in_hubs()

    @cached_property
    def terms(self) -> Terms:
        """The names of all terms."""
        return Terms(entry.ref for entry in self.survey.entries)

    def answer(self, task: Task, question: Question) -> Any:
        """Return the answer to a question about a note."""
        kind, about = question
        return _ANSWERS[kind](self, task, about)


_ANSWERS: Mapping[str, Callable[[Surroundings, Task, str], Any]] = MappingProxyType(
    {
        "find": lambda around, task, target: around.survey.index.find(WikiLink(target), task.channel, task.file.shown),
        "place": lambda around, task, _: around.places.get(task.id),
        "asset": lambda around, task, src: around.assets.find(task.file.shown, src),
        "name": lambda around, _, term: around.terms.name(term),
        "notes": lambda around, _, term: around.terms.notes(term),
    }
)


class Context:
    """What is known about the vault while one note is rendered."""

    def __init__(self, around: Surroundings, task: Task) -> None:
        self._around = around
        self._task = task
        self._answers: dict[Question, Any] = {}
        self.words: RoundedCounts = _RecordedWords(around.words)
        """The number of notes with each word, if the exporter ``counts`` words; rounded to powers of two."""
        self.terms: Terms = _RecordedTerms(self._ask)
        """The names of terms, and the notes on them."""

    @property
    def options(self) -> Options:
        """The options of the exporter."""
        return self._around.options

    @property
    def suffix(self) -> str:
        """The extension of the target's name in lower case, such as ``.apkg``; empty for standard output."""
        return self._around.suffix

    @property
    def untimed(self) -> bool:
        """Whether the user also wants claims without a timestamp that can be opened."""
        return self._around.untimed

    @property
    def shared(self) -> Any:
        """What ``Exporter.prepare`` returned."""
        return self._around.shared

    def find(self, link: WikiLink, source: Note) -> NoteRef | None:
        """Return the note that a link in ``source`` leads to, or None. Links in a note know it already."""
        found: NoteRef | None = self._ask("find", link.target)
        return found

    def place_in_hub(self, note: Note) -> int | None:
        """Return the position of a note in the hub of its channel, counted from 0; None if no hub lists it."""
        place: int | None = self._ask("place", "")
        return place

    def file_of(self, note: Note) -> PurePosixPath:
        """Return the file of a note relative to the given path."""
        return below(self._around.given, note.path)

    def asset(self, note: Note, src: str) -> Asset | None:
        """Return the local file that a note shows with ``![](src)``; None if there is none inside the given paths."""
        asset: Asset | None = self._ask("asset", src)
        return asset

    def _ask(self, kind: str, about: str) -> Any:
        question = kind, about
        if question not in self._answers:
            self._answers[question] = self._around.answer(self._task, question)
        return self._answers[question]

    # --- what was asked ---------------------------------------------------------------------------------------------

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions so far."""
        return tuple(self._answers)

    def digest(self) -> bytes:
        """Return what stands for the answers so far."""
        return digest_of_answers(self._answers.values())


def digest_of_answers(answers: Iterable[Any]) -> bytes:
    """Return what stands for some answers: for an asset, what is in the file."""
    return digest([_contents(answer) if isinstance(answer, Asset) else answer for answer in answers])


def _contents(asset: Asset) -> bytes | str:
    try:
        return digest_of(asset.read())
    except OSError as error:  # it cannot be read, or is gone
        return str(error)


class _RecordedTerms(Terms):
    """The terms of all notes, as far as they are asked for."""

    def __init__(self, ask: Callable[[str, str], Any]) -> None:
        super().__init__(())
        self._ask = ask

    def notes(self, id: str) -> tuple[NoteRef, ...]:
        found: tuple[NoteRef, ...] = self._ask("notes", id)
        return found

    def name(self, id: str) -> str:
        return str(self._ask("name", id))


class _RecordedWords(RoundedCounts):
    """The numbers of notes with single words."""

    @property
    def notes(self) -> int:
        self.asked[_NO_WORD] = 0  # whatever word was asked for, the number of notes is recorded with it
        return super().notes

    def __iter__(self) -> Iterator[str]:
        raise TypeError("ask context.words for one word at a time, so that it is recorded")
