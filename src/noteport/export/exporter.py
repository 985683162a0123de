r"""What an exporter is. A plugin needs one class and one line of packaging metadata:

# noteport_outline.py
from noteport.api import Exporter, ExportReport, Notes, Target

class OutlineExporter(Exporter):
    \"\"\"A plain-text outline: one line per claim.\"\"\"

    name, summary, suffixes = "outline", "Plain-text outline, one line per claim.", (".txt",)

    def export(self, notes: Notes, target: Target) -> ExportReport:
        with target.open_text() as out:
            for note in notes:
                out.writelines(f"{claim.text}\\n" for claim in note.claims())
        return target.report()

# pyproject.toml
[project.entry-points."noteport.exporters"]
outline = "noteport_outline:OutlineExporter"

Exporter ── Options (one frozen dataclass; its fields become flags, configuration keys, environment variables)
   ├── export(notes: Notes, target: Target) -> ExportReport
   └── or, for large vaults, two halves instead of export:
       ├── render(note: Note, context: Context) -> bytes | Rendered           in any process; kept in the cache
       └── assemble(fragments: Fragments, target: Target) -> ExportReport     in path order
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar

from noteport.errors import UsageError
from noteport.export.notes import Notes
from noteport.export.report import ExportReport
from noteport.plugins.plugin import OptionsT, Plugin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from noteport.export.rendering import Context, Fragments, Rendered
    from noteport.export.returned import Collection, ReturnedCard
    from noteport.export.target import Target
    from noteport.model.note import Note
    from noteport.vault.word_counts import CountedWords

HEAD = 4096
"""The number of bytes of a file that ``Exporter.recognises`` receives."""


class Exporter(Plugin[OptionsT]):
    """Turns notes into one file format. Subclass it, give it a name, and implement ``export``, or both ``render`` and
    ``assemble``.

    The name is its command: ``noteport NAME``.
    """

    suffixes: ClassVar[tuple[str, ...]] = ()
    """The file name extensions that it writes, the usual one first: ``(".apkg",)``."""
    folders: ClassVar[bool] = False
    """Whether it can also write a folder, if ``-o`` has none of ``suffixes`` (``Target.is_folder``).

    An exporter without ``suffixes`` writes only folders.
    """
    text: ClassVar[bool] = True
    """Whether it writes text, so that ``-o -`` may send it to standard output."""
    examples: ClassVar[tuple[str, ...]] = ()
    """Further examples for its help, without ``noteport NAME``: ``notes -o deck.apkg --deck Talks``."""
    libraries: ClassVar[tuple[str, ...]] = ()
    """Distributions whose versions change what ``render`` returns."""
    passes: ClassVar[int] = 1
    """How many times ``export`` reads all notes, for the progress that users see."""

    def export(self, notes: Notes, target: Target) -> ExportReport:
        """Write the notes to the target and return a report. By default, ``render`` and ``assemble`` do it.

        Raises:
            ExportError: the export cannot be completed; the target then stays as it was.
        """
        from noteport.export.rendering.start import start_rendering  # noqa: PLC0415  # an exporter may do without

        return self.assemble(start_rendering(self, notes, target.suffix), target)

    def render(self, note: Note, context: Context) -> bytes | Rendered:
        """Return what the output needs of one note.

        This runs in any process, in any order, and the result is kept for later runs. It must therefore depend on
        nothing but the note, the options and what it asks of the context, and must not change the exporter.
        """
        raise NotImplementedError

    def assemble(self, fragments: Fragments, target: Target) -> ExportReport:
        """Write what ``render`` made of all notes, in path order, to the target and return a report.

        Raises:
            ExportError: the export cannot be completed; the target then stays as it was.
        """
        raise NotImplementedError

    def prepare(self, notes: Notes) -> Any:
        """Return what ``render`` needs of the vault as a whole, as ``context.shared``; it must not read the notes.

        It is sent to other processes, and every note is rendered again when its ``repr`` changes.
        """
        return None

    def counts(self) -> CountedWords | None:
        """Return the function that names the words of a note whose number of notes ``context.words`` has to know, such
        as ``words_of``; None if ``render`` needs no such numbers.
        """
        return None

    @classmethod
    def is_complete(cls) -> bool:
        """Return whether it has ``export``, or both ``render`` and ``assemble``."""
        has_halves = cls.render is not Exporter.render and cls.assemble is not Exporter.assemble
        return cls.export is not Exporter.export or has_halves

    @classmethod
    def recognises(cls, head: bytes) -> bool:
        """Return whether a file that begins with ``head`` (at most 4 kB) is its own and may be replaced without
        ``--force``.

        This includes the files that it writes next to the target. By default no file is its own.
        """
        return False

    @classmethod
    def read_back(cls, collection: Collection) -> Iterable[ReturnedCard]:
        """Return its cards in the collection of a learner, for ``noteport pull``.

        Raises:
            UsageError: it makes no cards that can be read back.
            ExportError: the collection cannot be read.
        """
        raise UsageError(f"Nothing can be read back of what {cls.name} writes.")

    @classmethod
    def wrote(cls, file: BinaryIO) -> bool:
        """Return the same for an open file, for formats that are not marked at the beginning.

        Args:
            file: seekable, and at its beginning. By default, ``recognises`` decides.
        """
        return cls.recognises(file.read(HEAD))
