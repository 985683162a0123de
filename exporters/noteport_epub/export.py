"""The run: notes to chapters in one pass, chapters to parts and volumes, volumes to files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path, PurePosixPath

from noteport.api import (
    ENGLISH,
    NO_CHANNEL,
    UNDETERMINED,
    ExportReport,
    Notes,
    Target,
    UsageError,
    count_words,
    is_right_to_left,
)
from noteport_epub import EpubOptions
from noteport_epub.book import Book, counted, videos_of
from noteport_epub.chapters import Chapter, Wanted, make_chapter
from noteport_epub.guide import make_guide
from noteport_epub.images import KINDS, Picture, picture_of
from noteport_epub.volumes import Part, Volume, in_parts, in_volumes, natural, read_split
from noteport_epub.writer import Metadata, write_package

MANY = 500
"""Maximum comfortable number of chapters; the contents of a larger book are of little use."""
_FEW_CHANNELS = 3
_FEW_PICTURES = 3
_REFERENCE = re.compile(r"@import|url\(\s*(?!['\"]?data:)", re.IGNORECASE)


def export(notes: Notes, target: Target, options: EpubOptions) -> ExportReport:
    """Write the guide and return a report. Raises UsageError for an option that cannot be used."""
    split = read_split(options.split)
    cover = _read_cover(options.cover, target) if options.cover else None
    own_style = _read_style(options.css, target) if options.css else None
    wanted = Wanted(self_test=count_words(notes) if options.self_test else None, timeline=options.timeline)
    chapters = [make_chapter(note, notes, wanted) for note in notes]
    parts = in_parts(chapters, options.order)
    volumes = in_volumes(parts, split)
    names = _names(target, len(volumes))
    title, short_title = _titles(parts)
    style = files(__package__).joinpath("style.css").read_text(encoding="utf-8")
    for volume in volumes:
        book = Book(
            title=options.title or title,
            short_title=options.title or short_title,
            volume=volume,
            volumes=volumes,
            files=names,
            tag=ENGLISH,
            has_own_style=own_style is not None,
        )
        guide = make_guide(
            book,
            self_test=options.self_test,
            with_index=options.index,
            cover=cover,
            style=style,
            own_style=own_style,
        )
        about = _metadata(book, options, target, has_index=guide.has_index)
        with target.open_binary(None if volume.number == 1 else names[volume.number - 1]) as out:
            write_package(guide.documents, guide.contents, about, out)
    return target.report(_counts(chapters, volumes), [*_remarks(chapters, volumes), *_left_over(target)])


def _titles(parts: Sequence[Part]) -> tuple[str, str]:
    """Return the default title of the book, and the same without the words that say it is a guide."""
    channels = [part.channel for part in parts if part.channel != NO_CHANNEL]
    chapters = [chapter for part in parts for chapter in part.chapters]
    if len(chapters) == 1:
        return chapters[0].title, chapters[0].title
    if not channels:
        return "Study guide", "Notes"
    if len(channels) <= _FEW_CHANNELS:
        return f"{', '.join(channels)}: study guide", ", ".join(channels)
    return f"Study guide to {len(channels)} channels", f"{len(channels)} channels"


def _names(target: Target, count: int) -> list[str]:
    """Return the file of each volume: the target's own name, then ``guide-2.epub`` and so on."""
    name = PurePosixPath(target.name)
    return [target.name, *(f"{name.stem}-{number}{name.suffix}" for number in range(2, count + 1))]


def _left_over(target: Target) -> list[str]:
    """Return a remark about surplus volumes of an earlier guide, which a reader would take for part of this one."""
    name = PurePosixPath(target.name)
    volume = re.compile(rf"{re.escape(name.stem)}-[1-9][0-9]*{re.escape(name.suffix)}")
    left = sorted(target.left_over(lambda other: volume.fullmatch(other) is not None), key=natural)
    return [f"Left over from an earlier export and not part of this guide: {', '.join(left)}."] if left else []


def _metadata(book: Book, options: EpubOptions, target: Target, *, has_index: bool) -> Metadata:
    chapters = list(book.volume.chapters)
    channels = tuple(part.channel for part in book.volume.parts if part.channel != NO_CHANNEL)
    tags = Counter(chapter.tag for chapter in chapters)
    backwards = sum(count for tag, count in tags.items() if is_right_to_left(tag))
    numbers = f"{counted(len(chapters), 'note')} about {counted(videos_of(chapters), 'video')}"
    return Metadata(
        title=book.full_title,
        authors=(options.author,) if options.author else channels if len(channels) <= _FEW_CHANNELS else (),
        languages=tuple(sorted(tags, key=lambda tag: (-tags[tag], tag))) or (ENGLISH,),
        right_to_left=2 * backwards > len(chapters),
        description=f"A study guide made from {numbers}. Every time is a link to that second of the video.",
        subjects=channels,
        series=(book.title, book.volume.number) if len(book.volumes) > 1 else None,
        modified=target.clock(),
        has_index=has_index,
        is_accessible=not book.has_own_style
        and UNDETERMINED not in tags
        and not any(chapter.facts.undescribed for chapter in chapters),
    )


def _read_cover(path: Path, target: Target) -> Picture:
    picture = picture_of(target.read(path))
    if picture is None:
        raise UsageError(f"--cover: {path} is not an image that a book can contain.", f"Use a {KINDS} file.")
    return picture


def _read_style(path: Path, target: Target) -> str:
    try:
        text = target.read(path).decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"--css: {path} is not UTF-8.", "Save it as UTF-8.") from error
    if _REFERENCE.search(text):
        raise UsageError(
            f"--css: {path} refers to another file, which the book does not contain.", "Embed it as a data: URL."
        )
    return text


def _counts(chapters: Sequence[Chapter], volumes: Sequence[Volume]) -> dict[str, int]:
    counts = {"chapters": len(chapters)}
    return counts if len(volumes) == 1 else {"volumes": len(volumes), **counts}


def _remarks(chapters: Sequence[Chapter], volumes: Sequence[Volume]) -> list[str]:
    remarks = []
    if len(volumes) == 1 and len(chapters) > MANY:
        remarks.append(f"{len(chapters):,} chapters are a lot for one book; split it into volumes with --split {MANY}.")
    missing = [f"{address} in {chapter.ref.id}" for chapter in chapters for address in chapter.facts.missing_pictures]
    if missing:
        some = "; ".join([*missing[:_FEW_PICTURES], *(["…"] if len(missing) > _FEW_PICTURES else [])])
        number = counted(len(missing), "image")
        remarks.append(f"{number} could not be included, because the vault has no such {KINDS} file: {some}.")
    return remarks
