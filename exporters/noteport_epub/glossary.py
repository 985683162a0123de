"""The glossary: each term that a claim defines, with that claim and its second."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from noteport_epub.book import Book, Document, Entry
from noteport_epub.chapters import Chapter
from noteport_epub.lookup import Lookup, lookup_pages
from noteport_epub.spacing import HARD_SPACE
from noteport_epub.terms import Term
from noteport_epub.words import said
from noteport_epub.xhtml import Markup, el, join, language

_MOST_SAYINGS = 2
"""Maximum definitions of one term, from different chapters."""


class _Defined(Struct):
    tag: str
    sayings: list[tuple[Term, Chapter]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.sayings[0][0].name

    @property
    def also(self) -> str:
        return next((term.also for term, _ in self.sayings if term.also), "")


def glossary(book: Book) -> tuple[list[Document], Entry | None]:
    """Return its pages and its line of the contents; nothing if it would be empty."""
    lookup = Lookup[_Defined](
        name="glossary",
        title=book.labels.glossary,
        enough_for_a_page=200,
        write=lambda entries: _entries(entries, book),
    )
    return lookup_pages(book, lookup, ((entry.name, entry) for entry in _defined(book)))


def _defined(book: Book) -> Iterable[_Defined]:
    """The terms of all chapters, each once."""
    found: dict[str, _Defined] = {}
    for chapter in book.volume.chapters:
        for key, term in chapter.terms.items():
            entry = found.setdefault(key, _Defined(chapter.tag))
            if all(term.text != other.text for other, _ in entry.sayings):
                entry.sayings.append((term, chapter))
    return found.values()


def _entries(entries: Iterable[_Defined], book: Book) -> Markup:
    return el("dl", {}, "\n", join((_entry(entry, book) for entry in entries), "\n"), "\n")


def _entry(entry: _Defined, book: Book) -> Markup:
    attributes = {} if entry.tag == book.tag else language(entry.tag)
    shown = [el("dfn", {}, said(entry.name)), *([" (", said(entry.also), ")"] if entry.also else [])]
    name = el("dt", {"epub:type": "glossterm", **attributes}, *shown)
    return join([name, *(el("dd", {"epub:type": "glossdef"}, *saying) for saying in _sayings(entry, book))], "\n")


def _sayings(entry: _Defined, book: Book) -> Iterator[list[str]]:
    for term, chapter in entry.sayings[:_MOST_SAYINGS]:
        text = el("span", language(chapter.tag), term.text) if chapter.tag != book.tag else term.text
        source = el("span", {"class": "source"}, book.chapter_link(chapter, term.place))
        yield [text, HARD_SPACE, term.timestamp, " ", source]
