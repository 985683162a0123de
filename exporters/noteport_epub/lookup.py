"""Pages for looking something up: a heading per letter, on as many pages as needed, with a bar to jump to a letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from msgspec import Struct

from noteport_epub.book import Book, Document, Entry
from noteport_epub.letters import by_letter
from noteport_epub.xhtml import Markup, el, join

T = TypeVar("T")
_FEWEST_LETTERS = 4
"""Minimum letters for a bar."""


class Lookup(Struct, Generic[T], frozen=True, kw_only=True):
    """A glossary or an index."""

    name: str
    """The name of its files and its EPUB type: ``glossary``."""
    title: str
    enough_for_a_page: int
    """Maximum entries of a page; the next letter then begins a new page."""
    write: Callable[[list[T]], Markup]
    """Writes the entries of one letter, in order."""
    opening: Callable[[Callable[[str], str]], Markup] | None = None
    """Writes what stands before the first letter, given the file that has a word."""


def lookup_pages(book: Book, lookup: Lookup[T], words: Iterable[tuple[str, T]]) -> tuple[list[Document], Entry | None]:
    """Return its pages and its line of the contents; nothing if there are no words.

    Args:
        book: the volume.
        lookup: what to make.
        words: each word with its values, in any order.
    """
    letters = by_letter(words)
    pages = _pages(letters, lookup.enough_for_a_page)
    if not pages:
        return [], None
    files = [
        f"{lookup.name}.xhtml" if len(pages) == 1 else f"{lookup.name}-{number}.xhtml"
        for number in range(1, len(pages) + 1)
    ]
    places = {
        letter: (file, f"letter-{at}")
        for file, page in zip(files, pages, strict=True)
        for at, (letter, _) in enumerate(page, start=1)
    }
    file_of_word = {word: places[letter][0] for letter, group in letters for word, _ in group}
    documents, lines = [], []
    for number, (file, page) in enumerate(zip(files, pages, strict=True)):
        first, last = page[0][0], page[-1][0]
        span = first if first == last else f"{first}–{last}"
        title = lookup.title if len(pages) == 1 else f"{lookup.title}: {span}"
        parts = [_bar(book, places, file)] if len(places) >= _FEWEST_LETTERS else []
        if number == 0 and lookup.opening is not None:
            parts.append(lookup.opening(file_of_word.__getitem__))
        for letter, group in page:
            parts.append(
                join([el("h2", {"id": places[letter][1]}, letter), "\n", lookup.write([what for _, what in group])])
            )
        documents.append(_document(book, lookup, file, title, parts))
        lines.append(Entry(span, file, book.tag))
    return documents, Entry(lookup.title, files[0], book.tag, tuple(lines) if len(pages) > 1 else ())


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


def _bar(book: Book, places: Mapping[str, tuple[str, str]], here: str) -> Markup:
    links = (
        el("a", {"href": f"#{place}" if file == here else f"{file}#{place}"}, letter)
        for letter, (file, place) in places.items()
    )
    return el("nav", {"class": "jump-bar", "aria-label": book.labels.letters}, join(links, " "))


def _document(book: Book, lookup: Lookup[T], file: str, title: str, parts: Iterable[Markup]) -> Document:
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
