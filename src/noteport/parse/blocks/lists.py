"""What a list gives to its items: a lead, and a timestamp to those that have none (claims.md, rules 5 and 7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from noteport.model.nodes import Timestamp
from noteport.model.patterns import pattern
from noteport.parse.blocks.text_block import BlockContext, ListContext, TextBlock
from noteport.parse.markdown.parser import html_token
from noteport.parse.text.english import LOOKS_BACK

if TYPE_CHECKING:
    from markdown_it.token import Token

    from noteport.parse.blocks.text_block import TextBlock

_SKIP = "<!-- noteport: skip -->"
_CHECKBOX = pattern(r"\[([^\]\d])\](?:[ \t]+|\Z)")
"""Tools draw other marks than a cross, each in its way; ``-`` is a task that was cancelled."""


def introduction(block: TextBlock) -> str | None:
    """Return the lead that a block gives to the list right after it: its last sentence, if that ends in a colon (rule
    7).
    """
    last = block.sentences[-1].text
    if not last.endswith((":", "：")):
        return None
    if len(block.sentences) > 1 and LOOKS_BACK.match(last):
        return f"{block.sentences[-2].text} {last}"
    return last


def place_in_list(place: BlockContext, context: ListContext, before: TextBlock | None) -> BlockContext:
    """Return the lead and term that a list gives to its items (rules 6 and 7).

    Args:
        place: the place of the list.
        context: the list.
        before: the block right before it, if there is one.
    """
    if before is None:
        return BlockContext("item", place.lead, place.term, context, place.owner, place.outer_lead)
    if place.list is None or place.kind != "item":
        return BlockContext("item", introduction(before) or place.lead, None, context)
    if before.only_lead_in:
        before.has_nested_list = True
        term = before.lead_ins[0].term
        return BlockContext("item", term, term, context, owner=before, outer_lead=place.lead)
    return BlockContext("item", before.full_text(), None, context)


def take_checkbox(inline: Token) -> bool | None:
    """Remove the box of a task from the beginning of an item and return its state; None if there is no box."""
    children = inline.children
    if inline.type != "inline" or not children or children[0].type != "text":
        return None
    found = _CHECKBOX.match(children[0].content)
    if found is None or (found.end() == 3 and len(children) == 1):  # a box that nothing follows
        return None
    children[0].content = children[0].content[found.end() :]
    if found[1] == "-":
        inline.children = [html_token(_SKIP), *children]
    return found[1] in "xX"


class Lenders:
    """Finds the timestamp that a list item without a run takes from its lists (rule 5). Constant time per item."""

    def __init__(self, blocks: Sequence[TextBlock]) -> None:
        self._runs = [block.own_runs() for block in blocks]
        self._before = _nearest(self._runs)
        self._after = [len(blocks) - 1 - index for index in reversed(_nearest(self._runs[::-1]))]

    def timestamp_for(self, number: int, context: ListContext | None) -> Timestamp | None:
        """Return the first timestamp of the nearest run before block ``number`` in its list, or else after it, or else
        outside.
        """
        while context is not None:
            before = self._before[number - 1] if number else -1
            if before >= context.start:
                return self._runs[before][-1].timestamps[0]
            if context.before is not None and (runs := context.before.own_runs()):
                return runs[-1].timestamps[0]
            after = self._after[number + 1] if number + 1 < len(self._runs) else len(self._runs)
            if after < context.end:
                return self._runs[after][0].timestamps[0]
            context = context.outer
        return None


def _nearest(runs: Sequence[object]) -> list[int]:
    """For each block, the number of the last one up to it that has runs; -1 if there is none."""
    out, last = [], -1
    for index, own in enumerate(runs):
        if own:
            last = index
        out.append(last)
    return out
