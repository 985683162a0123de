"""How an exporter declares its options."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    pass


@dataclasses.dataclass(frozen=True, kw_only=True)
class Options:
    """Base class of every exporter's options: a frozen dataclass whose fields are made by ``option()``.

    The type of a field is bool, int, float, str, Path, a ``Literal`` of strings, any of those with ``| None``, or
    ``tuple[str, ...]`` for an option that may be repeated.
    """


def option(
    default: Any, *, help: str, name: str | None = None, metavar: str | None = None, minimum: int | None = None
) -> Any:
    """Declare one field of an ``Options`` class.

    Args:
        default: the value if nobody sets it, of the type of the field.
        help: one sentence for ``--help``, the documentation and the configuration, without a full stop.
        name: the flag and configuration key, if it is not the name of the field with dashes.
        metavar: the placeholder for the value in the help, such as ``FILE``.
        minimum: the smallest number that is allowed.
    """
    return dataclasses.field(
        default=default, metadata={"help": help, "name": name, "metavar": metavar, "minimum": minimum}
    )
