"""The parameters of every command that reads notes: paths, and the options that all exporters share."""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer

from noteport import config
from noteport.cli.flags import given, parameters
from noteport.cli.reading import given_to_readers, plugin_codes, reader_parameters
from noteport.cli.say import say
from noteport.errors import UsageError, did_you_mean
from noteport.export import registry
from noteport.export.common_options import CommonOptions
from noteport.plugins.fields import fields_of

PANEL = "Options of every exporter"
_PREFIX = "common_"


def paths_parameter() -> inspect.Parameter:
    """The paths of notes. Optional for typer, so that our own message can show an example."""
    annotation = Annotated[list[Path] | None, typer.Argument(metavar="PATH...", hidden=True)]
    return inspect.Parameter("paths", inspect.Parameter.POSITIONAL_OR_KEYWORD, default=None, annotation=annotation)


def switch(name: str, *flags: str, text: str) -> inspect.Parameter:
    """A flag that is off by default and cannot be set in a configuration file."""
    annotation = Annotated[bool, typer.Option(*flags, help=text, rich_help_panel=PANEL)]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=False, annotation=annotation)


def common_parameters() -> list[inspect.Parameter]:
    """The flags of the options that all exporters share."""
    return [*_own_parameters(), *reader_parameters()]


@cache  # six commands have them
def _own_parameters() -> tuple[inspect.Parameter, ...]:
    return tuple(parameters(fields_of(CommonOptions), _PREFIX, PANEL))


def sources(flags: Mapping[str, Any], paths: Iterable[Path] = ()) -> config.Sources:
    """The sources of options: flags, the environment, and the configuration of the working directory.

    The given paths of notes decide what that configuration may set.
    """
    working, given_paths = Path.cwd(), tuple(paths)
    found = config.find_config(working, given_paths)
    return config.Sources(config=found, environment=os.environ, given=flags, paths=given_paths, working=working)


def say_ignored(*found: config.Settings[Any]) -> None:
    """Report what was ignored of a configuration file."""
    for settings in found:
        for line in settings.ignored:
            say(line, alarm="warning: ")


def read_common(values: Mapping[str, Any]) -> config.Settings[CommonOptions]:
    """Return the shared options from all their sources, given the values that typer passes to a command.

    Raises:
        UsageError: an option is not allowed.
    """
    flags = given(fields_of(CommonOptions), _PREFIX, values)
    settings = config.common_settings(sources(flags, values["paths"]), registry.references)
    codes = tuple(map(_known_code, settings.options.ignore))
    readers = config.readers(sources(given_to_readers(values), values["paths"]), settings.options)
    return replace(settings, options=replace(settings.options, ignore=codes, readers=readers))


def decisions_to_change(settings: config.Settings[CommonOptions], paths: Iterable[Path]) -> tuple[CommonOptions, Path]:
    """Return the options for reading notes, and the decisions file that a command will change.

    The file need not exist yet: it is the one that is named, or else the one next to the configuration.

    Raises:
        UsageError: there is no folder for it.
    """
    file = settings.options.decisions or config.decisions_file(sources({}, paths))
    if not file.parent.is_dir():
        raise UsageError(f"{file}: there is no folder {file.parent}.", "Create it first, or name another file.")
    return replace(settings.options, decisions=file if file.exists() else None), file


def _known_code(code: str) -> str:
    from noteport.model.problems import CODES, RENAMED_CODES  # noqa: PLC0415  # --help must not load the model

    if code in RENAMED_CODES:
        say(f"The problem code {code} is now called {RENAMED_CODES[code]}.", alarm="warning: ")
        return RENAMED_CODES[code]
    if code not in CODES and code not in (codes := plugin_codes()):
        hint = did_you_mean(code, [*CODES, *codes], "noteport check lists the codes of your notes.")
        raise UsageError(f"There is no problem code {code!r}.", hint)
    return code
