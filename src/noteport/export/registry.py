"""Exporters by name.

    references()       every exporter that is installed
    load(reference)    the class of one

Entry points are read, but nothing is imported until an exporter is asked for.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from types import MappingProxyType
from typing import Any

import noteport
from noteport.errors import ExporterUnavailable, Interrupted, Terminated, UsageError
from noteport.export.exporter import API_VERSION, Exporter
from noteport.export.option_fields import CommonOptions, fields_of, taken_keys
from noteport.export.plugins import UNKNOWN, Package, offers

GROUP = "noteport.exporters"
"""The entry-point group."""

HOUSE = "noteport"
"""The distribution of the built-in exporters."""

BUILT_IN = MappingProxyType(
    {
        "anki": ("noteport_anki:AnkiExporter", "Anki deck: one card per claim, with a link to the second."),
        "cards": ("noteport_cards:CardsExporter", "Preview of the cards: web page, plain text or JSON."),
        "csv": ("noteport_csv:CsvExporter", "CSV table: one row per claim."),
        "epub": ("noteport_epub:EpubExporter", "EPUB study guide: one chapter per note, with self-test and index."),
        "jsonld": ("noteport_jsonld:JsonLdExporter", "JSON-LD graph of notes, videos, claims and terms."),
        "parquet": ("noteport_parquet:ParquetExporter", "Parquet table: one row per claim, typed and compressed."),
    }
)
"""The entry points of the built-in exporters, and their summaries for the list of commands.

They are repeated here so that running a built-in exporter reads no package metadata. A test compares them with the
installed entry points.
"""

RESERVED = frozenset({"cache", "captions", "check", "config", "exporters", "new-exporter", "push"})
"""Names of noteport's own commands."""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """An installed exporter that has not been imported yet."""

    name: str
    value: str
    """The object: ``module:attribute``."""
    package: Package = UNKNOWN
    """The package that provides it."""
    hidden: tuple[Package, ...] = ()
    """Packages with exporters of the same name, which cannot be used."""

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
        """One line: from a table for a built-in exporter, from the package metadata for a plugin."""
        return self.package.summary

    @property
    def clash(self) -> str:
        """A sentence about a clash of names; empty if there is none."""
        if self.name in RESERVED:
            return f"{self.name!r} is a command of noteport; the exporter of {self.distribution} cannot be used."
        if not self.hidden:
            return ""
        others = ", ".join(package.name for package in self.hidden)
        return f"{self.name!r} of {self.distribution} is used; {others} has an exporter with the same name."

    @property
    def full_name(self) -> str:
        """The name in error messages: ``outline of noteport-outline 1.2``."""
        of = "" if self.distribution in {self.name, HOUSE} else f" of {self.distribution}"
        return f"{self.name}{of} {self.version}".rstrip()

    def __str__(self) -> str:
        return f"{self.name} ({self.package})"


def references() -> Mapping[str, Reference]:
    """Return every installed exporter by name, in alphabetical order, without importing any.

    A built-in exporter takes precedence over a plugin with the same name. Among plugins, the distribution that comes
    first in alphabetical order does, so that the order of installation does not matter.
    """
    named = {name: [_built_in(name)] for name in BUILT_IN}
    plugins = (Reference(name=one.name, value=one.value, package=one.package) for one in offers(GROUP))
    for plugin in sorted(plugins, key=lambda one: (one.distribution, one.value)):
        if not plugin.is_built_in:
            named.setdefault(plugin.name, []).append(plugin)
    return MappingProxyType({name: _winner(found) for name, found in sorted(named.items())})


def _built_in(name: str) -> Reference:
    value, summary = BUILT_IN[name]
    return Reference(name=name, value=value, package=Package(name=HOUSE, version=noteport.__version__, summary=summary))


def _winner(found: Sequence[Reference]) -> Reference:
    first, *others = found
    return replace(first, hidden=tuple(one.package for one in others)) if others else first


def find(name: str) -> Reference:
    """Return the reference of one exporter. Package metadata is read only if it is not a built-in one.

    Raises:
        UsageError: there is no exporter with this name.
    """
    if name in BUILT_IN:
        return _built_in(name)
    known = references()
    if name in known:
        return known[name]
    hint = did_you_mean(name, [*known, *RESERVED], "noteport --help lists them.")
    raise UsageError(f"There is no exporter {name!r}.", hint)


def did_you_mean(word: str, words: Iterable[str], otherwise: str = "") -> str:
    """Return a hint with the known word closest to a misspelt one, or ``otherwise`` if none is close."""
    import difflib  # noqa: PLC0415  # needed only for misspelt words

    near = difflib.get_close_matches(word.lower(), list(words), n=1)
    return f"Did you mean {near[0]!r}?" if near else otherwise


def load(reference: Reference) -> type[Exporter[Any]]:
    """Import one exporter and check that it follows the contract.

    Raises:
        ExporterUnavailable: the exporter cannot be imported, or does not follow the contract.
        Interrupted: Ctrl-C was pressed during the import.
    """
    try:
        loaded = _imported(reference.value)
    except KeyboardInterrupt as error:
        raise Interrupted(f"{reference.full_name} was being imported") from error
    except Terminated:
        raise
    except BaseException as error:  # the module of a plugin may do anything during its import, even exit
        raise _unavailable(reference, _one_line(error)) from error
    return _checked(reference, loaded)


def _imported(value: str) -> object:
    """Return the object that the value of an entry point names (see "Data model" in the entry points specification).
    Raises whatever its module raises.
    """
    module, _, attributes = value.partition("[")[0].partition(":")
    loaded: object = import_module(module.strip())
    for attribute in filter(None, attributes.strip().split(".")):
        loaded = getattr(loaded, attribute)
    return loaded


def _checked(reference: Reference, loaded: Any) -> type[Exporter[Any]]:
    if not (isinstance(loaded, type) and issubclass(loaded, Exporter)):
        raise _unavailable(reference, f"{reference.value} is not a subclass of Exporter")
    if type(loaded.api) is not int or loaded.api != API_VERSION:  # True equals 1 in Python
        raise _unavailable(reference, f"it is written for API version {loaded.api!r}, this is {API_VERSION}")
    name = getattr(loaded, "name", None)
    if name != reference.name:
        raise _unavailable(reference, f"its name is {name!r}")
    if name in {field.key for field in fields_of(CommonOptions)}:
        raise _unavailable(reference, "its name is the name of an option")
    suffixes: object = loaded.suffixes
    if not (isinstance(suffixes, tuple) and all(isinstance(one, str) for one in suffixes)):
        raise _unavailable(reference, f"its suffixes are {suffixes!r}, not a tuple of strings")
    if inspect.isabstract(loaded):
        raise _unavailable(reference, f"{reference.value} has no export()")
    try:
        keys = {field.key for field in fields_of(loaded.Options)}
    except (TypeError, NameError) as error:
        raise _unavailable(reference, str(error)) from error
    if taken := keys & taken_keys():
        raise _unavailable(reference, f"its option {min(taken)!r} is already an option of every exporter")
    return loaded


def _unavailable(reference: Reference, cause: str) -> ExporterUnavailable:
    hint = "" if reference.is_built_in else f"Upgrade or remove it: pip install --upgrade {reference.distribution}"
    return ExporterUnavailable(f"The exporter {reference} cannot be used: {cause}.", hint)


def _one_line(error: BaseException) -> str:
    first = str(error).strip().partition("\n")[0].rstrip(".")
    return f"{type(error).__name__}: {first}" if first else type(error).__name__
