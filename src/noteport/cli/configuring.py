"""``noteport config`` shows every option, its value, and where it was set. Its output is a valid configuration file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from noteport import config
from noteport.cli.common import sources
from noteport.cli.say import say, tell
from noteport.errors import ExporterUnavailable
from noteport.export import registry
from noteport.plugins.fields import fields_of


def run_config(names: Sequence[str]) -> int:
    """Print the shared options, then those of the named exporters, or of all exporters.

    An exporter that cannot be loaded is named and skipped, unless it was asked for.

    Raises:
        UsageError: an exporter is unknown, or an option is not allowed.
        ExporterUnavailable: a named exporter cannot be loaded.
    """
    known = registry.references()
    chosen = [registry.find(name) for name in names] or list(known.values())
    where = sources({})
    # What a file may set is decided by the notes, which nobody named: they may be in its folder.
    beside = replace(where, paths=(where.config.path.parent,)) if where.config is not None else where
    tables: list[tuple[str | None, config.Settings[Any]]] = [(None, config.common_settings(where, lambda: known))]
    ignored = [*config.common_settings(beside, lambda: known).ignored]
    for reference in chosen:
        try:
            exporter = registry.load(reference)
        except ExporterUnavailable as error:
            if names:
                raise
            say(f"noteport: {error.message}")
            continue
        tables.append((reference.name, config.exporter_settings(exporter.name, exporter.Options, where)))
        ignored += config.exporter_settings(exporter.name, exporter.Options, beside).ignored
    file = where.config
    tell(f"# {file.path}" if file else f"# There is no {config.FILE} in this folder or any folder above it.")
    for name, settings in tables:
        for line in _table(name, settings):
            tell(line)
    if ignored:
        tell("")
        tell("# For notes in the folder of this file:")
    for line in ignored:
        tell(f"# {line}")
    return 0


def _table(name: str | None, settings: config.Settings[Any]) -> Iterator[str]:
    """The lines of one table. An option without a value is a comment, because TOML has no null."""
    if name is not None:
        yield ""
        yield f"[{name}]"
    rows = []
    for field in fields_of(type(settings.options)):
        value = getattr(settings.options, field.name)
        setting = f"# {field.key} is not set" if value is None else f"{field.key} = {toml(value)}"
        rows.append((setting, settings.origins.get(field.key, "default")))
    width = max((len(setting) for setting, _ in rows), default=0)
    for setting, origin in rows:
        yield f"{setting:<{width}}  # {origin}"


def toml(value: Any) -> str:
    """Return the value of an option as TOML writes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case tuple():
            return f"[{', '.join(map(toml, value))}]"
        case str() | Path():
            return json.dumps(str(value), ensure_ascii=False)  # JSON and TOML escape strings in the same way
        case _:
            return str(value)
