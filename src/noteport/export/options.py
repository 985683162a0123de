"""How an exporter declares its options."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    pass


@dataclasses.dataclass(frozen=True, kw_only=True)
class Options:
    """Base of every exporter's options: a frozen dataclass whose fields are made by ``option()``.

    A field's type is one of bool, int, float, str, Path, a ``Literal`` of strings, any of those with ``| None``,
    or ``tuple[str, ...]`` for an option that may be given several times.
    """


def option(
    default: Any, *, help: str, name: str | None = None, metavar: str | None = None, minimum: int | None = None
) -> Any:
    """One field of an ``Options`` class.

    Args:
        default: its value when nobody sets it; of the field's type.
        help: one sentence for ``--help``, the documentation and the configuration; no full stop needed.
        name: the flag and configuration key if not the field's own name with dashes.
        metavar: what the help shows for the value, ``FILE``.
        minimum: the smallest number that makes sense.
    """
    return dataclasses.field(
        default=default, metadata={"help": help, "name": name, "metavar": metavar, "minimum": minimum}
    )
