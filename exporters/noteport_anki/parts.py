"""What a deck needs of one note, as bytes: the rows of its claims as if none of them had a card before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec.msgpack
from msgspec import Struct

from noteport.api import Context, Kept, Note, Rendered, full_text, word_statistics
from noteport_anki.choices import Choices
from noteport_anki.decks import Template
from noteport_anki.earlier_card import EarlierCard
from noteport_anki.matching import index_of
from noteport_anki.media import Media
from noteport_anki.note_types import type_of
from noteport_anki.packages import package_of
from noteport_anki.rows import LeftOut, rows_of
from noteport_anki.update import FIRST_EXPORT, Found, Updater
from noteport_anki.writer import Row

if TYPE_CHECKING:
    from noteport_anki import AnkiOptions


class RowPart(Struct, frozen=True, array_like=True):
    """The row of a new card, without its guid and its date."""

    is_cloze: bool
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str
    text: str
    """The full text of its claim."""

    def row(self, guid: str, data: str) -> Row:
        """Return the row; ``data`` is what the next export needs to know about it."""
        note_type = type_of(cloze=self.is_cloze)
        return Row(
            guid=guid,
            type=note_type,
            fields=self.fields,
            tags=self.tags,
            deck=self.deck,
            changed=FIRST_EXPORT,
            data=data,
        )


class ClaimPart(Struct, frozen=True, array_like=True):
    """What a deck needs of one claim."""

    facts: str
    """The fingerprint of everything from which its card is made."""
    data: str
    """What the next export needs to know about it."""
    files: tuple[tuple[str, str], ...]
    """The images and sounds of its card: the names under which they are included, and their addresses in the note."""
    row: RowPart | None
    """None if it gets no new card."""
    left_out: LeftOut
    """Why it gets none."""


class NotePart(Struct, frozen=True, array_like=True):
    """What a deck needs of one note."""

    package: str
    """The name of its package."""
    claims: tuple[ClaimPart, ...]
    problems: tuple[tuple[str, int, str], ...]
    """Missing files: code, line and message."""


def render(options: AnkiOptions, note: Note, context: Context) -> Rendered:
    """Make the part of a note."""
    media = Media(context.asset)
    updater = Updater(
        deck=Template(options.deck, "deck"),
        tags=[Template(text, "tag") for text in options.tags],
        now=FIRST_EXPORT,
        renew=False,
    )
    choices = Choices(lambda: word_statistics(context.words), options)
    claims = list(note.claims())
    kept: list[Kept[EarlierCard]] = [Kept(claim, claim.id, None) for claim in claims]
    made = rows_of(note, kept, updater, choices, media, as_lists=options.lists, untimed=context.untimed)
    part = NotePart(
        package=package_of(note, options.split),
        claims=tuple(_claim_part(found, row, left_out, media) for found, row, left_out in made),
        problems=tuple((problem.code, problem.line, problem.message) for problem in media.problems),
    )
    return Rendered(msgspec.msgpack.encode(part), index=index_of(claims))


def _claim_part(found: Found, row: Row | None, left_out: LeftOut, media: Media) -> ClaimPart:
    return ClaimPart(
        facts=found.facts,
        data=found.data,
        files=tuple((name, media.sources[name]) for name in found.pictures.files),
        row=None if row is None else RowPart(row.type.cloze, row.fields, row.tags, row.deck, full_text(found.claim)),
        left_out=left_out,
    )


_PARTS = msgspec.msgpack.Decoder(NotePart)


def note_part(data: bytes) -> NotePart:
    """Return the part of a note from the data of its fragment."""
    return _PARTS.decode(data)
