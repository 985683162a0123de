"""How an exporter declares its options."""

from __future__ import annotations

import dataclasses
from typing import Any, Literal, TypeAlias

Trust: TypeAlias = Literal["user", "anyone", "file", "style"]
"""Who may set an option in a configuration file: see ``option``."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Options:
    """Base class of every exporter's options: a frozen dataclass whose fields are made by ``option()``.

    The type of a field is bool, int, float, str, Path, a ``Literal`` of strings, any of those with ``| None``, or
    ``tuple[str, ...]`` for an option that may be repeated.
    """


def option(
    default: Any,
    *,
    help: str,
    name: str | None = None,
    metavar: str | None = None,
    minimum: int | None = None,
    trust: Trust | None = None,
) -> Any:
    """Declare one field of an ``Options`` class.

    Args:
        default: the value if nobody sets it, of the type of the field.
        help: one sentence for ``--help``, the documentation and the configuration, without a full stop.
        name: the flag and configuration key, if it is not the name of the field with dashes.
        metavar: the placeholder for the value in the help, such as ``FILE``.
        minimum: the smallest number that is allowed.
        trust: who may set the option in a configuration file, which may have come with somebody else's notes.
            ``"anyone"``: any file, because the option only decides how things look. ``"user"``: only the user's own
            file, because the option guards something. ``"file"``, for a path: any file, but a path outside the given
            notes only the user's own. ``"style"``: the same for a style sheet, which must not load anything. Without
            it, a configuration file inside the given paths cannot set the option.
    """
    metadata = {"help": help, "name": name, "metavar": metavar, "minimum": minimum, "trust": trust}
    return dataclasses.field(default=default, metadata=metadata)
