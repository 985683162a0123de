"""The row of each claim: unchanged if nothing about it changed, made again under its old identity, or new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from noteport.api import Card, Claim, Kept, Note, fingerprint, full_text, text_key, text_of_html
from noteport_anki.carry import carried_card
from noteport_anki.decks import Template, deck_name, tags, tags_from_elsewhere
from noteport_anki.earlier_card import FIELD_BREAK, REMOVED, EarlierCard, StoredCard, write_data
from noteport_anki.fields import AnkiNote, anki_note
from noteport_anki.lists import ItemList, is_list, items_in, list_note
from noteport_anki.media import Pictures
from noteport_anki.note_types import CLOZE, NOTES_FIELD, type_of
from noteport_anki.writer import Row

_DELETION = re.compile(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}", re.DOTALL)
"""A gap of a cloze, with its hint."""
FIRST_EXPORT = 1_577_836_800
"""When every card of a first export last changed, in seconds since 1970. It is the same for all of them: Anki replaces
a note only with a newer one, so edits of a learner are kept, and losing an old deck loses nothing.
"""
COUNTED_UNTIL = FIRST_EXPORT + 1_000_000
"""Changes count up from the first export; a later time that noteport did not write is the time of an edit in Anki."""


class Changes(Struct):
    """The differences from the earlier deck."""

    counts: Counter[str] = field(default_factory=Counter)
    """The number of cards that were ``added``, ``changed``, ``unchanged`` or ``removed``."""
    edited: int = 0
    """The number of unchanged cards that were edited in Anki and stay that way."""
    tagged: int = 0
    """The number of cards of removed claims that got the tag ``REMOVED``."""
    examples: dict[str, list[str]] = field(default_factory=dict)
    """A text for each change, by kind; only a few of each kind unless ``lists_all``."""
    lists_all: bool = False

    def note(self, kind: str, text: str) -> None:
        """Count one."""
        self.counts[kind] += 1
        shown = self.examples.setdefault(kind, [])
        if kind != "unchanged" and (self.lists_all or len(shown) < MOST_EXAMPLES):
            shown.append(text)


MOST_EXAMPLES = 20
"""The number of changes of a kind that a dry run lists."""


class Found(Struct, frozen=True, kw_only=True):
    """A claim with its earlier card and its new contents."""

    kept: Kept[EarlierCard]
    pictures: Pictures
    facts: str
    """The fingerprint of everything from which its card is made."""
    data: str
    """What the next export needs to know about it."""
    stays: bool
    """Whether nothing changed in the sources of its card, so that it is written as before."""
    items: ItemList | None = None
    """The list that its note is made of; None for a note of its own."""

    @property
    def claim(self) -> Claim:
        return self.kept.claim


class Updater:
    """Makes rows.

    Args:
        deck: the deck of new cards; earlier ones stay in their decks.
        tags: the tags of the cards.
        now: the modification date of changes, in seconds since 1970; later than all of the earlier deck.
        renew: whether every card counts as changed now.
        lists_all: whether every change is to be listed.
    """

    def __init__(
        self, *, deck: Template, tags: Sequence[Template], now: int, renew: bool, lists_all: bool = False
    ) -> None:
        self._deck = deck
        self._tags = tags
        self._now = now
        self._renew = renew
        self.changes = Changes(lists_all=lists_all)

    def look_at(self, kept: Kept[EarlierCard], note: Note, pictures: Pictures, items: ItemList | None = None) -> Found:
        """What there is to know of a claim before a card is chosen for it; ``items`` if its list makes one note."""
        more = [template.text for template in self._tags]  # not the tags: older decks have to stay as they are
        more += [*pictures.sources, *(items.texts if items else ()), *tags_from_elsewhere(kept.claim, note)]
        more += [kept.claim.back_link] if kept.claim.back_link is not None else []
        facts = fingerprint(kept.claim, note, *more)
        stays = kept.entry is not None and self.stays(kept.entry, facts)
        data = _data(kept.claim, note, facts)
        return Found(kept=kept, pictures=pictures, facts=facts, data=data, stays=stays, items=items)

    def stays(self, entry: EarlierCard, facts: str) -> bool:
        """Return whether nothing changed in the sources of an earlier card, given their fingerprint."""
        return entry.facts == facts and REMOVED not in entry.tags and not self._renew

    def stays_stored(self, card: StoredCard, data: str) -> bool:
        """Return the same for a card of its own as it is stored; ``data`` is what would be stored with it today."""
        _, _, _, tags, flds, stored, _ = card
        return stored == data and REMOVED not in tags and not self._renew and not is_list(flds)

    def as_stored(self, card: StoredCard) -> Row:
        """Return the row of an earlier card that stays."""
        self.changes.counts["unchanged"] += 1
        guid, mid, changed, tags, flds, data, deck = card
        return Row(
            guid=guid,
            type=type_of(cloze=mid == CLOZE.id),
            fields=tuple(flds.split(FIELD_BREAK)),
            tags=tuple(tags.split()),
            deck=deck or "noteport",
            changed=changed,
            data=data,
        )

    def unchanged(self, entry: EarlierCard, data: str) -> Row:
        """Return the row of an earlier card that stays."""
        self.changes.note("unchanged", entry.text)
        return _as_it_was(entry, entry.changed, data)

    def added(self, row: Row, text: str) -> Row:
        """Return the row of a new card, which is dated; ``text`` is the full text of its claim."""
        self.changes.note("added", text)
        return replace(row, changed=self._now if self._renew else FIRST_EXPORT)

    def row(self, found: Found, note: Note, chosen: Card | None) -> Row | None:
        """Return the row of a claim's card; None for a claim that neither has nor had a card.

        ``chosen`` is the card that the claim would get if it were new; it is ignored if the card ``stays``.
        """
        claim, entry, pictures, data = found.claim, found.kept.entry, found.pictures, found.data
        if entry is None and found.items is not None:
            made = list_note(found.items, note, guid=found.kept.guid, earlier=(), pictures=pictures.markup)
            return self._added(found.kept.guid, made, claim, note, data)
        if entry is None:
            return None if chosen is None else self._new(found.kept.guid, chosen, note, pictures, data)
        if found.stays:
            return self.unchanged(entry, data)
        if found.items is not None:
            items = items_in(entry.fields)
            made = list_note(found.items, note, guid=entry.guid, earlier=items, pictures=pictures.markup)
        else:
            card = carried_card(claim, note, entry, chosen)
            made = anki_note(card, note, guid=entry.guid, pictures=pictures.markup, kind=entry.kind)
        row = Row(
            guid=entry.guid,
            type=entry.type,
            fields=(*made.fields[:NOTES_FIELD], *entry.fields[NOTES_FIELD:]),  # the learner's own tags are kept
            tags=tags(self._tags, claim, note),
            deck=entry.deck or deck_name(self._deck, claim, note),
            changed=self._now,
            data=data,
        )
        return self._changed(row, entry)

    def _new(self, guid: str, card: Card, note: Note, pictures: Pictures, data: str) -> Row:
        return self._added(guid, anki_note(card, note, guid=guid, pictures=pictures.markup), card.claim, note, data)

    def _added(self, guid: str, made: AnkiNote, claim: Claim, note: Note, data: str) -> Row:
        row = Row(
            guid=guid,
            type=made.type,
            fields=made.fields,
            tags=tags(self._tags, claim, note),
            deck=deck_name(self._deck, claim, note),
            changed=FIRST_EXPORT,
            data=data,
        )
        return self.added(row, full_text(claim))

    def _changed(self, row: Row, entry: EarlierCard) -> Row:
        # Anki sorts tags.
        if not self._renew and row.fields == entry.fields and set(row.tags) == set(entry.tags):
            self.changes.note("unchanged", entry.text)
            return replace(row, changed=entry.changed)
        if not self._renew and was_edited(entry):
            self.changes.note("unchanged", entry.text)
            self.changes.edited += 1
            return _as_it_was(entry, entry.changed, row.data)
        self.changes.note("changed", _difference(entry, row))
        return row

    def gone(self, entry: EarlierCard, *, keep: bool) -> Row:
        """Return the row of a removed claim's card, with a tag if it is kept visible."""
        if not entry.gone:
            self.changes.note("removed", entry.text)
        data = write_data(note=entry.note, second=entry.second, key=entry.key, facts=entry.facts)
        if not keep or REMOVED in entry.tags:
            return _as_it_was(entry, entry.changed, data)
        self.changes.tagged += 1
        return replace(_as_it_was(entry, self._now, data), tags=(*entry.tags, REMOVED))


def _difference(entry: EarlierCard, row: Row) -> str:
    """What changed on a card, in plain text: the first field that reads differently, before and after."""
    for name, old, new in zip(row.type.fields, entry.fields, row.fields, strict=True):
        before, after = _shown(old), _shown(new)
        if before != after:
            return f"{before or '(nothing)'} → {after or '(nothing)'} ({name})"
    return f"{entry.text} (tags, links or images)"


def _shown(field: str) -> str:
    """A field in plain text, with its gaps in brackets."""
    return " ".join(text_of_html(_DELETION.sub(r"[\1]", field)).split())


def was_edited(entry: EarlierCard) -> bool:
    """Return whether the learner edited a card, as far as can be told: Anki exported it with a time of its own."""
    return not entry.facts and entry.changed > COUNTED_UNTIL


def _as_it_was(entry: EarlierCard, changed: int, data: str) -> Row:
    return Row(
        guid=entry.guid,
        type=entry.type,
        fields=entry.fields,
        tags=entry.tags,
        deck=entry.deck or "noteport",
        changed=changed,
        data=data,
    )


def _data(claim: Claim, note: Note, facts: str) -> str:
    second = claim.start.written if claim.start is not None else None
    return write_data(note=note.id, second=second, key=text_key(full_text(claim)), facts=facts)
