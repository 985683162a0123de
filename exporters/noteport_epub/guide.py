"""The files of one volume in reading order, and the chapters with what depends on other chapters."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from noteport_epub.book import READERS_STYLE, STYLE, Book, Document, Entry, Mention
from noteport_epub.chapters import Chapter
from noteport_epub.cover import alternative, cover_svg
from noteport_epub.front import ABOUT, CONTENTS, COVER, about_page, cover_page, part_page
from noteport_epub.glossary import glossary
from noteport_epub.images import Picture
from noteport_epub.index import index
from noteport_epub.links import written_links
from noteport_epub.navigation import Landmark, contents_page
from noteport_epub.volumes import Part
from noteport_epub.xhtml import Attributes, Markup, el, join, ours

_MOST_MENTIONS = 24
_MOST_RELATED = 12


class Guide(Struct, frozen=True, kw_only=True):
    """A volume that is ready to be written."""

    documents: Iterator[Document]
    """Its files; each is made when it is requested, and need not be kept."""
    contents: tuple[Entry, ...]
    has_index: bool


def make_guide(
    book: Book, *, self_test: bool, with_index: bool, cover: Picture | None, style: str, own_style: str | None
) -> Guide:
    """Make a volume: cover, about, contents, the parts with their chapters, glossary, index, style sheets, images."""
    terms, terms_entry = glossary(book)
    indexed, index_entry = index(book) if with_index else ([], None)
    entries = tuple(_entries(book, terms_entry, index_entry))
    landmarks = list(_landmarks(book, terms_entry, index_entry))

    def documents() -> Iterator[Document]:
        yield from _cover(book, cover)
        about = about_page(book, self_test=self_test, glossary=bool(terms), index=bool(indexed))
        yield Document(file=ABOUT, read=lambda: about, in_spine=True)
        contents = contents_page(book, entries, landmarks)
        yield Document(file=CONTENTS, read=lambda: contents, in_spine=True, properties=("nav",))
        for part in book.volume.parts:
            yield from _part(book, part)
        yield from terms
        yield from indexed
        yield Document(file=STYLE, read=style.encode, media_type="text/css")
        if own_style is not None:
            yield Document(file=READERS_STYLE, read=own_style.encode, media_type="text/css")
        yield from _pictures(book)

    return Guide(documents=documents(), contents=entries, has_index=bool(indexed))


def _entries(book: Book, terms: Entry | None, indexed: Entry | None) -> Iterator[Entry]:
    yield Entry("Cover", COVER, book.tag)
    yield Entry("About this guide", ABOUT, book.tag)
    for part in book.volume.parts:
        chapters = (Entry(chapter.title, chapter.file, chapter.tag) for chapter in part.chapters)
        yield Entry(part.title, part.file, book.tag, tuple(chapters))
    yield from (entry for entry in (terms, indexed) if entry is not None)


def _landmarks(book: Book, terms: Entry | None, indexed: Entry | None) -> Iterator[Landmark]:
    yield Landmark("cover", "Cover", COVER)
    yield Landmark("preface", "About this guide", ABOUT)
    yield Landmark("toc", "Contents", CONTENTS)
    if book.volume.parts:
        yield Landmark("bodymatter", "Start of the text", book.volume.parts[0].file)
    if terms is not None:
        yield Landmark("glossary", "Glossary", terms.file)
    if indexed is not None:
        yield Landmark("index", "Index", indexed.file)


def _cover(book: Book, cover: Picture | None) -> Iterator[Document]:
    name = f"cover.{cover.suffix if cover else 'svg'}"
    media_type = cover.media_type if cover else "image/svg+xml"
    data = cover.data if cover else cover_svg(book)
    yield Document(file=name, read=lambda: data, media_type=media_type, properties=("cover-image",))
    page = cover_page(book, name, f"Cover of {book.full_title}" if cover else alternative(book))
    yield Document(file=COVER, read=lambda: page, in_spine=True)


def _part(book: Book, part: Part) -> Iterator[Document]:
    page = part_page(book, part)
    yield Document(file=part.file, read=lambda: page, in_spine=True)
    for chapter in part.chapters:
        yield Document(file=chapter.file, read=_later(book, chapter), in_spine=True)


def _later(book: Book, chapter: Chapter) -> Callable[[], bytes]:
    return lambda: chapter_page(book, chapter)


def _pictures(book: Book) -> Iterator[Document]:
    pictures = {picture.file: picture for chapter in book.volume.chapters for picture in chapter.pictures}
    for file, picture in sorted(pictures.items()):
        yield Document(file=file, read=picture.read, media_type=picture.media_type)


# --- the page of a chapter ------------------------------------------------------------------------------------------


def chapter_page(book: Book, chapter: Chapter) -> bytes:
    """Return the document of a chapter, with what depends on other chapters."""
    ours_here = ours(chapter.tag)
    parts = [
        el("h1", {"id": "title"}, chapter.heading),
        _glance(book, chapter, ours_here),
        chapter.body,
        _mentioned_in(book, chapter, ours_here),
        chapter.answers,
    ]
    section = el(
        "section",
        {"class": "chapter", "epub:type": "chapter", "role": "doc-chapter", "aria-labelledby": "title"},
        "\n",
        join([part for part in parts if part], "\n"),
        "\n",
    )
    return book.page(chapter.title, written_links(section, book.link), tag=chapter.tag)


def _glance(book: Book, chapter: Chapter, ours_here: Attributes) -> Markup:
    related = [book.here[file] for file in chapter.links if file in book.here][:_MOST_RELATED]
    links = join((book.chapter_link(other, tag=chapter.tag) for other in related), "; ")
    return el(
        "section",
        {"class": "glance", "aria-labelledby": "glance"},
        el("p", {"id": "glance", "class": "label", **ours_here}, "At a glance"),
        el(
            "dl", {}, "\n", chapter.glance, *([el("dt", ours_here, "Links to"), el("dd", {}, links)] if related else [])
        ),
    )


def _mentioned_in(book: Book, chapter: Chapter, ours_here: Attributes) -> Markup:
    mentions = book.mentions.get(chapter.file, [])
    if not mentions:
        return Markup()
    items = [el("li", {}, _mention(book, chapter, mention)) for mention in mentions[:_MOST_MENTIONS]]
    more = len(mentions) - len(items)
    return el(
        "section",
        {"class": "mentioned-in"},
        el("h2", ours_here, "Mentioned in"),
        el("ul", {}, "\n", join(items, "\n"), "\n"),
        el("p", {"class": "remark", **ours_here}, f"and {more} more") if more else "",
    )


def _mention(book: Book, chapter: Chapter, mention: Mention) -> Markup:
    return book.chapter_link(mention.chapter, mention.place, chapter.tag, role="doc-backlink")
