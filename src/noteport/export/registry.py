"""The exporters: the kind of plugin that has a command (plugins/kinds.py)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from noteport.errors import ExporterUnavailable
from noteport.export.common_options import CommonOptions, taken_keys
from noteport.export.exporter import Exporter
from noteport.plugins.fields import fields_of
from noteport.plugins.kinds import Kind, Reference

BUILT_IN = MappingProxyType(
    {
        "anki": ("noteport_anki:AnkiExporter", "Anki deck: one card per claim, with a link to the second."),
        "cards": ("noteport_cards:CardsExporter", "Preview of the cards: web page, plain text or JSON."),
        "csv": ("noteport_csv:CsvExporter", "CSV table: one row per claim."),
        "epub": ("noteport_epub:EpubExporter", "EPUB study guide: one chapter per note, with self-test and index."),
        "jsonld": ("noteport_jsonld:JsonLdExporter", "JSON-LD graph of notes, videos, claims and terms."),
        "parquet": ("noteport_parquet:ParquetExporter", "Parquet table: one row per claim, typed and compressed."),
        "sqlite": ("noteport_sqlite:SqliteExporter", "SQLite database with full-text search."),
    }
)

RESERVED = frozenset(
    """
    cache captions check config exporters init new-exporter new-plugin plugins pull push questions review watch
    """.split()
)
"""Names of noteport's own commands."""


def _objection(loaded: type[Exporter[Any]]) -> str:
    if loaded.name in {field.key for field in fields_of(CommonOptions)}:
        return "its name is the name of an option"
    for attribute in ("suffixes", "examples"):
        words: object = getattr(loaded, attribute)
        if not (isinstance(words, tuple) and all(isinstance(one, str) for one in words)):
            return f"its {attribute} are {words!r}, not a tuple of strings"
    if taken := {field.key for field in fields_of(loaded.Options)} & taken_keys():
        return f"its option {min(taken)!r} is already an option of every exporter"
    if not loaded.is_complete():
        return f"{loaded.__module__}:{loaded.__qualname__} has no export(), or only one of render() and assemble()"
    return ""


EXPORTERS: Kind[Exporter[Any]] = Kind(
    noun="exporter",
    group="noteport.exporters",
    base=Exporter,
    built_in=BUILT_IN,
    reserved=RESERVED,
    listed_by="noteport --help",
    objection=_objection,
    unavailable=ExporterUnavailable,
)


def references() -> Mapping[str, Reference]:
    """Return every installed exporter by name, without importing any (``Kind.references``)."""
    return EXPORTERS.references()


def find(name: str) -> Reference:
    """Return the reference of one exporter (``Kind.find``)."""
    return EXPORTERS.find(name)


def load(reference: Reference) -> type[Exporter[Any]]:
    """Import one exporter and check that it follows the contract (``Kind.load``)."""
    return EXPORTERS.load(reference)
