"""Options as flags: one parameter per field, in the form in which typer reads a function's signature."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from noteport.export.option_fields import Field

_METAVARS = {bool: None, int: "N", float: "NUMBER", str: "TEXT", Path: "FILE"}


def signed(run: Callable[[Mapping[str, Any]], int], signature: Iterable[inspect.Parameter]) -> Callable[..., int]:
    """A function that typer sees with this signature, and that hands all values on to ``run``."""

    def command(**values: Any) -> int:
        return run(values)

    command.__signature__ = inspect.Signature(list(signature))  # type: ignore[attr-defined]  # unknown to mypy, not to Python
    command.__annotations__ = {}
    return command


def parameters(fields: tuple[Field, ...], prefix: str, panel: str) -> list[inspect.Parameter]:
    """Keyword parameters for a command's signature.

    Args:
        fields: the options.
        prefix: stands before each parameter's name, so that an exporter's options meet no parameter of ours.
        panel: name of the group that they form in the help.

    Every default is None, which means "not given": a flag's own default would win over the configuration file. The
    real default stands in the help.
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
    """The values that were given, by field name, out of what typer hands to a command."""
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
