"""A plugin with its options as a value, for keys of the cache and for other processes.

Kind ── uses() ──> Use ── made() ──> the plugin
                    └── called()     a method of it, whose failure is its own
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar

from msgspec import Struct

from noteport.errors import PluginFault, PluginUnavailable, Terminated
from noteport.plugins.kinds import Kind, Reference, imported
from noteport.plugins.options import Options
from noteport.plugins.plugin import Plugin

T = TypeVar("T")
P = ParamSpec("P")

NO_OPTIONS: Mapping[str, Options] = MappingProxyType({})


class Use(Struct, frozen=True, kw_only=True):
    """One plugin with its options. Equal uses read the same notes in the same way."""

    group: str
    """``noteport.providers``."""
    name: str
    value: str
    """The class: ``module:attribute``."""
    culprit: str
    """Its name in messages: ``odysee of noteport-odysee 1.2``."""
    source: str
    """A digest of its source."""
    options: tuple[tuple[str, Any], ...] = ()
    """The options that are not at their defaults, by field name."""


def uses(kind: Kind[Any], options: Mapping[str, Options] = NO_OPTIONS) -> Iterator[Use]:
    """Yield the installed plugins of a kind in alphabetical order, without the built-in ones.

    Args:
        kind: the kind of plugin.
        options: their options by name; defaults for the others.

    Raises:
        PluginUnavailable: one of them cannot be used. To read notes without it would change what they say.
    """
    for reference in kind.references().values():
        if not reference.is_built_in:
            yield use_of(kind, reference, options.get(reference.name))


def use_of(kind: Kind[Any], reference: Reference, options: Options | None = None) -> Use:
    """Return the use of one plugin; raises PluginUnavailable as ``uses`` does."""
    loaded = kind.load(reference)
    return Use(
        group=kind.group,
        name=reference.name,
        value=reference.value,
        culprit=reference.full_name,
        source=_digest(loaded.__module__.partition(".")[0]),
        options=() if options is None else _changed(options),
    )


def _changed(options: Options) -> tuple[tuple[str, Any], ...]:
    values = ((field.name, getattr(options, field.name), field.default) for field in fields(options))
    return tuple((name, value) for name, value, default in values if value != default)


def _digest(module: str) -> str:
    """Return a digest of the source of a module, or of all modules of a package, which must have been imported."""
    digest = hashlib.blake2b(digest_size=8)
    where = getattr(sys.modules.get(module), "__file__", None)
    if where is not None:
        file = Path(where)
        for one in sorted(file.parent.rglob("*.py")) if file.name == "__init__.py" else [file]:
            digest.update(one.read_bytes() if one.is_file() else b"")  # a module in a zip archive is not a file
    return digest.hexdigest()


@cache
def made(use: Use) -> Plugin[Any]:
    """Return the plugin of a use; it is imported if this process has not done so.

    Raises:
        PluginUnavailable: it cannot be imported, as on a machine on which it is not installed.
    """
    try:
        loaded: Any = imported(use.value)
        made: Plugin[Any] = loaded(loaded.Options(**dict(use.options)))
    except Exception as error:
        message = f"{use.culprit} cannot be used by the process that reads notes: {type(error).__name__}: {error}."
        raise PluginUnavailable(message, "Install the same packages on every machine.") from error
    return made


def called(use: Use, method: Callable[P, T], *arguments: P.args, **more: P.kwargs) -> T:
    """Call a method of a plugin.

    Raises:
        PluginFault: it raised an exception, which is the cause of this one.
    """
    try:
        return method(*arguments, **more)
    except (KeyboardInterrupt, Terminated):
        raise
    except BaseException as error:  # a plugin may raise anything, even SystemExit
        raise PluginFault(use.culprit) from error


def expect(use: Use, is_kept: bool, promise: str) -> None:
    """Raise PluginFault if a plugin has not kept a promise."""
    if not is_kept:
        raise PluginFault(use.culprit) from TypeError(promise)
