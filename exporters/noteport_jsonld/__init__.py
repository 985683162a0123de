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

from noteport.api import (
    Context,
    Exporter,
    ExportReport,
    Fragments,
    Note,
    Options,
    Target,
    Terms,
    UsageError,
    option,
)
from noteport_jsonld.google import GoogleGathering, GoogleProfile
from noteport_jsonld.iris import Iris
from noteport_jsonld.nodes import Gathering, Profile
from noteport_jsonld.oa import AnnotationProfile
from noteport_jsonld.schema import SchemaProfile
from noteport_jsonld.writers import TRIPLES_HEAD, Writer, context_head, packed

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

    def render(self, note: Note, context: Context) -> bytes:
        """Return what a note says in the format of the target's extension."""
        profile = self._profile(context.terms)
        is_google = self.options.profile == "google"
        return packed(profile.describe(note), profile.context, context.suffix, merges=is_google)

    def assemble(self, fragments: Fragments, target: Target) -> ExportReport:
        """Write the graph in the format of the target's extension; lines by default.

        Raises:
            UsageError: the base makes no IRIs, or the extension is not one of ours.
        """
        if target.suffix not in ("", *self.suffixes):
            raise UsageError(
                f"{target.name}: a graph must be one of {', '.join(self.suffixes)}.", "For example: -o notes.jsonl"
            )
        gathering = GoogleGathering() if self.options.profile == "google" else Gathering()
        writer = Writer(self._profile(Terms(())).context, target.suffix, gathering)
        with target.open_text() as out:
            count = writer.write(fragments, out)
        return target.report({"nodes": count}, gathering.remarks())

    def _profile(self, terms: Terms) -> Profile:
        iris = Iris(self.options.base_iri)
        match self.options.profile:
            case "schema":
                return SchemaProfile(iris, terms)
            case "oa":
                return AnnotationProfile(iris, terms)
            case "google":
                return GoogleProfile(iris)
