"""Chapters in order: parts by channel, and volumes if the book is split."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from noteport.api import NO_CHANNEL, UsageError
from noteport_epub.chapters import Chapter
from noteport_epub.links import part_file

Order: TypeAlias = Literal["hub", "path", "title", "video"]
Split: TypeAlias = Literal["none", "channel"] | int

_LAST = 1_000_000_000
_DIGITS = re.compile(r"(\d+)")


class Part(Struct, frozen=True):
    """The chapters of one channel, or some of them, in order."""

    channel: str
    chapters: tuple[Chapter, ...]

    @property
    def file(self) -> str:
        return part_file(self.channel)


class Volume(Struct, frozen=True):
    """One book."""

    number: int
    """Counted from 1."""
    parts: tuple[Part, ...]

    @property
    def chapters(self) -> Iterator[Chapter]:
        return (chapter for part in self.parts for chapter in part.chapters)


def read_split(written: str) -> Split:
    """Parse the value of ``--split``. Raises UsageError if it is invalid."""
    if written in ("none", "channel"):
        return "none" if written == "none" else "channel"
    if written.isascii() and written.isdecimal() and int(written) > 0:
        return int(written)
    raise UsageError(f"--split is {written!r}.", "Use none, channel, or a number of chapters, such as 500.")


def in_parts(chapters: Iterable[Chapter], order: Order) -> tuple[Part, ...]:
    """Return the chapters, which come in the order of their paths, by channel and in the chosen order."""
    by_channel: dict[str, list[Chapter]] = {}
    for chapter in chapters:
        by_channel.setdefault(chapter.ref.channel, []).append(chapter)
    channels = sorted(by_channel, key=lambda name: (name == NO_CHANNEL, natural(name), name))
    return tuple(Part(channel, tuple(_ordered(by_channel[channel], order))) for channel in channels)


def in_volumes(parts: Sequence[Part], split: Split) -> tuple[Volume, ...]:
    """Return the parts as one volume, one per channel, or volumes of at most this many chapters."""
    match split:
        case "none":
            groups = [list(parts)]
        case "channel":
            groups = [[part] for part in parts] or [[]]
        case int():
            chapters = [chapter for part in parts for chapter in part.chapters]
            groups = [list(_regrouped(chapters[at : at + split])) for at in range(0, len(chapters) or 1, split)]
    return tuple(Volume(number, tuple(group)) for number, group in enumerate(groups, start=1))


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts as people do: ignoring case, with numbers by their value."""
    pieces = _DIGITS.split(text.casefold())
    return tuple((int(piece), "") if index % 2 else (-1, piece) for index, piece in enumerate(pieces))


def _ordered(chapters: list[Chapter], order: Order) -> list[Chapter]:
    """Sort the chapters of one channel; those that the order does not mention stay in the order of their paths, at the
    end.
    """
    match order:
        case "path":
            return chapters
        case "title":
            return sorted(chapters, key=lambda chapter: natural(chapter.title))
        case "hub":
            return sorted(chapters, key=_place)
        case "video":
            return _by_video(chapters)


def _by_video(chapters: list[Chapter]) -> list[Chapter]:
    """Keep notes about one video together; the videos are ordered as in the hub, or else by their first notes."""
    first: dict[str, tuple[int, int]] = {}
    for index, chapter in enumerate(chapters):
        key = chapter.video.id if chapter.video else ""
        place, at = first.get(key, (_LAST, index))
        first[key] = min(place, _place(chapter)), at
    return sorted(
        chapters, key=lambda chapter: (chapter.video is None, first[chapter.video.id if chapter.video else ""])
    )


def _place(chapter: Chapter) -> int:
    return _LAST if chapter.order is None else chapter.order


def _regrouped(chapters: Iterable[Chapter]) -> Iterator[Part]:
    by_channel: dict[str, list[Chapter]] = {}
    for chapter in chapters:
        by_channel.setdefault(chapter.ref.channel, []).append(chapter)
    for channel, group in by_channel.items():
        yield Part(channel, tuple(group))
