"""What all promises need, and what a subclass may define for its format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar

from noteport.errors import NoteportError
from noteport.export.exporter import Exporter
from noteport.export.notes import Notes
from noteport.testing import runs
from noteport.testing.awkward import AWKWARD
from noteport.testing.ids import ids_in


class Promises:
    """An exporter, and how to export with it."""

    exporter: ClassVar[type[Exporter[Any]]]
    """The class that is tested."""
    values: ClassVar[Mapping[str, Sequence[Any]]] = MappingProxyType({})
    """Values to try for its options, by the name of the field: ``{"style": [Path("dark.css")]}``.

    Name them for options whose values only you know, and for those that act in special cases only; an option with no
    values is not tried.
    """

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
        """All awkward notes that the format can hold, written below ``folder``."""
        return runs.read_vault(runs.write_vault(folder / "vault", self.texts(folder)), untimed=untimed)

    def texts(self, folder: Path) -> Mapping[str, str]:
        """The awkward notes that the format can hold: those that it does not refuse with a message for users."""
        kind = type(self)
        if "accepted" not in vars(kind):
            kind.accepted = AWKWARD
            if self._refuses(AWKWARD, folder / "all"):
                one_by_one = enumerate(AWKWARD.items())
                held = {
                    name: text
                    for number, (name, text) in one_by_one
                    if not self._refuses({name: text}, folder / f"one{number}")
                }
                kind.accepted = held or AWKWARD  # that all are refused is for the promises to find
        return kind.accepted

    accepted: ClassVar[Mapping[str, str]]
    """What ``texts`` has found out."""

    def _refuses(self, texts: Mapping[str, str], folder: Path) -> bool:
        folder.mkdir()
        try:
            self.run(runs.read_vault(runs.write_vault(folder / "vault", texts)), folder / "out")
        except NoteportError:
            return True
        except BaseException:  # noqa: BLE001  # a failure of another kind is for the promises to find
            return False
        return False
