"""Flags for the options of plugins that take part in reading: ``--NAME-OPTION``, on every command that reads notes."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from noteport.cli.flags import parameters
from noteport.config import OF_READERS
from noteport.errors import PluginUnavailable
from noteport.export.registry import EXPORTERS
from noteport.plugins.fields import Field, fields_of
from noteport.plugins.kinds import HOUSE, Kind, Reference
from noteport.plugins.packages import PREFIX, all_offers

_PANEL = "Options of plugins that read notes"


def reader_parameters() -> list[inspect.Parameter]:
    """The flags of the options of all plugins that take part in reading; those that cannot be loaded have none."""
    found: dict[str, inspect.Parameter] = {}
    for kind, reference in _readers():
        for one in _fields(kind, reference):
            flag = replace(one, key=f"{reference.name}-{one.key}")
            [parameter] = parameters((flag,), _prefix(kind, reference), _PANEL)
            found.setdefault(flag.key, parameter)
    return list(found.values())


def given_to_readers(values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the values of these flags, from what typer passes to a command, by ``transforms.NAME`` and field name."""
    return {
        f"{_table(kind)}.{reference.name}": {
            one.name: value
            for one in _fields(kind, reference)
            if (value := values.get(_prefix(kind, reference) + one.name)) is not None
        }
        for kind, reference in _readers()
    }


def plugin_codes() -> dict[str, str]:
    """Return the problem codes of all installed plugins with their meanings. This imports the plugins."""
    from noteport.vault.reading_plugins import READING  # noqa: PLC0415  # not needed for --help

    kinds: tuple[Kind[Any], ...] = (EXPORTERS, *READING)
    loaded = (_loaded(kind, one) for kind in kinds for one in kind.references().values())
    return {code: meaning for one in loaded if one is not None for code, meaning in one.problem_codes.items()}


def _readers() -> Iterator[tuple[Kind[Any], Reference]]:
    groups = {PREFIX + table for table in OF_READERS}
    if not any(offer.group in groups and offer.package.name != HOUSE for offer in all_offers()):
        return
    from noteport.vault.reading_plugins import READING  # noqa: PLC0415  # not needed without such plugins

    for kind in READING:
        for reference in kind.references().values():
            if not reference.is_built_in:
                yield kind, reference


def _fields(kind: Kind[Any], reference: Reference) -> tuple[Field, ...]:
    loaded = _loaded(kind, reference)
    return fields_of(loaded.Options) if loaded is not None else ()


def _loaded(kind: Kind[Any], reference: Reference) -> Any:
    """The class of a plugin; None if it cannot be used, which is reported when notes are read."""
    try:
        return kind.load(reference)
    except PluginUnavailable:
        return None


def _table(kind: Kind[Any]) -> str:
    return kind.group.removeprefix(PREFIX)


def _prefix(kind: Kind[Any], reference: Reference) -> str:
    return f"{_table(kind)}_{reference.name.replace('-', '_')}_"
