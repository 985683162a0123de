"""What an ``Options`` class declares, read once for flags, configuration, environment and documentation."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias, cast

from noteport.plugins.options import Options, Trust

Scalar: TypeAlias = type[bool] | type[int] | type[float] | type[str] | type[Path]

HIDDEN = "hidden"
"""Marks a field that nobody sets as an option, in its metadata."""

_YES = {"1", "true", "yes", "on"}
_NO = {"0", "false", "no", "off"}
_KINDS = {bool: "true or false", int: "a whole number", float: "a number", str: "a string", Path: "a path"}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One option."""

    name: str
    """The name of the dataclass field."""
    key: str
    """The flag without its dashes, and the key in a configuration file."""
    kind: Scalar
    """The type of the value, or of each value."""
    many: bool
    """Whether it may be repeated; its value is then a tuple."""
    choices: tuple[str, ...]
    """The allowed strings; empty if any string is allowed."""
    default: Any
    help: str
    metavar: str | None
    minimum: int | None
    trust: Trust | None = None
    """Who may set it in a configuration file; None if its declaration does not say."""

    @property
    def shown_default(self) -> str:
        """The default as shown in help and documentation; empty if there is none to show."""
        match self.default:
            case None | () | "":
                return ""
            case bool():
                return "yes" if self.default else "no"
            case tuple():
                return ", ".join(self.default)
            case _:
                return str(self.default)

    def convert(self, value: object) -> Any:
        """Convert a value from a configuration file to a value of this option.

        Raises:
            ValueError: the value has another type or is not allowed. The message continues the words "must be".
        """
        if not self.many:
            return self._one(value)
        if not isinstance(value, list | tuple):
            raise ValueError("a list of strings")  # noqa: TRY004  # a wrong value is one error to callers, whatever is wrong
        return tuple(self._one(one) for one in value)

    def parse(self, text: str) -> Any:
        """Convert text from the environment; several values are separated by commas.

        Raises:
            ValueError: as ``convert``.
        """
        if self.many:
            return self.convert([part.strip() for part in text.split(",") if part.strip()])
        if self.kind is bool:
            word = text.strip().lower()
            return self.convert(word in _YES if word in _YES | _NO else text)
        if self.kind in (int, float):
            try:
                return self.convert(self.kind(text))
            except ValueError:
                raise ValueError(self._expected()) from None
        return self.convert(text)

    def _one(self, value: object) -> Any:
        if self.kind is Path and isinstance(value, str | Path):
            return _path(value)
        if self.kind is float and type(value) is int:
            value = float(value)
        # Not isinstance, because bool is a subclass of int.
        if type(value) is not self.kind or (self.choices and value not in self.choices):
            raise ValueError(self._expected())
        if self.minimum is not None and isinstance(value, int | float) and value < self.minimum:
            raise ValueError(self._expected())
        return value

    def _expected(self) -> str:
        if self.choices:
            return "one of " + ", ".join(self.choices)
        return _KINDS[self.kind] + (f", {self.minimum} or more" if self.minimum is not None else "")


def _path(value: str | Path) -> Path:
    """Return a path with ``~`` replaced; raises ValueError as ``Field.convert`` does."""
    if "\0" in str(value):
        raise ValueError("a path without a null character")
    try:
        return Path(value).expanduser()
    except RuntimeError as error:
        raise ValueError("a path that does not begin with the home folder of an unknown user") from error


def fields_of(options: object) -> tuple[Field, ...]:
    """Return the options that a class declares, in the order of declaration.

    Raises:
        TypeError: the class breaks the rules of ``Options``; the message says which field is wrong and why.
    """
    if not (isinstance(options, type) and issubclass(options, Options)):
        raise TypeError("Options must be a subclass of noteport.api.Options")
    if options is not Options and "__dataclass_fields__" not in vars(options):
        raise TypeError("Options must be a frozen dataclass")
    hints = typing.get_type_hints(options)
    declared = (field for field in dataclasses.fields(options) if not field.metadata.get(HIDDEN))
    return tuple(_field(field, hints[field.name]) for field in declared)


def _field(field: dataclasses.Field[Any], hint: Any) -> Field:
    metadata: Mapping[str, Any] = field.metadata
    if field.default is dataclasses.MISSING or not metadata.get("help"):
        raise TypeError(f"the option {field.name!r} must be made by option(), with a default and a help text")
    try:
        kind, many, choices = _shape(hint)
    except TypeError:
        raise TypeError(f"the option {field.name!r} has a type that options cannot have: {hint}") from None
    return Field(
        name=field.name,
        key=metadata.get("name") or field.name.replace("_", "-"),
        kind=kind,
        many=many,
        choices=choices,
        default=field.default,
        help=metadata["help"],
        metavar=metadata.get("metavar"),
        minimum=metadata.get("minimum"),
        trust=_trust(field.name, kind, metadata.get("trust")),
    )


def _trust(name: str, kind: Scalar, trust: Any) -> Trust | None:
    allowed = ("user", "file", "style") if kind is Path else ("user", "anyone")
    if trust is not None and trust not in allowed:
        raise TypeError(f"the option {name!r} has trust={trust!r}, but must have one of {', '.join(allowed)}")
    return cast("Trust | None", trust)


def _shape(hint: Any) -> tuple[Scalar, bool, tuple[str, ...]]:
    """The type, whether the option may be repeated, and its choices."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        inner = [part for part in typing.get_args(hint) if part is not type(None)]
        if len(inner) != 1:
            raise TypeError(hint)
        hint = inner[0]
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) is tuple and arguments == (str, ...):
        return str, True, ()
    if typing.get_origin(hint) is Literal and all(isinstance(choice, str) for choice in arguments):
        return str, False, arguments
    if hint in _KINDS:
        return hint, False, ()
    raise TypeError(hint)
