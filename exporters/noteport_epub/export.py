"""The run: each note to a chapter, in any process; then chapters to parts and volumes, and volumes to files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path, PurePosixPath

from noteport.api import (
    ENGLISH,
    NO_CHANNEL,
    UNDETERMINED,
    Context,
    ExportReport,
    Fragments,
    Note,
    Rendered,
    Spool,
    Target,
    UsageError,
    WordStatistics,
    is_right_to_left,
    word_statistics,
)
from noteport_epub import EpubOptions
from noteport_epub.book import Book, videos_of
from noteport_epub.chapters import Chapter, Wanted, make_chapter
from noteport_epub.fragments import Store, pack
from noteport_epub.glance import shown_name
from noteport_epub.guide import make_guide
from noteport_epub.identity import earlier_identifier, identifier_of_volume
from noteport_epub.identity import identifier as new_identifier
from noteport_epub.images import KINDS, Picture, picture_of
from noteport_epub.labels import labels_of
from noteport_epub.volumes import Part, Volume, in_parts, in_volumes, natural, read_split
from noteport_epub.writer import Level, Metadata, write_package

MANY = 500
"""Maximum comfortable number of chapters; the contents of a larger book are of little use."""
LARGEST = 50_000_000
"""Bytes of a book that every shop takes; sending to a Kindle by mail has the lowest limit."""
_FEW_CHANNELS = 3
_FEW_PICTURES = 3
_MOST_KEYWORDS = 12
_REFERENCE = re.compile(r"@import|url\(\s*(?!['\"]?data:)", re.IGNORECASE)


def render(options: EpubOptions, note: Note, context: Context) -> Rendered:
    """Return the chapter of a note without what depends on other notes."""
    words = word_statistics(context.words) if options.self_test or options.index else WordStatistics()
    wanted = Wanted(words=words, self_test=options.self_test, index=options.index, timeline=options.timeline)
    return pack(*make_chapter(note, context, wanted))


def assemble(options: EpubOptions, fragments: Fragments, target: Target) -> ExportReport:
    """Write the guide and return a report. Raises UsageError for an option that cannot be used."""
    with target.scratch() as folder, Spool(folder) as spool:
        return _assemble(options, fragments, target, spool)


def _assemble(options: EpubOptions, fragments: Fragments, target: Target, spool: Spool) -> ExportReport:
    split = read_split(options.split)
    cover = _read_cover(options.cover, target) if options.cover else None
    own_style = _read_style(options.css, target) if options.css else None
    store = Store(fragments, spool)
    chapters = list(store)
    parts = in_parts(chapters, options.order)
    volumes = in_volumes(parts, split)
    names = _names(target, len(volumes))
    tag = _main_language(chapters)
    title = options.title or _title(parts, tag)
    style = files(__package__).joinpath("style.css").read_text(encoding="utf-8")
    identity = _identity(options, parts, target, several=len(volumes) > 1)
    large: list[str] = []
    for volume in volumes:
        book = Book(
            title=title,
            volume=volume,
            volumes=volumes,
            files=names,
            tag=tag,
            store=store,
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
        about = _metadata(book, options, target, identity, has_index=guide.has_index)
        name = names[volume.number - 1]
        with target.open_binary(None if volume.number == 1 else name) as out:
            write_package(guide.documents, guide.contents, about, out)
            if out.tell() > LARGEST:
                large.append(
                    f"{name} has {out.tell() // 1_000_000} MB, and some shops and readers take no more than 50."
                )
    return target.report(_counts(chapters, volumes), [*_remarks(chapters, volumes), *large, *_left_over(target)])


def _identity(options: EpubOptions, parts: Sequence[Part], target: Target, *, several: bool) -> str:
    """The identifier of the book: the user's, that of the guide which it replaces, or else a new one."""
    if options.identifier is not None:
        return options.identifier
    for name, book in () if several else target.previous_files():
        earlier = earlier_identifier(book) if name == target.name else None
        if earlier is not None:
            return earlier
    notes = [chapter.ref.id for part in parts for chapter in part.chapters]
    return new_identifier((part.channel for part in parts), notes)


def _main_language(chapters: Sequence[Chapter]) -> str:
    """Return the language of most chapters; English if there are none."""
    tags = Counter(chapter.tag for chapter in chapters)
    return min(tags, key=lambda tag: (-tags[tag], tag), default=ENGLISH)


def _title(parts: Sequence[Part], tag: str) -> str:
    """Return a title that people would give: the chapter's, the video's, or ``Notes on …``."""
    labels = labels_of(tag)
    channels = [shown_name(part.channel) for part in parts if part.channel != NO_CHANNEL]
    chapters = [chapter for part in parts for chapter in part.chapters]
    videos = {chapter.video.title for chapter in chapters if chapter.video is not None}
    if len(chapters) == 1:
        return chapters[0].title
    if len(videos) == 1 and (video := videos.pop()) and all(chapter.video for chapter in chapters):
        return labels.notes_on.format(video)
    if not channels:
        return labels.notes
    if len(channels) <= _FEW_CHANNELS:
        return labels.notes_on.format(labels.listed(channels))
    return labels.notes_on_channels.format(len(channels))


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


def _metadata(book: Book, options: EpubOptions, target: Target, identity: str, *, has_index: bool) -> Metadata:
    chapters = list(book.volume.chapters)
    channels = tuple(part.channel for part in book.volume.parts if part.channel != NO_CHANNEL)
    tags = Counter(chapter.tag for chapter in chapters)
    backwards = sum(count for tag, count in tags.items() if is_right_to_left(tag))
    labels = book.labels
    counts = (labels.counted(labels.note_count, len(chapters)), labels.counted(labels.video_count, videos_of(chapters)))
    return Metadata(
        title=book.full_title,
        authors=(options.author,) if options.author else channels if len(channels) <= _FEW_CHANNELS else (),
        language=book.tag,
        right_to_left=2 * backwards > len(chapters),
        description=f"{labels.study_guide}: {', '.join(counts)}.",
        subjects=_keywords(chapters) or channels,
        series=(book.title, book.volume.number) if len(book.volumes) > 1 else None,
        identifier=identity if len(book.volumes) == 1 else identifier_of_volume(identity, _name_of(book)),
        date=target.clock(),
        has_index=has_index,
        level=_level(book),
    )


def _keywords(chapters: Iterable[Chapter]) -> tuple[str, ...]:
    """Return the tags of most chapters."""
    counts = Counter(keyword for chapter in chapters for keyword in chapter.keywords)
    return tuple(sorted(counts, key=lambda keyword: (-counts[keyword], keyword))[:_MOST_KEYWORDS])


def _name_of(book: Book) -> str:
    """What tells a volume from the others: its channel, or else its number."""
    channels = [part.channel for part in book.volume.parts]
    whole = sum(part.channel in channels for volume in book.volumes for part in volume.parts) == len(channels)
    return channels[0] if len(channels) == 1 and whole else str(book.volume.number)


def _level(book: Book) -> Level | None:
    """The level of WCAG 2.2 that a program can check."""
    chapters = list(book.volume.chapters)
    if book.has_own_style or any(chapter.facts.undescribed or chapter.tag == UNDETERMINED for chapter in chapters):
        return None
    return "A" if any(chapter.facts.foreign_words for chapter in chapters) else "AA"


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
        number = "1 image" if len(missing) == 1 else f"{len(missing):,} images"
        remarks.append(f"{number} could not be included, because the vault has no such {KINDS} file: {some}.")
    return remarks
