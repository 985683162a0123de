"""Options from every place where they can be set: flags override the environment, which overrides the file.

    noteport.toml                          the same in pyproject.toml
    exclude = ["drafts/**"]                [tool.noteport]
    [anki]                                 [tool.noteport.anki]
    deck = "Talks::{channel}"              environment: NOTEPORT_ANKI_DECK, NOTEPORT_EXCLUDE

The file is looked for in the working directory, then in each folder above it; only the first one found is read. Every
value keeps its origin, so that an error message can name it. What a file may set depends on where it is found
(export/trust.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, NoReturn, TypeVar, cast

from noteport.errors import UsageError, did_you_mean
from noteport.export import registry
from noteport.export.common_options import CommonOptions
from noteport.export.trust import leads_out, position_of, refusal
from noteport.model.patterns import pattern
from noteport.plugins.fields import Field, fields_of
from noteport.plugins.options import Options
from noteport.plugins.packages import PREFIX
from noteport.plugins.use import Use
from noteport.vault.safe_read import MEGABYTE, GivenPaths, is_regular, read_file

FILE = "noteport.toml"
OF_READERS = ("dialects", "providers", "transforms")
"""Tables that contain one table for each plugin that takes part in reading: ``[transforms.NAME]``."""
_OTHER_VARIABLES = {"NOTEPORT_ANKICONNECT_KEY"}
DECISIONS = "noteport-cards.jsonl"
"""The decisions file that lies next to it."""
_LARGEST = MEGABYTE
_LONGEST_SHOWN = 80
_HEADER = pattern(r"\s*\[\s*([^\[\]]+?)\s*\]")
_KEY = pattern(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")

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
class ConfigFile:
    """A configuration file after reading."""

    path: Path
    root: tuple[str, ...]
    """The path of noteport's table: empty in ``noteport.toml``, ``tool.noteport`` in ``pyproject.toml``."""
    text: str
    values: Mapping[str, Any]
    """The contents of that table."""
    leads_out: bool = False
    """Whether it was not read, because it is a link that leads out of the given paths."""

    def origin(self, *keys: str) -> str:
        """Return the file and line of a key or table, as in ``noteport.toml:3``."""
        return f"{self.path}:{line_of(self.text, (*self.root, *keys))}"


def find_config(start: Path, paths: Sequence[Path] = ()) -> ConfigFile | None:
    """Return the configuration that applies to a folder, or None if there is none.

    Args:
        start: the working directory.
        paths: the given paths of notes.

    Raises:
        UsageError: the file cannot be read or is not valid TOML.
    """
    for folder in (start.absolute(), *start.absolute().parents):
        if is_regular(own := folder / FILE):
            if leads_out(own, paths, start):
                return ConfigFile(path=own, root=(), text="", values={}, leads_out=True)
            text = _read(own)
            return ConfigFile(path=own, root=(), text=text, values=_toml(own, text))
        project = folder / "pyproject.toml"
        if leads_out(project, paths, start):
            continue
        text = ""
        with suppress(OSError, UnicodeDecodeError):  # a broken file without a table for noteport does not concern us
            text = read_file(project, _LARGEST).decode("utf-8-sig")
        if "tool.noteport" in text:
            values = _toml(project, text).get("tool", {}).get("noteport")
            if isinstance(values, dict):
                return ConfigFile(path=project, root=("tool", "noteport"), text=text, values=values)
    return None


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


def common_settings(sources: Sources, exporters: Callable[[], Iterable[str]] = tuple) -> Settings[CommonOptions]:
    """Return the options that every exporter shares.

    ``exporters`` returns the names of all exporters, which takes a while; it is needed to reject other tables.

    Raises:
        UsageError: a value is not allowed, or a key or table is unknown.
    """
    _check_variables(sources.environment, exporters)
    values: Mapping[str, Any] = sources.config.values if sources.config else {}
    tables = [name for name, value in values.items() if isinstance(value, dict)]
    known = [*exporters(), *OF_READERS] if tables else []
    for name in tables:
        if name not in known and sources.config:
            message = f"{sources.config.origin(name)}: [{name}]: there is no exporter with this name."
            raise UsageError(message, did_you_mean(name, known, "Install it, or remove the table."))
    own = {key: value for key, value in values.items() if not isinstance(value, dict)}
    settings = _with_decisions(_settings(CommonOptions, own, (), sources), sources)
    if sources.config is None or not sources.config.leads_out:
        return settings
    line = f"{sources.config.path} is ignored: the link leads out of the given paths."
    return replace(settings, ignored=(line, *settings.ignored))


def _check_variables(environment: Mapping[str, str], exporters: Callable[[], Iterable[str]]) -> None:
    """Check that every variable of noteport is one; those of a single exporter are checked when it runs."""
    ours = [name for name in environment if name.startswith(f"{variable()}_")]
    if not ours:
        return
    known = {variable(one.key) for one in fields_of(CommonOptions)} | _OTHER_VARIABLES
    prefixes = tuple(f"{variable(name)}_" for name in (*exporters(), *OF_READERS))
    for name in sorted(ours):
        if name not in known and not name.startswith(prefixes):
            _refuse_variable(name, known)


def _check_own_variables(environment: Mapping[str, str], path: Sequence[str], keys: Iterable[str]) -> None:
    """Check that every variable of one exporter or plugin is one of its options."""
    prefix = f"{variable(*path)}_"
    known = {variable(*path, key) for key in keys}
    for name in sorted(environment):
        if name.startswith(prefix) and name not in known and not _may_be_of_another(name, prefix):
            _refuse_variable(name, known)


def _may_be_of_another(name: str, prefix: str) -> bool:
    """Whether a variable may belong to an exporter with a longer name: ``NOTEPORT_ANKI_TEXT_…`` to ``anki-text``."""
    longer = (f"{variable(one)}_" for one in registry.references())
    return any(name.startswith(one) for one in longer if one.startswith(prefix) and one != prefix)


def _refuse_variable(name: str, known: Iterable[str]) -> NoReturn:
    prefix = f"{variable()}_"
    # What all of them begin with must not make them alike.
    near = did_you_mean(name.removeprefix(prefix), [one.removeprefix(prefix) for one in known])
    hint = near.replace("'", f"'{prefix}", 1) or "Unset it; noteport config lists all options."
    raise UsageError(f"There is no option for the environment variable {name}.", hint)


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
                settings = _settings(declared, values, (table, reference.name), own)
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


def exporter_settings(name: str, options: type[OptionsT], sources: Sources) -> Settings[OptionsT]:
    """Return the options of one exporter.

    Raises:
        UsageError: a value is not allowed, or a key is unknown.
    """
    table = sources.config.values.get(name, {}) if sources.config else {}
    if sources.config and not isinstance(table, dict):
        raise UsageError(f"{sources.config.origin(name)}: {name}: must be a table, [{name}].")
    return _settings(options, table, (name,), sources)


def variable(*names: str) -> str:
    """Return the environment variable of an option: ``NOTEPORT_ANKI_DECK`` for ``("anki", "deck")``."""
    return re.sub(r"\W", "_", "_".join(("noteport", *names))).upper()


def _settings(
    options: type[OptionsT], table: Mapping[str, Any], path: tuple[str, ...], sources: Sources
) -> Settings[OptionsT]:
    by_key = {one.key: one for one in fields_of(options)}
    if path:
        _check_own_variables(sources.environment, path, by_key)
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


def _read(path: Path) -> str:
    try:
        return read_file(path, _LARGEST).decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: cannot be read: it is not UTF-8.") from error


def _toml(path: Path, text: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415  # loaded only if there is a configuration file

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # The line number is only in the message: "Expected '=' after a key (at line 3, column 5)".
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = int(found[1]) if found else len(text.splitlines())
        raise UsageError(f"{path}:{line}: not valid TOML: {str(error).partition(' (at ')[0]}.") from error
    except RecursionError as error:
        raise UsageError(f"{path}: nested too deeply.") from error


def line_of(text: str, keys: tuple[str, ...]) -> int:
    """Return the line, counted from 1, on which a key or table is set; 1 if it cannot be found.

    ``tomllib`` does not keep line numbers. This looks at headers and keys line by line, which is good enough for a
    message.
    """
    table: tuple[str, ...] = ()
    best = 1
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _parts(header[1])
            at = table
        elif key := _KEY.match(line):
            at = (*table, *_parts(key[1]))
        else:
            continue
        if at == keys:
            return number
        if at and at == keys[: len(at)]:  # an inline table, or the header above a key in an unusual notation
            best = number
    return best


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
