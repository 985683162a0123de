"""One export, as the command line makes it, and its results."""

from __future__ import annotations

import inspect
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from noteport.export.checked_report import checked_report
from noteport.export.exporter import Exporter
from noteport.export.notes import Notes
from noteport.export.rendering import Fragment, Rendering
from noteport.export.report import ExportReport
from noteport.export.target import Target
from noteport.model.nodes import NoteRef
from noteport.model.note import Note
from noteport.parse.options import ReadOptions
from noteport.plugins.containment import failing_here
from noteport.plugins.options import Options
from noteport.vault.loading.jobs import Task, Work
from noteport.vault.vault import MadeOfNote, Vault

T = TypeVar("T")

ELSEWHERE = 1
"""The hash seed of the other process, unless this process has the same one."""


def write_vault(folder: Path, notes: Mapping[str, str]) -> Path:
    """Write notes to disk, by path below ``folder`` and byte for byte; returns the folder."""
    for name, text in notes.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return folder


def read_vault(folder: Path, *, untimed: bool = True) -> Vault:
    """The notes of a folder; ``untimed`` includes claims without a timestamp, which is the harder case."""
    return Vault([folder], options=ReadOptions(untimed=untimed))


class NoNotes(Vault):
    """A vault from which all notes have been removed."""

    def __len__(self) -> int:
        return 0

    @property
    def tasks(self) -> tuple[Task, ...]:
        return ()

    def refs(self) -> Iterator[NoteRef]:
        return iter(())


class HeldNotes(Vault):
    """A vault that knows how many of its notes are still in use when the last one has been read."""

    held = 0

    def __iter__(self) -> Iterator[Note]:
        seen: list[object] = [object()]
        for note in super().__iter__():
            seen.append(note)
            yield note
        # The first object is in use by nobody else, and a caller may still use the last note.
        uses = [sys.getrefcount(seen[number]) for number in range(len(seen) - 1)]
        self.held = max(self.held, sum(1 for count in uses if count > uses[0]))


class BreakingNotes(Vault):
    """A vault that stops in the middle, as if somebody pressed Ctrl-C."""

    error: BaseException

    def __iter__(self) -> Iterator[Note]:
        return self._breaking(super().__iter__())

    def results(self, work: Work[Task, MadeOfNote]) -> Iterator[tuple[Task, MadeOfNote]]:
        return self._breaking(super().results(work))

    def _breaking(self, results: Iterator[T]) -> Iterator[T]:
        middle = len(self) // 2
        for number, result in enumerate(results):
            if number == middle:
                raise self.error
            yield result


class ExportedFiles(Struct, frozen=True, kw_only=True):
    """What an export left behind."""

    place: Path
    """The target."""
    report: ExportReport
    files: Mapping[str, bytes]
    """Contents by path below the folder of the target."""


def export(
    exporter: Exporter[Any], notes: Mapping[str, str], folder: Path, *, name: str = "", untimed: bool = False
) -> Path:
    """Export notes, and return the file or folder that was written.

    Args:
        exporter: with its options: ``OutlineExporter(OutlineOptions(bullet="*"))``.
        notes: texts by path: ``{"heat.md": "Water boils at 100 °C [00:01:05]."}``.
        folder: an empty folder, such as pytest's ``tmp_path``; the notes are written into it as well.
        name: the name of the file; if empty, ``notes`` with the usual extension of the exporter.
        untimed: whether sentences without a timestamp are claims as well.
    """
    vault = read_vault(write_vault(folder / "notes", notes), untimed=untimed)
    return run(type(exporter), vault, folder / "out", name=name, options=exporter.options).place


def run(
    exporter: type[Exporter[Any]],
    notes: Notes,
    folder: Path,
    *,
    name: str = "",
    options: Options | None = None,
    around: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> ExportedFiles:
    """Export into a folder, which is created if needed. Exceptions of the exporter pass through.

    Args:
        exporter: the class.
        notes: what to export.
        folder: the folder of the target.
        name: the name of the target; if empty, the usual one.
        options: the options of the exporter; None for its defaults.
        around: a context for ``export()`` itself, without what comes before and after it.
    """
    folder.mkdir(exist_ok=True)
    place = folder / (name or names(exporter)[0])
    target = Target(place, exporter=exporter)
    try:
        made = exporter(options)
        with failing_here(), around():
            report = checked_report(made.export(notes, target), target)
        target.commit()
    finally:
        target.abort()
    return ExportedFiles(place=place, report=report, files=contents(folder))


def run_to_standard_output(exporter: type[Exporter[Any]], notes: Notes) -> None:
    """Export to standard output."""
    target = Target(None, exporter=exporter)
    try:
        exporter(None).export(notes, target)
        target.commit()
    finally:
        target.abort()


def names(exporter: type[Exporter[Any]]) -> list[str]:
    """The names of targets, one per kind, the usual one first: ``notes.html``, then ``notes`` for a folder."""
    usual = f"notes{''.join(exporter.suffixes[:1])}"
    return [usual, "notes"] if exporter.folders and exporter.suffixes else [usual]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, including hidden ones."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# --- another process ------------------------------------------------------------------------------------------------


def libraries_imported_by(plugin: type[Any]) -> set[str]:
    """Top-level modules that were loaded by importing a plugin, without its own and those of Python."""
    own = plugin.__module__.partition(".")[0]
    found: list[str] = json.loads(_elsewhere("import", plugin))["modules"]
    return {name for name in found if name not in {own, "noteport", *sys.stdlib_module_names}}


def seconds_of_import(plugin: type[Any], *, enough: float) -> float:
    """The shortest time that importing a plugin takes, of up to three attempts; the first below ``enough`` counts."""
    shortest = float("inf")
    for _ in range(3):
        shortest = min(shortest, float(json.loads(_elsewhere("import", plugin))["seconds"]))
        if shortest <= enough:
            break
    return shortest


def run_elsewhere(exporter: type[Exporter[Any]], notes: Path, folder: Path) -> dict[str, bytes]:
    """Export a folder of notes in another process, in which sets have another order, and return the files."""
    _elsewhere("export", exporter, str(notes), str(folder))
    return contents(folder)


def render_elsewhere(renderings: Sequence[Rendering], tasks: Sequence[Task], folder: Path) -> list[list[Fragment]]:
    """Render some notes in several ways in another process; ``folder`` is for the file that is exchanged with it."""
    file = folder / "renderings"
    file.write_bytes(pickle.dumps((renderings, tasks)))
    _elsewhere("render", str(file))
    made: list[list[Fragment]] = pickle.loads(file.read_bytes())  # noqa: S301  # the other process has just written it
    return made


def _elsewhere(*arguments: Any) -> str:
    """Run this module with the arguments for the process; raises RuntimeError with the end of its output."""
    words = [f"{one.__module__}:{one.__qualname__}" if inspect.isclass(one) else one for one in arguments]
    done = _python("noteport.testing.elsewhere", *words)
    if done.returncode or (words[0] == "import" and not done.stdout):
        raise RuntimeError(done.stderr.strip() or "It ended the process.")
    return done.stdout


def noteport(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, which should contain no configuration."""
    return _python("noteport", *arguments, cwd=cwd)


def _python(module: str, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    seed = ELSEWHERE + (os.environ.get("PYTHONHASHSEED") == str(ELSEWHERE))
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONHASHSEED": str(seed)}
    return subprocess.run(  # noqa: S603  # our own programs
        [sys.executable, "-m", module, *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        cwd=cwd,
        check=False,
    )
