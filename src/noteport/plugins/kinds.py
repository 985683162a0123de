"""The kinds of plugins, and the plugins of a kind by name.

    Kind ── references()      every plugin of this kind that is installed
        ├── find(name)        one of them
        └── load(reference)   its class

Entry points are read, but nothing is imported until a plugin is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import noteport
from noteport.errors import Interrupted, PluginUnavailable, Terminated, UsageError, did_you_mean
from noteport.plugins.containment import printing_to_stderr
from noteport.plugins.fields import fields_of
from noteport.plugins.packages import UNKNOWN, Package, offers
from noteport.plugins.plugin import API_VERSION, Plugin

HOUSE = "noteport"
"""The distribution of the built-in plugins."""

PluginT = TypeVar("PluginT", bound=Plugin[Any])


@dataclass(frozen=True, kw_only=True)
class Reference:
    """An installed plugin that has not been imported yet."""

    name: str
    value: str
    """The object: ``module:attribute``."""
    noun: str = "plugin"
    """What it is: ``exporter``."""
    package: Package = UNKNOWN
    """The package that provides it."""
    hidden: tuple[Package, ...] = ()
    """Packages with plugins of the same kind and name, which cannot be used."""
    is_reserved: bool = False
    """Whether noteport needs the name for itself."""

    @property
    def distribution(self) -> str:
        """The name of the package that provides it, as pip knows it."""
        return self.package.name

    @property
    def version(self) -> str:
        """The version of that package."""
        return self.package.version

    @property
    def is_built_in(self) -> bool:
        return self.distribution == HOUSE

    @property
    def summary(self) -> str:
        """One line: from a table for a built-in plugin, otherwise from the metadata of its package."""
        return self.package.summary

    @property
    def clash(self) -> str:
        """A sentence about a clash of names; empty if there is none."""
        if self.is_reserved:
            return f"{self.name!r} is a command of noteport; the {self.noun} of {self.distribution} cannot be used."
        if not self.hidden:
            return ""
        article = "an" if self.noun[0] in "aeiou" else "a"
        others = ", ".join(package.name for package in self.hidden)
        return f"{self.name!r} of {self.distribution} is used; {others} has {article} {self.noun} with the same name."

    @property
    def full_name(self) -> str:
        """The name in error messages: ``outline of noteport-outline 1.2``."""
        of = "" if self.distribution in {self.name, HOUSE} else f" of {self.distribution}"
        return f"{self.name}{of} {self.version}".rstrip()

    def __str__(self) -> str:
        return f"{self.name} ({self.package})"


def _no_objection(_: Any) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class Kind(Generic[PluginT]):
    """One kind of plugin."""

    noun: str
    """What one is called: ``exporter``."""
    group: str
    """The entry-point group: ``noteport.exporters``."""
    base: type[Any]
    """What the class of a plugin must inherit."""
    built_in: Mapping[str, tuple[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    """The entry points of the built-in ones, and their summaries.

    They are repeated from pyproject.toml so that using one reads no package metadata; a test compares the two.
    """
    reserved: frozenset[str] = frozenset()
    """Names that noteport needs for itself."""
    listed_by: str = "noteport plugins"
    """The command that lists them."""
    objection: Callable[[type[PluginT]], str] = _no_objection
    """Returns why a class cannot be used, beyond what holds for all kinds; empty if it can."""
    unavailable: type[PluginUnavailable] = PluginUnavailable
    """The error for one that cannot be used."""

    def references(self) -> Mapping[str, Reference]:
        """Return every installed plugin of this kind by name, in alphabetical order, without importing any.

        A built-in one takes precedence over another with the same name. Among the others, the distribution that comes
        first in alphabetical order does, so that the order of installation does not matter.
        """
        named = {name: [self._built_in(name)] for name in self.built_in}
        for plugin in sorted(self._offered(), key=lambda one: (one.distribution, one.value)):
            if not plugin.is_built_in:
                named.setdefault(plugin.name, []).append(plugin)
        return MappingProxyType({name: _winner(found) for name, found in sorted(named.items())})

    def find(self, name: str) -> Reference:
        """Return the reference of one plugin. Package metadata is read only if it is not a built-in one.

        Raises:
            UsageError: there is no plugin of this kind with this name.
        """
        if name in self.built_in:
            return self._built_in(name)
        known = self.references()
        if name in known:
            return known[name]
        hint = did_you_mean(name, [*known, *self.reserved], f"{self.listed_by} lists them.")
        raise UsageError(f"There is no {self.noun} {name!r}.", hint)

    def load(self, reference: Reference) -> type[PluginT]:
        """Import one plugin and check that it follows the contract.

        Raises:
            PluginUnavailable: it cannot be imported, or does not follow the contract.
            Interrupted: Ctrl-C was pressed during the import.
        """
        try:
            with printing_to_stderr():
                loaded = imported(reference.value)
        except KeyboardInterrupt as error:
            raise Interrupted(f"{reference.full_name} was being imported") from error
        except Terminated:
            raise
        except BaseException as error:  # the module of a plugin may do anything during its import, even exit
            raise self._unavailable(reference, _one_line(error)) from error
        try:
            objection = self._objection(reference, loaded)
        except Exception as error:  # whatever a declaration makes of itself
            raise self._unavailable(reference, _one_line(error)) from error
        if objection:
            raise self._unavailable(reference, objection)
        return loaded  # type: ignore[return-value]  # checked a line above

    def _offered(self) -> list[Reference]:
        return [
            Reference(
                name=one.name,
                value=one.value,
                noun=self.noun,
                package=one.package,
                is_reserved=one.name in self.reserved,
            )
            for one in offers(self.group)
        ]

    def _built_in(self, name: str) -> Reference:
        value, summary = self.built_in[name]
        package = Package(name=HOUSE, version=noteport.__version__, summary=summary)
        return Reference(name=name, value=value, noun=self.noun, package=package)

    def _objection(self, reference: Reference, loaded: Any) -> str:
        """Return why an object cannot be used as a plugin of this kind; empty if it can."""
        is_class = isinstance(loaded, type)
        if not (is_class and issubclass(loaded, self.base)):
            return f"{reference.value} is not a subclass of {self.base.__name__}"
        if type(loaded.api) is not int or loaded.api != API_VERSION:  # True equals 1 in Python
            return f"it is written for API version {loaded.api!r}, this is {API_VERSION}"
        name = getattr(loaded, "name", None)
        if name != reference.name:
            return f"its name is {name!r}"
        try:
            fields_of(loaded.Options)
        except (TypeError, NameError) as error:
            return str(error)
        codes: object = loaded.problem_codes
        if not (isinstance(codes, Mapping) and all(isinstance(one, str) for pair in codes.items() for one in pair)):
            return f"its problem_codes are {codes!r}, not meanings by code"
        if objection := self.objection(loaded):
            return objection
        missing = sorted(getattr(loaded, "__abstractmethods__", ()))
        return f"{reference.value} has no {missing[0]}()" if missing else ""

    def _unavailable(self, reference: Reference, cause: str) -> PluginUnavailable:
        hint = "" if reference.is_built_in else f"Upgrade or remove it: pip install --upgrade {reference.distribution}"
        return self.unavailable(f"The {self.noun} {reference} cannot be used: {cause}.", hint)


def _winner(found: Sequence[Reference]) -> Reference:
    first, *others = found
    return replace(first, hidden=tuple(one.package for one in others)) if others else first


def imported(value: str) -> object:
    """Return the object that the value of an entry point names (see "Data model" in the entry points specification).
    Raises whatever its module raises.
    """
    module, _, attributes = value.partition("[")[0].partition(":")
    loaded: object = import_module(module.strip())
    for attribute in filter(None, attributes.strip().split(".")):
        loaded = getattr(loaded, attribute)
    return loaded


def _one_line(error: BaseException) -> str:
    first = str(error).strip().partition("\n")[0].rstrip(".")
    return f"{type(error).__name__}: {first}" if first else type(error).__name__
