"""Options as flags: one parameter per field, in the form in which typer reads the signature of a function."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from noteport.plugins.fields import Field

_METAVARS = {bool: None, int: "N", float: "NUMBER", str: "TEXT", Path: "FILE"}


def signed(run: Callable[[Mapping[str, Any]], int], signature: Iterable[inspect.Parameter]) -> Callable[..., int]:
    """Return a function with this signature, as typer sees it, that passes all values to ``run``."""

    def command(**values: Any) -> int:
        return run(values)

    command.__signature__ = inspect.Signature(list(signature))  # type: ignore[attr-defined]  # unknown to mypy, not to Python
    command.__annotations__ = {}
    return command


def parameters(fields: tuple[Field, ...], prefix: str, panel: str) -> list[inspect.Parameter]:
    """Return keyword parameters for the signature of a command.

    Args:
        fields: the options.
        prefix: precedes the name of each parameter, so that the options of an exporter cannot clash with other
            parameters.
        panel: the name of their group in the help.

    Every default is None, which means "not given", because the default of a flag would override the configuration file.
    The help shows the real default.
    """
    return [
        inspect.Parameter(
            prefix + field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[_type(field) | None, _option(field, panel)],
        )
        for field in fields
    ]


def given(fields: tuple[Field, ...], prefix: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that were given, by field name, from what typer passes to a command."""
    return {field.name: values[prefix + field.name] for field in fields if values[prefix + field.name] is not None}


def _type(field: Field) -> Any:
    if field.choices:
        return Literal[field.choices]
    return list[str] if field.many else field.kind


def _option(field: Field, panel: str) -> Any:
    flag = f"--{field.key}/--no-{field.key}" if field.kind is bool else f"--{field.key}"
    repeat = " (may be repeated)" if field.many else ""
    default = f" [default: {field.shown_default}]" if field.shown_default else ""
    return typer.Option(
        flag,
        help=f"{field.help.rstrip('.')}{repeat}{default}",
        metavar=field.metavar or "|".join(field.choices) or _METAVARS[field.kind],
        min=field.minimum,
        show_default=False,
        rich_help_panel=panel,
    )
