"""What is made of hostile notes, opened in a real browser: nothing of theirs runs, nothing is fetched."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Protocol

import pytest

TAGS = frozenset(
    "a abbr aside b bdi bdo blockquote br cite code dd del dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6"
    " header hr i img ins kbd li main mark nav ol p pre q s samp section small span strong sub sup table tbody td th"
    " thead tr u ul var wbr".split()
)
"""All that a card or a page may be made of."""
ATTRIBUTES = frozenset(
    "alt aria-hidden aria-label aria-labelledby class dir hidden href id lang role scope src start tabindex title"
    " translate xml:lang".split()
)


class Seen(Protocol):
    """See conftest.py."""

    requests: list[str]
    document: str


Browse = Callable[[Path], Seen]
Export = Callable[..., Path]


class Reader(HTMLParser):
    """Looks through markup for what can run, load or lead elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            address = (value or "").strip().lower()
            if name not in ATTRIBUTES and not name.startswith(("data-ordinal", "data-cloze", "data-label", "epub:")):
                self.found.append(f"<{tag} {name}={value!r}>")
            elif name == "href" and not address.startswith(("http://", "https://", "mailto:", "#")) and ":" in address:
                self.found.append(f"{tag} leads to {value!r}")
            elif name == "src" and (":" in address or "//" in address or ".." in address):
                self.found.append(f"{tag} loads {value!r}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(decl)

    def handle_pi(self, data: str) -> None:
        self.found.append(data)


def dangers(markup: str) -> list[str]:
    reader = Reader()
    reader.feed(markup)
    reader.close()
    return reader.found


def test_the_test_sees_what_runs_and_what_is_fetched(browse: Browse, tmp_path: Path) -> None:
    page = tmp_path / "control.html"
    page.write_text("<img src=//evil.test/a><a onclick=x()>b</a><script>fetch('//ran.test/b')</script>")
    seen = browse(page)
    assert sorted(seen.requests) == ["evil.test/a", "ran.test/b"]
    assert dangers(page.read_text()) == ["img loads '//evil.test/a'", "<a onclick='x()'>", "<script>"]


# --- cards ----------------------------------------------------------------------------------------------------------

PAGE = """<!DOCTYPE html>
<meta charset="utf-8">
{scripts}
<body class="card">
{cards}
<script>
const typeset = window.MathJax ? MathJax.startup.promise.then(() => MathJax.typesetPromise()) : Promise.resolve();
typeset.then(() => {{ document.title = "typeset"; }});
</script>
"""
MATHJAX = (
    '<script src="/_anki/js/mathjax.js"></script><script src="/_anki/js/vendor/mathjax/tex-chtml-full.js"></script>'
)


def sides(deck: Path, folder: Path) -> Iterator[str]:
    """Both sides of every card of a deck, as Anki itself puts them together; its images are put into ``folder``."""
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

    collection: Any = Collection(str(folder / "collection.anki2"))
    try:
        collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(deck), options=ImportAnkiPackageOptions())
        )
        assert list(collection._backend.check_database()) == []
        assert not collection.get_empty_cards().notes
        for number in collection.find_cards(""):
            card = collection.get_card(number)
            assert not card.question_av_tags()
            assert not card.answer_av_tags()
            yield from (card.render_output().question_text, card.render_output().answer_text)
    finally:
        collection.close()
    for image in (folder / "collection.media").iterdir():
        image.rename(folder / image.name)


NO_MATHJAX = "all holds without MathJax; Anki's own comes with: pip install --no-deps aqt"


def shown(cards: list[str], folder: Path, anki_pages: Path | None, browse: Browse) -> Seen:
    page = folder / "cards.html"
    body = "\n".join(f"<div>{card}</div>" for card in cards)
    page.write_text(PAGE.format(cards=body, scripts=MATHJAX if anki_pages else ""), encoding="utf-8")
    seen = browse(page)
    assert "<title>typeset</title>" in seen.document
    if anki_pages:
        assert "<mjx-mfrac" in seen.document, "MathJax did not run"
        formulas = Formulas()
        formulas.feed(seen.document)
        assert formulas.found == []
    return seen


class Formulas(HTMLParser):
    """Looks through what MathJax made for addresses that run and styles that load."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if (name in ("href", "xlink:href") and "script:" in (value or "")) or (
                name == "style" and "url(" in (value or "")
            ):
                self.found.append(f"<{tag} {name}={value!r}>")


def test_cards_run_and_fetch_nothing(export: Export, browse: Browse, anki_pages: Path | None, tmp_path: Path) -> None:
    cards = list(sides(export("anki", "deck.apkg", "--all"), tmp_path))
    assert len(cards) > 60
    assert [danger for card in cards for danger in dangers(card)] == []
    for leftover in ("{{", "[sound:", "[[type:", "[anki:", "[latex]"):
        assert not any(leftover in card for card in cards), leftover
    assert shown(cards, tmp_path, anki_pages, browse).requests == []
    if anki_pages is None:
        pytest.skip(NO_MATHJAX)


def test_rows_for_ankis_text_import_run_and_fetch_nothing(
    export: Export, browse: Browse, anki_pages: Path | None, tmp_path: Path
) -> None:
    table = export("anki", "cards.csv", "--all")
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(line for line in lines if not line.startswith("#")))
    cells = [cell for _, _, _, front, back in rows for cell in (front, back)]
    assert len(cells) > 60
    assert [danger for cell in cells for danger in dangers(cell)] == []
    assert shown(cells, tmp_path, anki_pages, browse).requests == []
    if anki_pages is None:
        pytest.skip(NO_MATHJAX)


# --- cards to look over ---------------------------------------------------------------------------------------------


def test_cards_to_look_over_run_their_own_program_and_fetch_nothing(export: Export, browse: Browse) -> None:
    seen = browse(export("cards", "cards.html", "--all"))
    assert "(100 %)</p>" in seen.document, "the page's own program did not run"
    assert seen.requests == []


# --- books ----------------------------------------------------------------------------------------------------------


def test_chapters_run_and_fetch_nothing(export: Export, browse: Browse, tmp_path: Path) -> None:
    with zipfile.ZipFile(export("epub", "guide.epub")) as book:
        book.extractall(tmp_path)
        pages = [name for name in book.namelist() if name.endswith(".xhtml")]
        drawings = [name for name in book.namelist() if name.endswith(".svg")]
    assert len(pages) > 8
    assert drawings
    shown = pages + drawings
    frames = "".join(f'<iframe src="{page}" width="900" height="2000"></iframe>' for page in shown)
    (tmp_path / "all.html").write_text(f"<!DOCTYPE html>{frames}")
    seen = browse(tmp_path / "all.html")
    assert seen.requests == []
    for page in pages:
        text = (tmp_path / page).read_text(encoding="utf-8")
        body = text.partition("<body")[2].partition(">")[2].rpartition("</body>")[0]
        assert [danger for danger in dangers(body) if not _is_math_or_cover(danger)] == [], page


def _is_math_or_cover(danger: str) -> bool:
    """Formulas are MathML of our own making, the cover is a drawing of ours."""
    return danger.startswith(("<m", "<svg", "<image", "<text", "<rect", "<g", "<path", "<title", "<desc", "<tspan"))
