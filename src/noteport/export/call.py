"""An export in one call, for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from noteport.errors import UsageError, did_you_mean
from noteport.export import registry
from noteport.export.common_options import CommonOptions
from noteport.export.run import Job, Outcome, run_export
from noteport.plugins.fields import Field, fields_of
from noteport.plugins.options import Options

OptionsT = TypeVar("OptionsT", bound=Options)


def export(
    exporter: str,
    notes: Path | str | Sequence[Path | str],
    path: Path | str,
    *,
    force: bool = False,
    dry_run: bool = False,
    **options: Any,
) -> Outcome:
    """Export notes as ``noteport NAME NOTES -o PATH`` does, without configuration files and the environment.

    Args:
        exporter: the name of an installed exporter: ``"anki"``.
        notes: a note or a folder, or several.
        path: the file or folder to write.
        force: replace a file that the exporter did not write.
        dry_run: write nothing; everything else is the same.
        options: options of the exporter and of all exporters, with underscores: ``deck="Talks"``, ``untimed=True``.
            Without ``jobs``, no other processes are started.

    Returns:
        The report of the exporter, the numbers of notes and claims, and the problems.

    Raises:
        NoteportError: as ``run_export``; UsageError also for an unknown option or value.
    """
    reference = registry.find(exporter)
    loaded = registry.load(reference)
    common = {field.name: field for field in fields_of(CommonOptions)}
    own = {field.name: field for field in fields_of(loaded.Options)}
    if unknown := sorted(options.keys() - common.keys() - own.keys()):
        hint = did_you_mean(unknown[0], [*own, *common], f"noteport {exporter} --help lists the options.")
        raise UsageError(f"{exporter} has no option {unknown[0]!r}.", hint)
    return run_export(
        Job(
            exporter=loaded,
            reference=reference,
            paths=tuple(Path(one) for one in ([notes] if isinstance(notes, Path | str) else notes)),
            output=Path(path),
            options=_set(loaded.Options, own, options),
            common=_set(CommonOptions, common, {"jobs": 1, **options}),
            force=force,
            dry_run=dry_run,
        )
    )


def _set(kind: type[OptionsT], fields: Mapping[str, Field], values: Mapping[str, Any]) -> OptionsT:
    try:
        return kind(**{name: _converted(fields[name], value) for name, value in values.items() if name in fields})
    except ValueError as error:  # an Options class may check combinations of values
        raise UsageError(f"{error}") from error


def _converted(field: Field, value: object) -> Any:
    if value is None and field.default is None:
        return None
    try:
        return field.convert(value)
    except ValueError as error:
        raise UsageError(f"{field.name}: must be {error}, not {value!r}.") from error
