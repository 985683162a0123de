"""Graphs, as three engines read them, offline."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from noteport.api import ExportReport, Tables, UsageError
from noteport_jsonld import JsonLdExporter, JsonLdOptions

Export = Callable[..., tuple[Path, ExportReport]]

SCHEMA = "https://schema.org/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
PROFILES = ["schema", "oa", "google"]

NOTES = {
    "Bio/cells.md": """---
title: Cells
videoId: dQw4w9WgXcQ
videoTitle: All of biology
lang: en
---
Cells are small [00:05].

## Growth

Two things matter:

* **Heat**: [[proteins]] unfold above 42 °C [00:10 - 00:20], [00:30].

### Decay [00:40]

[[Cell Wall|Walls]] last longest [00:10].
""",
    "Bio/cell_wall.md": """---
title: The cell wall
videoId: dQw4w9WgXcQ
---
See [[Cell Wall|the wall]], or [[proteins|Enzymes]].
""",
}


def nodes(file: Path) -> dict[str, Any]:
    """The nodes of a document, by what follows ``urn:noteport:`` in their ids, or by the whole id."""
    graph = json.loads(file.read_text(encoding="utf-8"))["@graph"]
    assert len({node["@id"] for node in graph}) == len(graph)
    return {node["@id"].removeprefix("urn:noteport:"): node for node in graph}


def triples(file: Path) -> set[str]:
    """What pyoxigraph reads, which opens no address; each triple as a line of N-Triples."""
    from pyoxigraph import RdfFormat, parse

    formats = {".jsonl": RdfFormat.JSON_LD, ".jsonld": RdfFormat.JSON_LD, ".nt": RdfFormat.N_TRIPLES}
    documents = file.read_bytes().splitlines() if file.suffix == ".jsonl" else [file.read_bytes()]
    found = {str(quad.triple) for one in documents for quad in parse(one, format=formats[file.suffix])}
    assert found
    return found


def test_a_note_its_sections_and_claims(export: Export) -> None:
    file, report = export(JsonLdExporter, NOTES, "notes.jsonld")
    found = nodes(file)
    note, video = "urn:noteport:note/Bio/cells", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert report.counts["nodes"] == len(found)

    def en(text: str) -> dict[str, str]:
        return {"@value": text, "@language": "en"}

    assert found["note/Bio/cells"] == {
        "@id": note,
        "@type": ["Article", "LearningResource"],
        "name": en("Cells"),
        "inLanguage": "en",
        "isBasedOn": video,
        "isPartOf": "urn:noteport:channel/Bio",
        "mentions": ["urn:noteport:term/Bio/proteins", "urn:noteport:term/Bio/cell_wall"],
    }
    assert found["note/Bio/cells#s1"] == {
        "@id": f"{note}#s1",
        "@type": "CreativeWork",
        "name": en("Growth"),
        "position": 1,
        "isPartOf": note,
    }
    assert found["note/Bio/cells#s2"]["isPartOf"] == f"{note}#s1"
    assert found["note/Bio/cells#s2"]["isBasedOn"] == "urn:noteport:clip/dQw4w9WgXcQ/40"
    assert found["claim/Bio/cells@5.1"]["isPartOf"] == note
    assert found["claim/Bio/cells@10.1"] == {
        "@id": "urn:noteport:claim/Bio/cells@10.1",
        "@type": "Claim",
        "text": en("proteins unfold above 42 °C."),
        "headline": en("Heat"),
        "disambiguatingDescription": en("Two things matter:"),
        "position": 2,
        "isPartOf": f"{note}#s1",
        "appearance": ["urn:noteport:clip/dQw4w9WgXcQ/10-20", "urn:noteport:clip/dQw4w9WgXcQ/30"],
        "mentions": "urn:noteport:term/Bio/proteins",
    }


def test_a_video_its_clips_and_what_is_not_known_of_it(export: Export) -> None:
    found = nodes(export(JsonLdExporter, NOTES, "notes.jsonld")[0])
    video = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert found[video] == {
        "@id": video,
        "@type": "VideoObject",
        "identifier": "dQw4w9WgXcQ",
        "name": "All of biology",
        "url": video,
        "embedUrl": "https://www.youtube.com/embed/dQw4w9WgXcQ",
        "thumbnailUrl": "https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg",
    }
    clip = {"@type": "Clip", "startOffset": 10, "url": f"{video}&t=10s", "isPartOf": video}
    assert found["clip/dQw4w9WgXcQ/10"] == {"@id": "urn:noteport:clip/dQw4w9WgXcQ/10", **clip}
    assert found["clip/dQw4w9WgXcQ/10-20"] == {
        "@id": "urn:noteport:clip/dQw4w9WgXcQ/10-20",
        **clip,
        "endOffset": 20,
    }


def test_a_video_has_one_name_whatever_its_notes_call_it(export: Export) -> None:
    notes = {
        f"Bio/{name}.md": f"---\nvideoId: dQw4w9WgXcQ\nvideoTitle: {title}\n---\nA fact @@."
        for name, title in {"a": "Biology", "b": "All of biology"}.items()
    }
    found = nodes(export(JsonLdExporter, notes, "notes.jsonld")[0])
    assert found["https://www.youtube.com/watch?v=dQw4w9WgXcQ"]["name"] == "Biology"


def test_a_term_has_one_name_and_all_its_spellings(export: Export) -> None:
    found = nodes(export(JsonLdExporter, NOTES, "notes.jsonld")[0])
    assert found["term/Bio/cell_wall"] == {
        "@id": "urn:noteport:term/Bio/cell_wall",
        "@type": ["DefinedTerm", "skos:Concept"],
        "name": "The cell wall",
        "skos:altLabel": ["the wall", {"@value": "Walls", "@language": "en"}],
        "inDefinedTermSet": "urn:noteport:terms/Bio",
        "subjectOf": "urn:noteport:note/Bio/cell_wall",
    }
    assert (found["term/Bio/proteins"]["name"], "subjectOf" in found["term/Bio/proteins"]) == ("proteins", False)
    assert found["terms/Bio"] == {"@id": "urn:noteport:terms/Bio", "@type": "DefinedTermSet", "name": "Bio"}


@pytest.mark.parametrize("profile", PROFILES)
def test_all_shapes_say_the_same(export: Export, awkward: dict[str, str], profile: Any) -> None:
    options = JsonLdOptions(profile=profile)
    lines, graph, nt = (
        triples(export(JsonLdExporter, awkward | NOTES, f"notes{suffix}", options=options)[0])
        for suffix in JsonLdExporter.suffixes
    )
    assert lines == graph == nt


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib warns of itself
@pytest.mark.parametrize("profile", PROFILES)
def test_three_engines_read_the_same_without_the_network(
    export: Export, awkward: dict[str, str], profile: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    import rdflib
    from pyld import jsonld
    from pyoxigraph import RdfFormat, parse

    def refuse(*_: Any, **__: Any) -> Any:
        raise OSError("there is no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    file, _ = export(JsonLdExporter, awkward | NOTES, "notes.jsonld", options=JsonLdOptions(profile=profile))

    def read(text: str | bytes) -> set[str]:
        data = text if isinstance(text, bytes) else text.encode()
        return {str(quad.triple) for quad in parse(data, format=RdfFormat.N_TRIPLES)}

    by_rdflib = rdflib.Graph().parse(file, format="json-ld").serialize(format="nt", encoding="utf-8")
    by_pyld = jsonld.to_rdf(json.loads(file.read_text(encoding="utf-8")), {"format": "application/n-quads"})
    assert triples(file) == read(by_rdflib) == read(by_pyld)


def test_no_node_is_blank_none_dangles_none_has_two_names(export: Export, awkward: dict[str, str]) -> None:
    import rdflib

    file, _ = export(JsonLdExporter, awkward | NOTES, "notes.nt")
    graph = rdflib.Graph().parse(file)
    schema = rdflib.Namespace(SCHEMA)
    assert not [node for node in graph.all_nodes() if isinstance(node, rdflib.BNode)]
    addresses = {schema.url, schema.embedUrl, schema.thumbnailUrl, rdflib.RDF.type}
    used = {thing for _, name, thing in graph if isinstance(thing, rdflib.URIRef) and name not in addresses}
    assert used <= set(graph.subjects())
    for name in (schema.name, schema.startOffset, schema.position, schema.text, schema.identifier):
        subjects = list(graph.subjects(name))
        assert len(subjects) == len(set(subjects))


def test_ids_are_those_of_the_tables_percent_encoded(export: Export, awkward: dict[str, str]) -> None:
    file, _ = export(JsonLdExporter, awkward | NOTES, "notes.jsonld")
    tables = Tables(file.with_name("vault"))

    def ids(kind: str) -> set[str]:
        return {unquote(id.removeprefix(kind)) for id in nodes(file) if id.startswith(kind) and "#" not in id}

    assert ids("claim/") == {row.claim_id for row in tables.claims}
    assert ids("note/") == {row.note_id for row in tables.notes}
    assert ids("term/") == {row.term_id for row in tables.terms}
    assert {node["identifier"] for node in nodes(file).values() if "identifier" in node} == {
        row.video_id for row in tables.notes if row.video_id
    }
    assert all(id.isascii() and id.isprintable() and " " not in id for id in nodes(file))


def test_texts_are_those_of_the_tables_and_hold_no_marks(export: Export, awkward: dict[str, str]) -> None:
    file, _ = export(JsonLdExporter, awkward, "notes.jsonld")
    found = nodes(file)
    for row in Tables(file.with_name("vault")).claims:
        [text] = [node["text"] for id, node in found.items() if unquote(id) == f"claim/{row.claim_id}"]
        assert (text["@value"] if isinstance(text, dict) else text) == row.text
        assert row.text.isprintable()


@pytest.mark.parametrize(("language", "tag"), [("pt_BR", "pt-br"), ("EN", "en"), ("English", None), ("x y", None)])
def test_a_language_is_a_tag_or_nothing(export: Export, language: str, tag: str | None) -> None:
    text = f"---\ntitle: T\nvideoId: dQw4w9WgXcQ\nlang: {language}\n---\nA fact @@."
    note = nodes(export(JsonLdExporter, {"Bio/n.md": text}, "notes.jsonld")[0])["note/Bio/n"]
    assert note.get("inLanguage") == tag
    assert note["name"] == ({"@value": "T", "@language": tag} if tag else "T")


def test_a_second_beyond_the_end_opens_the_video_alone(export: Export, awkward: dict[str, str]) -> None:
    found = nodes(export(JsonLdExporter, awkward, "notes.jsonld")[0])
    assert found["claim/2023/late@545.1"]["appearance"] == "https://www.youtube.com/watch?v=aaaaaaaaaaa"
    assert "clip/aaaaaaaaaaa/545" not in found
    assert found["https://www.youtube.com/watch?v=aaaaaaaaaaa"]["duration"] == "PT1M"


def test_a_video_elsewhere_is_named_by_its_page_and_a_file_by_its_name(export: Export, awkward: dict[str, str]) -> None:
    found = nodes(export(JsonLdExporter, awkward, "notes.jsonld")[0])
    vimeo, mine = found["https://vimeo.com/76979871"], found["video/local:media%2Fmy%20lecture.mp4"]
    assert (vimeo["@type"], "thumbnailUrl" in vimeo) == ("VideoObject", False)
    assert (mine["@type"], "url" in mine) == ("MediaObject", False)
    assert found["clip/vimeo:76979871/65"]["url"] == "https://vimeo.com/76979871#t=65s"


def test_a_claim_without_a_video_appears_nowhere(export: Export, awkward: dict[str, str]) -> None:
    found = nodes(export(JsonLdExporter, awkward, "notes.jsonld")[0])
    assert "appearance" not in found["claim/%40handle/no_video@65.1".replace("%40", "%2540")]


def test_a_note_without_a_channel_is_part_of_none(export: Export) -> None:
    from noteport.api import Terms, parse_note
    from noteport_jsonld.iris import Iris
    from noteport_jsonld.schema import SchemaProfile

    note = parse_note("---\nvideoId: dQw4w9WgXcQ\n---\nSee [[Cells]] here [00:10].", "note.md")
    found = {node["@id"]: node for node in SchemaProfile(Iris("urn:noteport:"), Terms([])).describe(note).nodes()}
    assert "isPartOf" not in found["urn:noteport:note/_/note"]
    assert "name" not in found["urn:noteport:terms/_"]


def test_every_line_can_be_read_by_itself(export: Export) -> None:
    file, _ = export(JsonLdExporter, NOTES, "notes.jsonl")
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 2
    for document in lines:
        described = {node["@id"] for node in document["@graph"]}
        for node in document["@graph"]:
            for name in ("isPartOf", "appearance", "mentions", "inDefinedTermSet"):
                named = node.get(name, [])
                assert set([named] if isinstance(named, str) else named) <= described


@pytest.mark.parametrize("base", ["https://example.org/notes/", "urn:uuid:", "https://example.org/id?of="])
def test_a_base_of_ones_own(export: Export, base: str) -> None:
    file, _ = export(JsonLdExporter, NOTES, "notes.jsonld", options=JsonLdOptions(base_iri=base))
    ids = [node["@id"] for node in json.loads(file.read_text(encoding="utf-8"))["@graph"]]
    assert all(id.startswith((base, "https://www.youtube.com/")) for id in ids)
    triples(file)


@pytest.mark.parametrize("base", ["notes/", "https://example.org/notes", "https://example.org/#", "urn:a b:", ""])
def test_a_base_that_makes_no_iris_is_refused(export: Export, base: str) -> None:
    with pytest.raises(UsageError, match="cannot be the base"):
        export(JsonLdExporter, NOTES, "notes.jsonld", options=JsonLdOptions(base_iri=base))


def test_another_ending_is_refused(export: Export) -> None:
    with pytest.raises(UsageError, match=r"\.jsonl, \.jsonld, \.nt"):
        export(JsonLdExporter, NOTES, "notes.ttl")


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("suffix", JsonLdExporter.suffixes)
def test_an_old_graph_is_recognised_and_the_same_again(export: Export, profile: Any, suffix: str) -> None:
    first, second = (
        export(JsonLdExporter, NOTES, f"{name}{suffix}", options=JsonLdOptions(profile=profile))[0].read_bytes()
        for name in ("first", "second")
    )
    assert first == second
    assert JsonLdExporter.recognises(first[:4096])


def test_nothing_else_is_recognised() -> None:
    for head in (b'{"name": "x"}', b'{"@context":"https://schema.org"}', b"<a> <b> <c> .", b""):
        assert not JsonLdExporter.recognises(head)


def test_importing_the_exporter_loads_no_library() -> None:
    program = "import sys, noteport_jsonld; sys.exit(bool({'rdflib', 'pyld', 'pyoxigraph', 'lxml'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
