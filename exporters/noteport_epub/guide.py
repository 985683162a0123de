"""The files of one volume in reading order, and the chapters with what depends on other chapters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from msgspec import Struct

from noteport_epub.answers import Answers, Asking
from noteport_epub.book import READERS_STYLE, STYLE, Book, Document, Entry, Mention
from noteport_epub.chapters import Chapter
from noteport_epub.cover import alternative, cover_svg
from noteport_epub.front import ABOUT, CONTENTS, COVER, about_page, cover_page, part_page
from noteport_epub.glossary import glossary
from noteport_epub.images import Picture
from noteport_epub.index import index
from noteport_epub.labels import labels_of, ours
from noteport_epub.links import written_links
from noteport_epub.navigation import Landmark, contents_page
from noteport_epub.raster import RASTER, raster
from noteport_epub.review import review_of, review_page
from noteport_epub.volumes import Part
from noteport_epub.words import said
from noteport_epub.xhtml import Markup, el, join

_MOST_MENTIONS = 24
_MOST_RELATED = 12


class Guide(Struct, frozen=True, kw_only=True):
    """A volume that is ready to be written."""

    documents: Iterator[Document]
    """Its files; each is made when it is requested, and need not be kept."""
    contents: tuple[Entry, ...]
    has_index: bool


class _PartPages(NamedTuple):
    """A part with what its pages ask."""

    part: Part
    review: Asking
    answers: Answers


def make_guide(
    book: Book, *, self_test: bool, with_index: bool, cover: Picture | None, style: str, own_style: str | None
) -> Guide:
    """Make a volume: cover, about, contents, the parts with their chapters, glossary, index, style sheets, images."""
    terms, terms_entry = glossary(book)
    indexed, index_entry = index(book) if with_index else ([], None)
    parts = [_pages_of(book, part) for part in book.volume.parts]
    entries = tuple(_entries(book, parts, terms_entry, index_entry))
    landmarks = list(_landmarks(book, terms_entry, index_entry))

    def documents() -> Iterator[Document]:
        yield from _cover(book, cover)
        about = about_page(book, self_test=self_test, glossary=bool(terms), index=bool(indexed))
        yield Document(file=ABOUT, read=lambda: about, in_spine=True)
        contents = contents_page(book, entries, landmarks)
        yield Document(file=CONTENTS, read=lambda: contents, in_spine=True, properties=("nav",))
        for pages in parts:
            yield from _part(book, pages)
        yield from terms
        yield from indexed
        yield Document(file=STYLE, read=style.encode, media_type="text/css")
        if own_style is not None:
            yield Document(file=READERS_STYLE, read=own_style.encode, media_type="text/css")
        yield from _pictures(book)

    return Guide(documents=documents(), contents=entries, has_index=bool(indexed))


def _pages_of(book: Book, part: Part) -> _PartPages:
    review = review_of(book, part)
    return _PartPages(part, review, Answers(part, [*(_asking(book, chapter) for chapter in part.chapters), review]))


def _asking(book: Book, chapter: Chapter) -> Asking:
    return Asking(chapter.file, said(book.numbered(chapter)), chapter.tag, chapter.questions)


def _entries(book: Book, parts: list[_PartPages], terms: Entry | None, indexed: Entry | None) -> Iterator[Entry]:
    labels = book.labels
    yield Entry(labels.cover, COVER, book.tag)
    yield Entry(labels.about, ABOUT, book.tag)
    for part, review, answers in parts:
        lines = [Entry(book.numbered(chapter), chapter.file, chapter.tag) for chapter in part.chapters]
        if review.questions:
            lines.append(Entry(labels.review, review.file, book.tag))
        lines += answers.entries(book)
        yield Entry(book.part_title(part), part.file, book.tag, tuple(lines))
    yield from (entry for entry in (terms, indexed) if entry is not None)


def _landmarks(book: Book, terms: Entry | None, indexed: Entry | None) -> Iterator[Landmark]:
    labels = book.labels
    yield Landmark("cover", labels.cover, COVER)
    yield Landmark("preface", labels.about, ABOUT)
    yield Landmark("toc", labels.contents, CONTENTS)
    if book.volume.parts:
        yield Landmark("bodymatter", labels.start, book.volume.parts[0].file)
    if terms is not None:
        yield Landmark("glossary", labels.glossary, terms.file)
    if indexed is not None:
        yield Landmark("index", labels.index, indexed.file)


def _cover(book: Book, cover: Picture | None) -> Iterator[Document]:
    drawn = cover_svg(book) if cover is None else cover.data
    media_type = "image/svg+xml" if cover is None else cover.media_type
    name = "cover.svg" if cover is None else f"cover.{cover.suffix}"
    is_drawn = media_type == "image/svg+xml"
    if is_drawn:
        yield Document(file=RASTER, read=lambda: raster(drawn), media_type="image/png", properties=("cover-image",))
    yield Document(
        file=name, read=lambda: drawn, media_type=media_type, properties=() if is_drawn else ("cover-image",)
    )
    page = cover_page(book, name, f"{book.labels.cover}: {book.full_title}" if cover else alternative(book))
    yield Document(file=COVER, read=lambda: page, in_spine=True)


def _part(book: Book, pages: _PartPages) -> Iterator[Document]:
    part, review, answers = pages
    page = part_page(book, part)
    yield Document(file=part.file, read=lambda: page, in_spine=True)
    for chapter in part.chapters:
        yield Document(file=chapter.file, read=partial(chapter_page, book, chapter, answers), in_spine=True)
    if review.questions:
        questions = review_page(book, review, answers)
        yield Document(file=review.file, read=lambda: questions, in_spine=True)
    yield from answers.documents(book)


def _pictures(book: Book) -> Iterator[Document]:
    shown = {picture.file: (chapter, picture) for chapter in book.volume.chapters for picture in chapter.pictures}
    for file, (chapter, picture) in sorted(shown.items(), key=lambda pair: pair[0]):
        read = partial(book.store.picture, chapter, picture)
        yield Document(file=file, read=read, media_type=picture.media_type)


# --- the page of a chapter ------------------------------------------------------------------------------------------


def chapter_page(book: Book, chapter: Chapter, answers: Answers) -> bytes:
    """Return the document of a chapter, with what depends on other chapters."""
    text = book.store.text(chapter)
    number = el("span", {"class": "number"}, book.number(chapter)) if book.number(chapter) else ""
    parts = [
        el("h1", {"id": "title"}, number, chapter.heading),
        _glance(book, chapter, text.glance),
        text.body,
        _self_test(book, chapter, answers),
        _mentioned_in(book, chapter),
    ]
    section = el(
        "section",
        {"class": "chapter", "epub:type": "chapter", "role": "doc-chapter", "aria-labelledby": "title"},
        "\n",
        join([part for part in parts if part], "\n"),
        "\n",
    )
    return book.page(chapter.title, written_links(section, book.link), tag=chapter.tag)


def _glance(book: Book, chapter: Chapter, of_note: Markup) -> Markup:
    labels, own = labels_of(chapter.tag), ours(chapter.tag)
    rows = [of_note]
    related = [book.here[file] for file in chapter.links if file in book.here][:_MOST_RELATED]
    before, after = book.neighbors(chapter)
    for name, others in ((labels.before, before), (labels.after, after), (labels.links_to, related)):
        if others:
            links = join((book.chapter_link(other, tag=chapter.tag) for other in others), "; ")
            rows.append(join([el("dt", own, name), el("dd", {}, links)]))
    return el(
        "section",
        {"class": "glance", "aria-labelledby": "glance"},
        el("p", {"id": "glance", "class": "label", **own}, labels.at_a_glance),
        el("dl", {}, "\n", join(rows, "\n")),
    )


def _self_test(book: Book, chapter: Chapter, answers: Answers) -> Markup:
    if not chapter.questions:
        return Markup()
    labels, own = labels_of(chapter.tag), ours(chapter.tag)
    return el(
        "section",
        {"class": "self-test"},
        el("h2", own, labels.check_yourself),
        el("p", {"class": "remark", **own}, labels.answers_elsewhere),
        "\n",
        answers.questions(_asking(book, chapter)),
    )


def _mentioned_in(book: Book, chapter: Chapter) -> Markup:
    mentions = book.mentions.get(chapter.file, [])
    if not mentions:
        return Markup()
    labels, own = labels_of(chapter.tag), ours(chapter.tag)
    items = [el("li", {}, _mention(book, chapter, mention)) for mention in mentions[:_MOST_MENTIONS]]
    more = len(mentions) - len(items)
    return el(
        "section",
        {"class": "mentioned-in"},
        el("h2", own, labels.mentioned_in),
        el("ul", {}, "\n", join(items, "\n"), "\n"),
        el("p", {"class": "remark", **own}, labels.more.format(more)) if more else "",
    )


def _mention(book: Book, chapter: Chapter, mention: Mention) -> Markup:
    return book.chapter_link(mention.chapter, mention.place, chapter.tag, role="doc-backlink")
