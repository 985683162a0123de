"""Anki decks: one claim, one card, and on its answer the link to the second of the video that says it.

__init__.py     what the exporter is, and the run through the notes
fields.py       a card as the fields of an Anki note
decks.py        the deck a card goes to, and its tags
note_types.py   the two note types: ids, fields, templates; frozen, since collections hold them
writer.py       the package itself; the only import of genanki
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from noteport.api import Exporter, ExportReport, Notes, Options, Target, deterministic_zip, make_card, option

_OWN_ENTRIES = (b"collection.anki2", b"collection.anki21")
_ZIP_NAME = 30
"""Where the name of a zip's first entry begins."""


@dataclass(frozen=True, kw_only=True)
class AnkiOptions(Options):
    """What can be said about a deck."""

    deck: str = option(
        "{channel}",
        help="The deck of each card; may hold {channel}, {title} and {video}, and :: between a deck and its subdeck",
        metavar="TEMPLATE",
    )


class AnkiExporter(Exporter[AnkiOptions]):
    """An Anki package (``.apkg``) with a cloze or a basic card for every claim."""

    name, summary, suffixes = "anki", "Anki deck: one card a claim, linked to the second of the video.", (".apkg",)
    text = False
    Options: ClassVar[type[AnkiOptions]] = AnkiOptions

    @classmethod
    def recognises(cls, head: bytes) -> bool:
        """An Anki package of the older, plain kind, as this exporter writes it."""
        return head.startswith(b"PK\x03\x04") and head[_ZIP_NAME:].startswith(_OWN_ENTRIES)

    def export(self, notes: Notes, target: Target) -> ExportReport:
        """Write the package. A claim whose second cannot be opened gets a card only if untimed claims were asked for.

        Raises:
            UsageError: the deck template names a field that there is not.
        """
        # The list of commands has to load this class, and nobody but this method needs genanki.
        from noteport_anki.decks import DeckNames  # noqa: PLC0415
        from noteport_anki.fields import anki_note  # noqa: PLC0415
        from noteport_anki.writer import PackageWriter  # noqa: PLC0415

        deck_names = DeckNames(self.options.deck)
        cards = left_out = 0
        with PackageWriter() as package:
            for note in notes:
                deck = deck_names.of(note)
                for claim in note.claims():
                    if notes.untimed or note.can_open(claim):
                        package.add(anki_note(make_card(claim, note), note), deck)
                        cards += 1
                    else:
                        left_out += 1
            collection = package.collection()
        with target.open_binary() as out:
            deterministic_zip([("collection.anki2", collection), ("media", b"{}")], out)
        return target.report({"cards": cards}, _remarks(left_out))


def _remarks(left_out: int) -> list[str]:
    if not left_out:
        return []
    which = "1 claim names" if left_out == 1 else f"{left_out} claims name"
    return [f"{which} no second that a link could open and got no card; --untimed makes one all the same."]
