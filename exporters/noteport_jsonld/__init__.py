"""Claims as a graph: JSON-LD with an embedded context, or N-Triples; nothing is fetched to read it.

__init__.py     the exporter
iris.py         the IRI of each thing
nodes.py        what a profile yields for a note
schema.py       the profile schema: schema.org and SKOS
oa.py           the profile oa: the Web Annotation Data Model
google.py       the profile google: videos and their key moments, for the page that shows them
writers.py      the formats of a file: lines, one graph, triples
triples.py      nodes as N-Triples
shapes.ttl      the SHACL shapes of every graph of the profile schema
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from noteport.api import Exporter, ExportReport, Notes, Options, Target, Terms, UsageError, option
from noteport_jsonld.google import GoogleProfile
from noteport_jsonld.iris import Iris
from noteport_jsonld.nodes import Profile
from noteport_jsonld.oa import AnnotationProfile
from noteport_jsonld.schema import SchemaProfile
from noteport_jsonld.writers import TRIPLES_HEAD, context_head, write_graph, write_lines, write_triples

_PROFILES = (SchemaProfile, AnnotationProfile, GoogleProfile)


@dataclass(frozen=True, kw_only=True)
class JsonLdOptions(Options):
    """The options of a graph."""

    profile: Literal["schema", "oa", "google"] = option(
        "schema",
        help="Vocabulary: schema.org with SKOS, Web Annotation, or Google's video structured data with key moments",
        trust="anyone",
    )
    base_iri: str = option(
        "urn:noteport:", help="Base of the ids of notes, claims and terms", metavar="IRI", trust="anyone"
    )


class JsonLdExporter(Exporter[JsonLdOptions]):
    """A graph: one document per note (``.jsonl``), one document (``.jsonld``), or N-Triples (``.nt``)."""

    name, summary, suffixes = (
        "jsonld",
        "JSON-LD graph of notes, videos, claims and terms.",
        (".jsonl", ".jsonld", ".nt"),
    )
    examples = (
        "notes -o notes.jsonld",
        "notes -o notes.nt --base-iri https://example.org/",
        "notes -o videos.jsonl --profile google",
    )
    Options: ClassVar[type[JsonLdOptions]] = JsonLdOptions

    @classmethod
    def recognises(cls, head: bytes) -> bool:
        """Recognise a file that begins with one of our complete contexts, or with the comment above triples."""
        return head.startswith((TRIPLES_HEAD.encode(), *(context_head(each.context).encode() for each in _PROFILES)))

    def export(self, notes: Notes, target: Target) -> ExportReport:
        """Write the graph in the format of the target's extension; lines by default.

        Raises:
            UsageError: the base makes no IRIs, or the extension is not one of ours.
        """
        shapes = {"": write_lines, ".jsonl": write_lines, ".jsonld": write_graph, ".nt": write_triples}
        write = shapes.get(target.suffix)
        if write is None:
            raise UsageError(
                f"{target.name}: a graph must be one of {', '.join(self.suffixes)}.", "For example: -o notes.jsonl"
            )
        profile = self._profile(notes)
        with target.open_text() as out:
            count = write(notes, profile, out)
        return target.report({"nodes": count}, profile.remarks())

    def _profile(self, notes: Notes) -> Profile:
        iris = Iris(self.options.base_iri)
        match self.options.profile:
            case "schema":
                return SchemaProfile(iris, Terms(notes.refs()))
            case "oa":
                return AnnotationProfile(iris, Terms(notes.refs()))
            case "google":
                return GoogleProfile(iris)
