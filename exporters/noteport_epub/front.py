"""What comes before the chapters: the cover page, the page about this guide, and the first page of each part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from noteport.api import clock
from noteport_epub.addresses import web_address
from noteport_epub.book import Book, counted, videos_of
from noteport_epub.chapters import Chapter
from noteport_epub.verdicts import summary
from noteport_epub.volumes import Part
from noteport_epub.words import video_link
from noteport_epub.xhtml import Markup, el, join

COVER, ABOUT, CONTENTS = "cover.xhtml", "about.xhtml", "contents.xhtml"


def cover_page(book: Book, picture: str, words: str) -> bytes:
    """The page that shows the cover."""
    image = el("img", {"src": picture, "alt": words, "role": "doc-cover"})
    section = el("section", {"class": "cover", "epub:type": "cover", "aria-label": "Cover"}, image)
    return book.page(book.full_title, section, tag=book.tag, kind="frontmatter")


# --- about this guide -----------------------------------------------------------------------------------------------


def about_page(book: Book, *, self_test: bool, glossary: bool, index: bool) -> bytes:
    """The sources of the book, how to use it, its contents, and what was changed."""
    chapters = list(book.volume.chapters)
    parts = [
        el("h1", {"id": "title"}, "About this guide"),
        _summary(book, chapters),
        el("h2", {}, "How to use it"),
        el("ul", {}, *(el("li", {}, line) for line in _advice(self_test=self_test, glossary=glossary, index=index))),
        el("h2", {}, "Where it comes from"),
        _sources(book),
        el("h2", {}, "What was changed"),
        el("ul", {}, *(el("li", {}, line) for line in _changes(chapters))),
        *_volumes(book),
    ]
    section = el(
        "section", {"class": "about", "epub:type": "preface", "role": "doc-preface", "aria-labelledby": "title"}, *parts
    )
    return book.page("About this guide", section, kind="frontmatter")


def _summary(book: Book, chapters: list[Chapter]) -> Markup:
    claims = sum(chapter.facts.claims for chapter in chapters)
    videos = videos_of(chapters)
    text = f"This guide is made from {counted(len(chapters), 'note')}"
    text += f" about {counted(videos, 'video')}." if videos else "."
    timed = (
        f" It contains {counted(claims, 'claim')}. Each has the time at which the video says it, and that time"
        " is a link that opens the video there."
    )
    return el("p", {}, text + (timed if claims and videos else ""))


def _advice(*, self_test: bool, glossary: bool, index: bool) -> Iterator[Markup | str]:
    shown = el("span", {"class": "stamp"}, "01:05")
    yield join(["Read a chapter. Where you want to check or hear more, follow a time such as ", shown, "."])
    if self_test:
        yield "Answer the questions under “Check yourself” from memory; the answers are at the end of the chapter."
    yield "Follow the links between chapters; “Mentioned in” lists the chapters that link to this one."
    if glossary:
        yield "Look up a term in the glossary, which quotes what the notes say about it."
    if index:
        yield "Find every chapter that mentions a term in the index."


def _sources(book: Book) -> Markup:
    head = ("Channel", "Notes", "Videos", "Claims", "Up to")
    rows = [
        el(
            "tr",
            {},
            el("th", {"scope": "row"}, el("a", {"href": part.file, "dir": "auto"}, part.title)),
            *(el("td", {"class": "to-right"}, cell) for cell in _numbers(part)),
        )
        for part in book.volume.parts
    ]
    titles = [el("th", {"scope": "col", "class": "to-right" if at else None}, text) for at, text in enumerate(head)]
    table = el("table", {}, el("thead", {}, el("tr", {}, *titles)), el("tbody", {}, *rows))
    remark = "“Up to” adds up the last time in each video that the notes refer to."
    return join([table, el("p", {"class": "remark"}, remark)])


def _numbers(part: Part) -> tuple[str, ...]:
    last: dict[str, int] = {}
    for chapter in part.chapters:
        if chapter.video is not None and chapter.facts.seconds:
            last[chapter.video.id] = max(last.get(chapter.video.id, 0), *chapter.facts.seconds)
    claims = sum(chapter.facts.claims for chapter in part.chapters)
    return f"{len(part.chapters):,}", f"{videos_of(part.chapters):,}", f"{claims:,}", clock(sum(last.values()))


def _changes(chapters: Iterable[Chapter]) -> Iterator[str]:
    chapters = list(chapters)
    repaired = sum(chapter.facts.repaired for chapter in chapters)
    untrusted = sum(chapter.facts.untrusted for chapter in chapters)
    silent = sum(chapter.video is None or not web_address(chapter.video.page) for chapter in chapters)
    if repaired:
        yield (
            f"{counted(repaired, 'claim')} had a time whose minutes and seconds were written as hours and minutes;"
            " the links open the repaired time."
        )
    if untrusted:
        yield f"{counted(untrusted, 'claim')} had a time beyond the end of the video; the links open its beginning."
    verdicts = sum((Counter(chapter.facts.verdicts) for chapter in chapters), Counter[str]())
    if verdicts:
        yield f"Claims were checked against the captions of their videos: {summary(verdicts)}."
    if silent:
        yield f"{counted(silent, 'note')} named no video on the web, so their times are not links."
    yield "The text is that of the notes. Links to notes that are not in this guide are shown as plain text."


def _volumes(book: Book) -> Iterator[Markup]:
    if len(book.volumes) == 1:
        return
    yield el("h2", {}, "The other volumes")
    lines = [
        el("li", {}, f"Volume {volume.number}: {volume.title} ({file})")
        for volume, file in zip(book.volumes, book.files, strict=True)
        if volume.number != book.volume.number
    ]
    yield el("ul", {}, *lines)


# --- parts ----------------------------------------------------------------------------------------------------------


def part_page(book: Book, part: Part) -> bytes:
    """The first page of a part: its videos, and the chapters about each."""
    claims = sum(chapter.facts.claims for chapter in part.chapters)
    numbers = [counted(len(part.chapters), "chapter"), counted(videos_of(part.chapters), "video")]
    groups = _by_video(part.chapters)
    section = el(
        "section",
        {"class": "part", "epub:type": "part", "role": "doc-part", "aria-labelledby": "title"},
        el("h1", {"id": "title", "dir": "auto"}, part.title),
        el("p", {"class": "remark"}, ", ".join([*numbers, counted(claims, "claim")])),
        "\n",
        el("ul", {"class": "videos"}, "\n", join([_video(book, group) for group in groups], "\n"), "\n"),
    )
    return book.page(part.title, section)


def _by_video(chapters: Iterable[Chapter]) -> list[list[Chapter]]:
    groups: dict[str, list[Chapter]] = {}
    for chapter in chapters:
        groups.setdefault(chapter.video.id if chapter.video else "", []).append(chapter)
    return list(groups.values())


def _video(book: Book, chapters: list[Chapter]) -> Markup:
    video = chapters[0].video
    links = [el("li", {}, book.chapter_link(chapter)) for chapter in chapters]
    name = video_link(video) if video is not None else "Without a video"
    return el("li", {}, el("p", {"class": "video"}, name), el("ul", {}, *links))
