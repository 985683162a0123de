"""A fragment in the cache, with everything that it depends on besides the text of its note and the exporter."""

from __future__ import annotations

import msgspec.msgpack
from msgspec import Struct

from noteport.export.rendering.context import Context, Question, Surroundings, digest_of_answers
from noteport.export.rendering.fragment import Fragment
from noteport.model.nodes import NoteRef, Video
from noteport.model.note import Note
from noteport.model.problems import Problem
from noteport.vault.codec.decode import unpack_problems
from noteport.vault.codec.encode import Packed, pack_problems
from noteport.vault.dependencies import Dependencies, dependencies_of
from noteport.vault.loading.jobs import Task

_BETWEEN = "\n"
"""Separates words, which contain no line break."""


class Basis(Struct, frozen=True, array_like=True):
    """What a fragment depends on."""

    dependencies: Dependencies
    words: str
    """The words whose numbers of notes were asked for."""
    of_words: bytes
    questions: tuple[Question, ...]
    of_questions: bytes

    def is_valid(self, task: Task, around: Surroundings) -> bool:
        """Return whether the same would be made today."""
        return (
            self.dependencies.hold(task, around.survey)
            and (not self.words or self.of_words == around.words.digest(self.words.split(_BETWEEN)))
            and (
                not self.questions
                or self.of_questions == digest_of_answers(around.answer(task, question) for question in self.questions)
            )
        )


def basis_of(note: Note, task: Task, around: Surroundings, context: Context) -> Basis:
    """Return what the fragment of a note depends on that has just been rendered with a context."""
    words = list(context.words.asked)
    return Basis(
        dependencies=dependencies_of(note, task, around.survey),
        words=_BETWEEN.join(words),
        of_words=around.words.digest(words),
        questions=context.asked,
        of_questions=context.digest(),
    )


class KeptFragment(Struct, frozen=True, array_like=True):
    """What is kept of one note."""

    basis: Basis | None
    """None if the fragment is not kept for later runs."""
    title: str
    claims: int
    problems_of_file: Packed
    problems: Packed
    data: bytes
    index: bytes
    video: Video | None = None

    def fragment(self, task: Task) -> tuple[Fragment, tuple[Problem, ...]]:
        """Return the fragment, and the problems of reading the file."""
        path = task.file.shown
        fragment = Fragment(
            ref=NoteRef(id=task.id, title=self.title, channel=task.channel, stem=path.stem, video=self.video),
            path=path,
            data=self.data,
            index=self.index,
            claims=self.claims,
            problems=unpack_problems(self.problems, path),
        )
        return fragment, unpack_problems(self.problems_of_file, path)


def pack(fragment: Fragment, problems: tuple[Problem, ...], basis: Basis | None) -> bytes:
    """Return a fragment as bytes, with the problems of reading its file."""
    return msgspec.msgpack.encode(
        KeptFragment(
            basis=basis,
            title=fragment.ref.title,
            claims=fragment.claims,
            problems_of_file=pack_problems(problems),
            problems=pack_problems(fragment.problems),
            data=fragment.data,
            index=fragment.index,
            video=fragment.ref.video,
        )
    )


def unpack(data: bytes) -> KeptFragment | None:
    """The inverse of ``pack``; None for other bytes."""
    try:
        return _DECODER.decode(data)
    except (msgspec.DecodeError, ValueError):
        return None


_DECODER = msgspec.msgpack.Decoder(KeptFragment)
