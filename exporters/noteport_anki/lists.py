"""One note for a whole list: a gap for each item, so that each card asks for one of them and shows the others.

The note belongs to the list's first claim: the ledger finds it again by that. A gap's number is what Anki knows a card
by, so an item keeps its number when others come, go or change places; a new item gets a new number.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from noteport.api import Block, Card, Claim, Kept, List, Note, Paragraph, Quote, Section, text_of_html
from noteport_anki.earlier_card import FIELD_BREAK, EarlierCard
from noteport_anki.fields import AnkiNote, anki_note, gap

_FEWEST, _MOST = 3, 7
"""Items."""
_SHORT, _SHORT_STEP = 8, 14
"""Words of an item of any list, and of one of an ordered list."""
_ALIKE = 0.6
"""How similar an edited item is to what it was; see ``difflib.SequenceMatcher.ratio``."""
_TEXT = 1
_STARTS = ("<ol><li>{{c", "<ul><li>{{c")
"""The beginning of the text of a list."""
_ITEM = re.compile(r"\{\{c(\d{1,3})::(.*?)\}\}", re.DOTALL)

Numbers: TypeAlias = tuple[int, ...]
"""The number of each item's gap."""


class ItemList(Struct, frozen=True, kw_only=True):
    """A list each of whose items is one claim."""

    claims: tuple[Claim, ...]
    """One for each item."""
    ordered: bool
    owner: Claim
    """The claim that its note belongs to: the first one, or the one that had the note in the earlier deck."""

    @property
    def texts(self) -> tuple[str, ...]:
        """All items, with what shows whether they are numbered; the note changes when one of them does."""
        return ("ol" if self.ordered else "ul", *(claim.text for claim in self.claims))

    @property
    def can_be_learned(self) -> bool:
        """Whether its items are few and short, and stand in order or under a lead-in."""
        if not _FEWEST <= len(self.claims) <= _MOST or not (self.ordered or self.claims[0].lead):
            return False
        longest = _SHORT_STEP if self.ordered else _SHORT
        distinct = len({claim.text.casefold() for claim in self.claims}) == len(self.claims)
        return distinct and all(len(claim.text.split()) <= longest for claim in self.claims)


def lists_of(note: Note) -> Iterator[ItemList]:
    """The lists of a note each of whose items is one claim."""
    sections = list(note.sections)
    while sections:
        section: Section = sections.pop(0)
        sections[:0] = section.sections
        for block in _lists(section.blocks):
            claims = tuple(_claims(block))
            if claims and len(claims) == len(block.items):
                yield ItemList(claims=claims, ordered=block.start is not None, owner=claims[0])


def _lists(blocks: Iterable[Block]) -> Iterator[List]:
    for block in blocks:
        if isinstance(block, List):
            yield block
        elif isinstance(block, Quote):
            yield from _lists(block.blocks)


def _claims(block: List) -> Iterator[Claim]:
    """The claim of each item that is nothing but one claim."""
    for item in block.items:
        match item.blocks:
            case (Paragraph(claims=(claim,)),) if claim.term is None and claim.card is None:
                yield claim


def lists_to_make(note: Note, kept: Iterable[Kept[EarlierCard]], *, new: bool) -> dict[str, ItemList]:
    """The lists of a note that are one note in Anki, by the id of the claim that it belongs to.

    Args:
        note: the note.
        kept: its claims, with the cards that they had.
        new: whether lists none of whose claims had a card become notes; those that were notes remain notes.
    """
    entries = {each.claim.id: each.entry for each in kept if each.entry is not None}
    made: dict[str, ItemList] = {}
    for items in lists_of(note):
        owners = [claim for claim in items.claims if (entry := entries.get(claim.id)) and items_in(entry.fields)]
        if owners:
            made[owners[0].id] = replace(items, owner=owners[0])
        elif new and items.can_be_learned and not any(claim.id in entries for claim in items.claims):
            made[items.owner.id] = items
    return made


def list_note(items: ItemList, note: Note, *, guid: str, earlier: Sequence[tuple[int, str]], pictures: str) -> AnkiNote:
    """The note of a list.

    Args:
        items: the list.
        note: the note that it stands in.
        guid: what Anki knows it by.
        earlier: the items of the earlier deck with their numbers; empty if it is new.
        pictures: images in HTML.
    """
    owner = items.owner
    told = [claim.text.casefold() for claim in items.claims]
    above = dict.fromkeys(text for text in (note.title, *owner.section, owner.lead) if text)
    context = tuple(text for text in above if not any(item in text.casefold() for item in told))
    whole = ((0, len(owner.text)),)
    card = Card(claim=owner, asks="gap", gaps=whole, answer=owner.text, context=context, reason="a list", score=0)
    made = anki_note(card, note, guid=guid, pictures=pictures)
    numbers = numbers_of([claim.text for claim in items.claims], earlier)
    lines = "".join(
        f"<li>{gap(number, claim.inlines)}</li>" for number, claim in zip(numbers, items.claims, strict=True)
    )
    name = "ol" if items.ordered else "ul"
    fields = list(made.fields)
    fields[_TEXT] = f"<{name}>{lines}</{name}>"
    return replace(made, fields=tuple(fields))


def items_in(fields: Sequence[str]) -> list[tuple[int, str]]:
    """The items of a list's note with the numbers of their gaps; empty if it is the note of a single claim."""
    text = fields[_TEXT]
    if not text.startswith(_STARTS):
        return []
    return [(int(number), text_of_html(item)) for number, item in _ITEM.findall(text)]


def is_list(flds: str) -> bool:
    """Return whether the fields of a note, joined as Anki stores them, may be those of a list."""
    return any(f"{FIELD_BREAK}{start}" in flds for start in _STARTS)


def numbers_of(items: Sequence[str], earlier: Sequence[tuple[int, str]]) -> Numbers:
    """A number for each item: the one that it had, by the same text or else by a similar one, or a new one."""
    free = dict(earlier)
    found: dict[int, int] = {}
    by_text = {text.casefold(): number for number, text in earlier}
    for at, item in enumerate(items):
        number = by_text.get(item.casefold())
        if number in free:
            found[at] = number
            del free[number]
    for at, item in enumerate(items):
        if at not in found and free:
            alike = {number: difflib.SequenceMatcher(None, item, text).ratio() for number, text in free.items()}
            number = max(alike, key=lambda each: (alike[each], -each))
            if alike[number] >= _ALIKE:
                found[at] = number
                del free[number]
    new = max((number for number, _ in earlier), default=0)
    numbers = []
    for at in range(len(items)):
        if at not in found:
            new += 1
        numbers.append(found.get(at, new))
    return tuple(numbers)
