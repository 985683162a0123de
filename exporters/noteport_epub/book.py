"""What the pages of one volume share: the targets of links, numbers, and the titles of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from noteport_epub.chapters import Chapter
from noteport_epub.links import Destination
from noteport_epub.volumes import Volume
from noteport_epub.words import said
from noteport_epub.xhtml import Attributes, Markup, el, join, language, page

STYLE = "style.css"
READERS_STYLE = "own.css"
XHTML = "application/xhtml+xml"


class Document(Struct, frozen=True, kw_only=True):
    """One file of the package."""

    file: str
    read: Callable[[], bytes]
    media_type: str = XHTML
    properties: tuple[str, ...] = ()
    in_spine: bool = False


class Entry(Struct, frozen=True):
    """A line of the table of contents, with those under it."""

    title: str
    file: str
    tag: str
    """The language of the title."""
    children: tuple[Entry, ...] = ()


class Mention(Struct, frozen=True):
    """A link to a chapter, seen from there."""

    chapter: Chapter
    """The chapter that contains the link."""
    place: str


class Book(Struct, frozen=True, kw_only=True, dict=True):
    """One volume that is being written."""

    title: str
    """Of all volumes."""
    short_title: str
    """The title for the cover, which already says that it is a study guide."""
    volume: Volume
    volumes: Sequence[Volume]
    files: Sequence[str]
    """The file name of each volume."""
    tag: str
    """The language of pages that belong to no note."""
    has_own_style: bool = False

    @property
    def full_title(self) -> str:
        """With the volume, if there are several."""
        if len(self.volumes) == 1:
            return self.title
        return f"{self.title}, volume {self.volume.number} of {len(self.volumes)}: {self.volume.title}"

    @cached_property
    def here(self) -> dict[str, Chapter]:
        """The chapters of this volume by file."""
        return {chapter.file: chapter for chapter in self.volume.chapters}

    @cached_property
    def elsewhere(self) -> dict[str, int]:
        """The number of the volume that contains a chapter, by the chapter's file."""
        return {
            chapter.file: volume.number
            for volume in self.volumes
            if volume.number != self.volume.number
            for chapter in volume.chapters
        }

    @cached_property
    def mentions(self) -> dict[str, list[Mention]]:
        """The links to a chapter of this volume, by that chapter's file, in the order of the chapters."""
        found: dict[str, list[Mention]] = {}
        for volume in self.volumes:
            for chapter in volume.chapters:
                for file, place in chapter.links.items():
                    if file in self.here:
                        found.setdefault(file, []).append(Mention(chapter, place))
        return found

    def page(self, title: str, *body: str, tag: str | None = None, kind: str = "bodymatter") -> bytes:
        """Return a document in the style of the book."""
        styles = [STYLE, READERS_STYLE] if self.has_own_style else [STYLE]
        return page(title, join(body, "\n"), tag=tag or self.tag, styles=styles, kind=kind)

    def link(self, destination: Destination, shown: Markup) -> Markup:
        """Return a link to a chapter; plain words if another volume contains it, because books cannot link to each
        other.
        """
        chapter = self.here.get(destination.file)
        if chapter is None:
            return join([shown, self._volume_in_words(destination.file)])
        place = chapter.places.get(destination.part) if destination.part else None
        return el("a", {"href": destination.file + (f"#{place}" if place else "")}, shown)

    def chapter_link(self, chapter: Chapter, place: str = "", tag: str | None = None, **more: str) -> Markup:
        """Return the title of a chapter as a link to it, or to a place in it; ``tag`` is the surrounding language."""
        attributes: Attributes = {} if chapter.tag == (tag or self.tag) else language(chapter.tag)
        if chapter.file not in self.here:
            return join([el("span", attributes, said(chapter.title)), self._volume_in_words(chapter.file)])
        href = chapter.file + (f"#{place}" if place else "")
        return el("a", {"href": href, **more, **attributes}, said(chapter.title))

    def _volume_in_words(self, file: str) -> Markup:
        number = self.elsewhere.get(file)
        return el("span", {"class": "volume"}, f" (volume {number})") if number else Markup()


def counted(number: int, noun: str) -> str:
    """``1 note``, ``2,400 notes``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def videos_of(chapters: Iterable[Chapter]) -> int:
    """Return the number of videos that chapters are about."""
    return len({chapter.video.id for chapter in chapters if chapter.video is not None})
