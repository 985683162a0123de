"""The command ``watch``, which exports notes again whenever they change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from noteport import config
from noteport.cli.common import read_common, say_ignored, sources
from noteport.cli.explaining import explain
from noteport.cli.exporting import run_with_progress, say_outcome
from noteport.cli.reporting import counted
from noteport.cli.say import say
from noteport.errors import ExporterUnavailable, Terminated, UsageError
from noteport.export import registry
from noteport.export.exporter import Exporter
from noteport.export.run import Job
from noteport.plugins.kinds import Reference
from noteport.vault.loading.memory import settle

EXAMPLE = "For example: noteport watch notes -o deck.apkg -o guide.epub"
QUIET_MS = 200
"""Milliseconds without a change after which an export begins, since programs often change several files at once."""
LONGEST_WAIT_MS = 2_000
"""Milliseconds after which it begins anyway."""

_SHOWN = 3


class Output(Struct, frozen=True):
    """A file or folder, and the exporter that writes it."""

    reference: Reference
    exporter: type[Exporter[Any]]
    path: Path


def run_watch(values: Mapping[str, Any]) -> int:
    """Export once, then after every change until Ctrl-C is pressed. After the first export, an error is reported and
    does not end it.

    Raises:
        UsageError: the arguments are wrong, or watchfiles is not installed.
        NoteportError: raised by the first export.
    """
    paths = values["paths"]
    if not paths:
        raise UsageError("No notes were named.", EXAMPLE)
    if not values["outputs"]:
        raise UsageError("No output was named.", EXAMPLE)
    changes_in = _watcher()
    outputs = [find_output(text) for text in values["outputs"]]
    written = {output.path.resolve() for output in outputs}
    settings = SettingsFiles(values)
    settle()
    try:
        for number, in_notes in enumerate(changes_in(paths, written)):
            changed = in_notes | settings.changed()
            if number == 0:
                for output in outputs:
                    written |= _export(output, values)
                say(f"Watching {', '.join(map(str, paths))}. Press Ctrl-C to stop.")
            elif changed:
                say(_told(changed))
                for output in outputs:
                    written |= _export_again(output, values)
    except (KeyboardInterrupt, Terminated):
        say("Stopped.")
    return 0


def find_output(text: str) -> Output:
    """Return what ``-o`` names: ``deck.apkg``, or ``anki=cards.csv`` with the name of the exporter.

    Raises:
        UsageError: no exporter writes such files, or there is no exporter with this name.
    """
    name, equals, path = text.partition("=")
    if equals and name in registry.references():
        reference = registry.find(name)
        return Output(reference, registry.load(reference), Path(path))
    suffix = Path(text).suffix.lower()
    found = [output for output in _all_outputs(Path(text)) if suffix in output.exporter.suffixes]
    if not found:
        kind = f"{suffix} files" if suffix else "a folder"
        raise UsageError(f"{text}: which exporter writes {kind}?", "Name it: -o anki=decks")
    # The exporter for which the extension is the usual one; noteport's own before those of plugins.
    return min(found, key=lambda one: (one.exporter.suffixes[0] != suffix, not one.reference.is_built_in))


def _all_outputs(path: Path) -> Iterator[Output]:
    for reference in registry.references().values():
        try:
            yield Output(reference, registry.load(reference), path)
        except ExporterUnavailable:
            continue


def _export(output: Output, values: Mapping[str, Any]) -> set[Path]:
    """Run an exporter, and return the files that were written. Options are read anew each time."""
    common = read_common(values)
    own = config.exporter_settings(output.exporter.name, output.exporter.Options, sources({}, values["paths"]))
    say_ignored(common, own)
    job = Job(
        exporter=output.exporter,
        reference=output.reference,
        paths=tuple(values["paths"]),
        output=output.path,
        options=own.options,
        common=common.options,
        force=values["force"],
    )
    outcome = run_with_progress(job)
    say_outcome(job, outcome)
    return {path.resolve() for path in outcome.report.paths}


def _export_again(output: Output, values: Mapping[str, Any]) -> set[Path]:
    try:
        return _export(output, values)
    except Exception as error:  # noqa: BLE001  # the next change may repair it
        explain(error)
        return set()


# --- changes of settings --------------------------------------------------------------------------------------------


class SettingsFiles:
    """The configuration and the decisions file, where they are not among the notes.

    They are looked at again and again, because the folders in which they are may be large.
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        """``values`` are those that typer passes to the command."""
        self._values = values
        self._paths: set[Path] = set()
        self._find()

    def changed(self) -> set[Path]:
        """Return the files that have changed since the last call."""
        changed = {path for path in self._paths if _state(path) != self._states[path]}
        if changed:
            self._find()
        return changed

    def _find(self) -> None:
        """Find where they are. Only a change of one of them can tell of another place."""
        try:
            found = sources({}, self._values["paths"])
            decisions = read_common(self._values).options.decisions or config.decisions_file(found)
        except UsageError:  # reported by the export; the change that repairs it is one of these files
            pass
        else:
            own = found.working / config.FILE if found.config is None else found.config.path
            outside = (path.resolve() for path in (own, decisions))
            self._paths = {path for path in outside if not _counts(path, self._values["paths"], set())}
        self._states = {path: _state(path) for path in self._paths}


def _state(path: Path) -> tuple[int, int] | None:
    """Return what changes when a file changes, or None if there is no such file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


# --- changes of notes -----------------------------------------------------------------------------------------------


def _watcher() -> Callable[[Sequence[Path], set[Path]], Iterator[set[Path]]]:
    """Return the function that yields the changed files: at first none, and then whenever some have changed.

    It takes the given paths, and the files that noteport writes, whose changes do not count.
    """
    try:
        from watchfiles import DefaultFilter, watch  # noqa: PLC0415  # an extra, and loaded by nothing else
    except ImportError as error:
        raise UsageError("noteport watch needs the library watchfiles.", "pip install 'noteport[watch]'") from error

    def changes_in(paths: Sequence[Path], written: set[Path]) -> Iterator[set[Path]]:
        # A file is watched through its folder, because editors replace a file by a new one.
        folders = {path if path.is_dir() else path.parent for path in paths}
        known = DefaultFilter()
        batches = watch(
            *folders,
            watch_filter=lambda change, path: known(change, path) and _counts(Path(path), paths, written),
            step=QUIET_MS,
            debounce=LONGEST_WAIT_MS,
            # Changes are collected from the first step on, so that none is missed during the first export.
            rust_timeout=QUIET_MS,
            yield_on_timeout=True,
            recursive=any(path.is_dir() for path in paths),
        )
        for batch in batches:
            yield {Path(path) for _, path in batch}

    return changes_in


def _counts(changed: Path, paths: Sequence[Path], written: set[Path]) -> bool:
    """Return whether a changed file may change an export: it is visible, lies in the given paths, and is no output."""
    if any(changed == path or path in changed.parents for path in written):
        return False
    for given in (path.resolve() for path in paths):
        if changed == given:
            return True
        if changed.is_relative_to(given):
            return not any(part.startswith(".") for part in changed.relative_to(given).parts)
    return False


def _told(changed: Iterable[Path]) -> str:
    """Return a line about changed files: ``heat.md changed``, ``5 files changed: a.md, b.md, c.md …``."""
    names = sorted(path.name for path in changed)
    if len(names) == 1:
        return f"{names[0]} changed"
    more = " …" if len(names) > _SHOWN else ""
    return f"{counted(len(names), 'files')} changed: {', '.join(names[:_SHOWN])}{more}"
