"""The chapters of a video, as yt-dlp wrote them down, are named in every format."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from noteport.api import Exporter, Target, Vault
from noteport_csv import CsvExporter
from noteport_epub import EpubExporter
from noteport_jsonld import JsonLdExporter

VIDEO = "dQw4w9WgXcQ"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "bread.md").write_text(
        f"---\ntitle: Bread\nvideoId: {VIDEO}\n---\n## Dough\n\nYeast is alive [00:01:05]. It eats sugar [00:02:10].\n",
        encoding="utf-8",
    )
    chapters = [
        {"start_time": 0, "title": "Intro"},
        {"start_time": 60, "title": "Yeast & sugar"},
        {"start_time": 500, "title": "Salt"},
    ]
    facts = {"id": VIDEO, "title": "All about bread", "duration": 720, "chapters": chapters}
    (folder / f"{VIDEO}.info.json").write_text(json.dumps(facts), encoding="utf-8")
    return folder


def exported(exporter: type[Exporter[Any]], notes: Path, path: Path) -> Path:
    target = Target(path, exporter=exporter)
    exporter().export(Vault([notes]), target)
    target.commit()
    return path


def test_a_table_names_the_chapter_of_each_claim(notes: Path, tmp_path: Path) -> None:
    with exported(CsvExporter, notes, tmp_path / "claims.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["chapter"] for row in csv.DictReader(stream)] == ["Yeast & sugar", "Yeast & sugar"]


def test_a_guide_lists_the_chapters_that_a_note_speaks_of_with_links(notes: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(exported(EpubExporter, notes, tmp_path / "guide.epub")) as book:
        pages = [book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")]
    [page] = [page for page in pages if "Chapters of the video" in page]
    row = re.search(r"Chapters of the video</dt><dd>(.*?)</dd>", page, re.DOTALL)
    assert row is not None
    assert "Yeast &amp; sugar" in row[1]
    assert "t=60s" in row[1]
    assert "Intro" not in row[1]


def test_a_graph_has_a_clip_for_each_chapter(notes: Path, tmp_path: Path) -> None:
    data: Any = json.loads(exported(JsonLdExporter, notes, tmp_path / "notes.jsonld").read_text("utf-8"))
    clips = {node["name"]: node for node in data["@graph"] if node.get("@type") == "Clip" and "name" in node}
    assert {name: (clip["startOffset"], clip.get("endOffset")) for name, clip in clips.items()} == {
        "Intro": (0, 60),
        "Yeast & sugar": (60, 500),
        "Salt": (500, 720),
    }


def test_the_graph_conforms_to_its_shapes(notes: Path, tmp_path: Path) -> None:
    from importlib.resources import files

    import pyshacl
    import rdflib

    graph = rdflib.Graph().parse(exported(JsonLdExporter, notes, tmp_path / "notes.nt"), format="nt")
    shapes = rdflib.Graph().parse(data=files("noteport_jsonld").joinpath("shapes.ttl").read_bytes(), format="turtle")
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes)
    assert conforms, report
