"""The cards in a learner's collection: what was done to them in Anki, and how often each was forgotten.

The collection is read as an earlier deck is (earlier.py), and the deck that was imported tells what changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from noteport.api import Collection, ExportError, Face, LedgerEntry, ReturnedCard, open_file, text_of_html
from noteport_anki.earlier import EarlierCards, Look, is_package
from noteport_anki.earlier_card import EarlierCard
from noteport_anki.earlier_collection import EarlierCollection
from noteport_anki.note_types import BASIC, CLOZE, SORT_FIELD
from noteport_anki.update import COUNTED_UNTIL

_SUSPENDED = -1
"""The queue of a suspended card."""
_REVIEW, _AGAIN = 1, 1
"""The kind of an answer to a card that was known, and the answer of somebody who has forgotten it."""
_OWN_TAG = "noteport::"
_DECIDING = frozenset({"noteport::reject", "noteport::accept"})
"""The tags by which a learner decides."""


class _Study(Struct):
    """What the scheduler knows of one note."""

    queues: list[int] = field(default_factory=list)
    reviews: int = 0
    lapses: int = 0


def returned_cards(given: Collection) -> Iterator[ReturnedCard]:
    """Yield noteport's cards in a collection, then those that only the deck has.

    Raises:
        ExportError: a file cannot be read.
    """
    studies: dict[str, _Study] = {}
    with closing(EarlierCards(_folder(given.scratch, "collection"))) as now:
        _read(now, given.file, lambda found: studies.update(_studies(found)))
        now.finish()
        if given.deck is None:
            yield from (_returned(card, None, studies) for card in now if not card.gone)
            return
        with closing(EarlierCards(_folder(given.scratch, "deck"))) as deck:
            _read(deck, given.deck)
            deck.finish()
            written = {card.guid: number for number, card in enumerate(deck)}
            for card in now:
                number = written.pop(card.guid, None)
                if not card.gone:
                    yield _returned(card, None if number is None else deck[number], studies)
            left = (deck[number] for number in written.values())
            yield from (_deleted(card) for card in left if not card.gone)


def _folder(scratch: Path, name: str) -> Path:
    folder = scratch / name
    folder.mkdir()
    return folder


def _read(cards: EarlierCards, file: Path, look: Look | None = None) -> None:
    """Read a package, a collection, or all packages in a folder."""
    files = sorted(path for path in file.iterdir() if is_package(path.name)) if file.is_dir() else [file]
    for path in files:
        try:
            with open_file(path) as stream:
                cards.read(path.name, stream, look)
        except OSError as error:
            raise ExportError(f"{path}: cannot be read: {error.strerror or error}.") from error


def _studies(found: EarlierCollection) -> dict[str, _Study]:
    """What the scheduler knows, by guid."""
    guids = {id: guid for id, guid, type in found.rows("notes", "id", "guid", "mid") if type in (CLOZE.id, BASIC.id)}
    studies = {guid: _Study() for guid in guids.values()}
    of_card: dict[int, _Study] = {}
    for card, note, queue in found.rows("cards", "id", "nid", "queue"):
        if note in guids:
            of_card[card] = studies[guids[note]]
            of_card[card].queues.append(queue)
    for card, answer, kind in found.rows("revlog", "cid", "ease", "type") if "revlog" in found.tables else ():
        if card in of_card:
            of_card[card].reviews += answer > 0
            of_card[card].lapses += kind == _REVIEW and answer == _AGAIN
    return studies


def _returned(card: EarlierCard, before: EarlierCard | None, studies: dict[str, _Study]) -> ReturnedCard:
    study = studies.get(card.guid, _Study())
    own = set(before.tags) if before is not None else {tag for tag in card.tags if tag.startswith(_OWN_TAG)} - _DECIDING
    return ReturnedCard(
        **_entry(card),
        face=_face(card),
        before=None if before is None else _face(before),
        tags=tuple(tag for tag in card.tags if tag not in own),
        is_changed=card.changed > COUNTED_UNTIL,
        is_suspended=bool(study.queues) and all(queue == _SUSPENDED for queue in study.queues),
        reviews=study.reviews,
        lapses=study.lapses,
    )


def _deleted(card: EarlierCard) -> ReturnedCard:
    return ReturnedCard(**_entry(card), face=_face(card), before=_face(card), is_deleted=True)


def _entry(card: EarlierCard) -> dict[str, Any]:
    return {name: getattr(card, name) for name in LedgerEntry.__struct_fields__}


def _face(card: EarlierCard) -> Face:
    if card.kind == "cloze":
        return Face(parts=tuple(card.parts), hint=card.hint, claim=card.text)
    question = text_of_html(card.fields[SORT_FIELD])
    return Face(parts=((question, False),), answer=card.answer, hint=card.hint, claim=card.text)
