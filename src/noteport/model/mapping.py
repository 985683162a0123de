"""Changed copies of a note, for transforms and exporters: claims and inlines, one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from noteport.model.nodes import Claim, Image, Inline, WikiLink
from noteport.model.note import Note
from noteport.model.rewrite import Rewrite, rewrite_note
from noteport.model.visit import walk


def map_claims(note: Note, change: Callable[[Claim], Claim | None]) -> Note:
    """Return the note with changed claims.

    Args:
        note: the note, which stays as it is.
        change: returns the claim, a changed copy with the same id, or None to leave it out. If the start changes, the
            timestamp in the text of the block changes too; the block is otherwise left as it is.
    """
    left_out: set[str] = set()

    def changed(claim: Claim) -> Claim:
        new = change(claim)
        if new is None:
            left_out.add(claim.id)
            return claim
        return new

    def is_kept(claim: Claim) -> bool:
        return claim.id not in left_out

    return rewrite_note(note, Rewrite(link=_same, claim=changed, is_kept=is_kept))


def map_inlines(note: Note, change: Callable[[Inline], Inline]) -> Note:
    """Return the note with changed inlines, in the text of its blocks and in its claims, whose plain text follows.

    Headings, and what else is a plain string in claims (terms, leads), are left as they are.

    Args:
        note: the note, which stays as it is.
        change: returns an inline, or what replaces it. Inlines inside another one are changed before it.
    """
    return rewrite_note(note, Rewrite(link=_same, inline=change))


def images_of(note: Note) -> Iterator[Image]:
    """Return all images of a note in the order of the text, including those that belong to no claim."""
    return (node for node in walk(note) if isinstance(node, Image))


def _same(link: WikiLink) -> WikiLink:
    return link
