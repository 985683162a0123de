r"""What an exporter is. A guest writes one class and one line of packaging:

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

import dataclasses
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar, Generic, Protocol, TypeVar

from noteport.errors import UsageError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from noteport.assets import Asset
    from noteport.ledger import Ledger
    from noteport.model import Note, NoteRef, Problem, WikiLink
    from noteport.target import Target

API_VERSION = 1
"""Version of everything in ``noteport.api``. An exporter whose ``api`` is another is refused when it is loaded."""


class Notes(Protocol):
    """What an exporter is given: a sized, **re-iterable** view of the vault, in path order.

    Each iteration reads the notes anew, one at a time: a vault need not fit into memory.
    """

    def __iter__(self) -> Iterator[Note]: ...

    def __len__(self) -> int:
        """How many notes there are, before reading one."""
        ...

    def refs(self) -> Iterator[NoteRef]:
        """What every note is called, in path order, before reading one."""
        ...

    @property
    def untimed(self) -> bool:
        """Whether the user wants claims too that no moment of a video can be opened for."""
        ...

    def find(self, link: WikiLink, source: Note) -> NoteRef | None:
        """The note that a link in ``source`` leads to, or None."""
        ...

    def place_in_hub(self, note: Note) -> int | None:
        """Where a note stands in the list that its channel's hub gives, counted from 0; None if it is in none."""
        ...

    def file_of(self, note: Note) -> PurePosixPath:
        """A note's file, below the path that was given: it names no folder of the user's machine."""
        ...

    def asset(self, note: Note, src: str) -> Asset | None:
        """The local file that a note shows, ``![](src)``; None if there is none inside the given paths."""
        ...


@dataclasses.dataclass(frozen=True, kw_only=True)
class Options:
    """Base of every exporter's options: a frozen dataclass whose fields are made by ``option()``.

    A field's type is one of bool, int, float, str, Path, a ``Literal`` of strings, any of those with ``| None``,
    or ``tuple[str, ...]`` for an option that may be given several times.
    """


def option(
    default: Any, *, help: str, name: str | None = None, metavar: str | None = None, minimum: int | None = None
) -> Any:
    """One field of an ``Options`` class.

    Args:
        default: its value when nobody sets it; of the field's type.
        help: one sentence for ``--help``, the documentation and the configuration; no full stop needed.
        name: the flag and configuration key if not the field's own name with dashes.
        metavar: what the help shows for the value, ``FILE``.
        minimum: the smallest number that makes sense.
    """
    return dataclasses.field(
        default=default, metadata={"help": help, "name": name, "metavar": metavar, "minimum": minimum}
    )


@dataclasses.dataclass(frozen=True, kw_only=True)
class ExportReport:
    """What an export did; the command line prints it."""

    paths: tuple[Path, ...] = ()
    """The files that were written, the target first; empty for standard output."""
    counts: Mapping[str, int] = dataclasses.field(default_factory=lambda: MappingProxyType({}))
    """What was made, in the order in which the summary names it: ``{"cards": 31}``."""
    remarks: tuple[str, ...] = ()
    """Sentences that the user should read."""
    problems: tuple[Problem, ...] = ()
    """Trouble with single notes that the exporter met; the notes' own problems are counted elsewhere."""


OptionsT = TypeVar("OptionsT", bound=Options)


class Exporter(ABC, Generic[OptionsT]):
    """Turns notes into one kind of file. Subclass it, name it, write ``export``."""

    name: ClassVar[str]
    """The command: ``noteport NAME``. The same as the entry point's name."""
    summary: ClassVar[str]
    """One line for the list of commands."""
    suffixes: ClassVar[tuple[str, ...]] = ()
    """File endings that it writes, the usual one first: ``(".apkg",)``."""
    folders: ClassVar[bool] = False
    """Whether it writes a folder too: when ``-o`` has none of ``suffixes`` (``Target.is_folder``).

    One without any ``suffixes`` writes nothing but folders.
    """
    text: ClassVar[bool] = True
    """Whether it writes text, so that ``-o -`` may send it to standard output."""
    examples: ClassVar[tuple[str, ...]] = ()
    """What its help shows beside the usual command, without ``noteport NAME``: ``notes -o deck.apkg --deck Talks``."""
    api: ClassVar[int] = API_VERSION
    """The version of ``noteport.api`` that it is written for."""
    Options: ClassVar[type[Options]] = Options
    """The class of its options."""

    def __init__(self, options: OptionsT | None = None) -> None:
        self.options: OptionsT = options if options is not None else self.Options()  # type: ignore[assignment]  # the subclass pairs the two

    @abstractmethod
    def export(self, notes: Notes, target: Target) -> ExportReport:
        """Write the notes to the target and say what was made.

        Raises:
            ExportError: the export cannot be finished; the target then stays as it was.
        """

    @classmethod
    def recognises(cls, head: bytes) -> bool:
        """Whether a file that begins with ``head`` (4 kB at most) is its own, and may be replaced without ``--force``.

        By default nothing is known about the contents, and any file with one of ``suffixes`` may be replaced.
        """
        return True

    @classmethod
    def ledger(cls, files: Iterable[tuple[str, BinaryIO]], scratch: Path) -> AbstractContextManager[Ledger[Any]]:
        """What earlier files of its kind say of each claim, for whoever names cards after them (ledger.py).

        Args:
            files: name and contents of each, as ``Target.previous_files`` gives them.
            scratch: a folder for work, kept for as long as the ledger is.

        Raises:
            UsageError: files of this kind, which is the default, say nothing of the kind.
            ExportError: a file cannot be read.
        """
        raise UsageError(f"Files of {cls.name} do not tell which card was whose.", "Name an earlier deck.")
