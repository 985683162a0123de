"""The value of every option of one class, and its origin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from noteport.config.file import ConfigFile
from noteport.config.variables import check_own_variables, variable
from noteport.errors import UsageError, did_you_mean
from noteport.export.trust import position_of, refusal
from noteport.plugins.fields import Field, fields_of
from noteport.plugins.options import Options
from noteport.vault.safe_read import GivenPaths

_LONGEST_SHOWN = 80

OptionsT = TypeVar("OptionsT", bound=Options)


@dataclass(frozen=True, kw_only=True)
class Settings(Generic[OptionsT]):
    """Options, and where each of them was set."""

    options: OptionsT
    origins: Mapping[str, str]
    """The origins of the options that were set, by key: ``--deck``, ``NOTEPORT_ANKI_DECK`` or
    ``/home/ana/noteport.toml:3``.
    """
    ignored: tuple[str, ...] = ()
    """One line for each value of a configuration file that was ignored, with the reason."""


@dataclass(frozen=True, kw_only=True)
class Sources:
    """Every source of options."""

    config: ConfigFile | None = None
    environment: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    given: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    """Values of flags by field name. They take precedence."""
    paths: tuple[Path, ...] = ()
    """The given paths of notes, and with them …"""
    working: Path = field(default_factory=Path.cwd)
    """… the working directory: they decide what the configuration may set."""


def settings_of(
    options: type[OptionsT], table: Mapping[str, Any], path: tuple[str, ...], sources: Sources
) -> Settings[OptionsT]:
    by_key = {one.key: one for one in fields_of(options)}
    if path:
        check_own_variables(sources.environment, path, by_key)
    found, ignored = _from_file(sources.config, table, path, by_key, sources) if sources.config else ({}, {})
    for key, one in by_key.items():
        name = variable(*path, key)
        if sources.environment.get(name):
            found[key] = (_converted(one.parse, sources.environment[name], name), name)
        if sources.given.get(one.name) is not None:
            flag = f"--no-{key}" if sources.given[one.name] is False else f"--{key}"
            found[key] = (_converted(one.convert, sources.given[one.name], flag), flag)
    try:
        set_options = options(**{by_key[key].name: value for key, (value, _) in found.items()})
    except ValueError as error:  # an Options class may check combinations of values
        raise UsageError(f"{error}") from error
    return Settings(
        options=set_options,
        origins=MappingProxyType({key: origin for key, (_, origin) in found.items()}),
        ignored=tuple(line for key, line in ignored.items() if key not in found),
    )


def _from_file(
    file: ConfigFile, table: Mapping[str, Any], path: tuple[str, ...], by_key: Mapping[str, Field], sources: Sources
) -> tuple[dict[str, tuple[Any, str]], dict[str, str]]:
    """Values and origins by key, and by key why a value is ignored.

    A path in the file is relative to the folder that contains the file.
    """
    position = position_of(file.path, sources.paths, sources.working)
    given = GivenPaths(sources.paths)
    found: dict[str, tuple[Any, str]] = {}
    ignored: dict[str, str] = {}
    for key, raw in table.items():
        origin = file.origin(*path, key)
        if key not in by_key:
            raise UsageError(f"{origin}: {key}: unknown option.", did_you_mean(key, by_key, _all_of(by_key)))
        value = _converted(by_key[key].convert, raw, f"{origin}: {key}")
        if isinstance(value, Path):
            value = file.path.parent / value
        if reason := refusal(by_key[key], value, position, given):
            ignored[key] = f"{origin}: {key} is ignored: {reason}."
        else:
            found[key] = (value, origin)
    return found, ignored


def _converted(convert: Callable[[Any], Any], value: object, origin: str) -> Any:
    try:
        return convert(value)
    except ValueError as error:
        shown = repr(value)
        shown = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
        raise UsageError(f"{origin}: must be {error}, not {shown}.") from error


def _all_of(keys: Iterable[str]) -> str:
    names = ", ".join(keys)
    return f"There are: {names}." if names else "It has no options."
