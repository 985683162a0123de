"""The text of one block as a single string with one character for each timestamp, so that rules can be applied to it.

The tokens of a block become (flatten.py)

    text     what a reader sees, with timestamps as TIMESTAMP and line breaks as newline, HARD or BREAK
    mask     the same length, with full stops masked that cannot end a sentence (masks.py)
    events   where spans open and close and where atoms are, to recover the inlines of any part of the text
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from noteport.model.nodes import Inline, Math, OwnCard, Timestamp, WikiLink
from noteport.model.patterns import pattern

if TYPE_CHECKING:
    from noteport.parse.markdown.timestamps import Reading

TIMESTAMP = "\ufdd0"
"""Represents one timestamp. It is a noncharacter, which Unicode guarantees that no text uses."""
HARD = "\ufdd1"
"""A line break that the author requested, at the end of a source line."""
BREAK = "\ufdd2"
"""A ``<br>`` inside a source line."""
ENDS = "\n" + HARD + BREAK
"""Everything that ends a line."""

Container: TypeAlias = Callable[[tuple[Inline, ...]], Inline]
Event: TypeAlias = tuple[int, Container | Inline | None, int]
"""Position, then a container that opens, None for one that closes, or an atom; the end of an atom."""

_WORD = pattern(r"\w")


class FlatText(Struct, eq=False):
    """See the module. Offsets are characters of ``text``."""

    text: str
    mask: str
    timestamps: list[Timestamp]
    """One for each TIMESTAMP, in order."""
    bolds: list[tuple[int, int]]
    """Outermost bold spans."""
    links: list[tuple[int, WikiLink]]
    events: list[Event]
    readings: list[Reading] = field(default_factory=list)
    """Readings of timestamps that have a problem."""
    skipped: bool = False
    """Whether the author left this block out (``<!-- noteport: skip -->`` before its text)."""
    cards: list[tuple[int, OwnCard]] = field(default_factory=list)
    """The author's own cards, each with its place."""
    not_understood: list[str] = field(default_factory=list)
    """Comments for noteport that were not understood."""
    deleted: list[tuple[int, int]] = field(default_factory=list)
    """Outermost struck-out spans, which are no part of any sentence."""
    images: int = 0
    """The number of its images; those after the first ``MAX_IMAGES`` are text."""
    block_id: str = ""
    """Its address for links (``^id``), which is not part of its text."""
    tags: tuple[str, ...] = ()
    """Its tags, without their ``#``."""
    unread: list[tuple[int, str]] = field(default_factory=list)
    """Times that are not read, each with the offset of its last character."""
    skips: tuple[int, ...] = ()
    """Where the author left out the sentence before (``<!-- noteport: skip -->`` behind it)."""

    def only_formulas(self, start: int = 0, end: int | None = None) -> bool:
        """Whether it, or a part of it, is only formulas, and so no sentence."""
        end = len(self.text) if end is None else end
        first = bisect_left(self.events, start, key=lambda event: event[0])
        last = bisect_left(self.events, end, key=lambda event: event[0])
        formulas = [(at, behind) for at, what, behind in self.events[first:last] if type(what) is Math]
        if not formulas:
            return False
        ends = [start, *(behind for _, behind in formulas)]
        starts = [*(at for at, _ in formulas), end]
        return not any(_WORD.search(self.text, left, right) for left, right in zip(ends, starts, strict=True))

    def only_embeds(self) -> bool:
        """Whether it only shows other notes, and so says nothing itself."""
        if not self.links or not all(link.embed for _, link in self.links):
            return False
        return self.text.split() == " ".join(link.text for _, link in self.links).split()
