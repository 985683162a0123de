"""The work of rendering single notes. Apart from reading their files it is pure, so that any process or machine can do
it.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import TYPE_CHECKING, Any

from noteport.errors import RenderFault
from noteport.export.rendering.context import Context, Surroundings
from noteport.export.rendering.fragment import Fragment, Fragments, Rendered
from noteport.export.rendering.kept import basis_of, pack, unpack
from noteport.vault.cache import source_of
from noteport.vault.files import below
from noteport.vault.loading.finishing import Finishing
from noteport.vault.loading.jobs import Answer, Done, Parsing, Problems, Task, Work
from noteport.vault.loading.reader import Reader
from noteport.vault.word_counts import WordCounts

if TYPE_CHECKING:
    from noteport.export.exporter import Exporter
    from noteport.vault.files import NoteFile
    from noteport.vault.vault import Vault


class Rendering(Work[Task, Fragment]):
    """How the notes of a vault are rendered. It can be sent once to each process or machine.

    Args:
        exporter: has ``render``.
        vault: the notes.
        suffix: the extension of the target's name in lower case, such as ``.apkg``.
    """

    is_large = True

    def __init__(self, exporter: Exporter[Any], vault: Vault, suffix: str = "") -> None:
        counted = exporter.counts()
        self._exporter = exporter
        self._around = Surroundings(
            options=exporter.options,
            suffix=suffix,
            untimed=vault.untimed,
            shared=exporter.prepare(vault),
            survey=vault.survey,
            given=vault.given,
            assets=vault.assets,
            words=vault.words(counted) if counted is not None else WordCounts(),
        )
        self.parsing: Parsing = Parsing(vault.options, vault.survey)
        is_kept = vault.cache is not None and not vault.cache.is_temporary
        self._has_cache = vault.cache is not None
        self.name = _name(exporter, self._around, self.parsing) if is_kept else ""
        self._finishing = Finishing(vault.options, vault.survey, vault.cache)

    def elsewhere(self) -> Rendering:
        return copy(self)

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_finishing": Finishing(self.parsing.options, self._around.survey)}

    def render(self, tasks: Iterable[Task]) -> list[Fragment]:
        """Render some notes of the vault. A file that cannot be read is skipped.

        Args:
            tasks: some of ``Vault.tasks``.

        Raises:
            Exception: whatever the exporter raises.
        """
        try:
            answers = list(Reader().results(self, tasks))
        except RenderFault as fault:
            raise fault.__cause__ or fault from None
        return [made for made, _ in answers if made is not None]

    def context(self, task: Task) -> Context:
        """Return what ``render`` may ask about a note."""
        return Context(self._around, task)

    def fragments(self, vault: Vault, rendered: Iterable[Fragment]) -> Fragments:
        """Return what was rendered of all notes, in path order, for ``Exporter.assemble``."""
        return Fragments(vault, rendered, self._around.words)

    # --- one note ---------------------------------------------------------------------------------------------------

    def file(self, item: Task) -> NoteFile:
        return item.file

    def place(self, item: Task) -> str:
        path = item.file.shown
        return "\0".join((item.id, item.channel, str(path), str(below(self._around.given, path))))

    def do(self, item: Task, data: bytes, parsed: bytes | None) -> Done[Fragment]:
        (note, problems), parsed_now = self.parsing.read(item, data, parsed, packs=self._has_cache)
        if note is None:
            return Done(Answer(None, problems))
        note = self._finishing.finished(note)
        context = self.context(item)
        try:
            made = _typed(self._exporter.render(note, context))
        except BaseException as error:  # a plugin may raise anything, even SystemExit
            raise RenderFault(note.path) from error
        fragment = Fragment(
            ref=note.ref,
            path=note.path,
            data=made.data,
            index=made.index,
            claims=sum(1 for _ in note.claims()),
            problems=note.problems,
        )
        basis = basis_of(note, item, self._around, context) if self.name else None
        return Done(Answer(fragment, problems), pack(fragment, problems, basis), parsed_now)

    def is_valid(self, item: Task, packed: bytes) -> bool:
        kept = unpack(packed)
        return kept is not None and kept.basis is not None and kept.basis.is_valid(item, self._around)

    def unpack(self, item: Task, data: bytes) -> Answer[Fragment] | None:
        kept = unpack(data)
        return None if kept is None else Answer(*kept.fragment(item))

    def make(self, item: Task, text: str) -> Fragment:
        raise NotImplementedError("do() reads the note first")

    def pack(self, made: Fragment, problems: Problems) -> bytes | None:
        raise NotImplementedError("do() knows what it depends on")


def _name(exporter: Exporter[Any], around: Surroundings, parsing: Parsing) -> str:
    """Return what a fragment depends on besides its note; empty if that is not known, so that nothing is kept."""
    kind = type(exporter)
    source = source_of(*(one for one in kind.__mro__ if one is not object), libraries=kind.libraries)
    whole = (kind.__qualname__, source, around.options, around.suffix, around.shared, parsing.options)
    return f"{kind.name} {whole}" if source else ""


def _typed(made: bytes | Rendered) -> Rendered:
    if isinstance(made, bytes):
        return Rendered(made)
    if not isinstance(made, Rendered):
        raise TypeError(f"render() returned {made!r}, not bytes or Rendered")
    return made
