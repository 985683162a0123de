"""Study guides: a book in EPUB 3 with one chapter per note, in which every time is a link to its second of the video.

__init__.py     what the exporter is
export.py       the run: each note → chapter, in any process; chapters → parts → volumes → files
fragments.py    a chapter as bytes
chapters.py     a note as a chapter: writing.py (its text), glance.py, timeline.py, terms.py, subjects.py, self_test.py
blocks.py       blocks as XHTML; inlines.py, and what they need: addresses, maths, highlight, languages,
                images (picture_kinds, svg), callouts, block_ids
links.py        links between chapters, which are written last
volumes.py      order, parts, volumes; book.py what the pages of one volume share
guide.py        the files of a volume: cover.py (raster.py), front.py, navigation.py, review.py, answers.py,
                glossary.py, index.py (lookup.py, letters.py)
labels.py       the words of the book in the language of the notes, from languages/
identity.py     which book it is, and which edition
xhtml.py        elements and escaping
writer.py       the package; the only import of ebooklib
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from noteport.api import (
    Context,
    CountedWords,
    Exporter,
    ExportReport,
    Fragments,
    Note,
    Options,
    Rendered,
    Target,
    option,
    words_of,
)

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
    libraries = ("latex2mathml", "pygments", "nh3")
    Options: ClassVar[type[EpubOptions]] = EpubOptions
    examples = ("notes -o guide.epub --title 'What I watched'", "notes -o guides.epub --split channel --no-timeline")

    @classmethod
    def recognises(cls, head: bytes) -> bool:
        """Recognise a book whose files are where this exporter puts them."""
        return all(sign in head for sign in _OWN)

    def counts(self) -> CountedWords | None:
        """The questions and the index need to know how rare words are."""
        return words_of if self.options.self_test or self.options.index else None

    def render(self, note: Note, context: Context) -> Rendered:
        """Return the chapter of a note without what depends on other notes."""
        # The list of commands has to load this class, and only these methods need the libraries.
        from noteport_epub.export import render  # noqa: PLC0415  # as said above

        return render(self.options, note, context)

    def assemble(self, fragments: Fragments, target: Target) -> ExportReport:
        """Write the book or its volumes: the first is the target, the others are next to it.

        Raises:
            UsageError: an option has a wrong value, or the file that it names cannot be used.
        """
        from noteport_epub.export import assemble  # noqa: PLC0415  # as said above

        return assemble(self.options, fragments, target)
