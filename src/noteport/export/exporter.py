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
   └── export(notes: Notes, target: Target) -> ExportReport
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, BinaryIO, ClassVar

from noteport.export.notes import Notes
from noteport.export.report import ExportReport
from noteport.plugins.plugin import OptionsT, Plugin

if TYPE_CHECKING:
    from noteport.export.target import Target

HEAD = 4096
"""The number of bytes of a file that ``Exporter.recognises`` receives."""


class Exporter(Plugin[OptionsT], ABC):
    """Turns notes into one file format. Subclass it, give it a name, and implement ``export``.

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

    @abstractmethod
    def export(self, notes: Notes, target: Target) -> ExportReport:
        """Write the notes to the target and return a report.

        Raises:
            ExportError: the export cannot be completed; the target then stays as it was.
        """

    @classmethod
    def recognises(cls, head: bytes) -> bool:
        """Return whether a file that begins with ``head`` (at most 4 kB) is its own and may be replaced without
        ``--force``.

        This includes the files that it writes next to the target. By default no file is its own.
        """
        return False

    @classmethod
    def wrote(cls, file: BinaryIO) -> bool:
        """Return the same for an open file, for formats that are not marked at the beginning.

        Args:
            file: seekable, and at its beginning. By default, ``recognises`` decides.
        """
        return cls.recognises(file.read(HEAD))
