"""Replaces links and timestamps in a note. Everything that does not change is shared with the original note."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from noteport.model.decision import Decision
from noteport.model.nodes import (
    Block,
    Cell,
    Claim,
    Code,
    Emphasis,
    Footnote,
    Highlight,
    Inline,
    Link,
    List,
    ListItem,
    MathBlock,
    Paragraph,
    Quote,
    Rule,
    Section,
    Strike,
    Strong,
    Table,
    Text,
    Timestamp,
    TimestampRef,
    Verbatim,
    WikiLink,
)
from noteport.model.note import Note
from noteport.model.text import plain


class Rewrite(Struct, frozen=True):
    """What to replace. Each function returns the replacement, or its argument."""

    link: Callable[[WikiLink], WikiLink]
    """Called for every wikilink."""
    timestamp: Callable[[Timestamp], Timestamp] | None = None
    """Called for every timestamp: in text, claims and headings. None leaves all as they are."""
    claim: Callable[[Claim], Claim] | None = None
    """Called for every claim, after its text and timestamps are replaced. None leaves all as they are.

    If the start of a claim changes, the timestamp in the text changes too.
    """
    is_kept: Callable[[Claim], bool] | None = None
    """Called for every claim after ``claim``; the claims for which it returns False are left out."""
    inline: Callable[[Inline], Inline] | None = None
    """Called for every inline outside headings, after those inside it. None leaves all as they are."""


_TEXT = (Text,)
_TEXT_AND_TIMESTAMPS = (Text, TimestampRef)

T = TypeVar("T")


def rewrite_note(note: Note, rewrite: Rewrite) -> Note:
    """Return the note with ``rewrite`` applied to the leaves of its text, headings and claims."""
    sections = _each(note.sections, lambda section: _section(section, rewrite))
    return note if sections is note.sections else replace(note, sections=sections)


def with_decisions(note: Note, decisions: Mapping[str, Decision]) -> Note:
    """Return the note with decisions on its claims, given by the id of the claim."""

    def decided(claim: Claim) -> Claim:
        decision = decisions.get(claim.id)
        return claim if decision is None else replace(claim, decision=decision)

    return rewrite_note(note, Rewrite(link=lambda link: link, claim=decided))


def _each(items: tuple[T, ...], change: Callable[[T], T]) -> tuple[T, ...]:
    """The same tuple if nothing changed."""
    changed = None
    for index, item in enumerate(items):
        new = change(item)
        if new is not item:
            if changed is None:
                changed = list(items)
            changed[index] = new
    return items if changed is None else tuple(changed)


def _section(section: Section, rewrite: Rewrite) -> Section:
    heading = section.heading if rewrite.inline is not None else _inlines(section.heading, rewrite)
    blocks = _each(section.blocks, lambda block: _block(block, rewrite))
    sections = _each(section.sections, lambda child: _section(child, rewrite))
    start = section.start
    if start is not None and rewrite.timestamp is not None:
        start = rewrite.timestamp(start)
    same = heading is section.heading and blocks is section.blocks and sections is section.sections
    if same and start is section.start:
        return section
    return replace(section, heading=heading, start=start, blocks=blocks, sections=sections)


def _block(block: Block, rewrite: Rewrite) -> Block:
    match block:
        case Paragraph():
            return _text(block, rewrite)
        case List():
            items = _each(block.items, lambda item: _item(item, rewrite))
            return block if items is block.items else replace(block, items=items)
        case Quote():
            blocks = _each(block.blocks, lambda child: _block(child, rewrite))
            title = _inlines(block.title, rewrite)
            same = blocks is block.blocks and title is block.title
            return block if same else replace(block, blocks=blocks, title=title)
        case Footnote():
            blocks = _each(block.blocks, lambda child: _block(child, rewrite))
            return block if blocks is block.blocks else replace(block, blocks=blocks)
        case Table():
            head = _each(block.head, lambda cell: _text(cell, rewrite))
            rows = _each(block.rows, lambda row: _each(row, lambda cell: _text(cell, rewrite)))
            return block if head is block.head and rows is block.rows else replace(block, head=head, rows=rows)
        case Code() | MathBlock() | Rule() | Verbatim():
            return block


TextHolder = TypeVar("TextHolder", Paragraph, Cell)


def _text(block: TextHolder, rewrite: Rewrite) -> TextHolder:
    inlines = _inlines(block.inlines, rewrite)
    claims = block.claims
    if inlines is not block.inlines or rewrite.timestamp is not None or rewrite.inline is not None:
        claims = _each(claims, lambda claim: _claim(claim, rewrite))  # their links are among those of the block
    if rewrite.claim is not None:
        before, claims = claims, _each(claims, rewrite.claim)
        inlines = _with_new_starts(inlines, before, claims)
    if rewrite.is_kept is not None and not all(map(rewrite.is_kept, claims)):
        claims = tuple(filter(rewrite.is_kept, claims))
    if inlines is block.inlines and claims is block.claims:
        return block
    return replace(block, inlines=inlines, claims=claims)


def _with_new_starts(
    inlines: tuple[Inline, ...], before: tuple[Claim, ...], after: tuple[Claim, ...]
) -> tuple[Inline, ...]:
    """A block's text with the timestamps of claims whose start has changed; an inferred claim has none of its own."""
    changed = {
        old.start: new.start
        for old, new in zip(before, after, strict=True)
        if not old.inferred and old.start is not None and new.start is not None and new.start != old.start
    }
    if not changed:
        return inlines
    return _inlines(
        inlines, Rewrite(link=lambda link: link, timestamp=lambda timestamp: changed.get(timestamp, timestamp))
    )


def _item(item: ListItem, rewrite: Rewrite) -> ListItem:
    blocks = _each(item.blocks, lambda block: _block(block, rewrite))
    return item if blocks is item.blocks else replace(item, blocks=blocks)


def _claim(claim: Claim, rewrite: Rewrite) -> Claim:
    inlines = _inlines(claim.inlines, rewrite)
    timestamps = claim.timestamps if rewrite.timestamp is None else _each(claim.timestamps, rewrite.timestamp)
    if inlines is claim.inlines and timestamps is claim.timestamps:
        return claim
    text = claim.text if inlines is claim.inlines else plain(inlines)
    return replace(claim, inlines=inlines, text=text, timestamps=timestamps)


def _inlines(inlines: tuple[Inline, ...], rewrite: Rewrite) -> tuple[Inline, ...]:
    # Every inline of a vault passes through here, and most are texts, so they need no call.
    changed = None
    untouched = () if rewrite.inline is not None else _TEXT_AND_TIMESTAMPS if rewrite.timestamp is None else _TEXT
    for index, inline in enumerate(inlines):
        if type(inline) in untouched:
            continue
        new = _inline(inline, rewrite) if rewrite.inline is None else rewrite.inline(_inline(inline, rewrite))
        if new is not inline:
            if changed is None:
                changed = list(inlines)
            changed[index] = new
    return inlines if changed is None else tuple(changed)


def _inline(inline: Inline, rewrite: Rewrite) -> Inline:
    match inline:
        case WikiLink():
            return rewrite.link(inline)
        case TimestampRef(timestamp) if rewrite.timestamp is not None:
            changed_timestamp = rewrite.timestamp(timestamp)
            return inline if changed_timestamp is timestamp else TimestampRef(changed_timestamp)
        case Emphasis(children) | Strong(children) | Strike(children) | Highlight(children) | Link(children=children):
            changed = _inlines(children, rewrite)
            return inline if changed is children else replace(inline, children=changed)
        case _:
            return inline
