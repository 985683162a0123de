"""One export, as the command line makes it, and what came of it."""

from __future__ import annotations

import inspect
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from msgspec import Struct

from noteport.export.exporter import Exporter
from noteport.export.notes import Notes
from noteport.export.options import Options
from noteport.export.report import ExportReport
from noteport.export.target import Target
from noteport.model.nodes import NoteRef
from noteport.model.note import Note
from noteport.parse.options import ReadOptions
from noteport.vault.vault import Vault

ELSEWHERE = 1
"""Seed of the hashes of the other process, unless ours has the same."""


def write_vault(folder: Path, notes: Mapping[str, str]) -> Path:
    """Write notes, by path below ``folder``, to disk, byte for byte; gives the folder."""
    for name, text in notes.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return folder


def read_vault(folder: Path, *, untimed: bool = True) -> Vault:
    """The notes of a folder; ``untimed`` asks for claims without a moment too, which is the harder case."""
    return Vault([folder], options=ReadOptions(untimed=untimed))


class NoNotes(Vault):
    """A vault from which every note has gone."""

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[Note]:
        return iter(())

    def refs(self) -> Iterator[NoteRef]:
        return iter(())


class BreakingNotes(Vault):
    """A vault that breaks off in the middle, as when somebody presses Ctrl-C there."""

    error: BaseException

    def __iter__(self) -> Iterator[Note]:
        middle = len(self) // 2
        for number, note in enumerate(super().__iter__()):
            if number == middle:
                raise self.error
            yield note


class ExportedFiles(Struct, frozen=True, kw_only=True):
    """What an export left behind."""

    place: Path
    """The target."""
    report: ExportReport
    files: Mapping[str, bytes]
    """Contents by path below the folder that the target stands in."""


def export(
    exporter: Exporter[Any], notes: Mapping[str, str], folder: Path, *, name: str = "", untimed: bool = False
) -> Path:
    """Export notes, and give the file or folder that was made.

    Args:
        exporter: with its options: ``OutlineExporter(OutlineOptions(bullet="*"))``.
        notes: text by path: ``{"heat.md": "Water boils at 100 °C [00:01:05]."}``.
        folder: an empty folder, as pytest's ``tmp_path``; the notes are written into it too.
        name: what the file is called; if empty, ``notes`` with the exporter's usual ending.
        untimed: whether sentences without a time are claims too.
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
    """Export into a folder, which is made if it is not there. Whatever the exporter raises passes.

    Args:
        exporter: the class.
        notes: what to export.
        folder: where the target is to stand.
        name: what the target is called; if empty, what is usual.
        options: the exporter's own; None for its defaults.
        around: a context for ``export()`` itself, without what comes before and after it.
    """
    folder.mkdir(exist_ok=True)
    place = folder / (name or names(exporter)[0])
    target = Target(place, exporter=exporter)
    try:
        made = exporter(options)
        with around():
            report = made.export(notes, target)
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
    """What targets are called, one a kind, the usual one first: ``notes.html``, then ``notes`` for a folder."""
    usual = f"notes{''.join(exporter.suffixes[:1])}"
    return [usual, "notes"] if exporter.folders and exporter.suffixes else [usual]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# --- another process ------------------------------------------------------------------------------------------------


def libraries_imported_by(exporter: type[Exporter[Any]]) -> set[str]:
    """Top-level modules that are in memory only since the exporter was imported, without its own and Python's."""
    own = exporter.__module__.partition(".")[0]
    found: list[str] = json.loads(_elsewhere("import", exporter))
    return {name for name in found if name not in {own, "noteport", *sys.stdlib_module_names}}


def run_elsewhere(exporter: type[Exporter[Any]], notes: Path, folder: Path) -> dict[str, bytes]:
    """Export a folder of notes in another process, in which sets have another order, and give the files."""
    _elsewhere("export", exporter, str(notes), str(folder))
    return contents(folder)


def _elsewhere(*arguments: Any) -> str:
    """Run this module, which ends in what the process is to do; raises RuntimeError with its last words."""
    words = [f"{one.__module__}:{one.__qualname__}" if inspect.isclass(one) else one for one in arguments]
    done = _python("noteport.testing.elsewhere", *words)
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    return done.stdout


def noteport(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, which should hold no configuration."""
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
