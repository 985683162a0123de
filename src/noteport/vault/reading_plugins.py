"""The plugins that take part in reading: providers, dialects and transforms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from msgspec.structs import replace

from noteport.parse.dialects import DIALECTS
from noteport.parse.options import ReadOptions
from noteport.plugins.kinds import Kind
from noteport.plugins.options import Options
from noteport.plugins.use import NO_OPTIONS, Use, use_of, uses
from noteport.vault.transforms import TRANSFORMS
from noteport.videos.registry import PROVIDERS

READING: tuple[Kind[Any], ...] = (PROVIDERS, DIALECTS, TRANSFORMS)
"""The kinds of plugins that decide what is read of a note."""

_NONE: Mapping[str, Mapping[str, Options]] = MappingProxyType({})


def installed(options: Mapping[str, Mapping[str, Options]] = _NONE, transforms: Sequence[str] = ()) -> tuple[Use, ...]:
    """Return every installed plugin that takes part in reading.

    Args:
        options: options by group and name; defaults for the others.
        transforms: the names of the transforms to apply, in this order; if empty, all in alphabetical order.

    Raises:
        PluginUnavailable: one of them cannot be used.
        UsageError: there is no transform with one of the names.
    """
    of_transforms = options.get(TRANSFORMS.group, NO_OPTIONS)
    chosen = (use_of(TRANSFORMS, TRANSFORMS.find(name), of_transforms.get(name)) for name in transforms)
    readers = (use for kind in (PROVIDERS, DIALECTS) for use in uses(kind, options.get(kind.group, NO_OPTIONS)))
    return (*readers, *(chosen if transforms else uses(TRANSFORMS, of_transforms)))


def with_plugins(options: ReadOptions) -> ReadOptions:
    """Return options for reading with the installed plugins, unless they name plugins already."""
    return options if options.plugins is not None else replace(options, plugins=installed())
