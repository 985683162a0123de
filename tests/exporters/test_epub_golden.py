"""Study guides of whole folders: what the pages hold, byte by byte, and the laws that every book keeps."""

from __future__ import annotations

import json
import os
import posixpath
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from noteport.api import Note, Target, Vault
from noteport_epub import EpubExporter, EpubOptions
from noteport_epub.labels import labels_of
from noteport_epub.links import file_of

SAMPLES = Path(__file__).parents[2] / "samples" / "vault"
GOLDEN = Path(__file__).parents[1] / "golden" / "epub"
XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB = "{http://www.idpf.org/2007/ops}"
CANONICAL = re.compile(r'<a class="yt-timestamp" data-t="(\d+):([0-5]\d):([0-5]\d)">\[[^\]]*\]</a>')
WIKILINK = re.compile(r"(?<!!)\[\[([^\[\]|#\n]+)(?:\|[^\[\]\n]*)?\]\]")
CODE = re.compile(r"^(```|~~~)(?!markdown|md).*?^\1|`[^`\n]+`|\A---.*?^---$", re.DOTALL | re.MULTILINE)
"""The parts of the source that are not text: code and front matter."""
LEFTOVERS = re.compile(r"\[\[[^\[\]\n]+\]\]|\[![A-Za-z]+\]|data-t=|</?[a-z]+[^<>\n]*>|\$\$")


def written(folder: Path, book: Path, **options: Any) -> Path:
    target = Target(book, exporter=EpubExporter)
    EpubExporter(EpubOptions(**options)).export(Vault([folder]), target)
    target.commit()
    return book


@pytest.fixture(scope="session")
def hostile_notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile notes, and those that no folder could hold in a readable form."""
    folder = tmp_path_factory.mktemp("hostile") / "vault"
    shutil.copytree(GOLDEN / "hostile" / "input", folder)
    head = "---\ntitle: {}\nvideoId: dQw4w9WgXcQ\n---\n"
    timestamp = " [00:01:00].\n"
    notes = {
        "control": head.format('"A \\x01 title \\u202e"') + "A \x01\x0b\x1f\ufffe\uffff\x7f\x85\u2028 text" + timestamp,
        "deep": head.format("Deep") + "\n".join(f"{'  ' * depth}- item{timestamp}" for depth in range(60)),
        "long": head.format('"' + "long title " * 60 + '"') + "W" * 30_000 + timestamp,
        "wide": head.format("Wide") + f"|{'a|' * 60}\n|{'-|' * 60}\n" + f"|{'b|' * 60}\n" * 20,
        "empty": "",
        "=1+1 @x & y": head.format('"<i>Odd</i> & title"') + "An odd name; see [[tags]]" + timestamp,
        "ノート": head.format("日本語") + "日本語のノートです [00:01:00]。\n",
        "עברית": head.format("שלום") + "שלום עולם זה טקסט ארוך מספיק [00:01:00]-[00:02:00]. `code` [[tags]]\n",
    }
    for name, text in notes.items():
        folder.joinpath("evil", f"{name}.md").write_text(text, encoding="utf-8")
    folder.joinpath("novideo.md").write_text("No video here [00:01:00]. **Term**: a thing [00:03:00].\n")
    return folder


OWN = [path for path in os.environ.get("NOTEPORT_NOTES", "").split(os.pathsep) if path]
"""Folders of your own that must keep the laws too: ``NOTEPORT_NOTES=~/notes pytest -k epub_golden``."""


@pytest.fixture(scope="session", params=["constructs", "hostile", "samples", *OWN])
def book(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    hostile_notes: Path,
    guide_of: Callable[[Path], Any],
) -> Any:
    """A guide of notes that have every construct, one of hostile notes, one of the samples; with its folder."""
    folders = {"constructs": GOLDEN / "constructs" / "input", "hostile": hostile_notes, "samples": SAMPLES}
    folder = folders.get(request.param) or Path(request.param)
    guide = guide_of(written(folder, tmp_path_factory.mktemp("book") / "guide.epub"))
    guide.folder = folder
    return guide


# --- golden ---------------------------------------------------------------------------------------------------------


def test_pages_are_as_expected(tmp_path: Path, guide_of: Callable[[Path], Any]) -> None:
    """The questions are left out: they are the cards' own, and tested there."""
    folder = GOLDEN / "constructs"
    guide = guide_of(written(folder / "input", tmp_path / "guide.epub", self_test=False))
    pages = {name: data.decode() for name, data in guide.files.items() if name.endswith((".xhtml", ".svg"))}
    expected = folder / "expected"
    if os.environ.get("NOTEPORT_GOLDEN") == "write":
        shutil.rmtree(expected, ignore_errors=True)
        expected.joinpath("images").mkdir(parents=True)
        for name, text in pages.items():
            expected.joinpath(name).write_text(text, encoding="utf-8")
    files = (path for path in expected.rglob("*") if path.is_file())
    assert sorted(pages) == sorted(path.relative_to(expected).as_posix() for path in files)
    for name, text in pages.items():
        assert text.splitlines() == expected.joinpath(name).read_text(encoding="utf-8").splitlines(), name


# --- laws -----------------------------------------------------------------------------------------------------------


def test_epubcheck_has_nothing_to_say(book: Any, epubcheck: Callable[[Path], list[str]]) -> None:
    assert epubcheck(book.path) == []


def test_ace_finds_nothing(book: Any, tmp_path: Path) -> None:
    """Ace, the accessibility checker of the DAISY Consortium, needs Node and a browser, and seconds for each page."""
    ace = shutil.which("ace-puppeteer")
    browser = os.environ.get("PUPPETEER_EXECUTABLE_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
    if ace is None or browser is None:
        pytest.skip("Ace is not installed: npm install --ignore-scripts @daisy/ace, and a Chromium on the path")
    if book.folder != GOLDEN / "constructs" / "input":
        pytest.skip("one book is enough for a slow check")
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser}
    command = [ace, "--force", "--silent", "--outdir", str(tmp_path / "report"), str(book.path)]
    subprocess.run(command, env=environment, capture_output=True, check=True)
    report = json.loads((tmp_path / "report" / "report.json").read_text(encoding="utf-8"))
    found = [each for page in report["assertions"] for each in page.get("assertions", [])]
    assert [each["earl:test"]["dct:title"] for each in found] == []


def test_every_page_is_well_formed_and_names_its_language_and_title(book: Any) -> None:
    for name, root in book.documents.items():
        assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang"), name
        assert root.get("lang"), name
        assert (root.findtext(f"{XHTML}head/{XHTML}title") or "").strip(), name


def test_ids_are_unique_on_a_page(book: Any) -> None:
    for name, root in book.documents.items():
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), name


def test_no_link_dangles(book: Any) -> None:
    ids = {name: {element.get("id") for element in root.iter()} for name, root in book.documents.items()}
    for name, root in book.documents.items():
        for address in _addresses(root):
            parts = urlsplit(address)
            if parts.scheme:
                continue
            file = unquote(parts.path) or name
            assert file in book.files, (name, address)
            assert not parts.fragment or parts.fragment in ids[file], (name, address)


def test_no_heading_level_is_skipped(book: Any) -> None:
    for name, root in book.documents.items():
        levels = [int(element.tag[-1]) for element in root.iter() if re.fullmatch(r"\{.*\}h[1-6]", str(element.tag))]
        assert all(after <= before + 1 for before, after in pairwise(levels)), name
        assert levels.count(1) == (0 if name == "cover.xhtml" else 1), name


def test_every_page_stands_in_the_contents(book: Any) -> None:
    toc = next(nav for nav in book.page("contents").iter(f"{XHTML}nav") if nav.get(f"{EPUB}type") == "toc")
    listed = {address.partition("#")[0] for address in _addresses(toc)}
    assert set(book.spine) - {"contents.xhtml"} <= listed
    assert set(book.spine) == set(book.documents)


def test_nothing_of_the_source_is_left_over(book: Any) -> None:
    for name, root in book.documents.items():
        body = root.find(f"{XHTML}body")
        assert body is not None
        assert LEFTOVERS.findall(_text_outside_code(body)) == [], name


def test_every_timestamp_is_a_link_to_its_second(book: Any) -> None:
    for note in Vault([book.folder]):
        if note.video is None:
            continue
        addresses = set(_addresses(book.documents[file_of(note.ref)]))
        for claim in note.claims():
            assert {timestamp.url(note.video) for timestamp in claim.timestamps} <= addresses, claim


def test_every_timestamp_of_the_source_is_a_link_of_the_text(book: Any) -> None:
    """By the source itself, whatever the parser made of it; only what was repaired may open another second."""
    for note in Vault([book.folder]):
        if note.video is None or not note.video.page.startswith("http"):
            continue
        source = Path(note.path).read_text(encoding="utf-8", errors="replace")
        written = Counter(_second(*clock) for clock in CANONICAL.findall(CODE.sub("", source)))
        links = [link for link in _links(_text_of(book, note)) if "stamp" in (link.get("class") or "")]
        opened = Counter(int(_query(link).get("t", "0s").removesuffix("s")) for link in links)
        beyond_the_end = [link for link in links if "t" not in _query(link)]
        if any(timestamp.repaired for claim in note.claims() for timestamp in claim.timestamps):
            assert len(links) >= written.total(), note.path
        else:
            assert (written - opened).total() <= len(beyond_the_end), (note.path, written - opened)


def test_every_link_to_a_note_lands_on_that_note(book: Any) -> None:
    """By the source itself: a link to ``a_note``, where the channel has ``a_note.md``, opens that note's chapter."""
    notes = list(Vault([book.folder]))
    here = {(note.channel, note.path.stem): note for note in notes}
    for note in notes:
        source = Path(note.path).read_text(encoding="utf-8", errors="replace")
        targets = (target.strip() for target in WIKILINK.findall(CODE.sub("", source)))
        wanted = [here[note.channel, target] for target in targets if (note.channel, target) in here]
        opened = {str(link.get("href")).partition("#")[0] for link in _links(_text_of(book, note))}
        for target in wanted:
            assert file_of(target.ref) in opened, (note.path, target.path)
            title = book.documents[file_of(target.ref)].findtext(f"{XHTML}head/{XHTML}title")
            assert title == " ".join(target.title.split()), target.path


def test_every_timestamp_link_says_what_it_does(book: Any) -> None:
    for root in book.documents.values():
        for link in root.iter(f"{XHTML}a"):
            if "stamp" in (link.get("class") or ""):
                labels = labels_of(root.get("lang") or "")
                actions = (labels.play_from, labels.play_from_to, labels.ends_before)
                patterns = (re.escape(action).replace(r"\{\}", ".+") for action in actions)
                assert any(re.fullmatch(pattern, link.get("aria-label") or "") for pattern in patterns)


def _text_of(book: Any, note: Note) -> list[ET.Element]:
    """The title and the text of a note's chapter, without what is made of them."""
    root = book.documents[file_of(note.ref)]
    return [element for element in root.iter() if element.tag == f"{XHTML}h1" or element.get("class") == "text"]


def _links(elements: list[ET.Element]) -> list[ET.Element]:
    return [link for element in elements for link in element.iter(f"{XHTML}a")]


def _query(link: ET.Element) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(link.get("href", "")).query))


def _second(hours: str, minutes: str, seconds: str) -> int:
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


def _addresses(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        for attribute in ("href", "src"):
            address = element.get(attribute)
            if address is not None:
                yield posixpath.normpath(address) if "://" not in address and "#" not in address else address


def _text_outside_code(element: ET.Element) -> str:
    if element.tag in (f"{XHTML}code", f"{XHTML}pre"):
        return ""
    parts = [element.text or ""]
    for child in element:
        parts += [_text_outside_code(child), child.tail or ""]
    return "".join(parts)


# --- the same bytes -------------------------------------------------------------------------------------------------


def test_the_same_notes_give_the_same_bytes_in_any_order_and_time_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = GOLDEN / "constructs" / "input"
    files = sorted(file for file in source.rglob("*") if file.is_file())
    books = []
    for number, (order, zone) in enumerate([(files, "UTC"), (files[::-1], "Asia/Kathmandu")]):
        vault = tmp_path / str(number) / "vault"
        for file in order:
            copy = vault / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
        monkeypatch.setenv("TZ", zone)
        books.append(written(vault, tmp_path / f"{number}.epub").read_bytes())
    assert books[0] == books[1]
