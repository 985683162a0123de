"""Graphs keep to the shapes that ship with them, and the shapes catch what does not."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from noteport.api import ExportReport, ReadOptions, Target, Vault
from noteport.vault.back_links import back_links
from noteport_jsonld import JsonLdExporter

Export = Callable[..., tuple[Path, ExportReport]]

VAULT = Path(__file__).parents[2] / "samples" / "vault"
PREFIXES = """
    PREFIX schema: <https://schema.org/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    PREFIX clip: <urn:noteport:clip/dQw4w9WgXcQ/> PREFIX term: <urn:noteport:term/Bio/>
"""
NOTE = "A fact on [[yeast]] @@. A longer one [00:02:00 - 00:03:00]."
FAULTS = {
    "a text is missing": ("?s schema:text ?o", ""),
    "a claim is in two places": ("?s a schema:Claim", "?s a schema:Claim ; schema:isPartOf clip:65"),
    "a term has two names": ("?s schema:inDefinedTermSet ?o", '?s schema:inDefinedTermSet ?o ; schema:name "other"'),
    "a name is empty": ("?s schema:isBasedOn ?v ; schema:name ?o", '?s schema:isBasedOn ?v ; schema:name ""'),
    "a range ends before it begins": ("?s schema:endOffset ?o", "?s schema:endOffset 1"),
    "a start is no whole number": ("?s schema:startOffset ?o", "?s schema:startOffset 1.5"),
    "a date is made up": ("?s schema:embedUrl ?o", '?s schema:embedUrl ?o ; schema:uploadDate "2020-01-01"'),
    "a term dangles": ("?s schema:mentions ?o", "?s schema:mentions term:nowhere"),
    "a term is in no set": ("?s schema:inDefinedTermSet ?o", ""),
    "a term is no concept": ("?s a skos:Concept", ""),
    "a clip has no video": ("?s schema:startOffset ?n ; schema:isPartOf ?o", "?s schema:startOffset ?n"),
    "an address is a text": ("?s schema:url ?o", '?s schema:url "x"'),
    "a claim's id is another": ("?s a schema:Claim ; schema:text ?o", "clip:x a schema:Claim ; schema:text ?o"),
}
"""What is in a graph, and what stands in its place."""


def conforms(graph: Any) -> tuple[bool, str]:
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(data=files("noteport_jsonld").joinpath("shapes.ttl").read_bytes(), format="turtle")
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes)
    return conforms, report


def read(file: Path) -> Any:
    import rdflib

    return rdflib.Graph().parse(file, format="nt")


def test_the_sample_vault_conforms(tmp_path: Path) -> None:
    target = Target(tmp_path / "vault.nt", exporter=JsonLdExporter)
    JsonLdExporter().export(Vault([VAULT]), target)
    target.commit()
    good, report = conforms(read(tmp_path / "vault.nt"))
    assert good, report


def test_awkward_notes_conform(export: Export, awkward: dict[str, str]) -> None:
    good, report = conforms(read(export(JsonLdExporter, awkward, "notes.nt")[0]))
    assert good, report


def test_links_back_to_the_notes_conform(tmp_path: Path) -> None:
    options = ReadOptions(back_links=back_links("obsidian", [VAULT]))
    target = Target(tmp_path / "vault.nt", exporter=JsonLdExporter)
    JsonLdExporter().export(Vault([VAULT], options=options), target)
    target.commit()
    graph = read(tmp_path / "vault.nt")
    assert any(str(address).startswith("obsidian:") for address in graph.objects())
    good, report = conforms(graph)
    assert good, report


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(export: Export, fault: str) -> None:
    graph = read(export(JsonLdExporter, {"Bio/note.md": NOTE}, "notes.nt")[0])
    before = len(graph), hash(frozenset(graph))
    assert conforms(graph)[0]
    old, new = FAULTS[fault]
    graph.update(f"{PREFIXES} DELETE {{ {old} }} INSERT {{ {new} }} WHERE {{ {old} }}")
    assert (len(graph), hash(frozenset(graph))) != before
    assert not conforms(graph)[0]
