"""The package: metadata, manifest, spine and archive. The only module that imports ebooklib.

ebooklib makes the package document and the old table of contents. Its own documents (``EpubHtml``, ``EpubNav``) are not
used, because they parse finished pages again and change them; nor is its archive, because it contains the current time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, BinaryIO, Literal, TypeAlias

from ebooklib import epub
from msgspec import Struct

from noteport.api import deterministic_zip, xml_text
from noteport_epub import FOLDER
from noteport_epub.book import Document, Entry
from noteport_epub.identity import edition
from noteport_epub.raster import RASTER

MIMETYPE = b"application/epub+zip"
_FEATURES = (
    "ARIA",
    "alternativeText",
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
)
_SUMMARY = (
    "All content is text in reading order, with headings, nested contents, landmarks and descriptive links."
    " Times are links to videos on the web, which may lack captions. Images have the alternative texts of the"
    " notes. Colours follow the reading system."
)
_STANDARD = "EPUB Accessibility 1.1 - WCAG 2.2 Level {}"
"""What a book conforms to, in the words that the standard asks for (section 4.2.2)."""
_FORMULAS = " Formulas are MathML, with their LaTeX source as text."
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


Level: TypeAlias = Literal["A", "AA"]


class Metadata(Struct, frozen=True, kw_only=True):
    """The metadata of a book."""

    title: str
    authors: tuple[str, ...]
    language: str
    """The main one, BCP 47. Shops take one; the pages name their own."""
    right_to_left: bool
    """Whether its pages turn from right to left."""
    description: str
    subjects: tuple[str, ...]
    series: tuple[str, int] | None
    """The series and the number of this volume in it."""
    identifier: str
    """The same for all editions."""
    date: datetime
    """Of the export; ``identity.edition`` makes the date of the edition of it."""
    has_index: bool
    level: Level | None
    """The level of WCAG that a program can check; None if something may prevent all."""


def write_package(documents: Iterable[Document], contents: Iterable[Entry], about: Metadata, out: BinaryIO) -> None:
    """Write the book. Documents are taken one at a time and not kept; the same ones give the same bytes."""
    writer = _Writer(_described(about), contents, about)
    deterministic_zip(writer.entries(documents), out, stored=frozenset({"mimetype", epub.CONTAINER_PATH}))


class _Archive:
    """Receives what ebooklib writes."""

    def __init__(self) -> None:
        self.written: list[tuple[str, bytes]] = []

    def writestr(self, name: str, content: str | bytes) -> None:
        self.written.append((name, content.encode() if isinstance(content, str) else content))

    def taken(self) -> list[tuple[str, bytes]]:
        written, self.written = self.written, []
        return written


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # ebooklib has no types
    """ebooklib's writer with our archive, and with documents that come one by one."""

    def __init__(self, book: epub.EpubBook, contents: Iterable[Entry], about: Metadata) -> None:
        super().__init__("", book, {"epub3_pages": False})
        self.out = _Archive()
        self._contents = contents
        self._about = about
        self._has_formulas = False

    def entries(self, documents: Iterable[Document]) -> Iterator[tuple[str, bytes]]:
        """Yield every entry of the archive; those that describe the others come last."""
        digest = hashlib.sha256()
        yield "mimetype", MIMETYPE
        self._write_container()
        yield from self.out.taken()
        for number, document in enumerate(documents):
            content = document.read()
            if document.file != RASTER:  # it depends on the fonts of the machine
                digest.update(f"{document.file}\0{len(content)}\0".encode() + content)
            self._add(document, number, content)
            yield f"{FOLDER}/{document.file}", content
        digest.update(repr(self._about).encode())
        self.options["mtime"] = edition(self._about.date, digest.digest())
        self.book.set_identifier(_text(self._about.identifier))
        for name, value in _properties(self._about, has_formulas=self._has_formulas):
            self.book.add_metadata("OPF", name, value, {"property": name})
        if self._about.level is not None:
            standard, judge = {"property": "dcterms:conformsTo", "id": "conforms"}, {"refines": "#conforms"}
            self.book.add_metadata("OPF", "conforms", _STANDARD.format(self._about.level), standard)
            self.book.add_metadata("OPF", "conforms", "noteport", {"property": "a11y:certifiedBy", **judge})
        self.book.toc = [_line(entry, f"line-{number}") for number, entry in enumerate(self._contents)]
        self.book.add_item(epub.EpubNcx())
        self.out.writestr(f"{FOLDER}/toc.ncx", self._get_ncx())
        self._write_opf()
        yield from self.out.taken()

    def _add(self, document: Document, number: int, content: bytes) -> None:
        """Name a document in the package; its content is not kept."""
        item = epub.EpubItem(f"item-{number}", document.file, document.media_type)
        has_formulas = document.in_spine and b"<math " in content
        self._has_formulas |= has_formulas
        item.properties = [*document.properties, *(["mathml"] if has_formulas else [])]
        item.is_linear = True
        self.book.add_item(item)
        if document.in_spine:
            self.book.spine.append(item)

    def _write_opf_file(self, root: Any) -> None:
        root.set(_XML_LANGUAGE, self._about.language)
        super()._write_opf_file(root)


def _line(entry: Entry, id: str) -> Any:
    """A line of the old table of contents."""
    if not entry.children:
        return epub.Link(entry.file, _text(entry.title), id)
    children = [_line(child, f"{id}-{number}") for number, child in enumerate(entry.children)]
    return epub.Section(_text(entry.title), entry.file), children


def _described(about: Metadata) -> epub.EpubBook:
    book = epub.EpubBook()
    book.FOLDER_NAME = FOLDER
    book.metadata = {}
    book.set_title(_text(about.title))
    book.set_language(about.language)
    for number, name in enumerate(about.authors):
        book.add_author(_text(name), uid=f"creator-{number}")
    book.add_metadata("DC", "description", _text(about.description))
    for subject in about.subjects:
        book.add_metadata("DC", "subject", _text(subject))
    if about.right_to_left:
        book.set_direction("rtl")
    if about.series is not None:
        title, number = about.series
        series = {"property": "belongs-to-collection", "id": "series"}
        book.add_metadata("OPF", "series", _text(title), series)
        book.add_metadata("OPF", "series", "set", {"property": "collection-type", "refines": "#series"})
        book.add_metadata("OPF", "series", str(number), {"property": "group-position", "refines": "#series"})
    book.add_metadata("OPF", "cover", "", {"name": "cover", "content": "item-0"})
    book.add_metadata("OPF", "generator", "", {"name": "generator", "content": "noteport"})
    return book


def _properties(about: Metadata, *, has_formulas: bool) -> Iterator[tuple[str, str]]:
    yield "schema:accessMode", "textual"
    yield "schema:accessMode", "visual"
    yield "schema:accessModeSufficient", "textual"
    features = [*_FEATURES, *(["index"] if about.has_index else []), *(["latex", "MathML"] if has_formulas else [])]
    for feature in sorted(features, key=str.casefold):
        yield "schema:accessibilityFeature", feature
    yield "schema:accessibilityHazard", "none"
    yield "schema:accessibilitySummary", _SUMMARY + (_FORMULAS if has_formulas else "")


def _text(text: str) -> str:
    """Return text on one line, because lxml rejects characters that XML forbids."""
    return " ".join(xml_text(text).split()) or "–"
