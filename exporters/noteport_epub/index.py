"""The index: every term, and every chapter or topic that is linked to, with the chapters that mention it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from noteport_epub.book import Book, Document, Entry
from noteport_epub.chapters import Chapter
from noteport_epub.links import fold_name
from noteport_epub.lookup import Lookup, lookup_pages
from noteport_epub.words import said
from noteport_epub.xhtml import Markup, el, join, language

_INDEX = Lookup(name="index", title="Index", enough_for_a_page=400)


class _Indexed(Struct):
    name: str
    tag: str
    places: dict[str, tuple[Chapter, str]] = field(default_factory=dict)
    """A chapter that mentions it and the place there, by the chapter's file."""


def index(book: Book) -> tuple[list[Document], Entry | None]:
    """Return its pages and its line of the contents; nothing if it would be empty."""
    words = ((entry.name, entry) for entry in _indexed(book))
    return lookup_pages(book, _INDEX, words, lambda entries: _entries(entries, book))


def _indexed(book: Book) -> Iterable[_Indexed]:
    found: dict[str, _Indexed] = {}
    for chapter in book.volume.chapters:
        for term in chapter.terms:
            entry = found.setdefault(fold_name(term.name), _Indexed(term.name, chapter.tag))
            entry.places.setdefault(chapter.file, (chapter, term.place))
        for key, topic in chapter.topics.items():
            entry = found.setdefault(key, _Indexed(topic.name, chapter.tag))
            entry.places.setdefault(chapter.file, (chapter, topic.place))
        for file, place in chapter.links.items():
            about = book.here.get(file)
            if about is not None:
                entry = found.setdefault(fold_name(about.title), _Indexed(about.title, about.tag))
                entry.places.setdefault(about.file, (about, ""))
                entry.places.setdefault(chapter.file, (chapter, place))
    return found.values()


def _entries(entries: Iterable[_Indexed], book: Book) -> Markup:
    items = join((_entry(entry, book) for entry in entries), "\n")
    return el("ul", {"epub:type": "index-entry-list"}, "\n", items, "\n")


def _entry(entry: _Indexed, book: Book) -> Markup:
    attributes = {} if entry.tag == book.tag else language(entry.tag)
    name = el("span", {"class": "index-term", "epub:type": "index-term", **attributes}, said(entry.name))
    locators = (
        book.chapter_link(chapter, place, **{"epub:type": "index-locator"}) for chapter, place in entry.places.values()
    )
    return el("li", {"epub:type": "index-entry"}, name, ": ", el("span", {"class": "locators"}, join(locators, "; ")))
