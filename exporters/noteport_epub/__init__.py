"""Study guides: a book in EPUB 3 with one chapter per note, in which every time is a link to its second of the video.

__init__.py     what the exporter is
export.py       the run: notes → chapters → parts → volumes → files
chapters.py     a note as a chapter: writing.py (its text), glance.py, key_terms.py, timeline.py, self_test.py
blocks.py       blocks as XHTML; inlines.py, and what they need: addresses, maths, highlight, languages,
                images (picture_kinds, svg), callouts, block_ids
links.py        links between chapters, which are written last
volumes.py      order, parts, volumes; book.py what the pages of one volume share
guide.py        the files of a volume: cover.py, front.py, navigation.py, glossary.py, index.py (lookup.py, letters.py)
xhtml.py        elements and escaping
writer.py       the package; the only import of ebooklib
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from noteport.api import Exporter, ExportReport, Notes, Options, Target, option

FOLDER = "noteport"
"""Where the files of the book are in the archive. It tells our books from others."""

_OWN = (b"mimetypeapplication/epub+zip", f'full-path="{FOLDER}/'.encode())


@dataclass(frozen=True, kw_only=True)
class EpubOptions(Options):
    """The options of a study guide."""

    title: str | None = option(None, help="Title of the book; default: the names of the channels", trust="anyone")
    author: str | None = option(None, help="Author of the book; default: the channels, if they are few", trust="anyone")
    identifier: str | None = option(
        None,
        help="Identifier of the book; default: that of the guide it replaces, or one made from its channels",
        trust="anyone",
    )
    cover: Path | None = option(None, help="Cover image (PNG, JPEG, GIF, WebP, SVG); default: a drawing", trust="file")
    css: Path | None = option(None, help="Style sheet to use after the built-in one", trust="style")
    self_test: bool = option(True, help="Put questions and answers into each chapter", trust="anyone")
    index: bool = option(True, help="Put an index at the end", trust="anyone")
    timeline: bool = option(True, help="Put a timeline into each chapter", trust="anyone")
    split: str = option(
        "none",
        help="One book, one per channel, or volumes of at most N chapters",
        metavar="none|channel|N",
        trust="anyone",
    )
    order: Literal["hub", "path", "title", "video"] = option(
        "hub", help="Order of the chapters of a channel: as in its hub, by path, by title, or by video", trust="anyone"
    )


class EpubExporter(Exporter[EpubOptions]):
    """A study guide (``.epub``)."""

    name, summary, suffixes = "epub", "EPUB study guide: one chapter per note, with self-test and index.", (".epub",)
    text = False
    passes = 2  # the first one counts words
    Options: ClassVar[type[EpubOptions]] = EpubOptions
    examples = ("notes -o guide.epub --title 'What I watched'", "notes -o guides.epub --split channel --no-timeline")

    @classmethod
    def recognises(cls, head: bytes) -> bool:
        """Recognise a book whose files are where this exporter puts them."""
        return all(sign in head for sign in _OWN)

    def export(self, notes: Notes, target: Target) -> ExportReport:
        """Write the book or its volumes: the first is the target, the others are next to it.

        Raises:
            UsageError: an option has a wrong value, or the file that it names cannot be used.
        """
        # The list of commands has to load this class, and only this method needs ebooklib.
        from noteport_epub.export import export  # noqa: PLC0415  # as said above

        return export(notes, target, self.options)
