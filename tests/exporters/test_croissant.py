"""``noteport parquet --croissant`` describes its tables as a data set, as readers of Croissant expect it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from noteport.cli.app import run

ROOT = Path(__file__).parents[2]
COMMAND = ["parquet", str(ROOT / "samples" / "vault"), "-o", "claims.parquet", "-q"]
ALL = ["--tables", "claims,notes,terms,links"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def described(here: Path) -> dict[str, Any]:
    assert run([*COMMAND, *ALL, "--croissant"]) == 0
    loaded: dict[str, Any] = json.loads((here / "claims.croissant.json").read_text(encoding="utf-8"))
    return loaded


def test_each_file_is_there_with_its_size_and_digest(here: Path, described: dict[str, Any]) -> None:
    files = described["distribution"]
    assert {file["@id"] for file in files} == {path.name for path in here.glob("*.parquet")}
    for file in files:
        data = (here / file["contentUrl"]).read_bytes()
        assert file["sha256"] == hashlib.sha256(data).hexdigest()
        assert file["contentSize"] == f"{len(data)} B"
        assert {"@type", "name", "encodingFormat"} <= set(file)


def test_each_column_is_a_field_with_a_type_and_a_source(here: Path, described: dict[str, Any]) -> None:
    types = {"string": "sc:Text", "int64": "sc:Integer", "bool": "sc:Boolean"}
    for records in described["recordSet"]:
        [file] = {field["source"]["fileObject"]["@id"] for field in records["field"]}
        schema = pq.read_schema(here / file)
        assert [field["source"]["extract"]["column"] for field in records["field"]] == schema.names
        for field in records["field"]:
            type = schema.field(field["name"]).type
            is_list = hasattr(type, "value_type")
            assert field.get("repeated", False) is is_list
            assert field["dataType"] == types[str(type.value_type if is_list else type)]
            assert field["description"]


def test_references_and_keys_lead_to_fields(described: dict[str, Any]) -> None:
    fields = {field["@id"]: field for records in described["recordSet"] for field in records["field"]}
    named = [field["references"]["field"]["@id"] for field in fields.values() if "references" in field]
    assert named == ["notes/note_id"] * 2
    assert {key["@id"] for records in described["recordSet"] for key in records["key"]} <= set(fields)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib warns of itself
def test_it_is_a_graph_of_the_terms_of_croissant(here: Path, described: dict[str, Any]) -> None:
    import rdflib

    graph = rdflib.Graph().parse(here / "claims.croissant.json", format="json-ld", base="https://example.org/")
    croissant = rdflib.Namespace("http://mlcommons.org/croissant/")
    schema = rdflib.Namespace("https://schema.org/")
    [dataset] = graph.subjects(rdflib.RDF.type, schema.Dataset)
    assert {str(one) for one in graph.objects(dataset, rdflib.DCTERMS.conformsTo)} == {
        "http://mlcommons.org/croissant/1.0"
    }
    assert len(list(graph.objects(dataset, croissant.recordSet))) == 4
    assert len(list(graph.subjects(rdflib.RDF.type, croissant.Field))) == sum(
        len(records["field"]) for records in described["recordSet"]
    )


def test_the_reference_implementation_reads_every_record(described: dict[str, Any]) -> None:
    croissant = pytest.importorskip("mlcroissant", reason="pip install mlcroissant")
    dataset = croissant.Dataset(jsonld="claims.croissant.json")
    rows = list(dataset.records("claims"))
    assert len(rows) == pq.read_metadata("claims.parquet").num_rows
    assert rows[0]["claims/claim_id"]


def test_it_is_written_only_if_asked_and_replaced_without_force(here: Path) -> None:
    assert run(COMMAND) == 0
    assert [path.name for path in here.iterdir()] == ["claims.parquet"]
    assert run([*COMMAND, "--croissant"]) == 0
    first = (here / "claims.croissant.json").read_bytes()
    assert run([*COMMAND, "--croissant"]) == 0
    assert (here / "claims.croissant.json").read_bytes() == first


def test_a_file_of_others_is_not_replaced(here: Path) -> None:
    (here / "claims.croissant.json").write_text('{"@context": {}}\n')
    assert run([*COMMAND, "--croissant"]) == 5
    assert [path.name for path in here.iterdir()] == ["claims.croissant.json"]
