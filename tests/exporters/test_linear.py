"""What is made of one sentence takes time in proportion to it, and nests no deeper than readers follow.

Quadratic time would be seen: these notes took minutes. benchmarks/scaling.py measures it.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from noteport.api import ExportReport
from noteport_anki import AnkiExporter, AnkiOptions
from noteport_csv import CsvExporter
from noteport_epub import EpubExporter

Export = Callable[..., tuple[Path, ExportReport]]
HEAD = "---\ntitle: Sun\nvideoId: dQw4w9WgXcQ\n---\n"
N = 1_500
SENTENCES = {
    "gaps": "The `sun` is " * N,
    "formulas": "The $x$ is " * N,
    "bold words": "The **Sun** is " * N,
    "images": "The ![sun](sun.png) is " * N,
    "nested tags": "The sun <b>is <i>" * N,
    "nested bare tags": "The <sub>sun" * N,
    "tags and marks": "The *sun <b>is **very <u>" * N,
    "links": "The [sun](https://a.b) is " * N,
    "wikilinks": "The [[sun]] is " * N,
    "footnotes": "The sun[^a] is " * N,
    "quotations": 'The "sun" is ' * N,
    "dots": "The e.g. sun " * N,
    "semicolons": "The sun;=1 " * N,
}


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES.keys())
def test_a_long_sentence_becomes_a_card_a_row_and_a_chapter(sentence: str, export: Export) -> None:
    notes = {"sun.md": f"{HEAD}{sentence} hot @@.", "title.md": f"{HEAD}# {sentence}\n\nIt is hot @@."}
    _, cards = export(AnkiExporter, notes, "deck.apkg", options=AnkiOptions(all=True))
    assert cards.counts["cards"] >= 1
    table, _ = export(CsvExporter, notes, "claims.csv")
    with table.open(encoding="utf-8", newline="") as lines:
        csv.field_size_limit(10**9)
        assert len(list(csv.reader(lines))) >= 3
    book, _ = export(EpubExporter, notes, "guide.epub")
    with zipfile.ZipFile(book) as pages:
        for page in pages.namelist():
            if page.endswith(".xhtml"):
                etree.fromstring(pages.read(page))  # gives up beyond 256 levels


@pytest.mark.parametrize("opening", ["> ", "- ", "> - ", "1. > "])
@pytest.mark.parametrize("inner", ["<b>", "*a **b ", "<sub>*a ", "[x](https://a.b) <q>"])
def test_no_page_nests_deeper_than_readers_follow(opening: str, inner: str, export: Export) -> None:
    headings = "".join(f"{'#' * level} a\n\n" for level in range(1, 7))
    blocks = opening * (100 // (2 * len(opening.split())))
    formula = f"${'{' * 39}x{'}' * 39}$"
    text = f"{HEAD}{headings}{blocks}The sun {inner * 300}{formula} is hot @@."
    book, _ = export(EpubExporter, {"sun.md": text}, "guide.epub")
    with zipfile.ZipFile(book) as pages:
        for page in pages.namelist():
            if page.endswith(".xhtml"):
                etree.fromstring(pages.read(page))
