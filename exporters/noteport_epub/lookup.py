"""Pages for looking something up: one heading per letter, on as many pages as needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from msgspec import Struct

from noteport_epub.book import Book, Document, Entry
from noteport_epub.letters import by_letter
from noteport_epub.xhtml import Markup, el, join

T = TypeVar("T")


class Lookup(Struct, frozen=True, kw_only=True):
    """A glossary or an index."""

    name: str
    """The name of its files and its EPUB type: ``glossary``."""
    title: str
    enough_for_a_page: int
    """Maximum entries of a page; the next letter then begins a new page."""


def lookup_pages(
    book: Book, lookup: Lookup, words: Iterable[tuple[str, T]], write: Callable[[list[T]], Markup]
) -> tuple[list[Document], Entry | None]:
    """Return its pages and its line of the contents; nothing if there are no words.

    Args:
        book: the volume.
        lookup: what to make.
        words: each word with its values, in any order.
        write: writes the entries of one letter, in order.
    """
    letters = [(letter, [what for _, what in pairs]) for letter, pairs in by_letter(words)]
    pages = _pages(letters, lookup.enough_for_a_page)
    if not pages:
        return [], None
    documents, lines = [], []
    for number, page in enumerate(pages, start=1):
        file = f"{lookup.name}.xhtml" if len(pages) == 1 else f"{lookup.name}-{number}.xhtml"
        first, last = page[0][0], page[-1][0]
        span = first if first == last else f"{first} to {last}"
        title = lookup.title if len(pages) == 1 else f"{lookup.title}: {span}"
        parts = [join([el("h2", {}, letter), "\n", write(group)]) for letter, group in page]
        documents.append(_document(book, lookup, file, title, parts))
        lines.append(Entry(span, file, book.tag))
    return documents, Entry(lookup.title, lines[0].file, book.tag, tuple(lines) if len(pages) > 1 else ())


def _pages(letters: list[tuple[str, list[T]]], enough: int) -> list[list[tuple[str, list[T]]]]:
    """The letters, by page."""
    pages: list[list[tuple[str, list[T]]]] = []
    filled = enough
    for letter, group in letters:
        if filled >= enough:
            pages.append([])
            filled = 0
        pages[-1].append((letter, group))
        filled += len(group)
    return pages


def _document(book: Book, lookup: Lookup, file: str, title: str, parts: Iterable[Markup]) -> Document:
    section = el(
        "section",
        {"class": lookup.name, "epub:type": lookup.name, "role": f"doc-{lookup.name}", "aria-labelledby": "title"},
        el("h1", {"id": "title"}, title),
        "\n",
        join(parts, "\n"),
        "\n",
    )
    content = book.page(title, section, kind="backmatter")
    return Document(file=file, read=lambda: content, in_spine=True)
