"""What a list gives to its items: a lead, and a second to those that have none (claims.md 5 and 7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from noteport.model import Stamp
from noteport.parse.english import LOOKS_BACK

if TYPE_CHECKING:
    from noteport.parse.context import ListContext
    from noteport.parse.text_block import TextBlock


def introduction(block: TextBlock) -> str | None:
    """The lead that a block gives to the list right behind it: its last sentence, if that ends in a colon (rule 7)."""
    last = block.sentences[-1].text
    if not last.endswith((":", "：")):
        return None
    if len(block.sentences) > 1 and LOOKS_BACK.match(last):
        return f"{block.sentences[-2].text} {last}"
    return last


class Lenders:
    """Finds the stamp that a list item without a run may borrow from its lists (rule 5). Constant time an item."""

    def __init__(self, blocks: Sequence[TextBlock]) -> None:
        self._runs = [block.own_runs() for block in blocks]
        self._before = _nearest(self._runs)
        self._after = [len(blocks) - 1 - index for index in reversed(_nearest(self._runs[::-1]))]

    def stamp_for(self, number: int, context: ListContext | None) -> Stamp | None:
        """The first stamp of the nearest run before block ``number`` in its list, else after it; else in outer ones."""
        while context is not None:
            before = self._before[number - 1] if number else -1
            if before >= context.start:
                return self._runs[before][-1].stamps[0]
            if context.before is not None and (runs := context.before.own_runs()):
                return runs[-1].stamps[0]
            after = self._after[number + 1] if number + 1 < len(self._runs) else len(self._runs)
            if after < context.end:
                return self._runs[after][0].stamps[0]
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
