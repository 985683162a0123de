"""The plugins that take part in reading: providers, dialects and transforms."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from msgspec.structs import replace

from noteport.parse.dialects import DIALECTS
from noteport.parse.options import ReadOptions
from noteport.plugins.kinds import Kind
from noteport.plugins.options import Options
from noteport.plugins.use import NO_OPTIONS, Use, uses
from noteport.vault.transforms import TRANSFORMS
from noteport.videos.registry import PROVIDERS

READING: tuple[Kind[Any], ...] = (PROVIDERS, DIALECTS, TRANSFORMS)
"""The kinds of plugins that decide what is read of a note."""

_NONE: Mapping[str, Mapping[str, Options]] = MappingProxyType({})


def installed(options: Mapping[str, Mapping[str, Options]] = _NONE) -> tuple[Use, ...]:
    """Return every installed plugin that takes part in reading.

    Args:
        options: options by group and name; defaults for the others.

    Raises:
        PluginUnavailable: one of them cannot be used.
    """
    return tuple(use for kind in READING for use in uses(kind, options.get(kind.group, NO_OPTIONS)))


def with_plugins(options: ReadOptions) -> ReadOptions:
    """Return options for reading with the installed plugins, unless they name plugins already."""
    return options if options.plugins is not None else replace(options, plugins=installed())
