"""What comes before the chapters: the cover page, the page about this guide, and the first page of each part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from noteport.api import clock
from noteport_epub.addresses import web_address
from noteport_epub.book import Book, videos_of
from noteport_epub.chapters import Chapter
from noteport_epub.labels import Labels
from noteport_epub.verdicts import summary
from noteport_epub.volumes import Part
from noteport_epub.words import video_link
from noteport_epub.xhtml import Markup, el, escape, join

COVER, ABOUT, CONTENTS = "cover.xhtml", "about.xhtml", "contents.xhtml"


def cover_page(book: Book, picture: str, words: str) -> bytes:
    """The page that shows the cover."""
    image = el("img", {"src": picture, "alt": words, "role": "doc-cover"})
    section = el("section", {"class": "cover", "epub:type": "cover", "aria-label": book.labels.cover}, image)
    return book.page(book.full_title, section, tag=book.tag, kind="frontmatter")


# --- about this guide -----------------------------------------------------------------------------------------------


def about_page(book: Book, *, self_test: bool, glossary: bool, index: bool) -> bytes:
    """The sources of the book, how to use it, its contents, and what was changed."""
    chapters, labels = list(book.volume.chapters), book.labels
    advice = _advice(labels, self_test=self_test, glossary=glossary, index=index)
    parts = [
        el("h1", {"id": "title"}, labels.about),
        el("p", {}, _counts(chapters, labels)),
        el("h2", {}, labels.how_to_use),
        el("ul", {}, *(el("li", {}, line) for line in advice)),
        el("h2", {}, labels.sources),
        _sources(book),
        el("h2", {}, labels.changes),
        el("ul", {}, *(el("li", {}, line) for line in _changes(chapters, labels))),
        *_volumes(book),
    ]
    section = el(
        "section", {"class": "about", "epub:type": "preface", "role": "doc-preface", "aria-labelledby": "title"}, *parts
    )
    return book.page(labels.about, section, kind="frontmatter")


def _counts(chapters: list[Chapter], labels: Labels) -> str:
    counts = [
        labels.counted(labels.note_count, len(chapters)),
        labels.counted(labels.video_count, videos_of(chapters)),
        labels.counted(labels.claim_count, sum(chapter.facts.claims for chapter in chapters)),
    ]
    return " · ".join(counts)


def _advice(labels: Labels, *, self_test: bool, glossary: bool, index: bool) -> Iterator[Markup | str]:
    before, _, behind = labels.advice_read.partition("{}")
    yield join([before, el("span", {"class": "stamp"}, "01:05"), behind])
    if self_test:
        yield labels.advice_test
        yield labels.advice_review
    yield labels.advice_links
    if glossary:
        yield labels.advice_glossary
    if index:
        yield labels.advice_index


def _sources(book: Book) -> Markup:
    labels = book.labels
    head = (labels.channel, labels.notes, labels.videos, labels.claims, labels.up_to)
    rows = [
        el(
            "tr",
            {},
            el("th", {"scope": "row"}, el("a", {"href": part.file, "dir": "auto"}, book.part_title(part))),
            *(
                el("td", {"class": "to-right", "data-label": name}, cell)
                for name, cell in zip(head[1:], _numbers(part), strict=True)
            ),
        )
        for part in book.volume.parts
    ]
    titles = [el("th", {"scope": "col", "class": "to-right" if at else None}, text) for at, text in enumerate(head)]
    table = el("table", {"class": "wide"}, el("thead", {}, el("tr", {}, *titles)), el("tbody", {}, *rows))
    return join([table, el("p", {"class": "remark"}, labels.up_to_remark)])


def _numbers(part: Part) -> tuple[str, ...]:
    last: dict[str, int] = {}
    for chapter in part.chapters:
        if chapter.video is not None and chapter.facts.seconds:
            last[chapter.video.id] = max(last.get(chapter.video.id, 0), *chapter.facts.seconds)
    claims = sum(chapter.facts.claims for chapter in part.chapters)
    return f"{len(part.chapters):,}", f"{videos_of(part.chapters):,}", f"{claims:,}", clock(sum(last.values()))


def _changes(chapters: list[Chapter], labels: Labels) -> Iterator[str]:
    verdicts = sum((Counter(chapter.facts.verdicts) for chapter in chapters), Counter[str]())
    counts = (
        (labels.change_repaired, sum(chapter.facts.repaired for chapter in chapters)),
        (labels.change_doubtful, sum(chapter.facts.untrusted for chapter in chapters)),
        (labels.change_silent, sum(_is_silent(chapter) for chapter in chapters)),
    )
    yield from (words.format(f"{number:,}") for words, number in counts if number)
    if verdicts:
        yield labels.change_captions.format(summary(verdicts, labels))
    yield labels.change_nothing


def _is_silent(chapter: Chapter) -> bool:
    """Whether no time of a chapter can be a link."""
    return chapter.video is None or not web_address(chapter.video.page)


def _volumes(book: Book) -> Iterator[Markup]:
    if len(book.volumes) == 1:
        return
    yield el("h2", {}, book.labels.other_volumes)
    lines = [
        el("li", {}, f"{book.labels.volume.format(volume.number)}: {book.volume_title(volume)} ({file})")
        for volume, file in zip(book.volumes, book.files, strict=True)
        if volume.number != book.volume.number
    ]
    yield el("ul", {}, *lines)


# --- parts ----------------------------------------------------------------------------------------------------------


def part_page(book: Book, part: Part) -> bytes:
    """The first page of a part: its videos with their lengths, and the chapters about each."""
    labels, title = book.labels, book.part_title(part)
    counts = [
        labels.counted(labels.chapter_count, len(part.chapters)),
        labels.counted(labels.video_count, videos_of(part.chapters)),
        labels.counted(labels.claim_count, sum(chapter.facts.claims for chapter in part.chapters)),
    ]
    groups = _by_video(part.chapters)
    section = el(
        "section",
        {"class": "part", "epub:type": "part", "role": "doc-part", "aria-labelledby": "title"},
        el("h1", {"id": "title", "dir": "auto"}, title),
        el("p", {"class": "remark"}, " · ".join(counts)),
        "\n",
        el("ul", {"class": "videos"}, "\n", join([_video(book, group) for group in groups], "\n"), "\n"),
    )
    return book.page(title, section)


def _by_video(chapters: Iterable[Chapter]) -> list[list[Chapter]]:
    groups: dict[str, list[Chapter]] = {}
    for chapter in chapters:
        groups.setdefault(chapter.video.id if chapter.video else "", []).append(chapter)
    return list(groups.values())


def _video(book: Book, chapters: list[Chapter]) -> Markup:
    video = chapters[0].video
    links = [el("li", {}, book.chapter_link(chapter)) for chapter in chapters]
    name = video_link(video) if video is not None else escape(book.labels.without_video)
    length = (
        el("span", {"class": "length"}, f" {clock(video.duration)}") if video is not None and video.duration else ""
    )
    return el("li", {}, el("p", {"class": "video"}, name, length), el("ul", {}, *links))
