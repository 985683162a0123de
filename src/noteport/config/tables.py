"""The options of noteport, of an exporter and of the plugins that take part in reading: each has a table of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from noteport.config.file import ConfigFile
from noteport.config.settings import OptionsT, Settings, Sources, settings_of
from noteport.config.variables import OF_READERS, check_variables
from noteport.errors import UsageError, did_you_mean
from noteport.export.common_options import CommonOptions
from noteport.export.trust import leads_out
from noteport.plugins.fields import fields_of
from noteport.plugins.options import Options
from noteport.plugins.packages import PREFIX
from noteport.plugins.use import Use
from noteport.vault.safe_read import is_regular

DECISIONS = "noteport-cards.jsonl"
"""The decisions file that lies next to the configuration."""


def common_settings(sources: Sources, exporters: Callable[[], Iterable[str]] = tuple) -> Settings[CommonOptions]:
    """Return the options that every exporter shares.

    ``exporters`` returns the names of all exporters, which takes a while; it is needed to reject other tables.

    Raises:
        UsageError: a value is not allowed, or a key or table is unknown.
    """
    check_variables(sources.environment, exporters)
    values: Mapping[str, Any] = sources.config.values if sources.config else {}
    tables = [name for name, value in values.items() if isinstance(value, dict)]
    known = [*exporters(), *OF_READERS] if tables else []
    for name in tables:
        if name not in known and sources.config:
            message = f"{sources.config.origin(name)}: [{name}]: there is no exporter with this name."
            raise UsageError(message, did_you_mean(name, known, "Install it, or remove the table."))
    own = {key: value for key, value in values.items() if not isinstance(value, dict)}
    settings = _with_decisions(settings_of(CommonOptions, own, (), sources), sources)
    if sources.config is None or not sources.config.leads_out:
        return settings
    line = f"{sources.config.path} is ignored: the link leads out of the given paths."
    return replace(settings, ignored=(line, *settings.ignored))


def exporter_settings(name: str, options: type[OptionsT], sources: Sources) -> Settings[OptionsT]:
    """Return the options of one exporter.

    Raises:
        UsageError: a value is not allowed, or a key is unknown.
    """
    table = sources.config.values.get(name, {}) if sources.config else {}
    if sources.config and not isinstance(table, dict):
        raise UsageError(f"{sources.config.origin(name)}: {name}: must be a table, [{name}].")
    return settings_of(options, table, (name,), sources)


def readers(sources: Sources, options: CommonOptions) -> tuple[Use, ...]:
    """Return the plugins that take part in reading, with their options.

    Args:
        sources: where their options may be set; values of flags by group, name and field.
        options: the shared options.

    Raises:
        PluginUnavailable: one of them cannot be used.
        UsageError: a value is not allowed, or a key or transform is unknown.
    """
    from noteport.vault.reading_plugins import READING, installed  # noqa: PLC0415  # not needed for --help

    if not options.plugins:
        return ()
    found: dict[str, dict[str, Options]] = {}
    for kind in READING:
        table = kind.group.removeprefix(PREFIX)
        for reference in kind.references().values():
            declared = kind.load(reference).Options if not reference.is_built_in else Options
            if fields_of(declared):
                own = replace(sources, given=sources.given.get(f"{table}.{reference.name}", {}))
                values = _table_at(sources.config, (table, reference.name))
                settings = settings_of(declared, values, (table, reference.name), own)
                found.setdefault(kind.group, {})[reference.name] = settings.options
    return installed(found, options.transform)


def _table_at(file: ConfigFile | None, path: Sequence[str]) -> Mapping[str, Any]:
    table: Any = file.values if file is not None else {}
    for name in path:
        table = table.get(name, {})
        if not isinstance(table, dict):
            raise UsageError(f"{file and file.origin(*path)}: {name}: must be a table, [{'.'.join(path)}].")
    return cast("Mapping[str, Any]", table)


def decisions_file(sources: Sources) -> Path:
    """Return where the decisions file is, if nobody names one: next to the configuration, or in the working directory
    if there is no configuration. It need not exist.
    """
    folder = sources.working if sources.config is None else sources.config.path.parent
    return folder / DECISIONS


def _with_decisions(settings: Settings[CommonOptions], sources: Sources) -> Settings[CommonOptions]:
    """The same options with the decisions file next to the configuration, if none is named and there is one."""
    file = decisions_file(sources)
    if settings.options.decisions is not None or not is_regular(file):
        return settings
    if leads_out(file, sources.paths, sources.working):
        line = f"{file} is ignored: the link leads out of the given paths."
        return replace(settings, ignored=(*settings.ignored, line))
    origins = MappingProxyType({**settings.origins, "decisions": str(file)})
    return replace(settings, options=replace(settings.options, decisions=file), origins=origins)
