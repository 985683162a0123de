"""Exporters by name.

    references()       every exporter that is installed
    load(reference)    the class of one

Entry points are read, and nothing is imported before one of them is asked for.
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
"""The distribution whose exporters are built in."""

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
"""The entry points of the built-in exporters and what the list of commands says of them.

They are repeated here so that running one reads no package's metadata. A test compares them with what is installed.
"""

RESERVED = frozenset({"cache", "check", "config", "exporters", "new-exporter", "push"})
"""Names that the command line has for itself."""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """An exporter that is installed and need not be imported."""

    name: str
    value: str
    """Where it is: ``module:attribute``."""
    package: Package = UNKNOWN
    """The package that brings it."""
    hidden: tuple[Package, ...] = ()
    """Packages of other exporters of the same name, which cannot be reached."""

    @property
    def distribution(self) -> str:
        """Name of the package that brings it, as pip knows it."""
        return self.package.name

    @property
    def version(self) -> str:
        """Version of that package."""
        return self.package.version

    @property
    def is_built_in(self) -> bool:
        return self.distribution == HOUSE

    @property
    def summary(self) -> str:
        """One line: ours from a table, a plugin's from the metadata of its package."""
        return self.package.summary

    @property
    def clash(self) -> str:
        """A sentence about other things of the same name; empty if there are none."""
        if self.name in RESERVED:
            return f"{self.name!r} is a command of noteport; the exporter of {self.distribution} cannot be used."
        if not self.hidden:
            return ""
        others = ", ".join(package.name for package in self.hidden)
        return f"{self.name!r} of {self.distribution} is used; {others} has an exporter with the same name."

    @property
    def full_name(self) -> str:
        """How complaints name it: ``outline of noteport-outline 1.2``."""
        of = "" if self.distribution in {self.name, HOUSE} else f" of {self.distribution}"
        return f"{self.name}{of} {self.version}".rstrip()

    def __str__(self) -> str:
        return f"{self.name} ({self.package})"


def references() -> Mapping[str, Reference]:
    """Every installed exporter by name, in alphabetical order. Imports none.

    A built-in exporter wins over a plugin's of the same name, and among plugins the distribution that comes first in
    the alphabet: which one runs must not depend on the order of installation.
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
    """The reference of one exporter. The packages' metadata is read only if it is not a built-in one.

    Raises:
        UsageError: there is none of that name.
    """
    if name in BUILT_IN:
        return _built_in(name)
    known = references()
    if name in known:
        return known[name]
    hint = did_you_mean(name, [*known, *RESERVED], "noteport --help lists them.")
    raise UsageError(f"There is no exporter {name!r}.", hint)


def did_you_mean(word: str, words: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the word nearest to a misspelt one, or ``otherwise`` if none is near."""
    import difflib  # noqa: PLC0415  # only for who misspelt something

    near = difflib.get_close_matches(word.lower(), list(words), n=1)
    return f"Did you mean {near[0]!r}?" if near else otherwise


def load(reference: Reference) -> type[Exporter[Any]]:
    """Import one exporter and check that it keeps to the contract.

    Raises:
        ExporterUnavailable: it cannot be imported, or does not keep to it.
        Interrupted: Ctrl-C was pressed while it was imported.
    """
    try:
        loaded = _imported(reference.value)
    except KeyboardInterrupt as error:
        raise Interrupted(f"{reference.full_name} was being imported") from error
    except Terminated:
        raise
    except BaseException as error:  # a guest's module may do anything while it is imported, and even ask to leave
        raise _unavailable(reference, _one_line(error)) from error
    return _checked(reference, loaded)


def _imported(value: str) -> object:
    """What an entry point's value names (Entry points specification, "Data model"). Raises what its module raises."""
    module, _, attributes = value.partition("[")[0].partition(":")
    loaded: object = import_module(module.strip())
    for attribute in filter(None, attributes.strip().split(".")):
        loaded = getattr(loaded, attribute)
    return loaded


def _checked(reference: Reference, loaded: Any) -> type[Exporter[Any]]:
    if not (isinstance(loaded, type) and issubclass(loaded, Exporter)):
        raise _unavailable(reference, f"{reference.value} is not a subclass of Exporter")
    if type(loaded.api) is not int or loaded.api != API_VERSION:  # True is 1 to Python
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
