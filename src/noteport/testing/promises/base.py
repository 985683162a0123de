"""What all promises need, and what a subclass may define for its format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar

from noteport.errors import NoteportError
from noteport.export.exporter import Exporter
from noteport.export.notes import Notes
from noteport.plugins.fields import Field
from noteport.testing import runs
from noteport.testing.awkward import AWKWARD
from noteport.testing.ids import ids_in
from noteport.vault.vault import Vault


class Promises:
    """An exporter, and how to export with it."""

    exporter: ClassVar[type[Exporter[Any]]]
    """The class that is tested."""
    has_claims: ClassVar[bool] = True
    """Whether the words of claims are in its files; False for a list of chapters, for example."""
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

    def awkward(self, folder: Path, *, untimed: bool = True) -> Vault:
        """All awkward notes that the format can hold, written below ``folder``."""
        return runs.read_vault(runs.write_vault(folder / "vault", self.texts(folder)), untimed=untimed)

    def values_of(self, field: Field) -> list[Any]:
        """Values that are allowed for an option and differ from its default."""
        return list(self.values[field.name]) if field.name in self.values else _other_values(field)

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


def _other_values(field: Field) -> list[Any]:
    """The same for options whose allowed values can be known, and some string for any other."""
    if field.choices:
        return [choice for choice in field.choices if choice != field.default]
    if field.kind is bool:
        return [not field.default]
    if field.kind in (int, float):
        least = field.minimum if field.minimum is not None else 1
        return [field.kind(value) for value in (least, least + 1000) if value != field.default]
    if field.kind is Path:
        return []
    return [("Qwx7",)] if field.many else ["Qwx7"]
