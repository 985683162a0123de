"""What all plugins have in common, whatever they do: a name, a summary, options and the version of the API."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Generic

from noteport.plugins.options import Options

if TYPE_CHECKING:
    from typing_extensions import TypeVar  # its parameters may have defaults before Python 3.13

    OptionsT = TypeVar("OptionsT", bound=Options, default=Options)
else:
    from typing import TypeVar

    OptionsT = TypeVar("OptionsT", bound=Options)

API_VERSION = 1
"""The version of everything in ``noteport.api``. A plugin with another ``api`` is rejected when it is loaded."""


class Plugin(Generic[OptionsT]):
    """Base class of every kind of plugin."""

    name: ClassVar[str]
    """It must equal the name of the entry point."""
    summary: ClassVar[str]
    """One line for lists and help."""
    api: ClassVar[int] = API_VERSION
    """The version of ``noteport.api`` that it is written for."""
    Options: ClassVar[type[Options]] = Options
    """The class of its options."""
    problem_codes: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """The codes of its own problems, each with its meaning in plain words; ``--ignore`` accepts them."""

    def __init__(self, options: OptionsT | None = None) -> None:
        self.options: OptionsT = options if options is not None else self.Options()  # type: ignore[assignment]  # the subclass pairs the two
