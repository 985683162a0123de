"""What the pages of one volume share: the targets of links, numbers, and the titles of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from noteport.api import NO_CHANNEL
from noteport_epub.chapters import Chapter
from noteport_epub.fragments import Store
from noteport_epub.glance import shown_name
from noteport_epub.labels import Labels, labels_of
from noteport_epub.links import Destination
from noteport_epub.volumes import Part, Volume
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
    volume: Volume
    volumes: Sequence[Volume]
    files: Sequence[str]
    """The file name of each volume."""
    tag: str
    """The language of pages that belong to no note."""
    store: Store
    """The texts of the chapters, and their images."""
    has_own_style: bool = False

    @property
    def full_title(self) -> str:
        """With the volume, if there are several."""
        if len(self.volumes) == 1:
            return self.title
        return f"{self.title}. {self.volume_name}: {self.volume_title(self.volume)}"

    @property
    def volume_name(self) -> str:
        """``Volume 1 of 3``."""
        return self.labels.volume_of.format(self.volume.number, len(self.volumes))

    def part_title(self, part: Part) -> str:
        """Return the name of the channel, or ``Notes`` for notes without one."""
        return self.labels.notes if part.channel == NO_CHANNEL else shown_name(part.channel)

    def volume_title(self, volume: Volume) -> str:
        """Return what a volume contains: ``bankless, fireship``."""
        return ", ".join(map(self.part_title, volume.parts))

    @cached_property
    def labels(self) -> Labels:
        """The words of pages that belong to no note."""
        return labels_of(self.tag)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each chapter by file, counted through all volumes."""
        chapters = (chapter for volume in self.volumes for chapter in volume.chapters)
        return {chapter.file: number for number, chapter in enumerate(chapters, start=1)}

    def number(self, chapter: Chapter) -> str:
        """Return the number of a chapter and a space; nothing if it is the only one."""
        return f"{self.numbers[chapter.file]} " if len(self.numbers) > 1 else ""

    def numbered(self, chapter: Chapter) -> str:
        """Return the title of a chapter with its number."""
        return self.number(chapter) + chapter.title

    @cached_property
    def here(self) -> dict[str, Chapter]:
        """The chapters of this volume by file."""
        return {chapter.file: chapter for chapter in self.volume.chapters}

    @cached_property
    def _order(self) -> list[Chapter]:
        return list(self.volume.chapters)

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {chapter.file: at for at, chapter in enumerate(self._order)}

    def neighbors(self, chapter: Chapter) -> tuple[list[Chapter], list[Chapter]]:
        """Return the chapter before one of this volume, and the one after it; empty at the ends."""
        at = self._positions[chapter.file]
        return self._order[max(at - 1, 0) : at], self._order[at + 1 : at + 2]

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
        """Return number and title of a chapter as a link to it, or to a place in it; ``tag`` is the surrounding
        language.
        """
        attributes: Attributes = {} if chapter.tag == (tag or self.tag) else language(chapter.tag)
        if chapter.file not in self.here:
            return join([el("span", attributes, said(chapter.title)), self._volume_in_words(chapter.file)])
        href = chapter.file + (f"#{place}" if place else "")
        return el("a", {"href": href, **more, **attributes}, said(self.numbered(chapter)))

    def _volume_in_words(self, file: str) -> Markup:
        number = self.elsewhere.get(file)
        return el("span", {"class": "volume"}, f" ({self.labels.volume.format(number)})") if number else Markup()


def videos_of(chapters: Iterable[Chapter]) -> int:
    """Return the number of videos that chapters are about."""
    return len({chapter.video.id for chapter in chapters if chapter.video is not None})
