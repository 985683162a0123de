"""The glossary: what the notes say about each term, and each chapter that others link to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from noteport_epub.book import Book, Document, Entry
from noteport_epub.chapters import Chapter
from noteport_epub.key_terms import Term
from noteport_epub.links import fold_name
from noteport_epub.lookup import Lookup, lookup_pages
from noteport_epub.words import said
from noteport_epub.xhtml import Markup, el, join, language

_GLOSSARY = Lookup(name="glossary", title="Glossary", enough_for_a_page=200)
_MOST_SAYINGS = 3
"""Maximum sentences for one term, from different chapters; the index has all of them."""


class _Defined(Struct):
    name: str
    tag: str
    sayings: list[tuple[Term, Chapter]] = field(default_factory=list)
    about: Chapter | None = None
    """The chapter that is about it."""


def glossary(book: Book) -> tuple[list[Document], Entry | None]:
    """Return its pages and its line of the contents; nothing if it would be empty."""
    words = ((entry.name, entry) for entry in _defined(book))
    return lookup_pages(book, _GLOSSARY, words, lambda entries: _entries(entries, book))


def _defined(book: Book) -> Iterable[_Defined]:
    """All entries: the lead-ins of all chapters, and the chapters that others link to, each once."""
    found: dict[str, _Defined] = {}
    for chapter in book.volume.chapters:
        for term in chapter.terms:
            found.setdefault(fold_name(term.name), _Defined(term.name, chapter.tag)).sayings.append((term, chapter))
    for file in book.mentions:
        chapter = book.here[file]
        if chapter.first_sentence:
            found.setdefault(fold_name(chapter.title), _Defined(chapter.title, chapter.tag)).about = chapter
    return found.values()


def _entries(entries: Iterable[_Defined], book: Book) -> Markup:
    return el("dl", {}, "\n", join((_entry(entry, book) for entry in entries), "\n"), "\n")


def _entry(entry: _Defined, book: Book) -> Markup:
    attributes = {} if entry.tag == book.tag else language(entry.tag)
    name = el("dt", {"epub:type": "glossterm", **attributes}, el("dfn", {}, said(entry.name)))
    return join([name, *(el("dd", {"epub:type": "glossdef"}, *saying) for saying in _sayings(entry, book))], "\n")


def _sayings(entry: _Defined, book: Book) -> Iterator[list[str]]:
    for term, chapter in entry.sayings[:_MOST_SAYINGS]:
        yield _saying(term.text, term.timestamp, chapter, term.place, book)
    if entry.about is not None:
        yield _saying(entry.about.first_sentence, Markup(), entry.about, "", book)


def _saying(text: Markup, timestamp: Markup, chapter: Chapter, place: str, book: Book) -> list[str]:
    shown = el("span", language(chapter.tag), text) if chapter.tag != book.tag else text
    source = el("span", {"class": "source"}, book.chapter_link(chapter, place))
    return [shown, " ", timestamp, " ", source]
