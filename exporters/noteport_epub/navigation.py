"""The table of contents, nested by part, and the landmarks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from noteport_epub.book import Book, Entry
from noteport_epub.words import said
from noteport_epub.xhtml import Markup, el, join, language


class Landmark(NamedTuple):
    """A place to which reading systems offer a shortcut."""

    kind: str
    title: str
    file: str


def contents_page(book: Book, entries: Iterable[Entry], landmarks: Sequence[Landmark]) -> bytes:
    """The navigation document, which is also the page of contents."""
    toc = el(
        "nav",
        {"epub:type": "toc", "role": "doc-toc", "aria-labelledby": "title", "id": "toc"},
        el("h1", {"id": "title"}, book.labels.contents),
        "\n",
        _list(entries, book),
        "\n",
    )
    items = [
        el("li", {}, el("a", {"epub:type": landmark.kind, "href": landmark.file}, landmark.title))
        for landmark in landmarks
    ]
    guide = el(
        "nav",
        {"epub:type": "landmarks", "aria-label": book.labels.landmarks, "id": "landmarks", "hidden": "hidden"},
        el("h2", {}, book.labels.landmarks),
        el("ol", {}, *items),
    )
    return book.page(book.full_title, toc, guide, kind="frontmatter")


def _list(entries: Iterable[Entry], book: Book) -> Markup:
    items = []
    for entry in entries:
        attributes = {"dir": "auto"} if entry.tag == book.tag else language(entry.tag)
        link = el("a", {"href": entry.file, **attributes}, said(entry.title))
        items.append(el("li", {}, link, *(["\n", _list(entry.children, book)] if entry.children else [])))
    return el("ol", {}, "\n", join(items, "\n"), "\n")
