"""Anki decks: one card per claim, with a link on its answer to the second of the video.

__init__.py      the exporter
parts.py         what the deck needs of one note
rows.py          the rows of its claims
choices.py       which card a claim would get
matching.py      which earlier card belongs to which claim
export.py        from the parts of all notes to packages; report.py says what the user is told
fields.py        a card as the fields of an Anki note
lists.py         a list as one note with a gap for each item
decks.py         the deck a card goes to, and its tags
media.py         the images of a claim
earlier.py       the contents of an earlier package; earlier_card.py reads one card of it,
                 earlier_package.py unpacks the package, and earlier_collection.py reads its untrusted database
returned.py      the cards in a learner's collection, for noteport pull
update.py        the row of a claim: unchanged, changed, or new; carry.py keeps the question
packages.py      one package, or one per channel or video
note_types.py    the two note types: ids, fields, templates; frozen, because collections contain them
writer.py        the database of a package; the only import of genanki
text_import/     files for Anki's text import, with plain Basic notes
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from noteport.api import (
    CardOptions,
    Collection,
    Context,
    CountedWords,
    Exporter,
    ExportReport,
    Fragments,
    Note,
    Rendered,
    ReturnedCard,
    Target,
    UsageError,
    option,
    words_of,
)

OWN_MARK = 0x6E6F7465
"""Written to SQLite's header field for the program that a file belongs to: “note”."""

TEXT_SUFFIXES = (".csv", ".txt")
"""Files for Anki's text import."""
TEXT_COLUMNS = ("guid", "deck", "tags", "Front", "Back")
TEXT_HEAD = (
    "#separator:Comma",
    "#html:true",
    "#notetype:Basic",
    f"#columns:{','.join(TEXT_COLUMNS)}",
    "#guid column:1",
    "#deck column:2",
    "#tags column:3",
)
"""The first lines of such a file. The separator comes first, because the names of the columns are read with it."""

_ZIP_HEAD = struct.Struct("<4s22xHH")
"""The beginning of a zip: signature, and the lengths of the first entry's name and extra field."""
_MARK_AT = 68
"""The offset of that field in an SQLite database."""


@dataclass(frozen=True, kw_only=True)
class AnkiOptions(CardOptions):
    """The options of a deck, including which claims get a card."""

    deck: str = option(
        "{channel}",
        help="Deck of each new card; may contain {channel}, {topic}, {section}, {video}, and :: before a subdeck",
        metavar="TEMPLATE",
        trust="anyone",
    )
    tags: tuple[str, ...] = option(
        ("noteport::topic::{topic}::{section}",),
        name="tag",
        help="Tag of each card; may contain the same fields as --deck",
        metavar="TEMPLATE",
        trust="anyone",
    )
    css: Path | None = option(None, help="Style sheet to add after the built-in one", trust="style")
    lists: bool = option(
        False,
        help="Make one note of a short list, with a card for each item, instead of cards for its claims",
        trust="anyone",
    )
    split: Literal["none", "channel", "video"] = option(
        "none", help="Write a package for each channel or video into the folder that -o names", trust="anyone"
    )
    previous: Path | None = option(
        None, help="Earlier deck, if it is not at the output, or a collection that Anki exported", trust="user"
    )
    keep_removed: bool = option(
        False, help="Keep the cards of removed claims, tagged noteport::removed", trust="anyone"
    )
    list_changes: bool = option(
        False,
        help="List every card that was added, changed (with its words before and after) or removed",
        trust="anyone",
    )
    newer: bool = option(
        False, help="Make Anki replace every card, including edited ones, after a deck was lost", trust="user"
    )


class AnkiExporter(Exporter[AnkiOptions]):
    """An Anki package (``.apkg``) with a cloze or a basic card for every claim that makes a good one.

    With another extension, a file for Anki's text import.
    """

    name, summary = "anki", "Anki deck: one card per claim, with a link to the second."
    suffixes = (".apkg", *TEXT_SUFFIXES)
    text = False
    examples = (
        "notes -o talks.apkg --deck 'Talks::{channel}'",
        "notes -o decks --split channel",
        "notes -o cards.csv",
    )
    Options: ClassVar[type[AnkiOptions]] = AnkiOptions

    @classmethod
    def recognises(cls, head: bytes) -> bool:
        """Recognise a package whose first entry is a database with our mark, or a file for the text import.

        A package that Anki exported does not have the mark.
        """
        if head.startswith("\r\n".join(TEXT_HEAD).encode()):
            return True
        try:
            signature, name, extra = _ZIP_HEAD.unpack_from(head)
            database = zlib.decompressobj(-zlib.MAX_WBITS).decompress(head[_ZIP_HEAD.size + name + extra :])
        except (struct.error, zlib.error):
            return False
        return signature == b"PK\x03\x04" and database[_MARK_AT:][:4] == OWN_MARK.to_bytes(4, "big")

    def counts(self) -> CountedWords:
        """Count the words that tell how much a question is worth."""
        return words_of

    def render(self, note: Note, context: Context) -> Rendered:
        """Return the cards of a note as if it never had any. A claim that makes no good card gets one only if the
        options ask for it, and one whose second cannot be opened only if untimed claims were asked for.
        """
        # The list of commands loads this class; only its methods need genanki and the rules for cards.
        if context.suffix in TEXT_SUFFIXES:
            from noteport_anki.text_import.rows import render as render_text  # noqa: PLC0415  # as said above

            return render_text(self.options, note, context)
        from noteport_anki.parts import render  # noqa: PLC0415  # as said above

        return render(self.options, note, context)

    def assemble(self, fragments: Fragments, target: Target) -> ExportReport:
        """Write the package or packages, or a file for the text import. A claim that had a card keeps it.

        Raises:
            UsageError: a template has an unknown field, or a file that an option names cannot be read.
            ExportError: the earlier deck cannot be read, or there is not enough temporary space.
        """
        if target.suffix in TEXT_SUFFIXES:
            from noteport_anki.text_import.export import assemble as assemble_text  # noqa: PLC0415  # as said above

            self._check_text_options()
            return assemble_text(self.options, fragments, target)
        from noteport_anki.export import assemble  # noqa: PLC0415  # as said above

        return assemble(self.options, fragments, target, self.recognises)

    @classmethod
    def read_back(cls, collection: Collection) -> Iterator[ReturnedCard]:
        """Yield its cards in a collection of Anki: ``.colpkg``, ``.apkg`` or ``.anki2``.

        Raises:
            ExportError: a file cannot be read.
        """
        from noteport_anki.returned import returned_cards  # noqa: PLC0415  # as said above

        return returned_cards(collection)

    def _check_text_options(self) -> None:
        """Reject options that a text file cannot express."""
        options = self.options
        given = {
            "--split": options.split != "none",
            "--css": options.css is not None,
            "--keep-removed": options.keep_removed,
            "--newer": options.newer,
            "--list-changes": options.list_changes,
        }
        for flag, is_given in given.items():
            if is_given:
                raise UsageError(f"{flag} is for packages, not for Anki's text import.", "Name a package: -o deck.apkg")
