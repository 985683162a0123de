"""What all promises need, and what a subclass may define for its format."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from noteport.export.exporter import Exporter
from noteport.export.notes import Notes
from noteport.testing import runs
from noteport.testing.awkward import AWKWARD
from noteport.testing.ids import ids_in


class Promises:
    """An exporter, and how to export with it."""

    exporter: ClassVar[type[Exporter[Any]]]
    """The class that is tested."""

    def check_file(self, path: Path) -> None:
        """Open the target with a reader of its format, and raise any exception if it is not valid. Does nothing by
        default.

        It is called for an export of no notes, of each awkward note, of all of them, and with every option.
        """

    def ids_in(self, folder: Path, notes: Notes) -> set[str]:
        """Return the ids of the claims of ``notes`` in the files in ``folder``: any strings that must stay the same.

        By default, these are the ids of claims that occur in a file, or in an entry of a zip archive, as they are.
        """
        return ids_in(folder, notes)

    # --- for the promises -------------------------------------------------------------------------------------------

    def run(self, notes: Notes, folder: Path, **more: Any) -> runs.ExportedFiles:
        """Export notes into a folder (``runs.run``)."""
        return runs.run(self.exporter, notes, folder, **more)

    def awkward(self, folder: Path, *, untimed: bool = True) -> Notes:
        """All awkward notes, written below ``folder``."""
        return runs.read_vault(runs.write_vault(folder / "vault", AWKWARD), untimed=untimed)
