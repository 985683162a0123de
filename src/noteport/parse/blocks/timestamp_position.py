"""Whether the timestamps of a note come before the text that they support, as other tools write, or after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

FROM_LINK = "link"
"""``markup`` of timestamp tokens that a tool wrote as a link to a second of the video."""

_MARKS = frozenset({"strong_open", "strong_close", "em_open", "em_close"})


def timestamps_come_first(tokens: Sequence[Token]) -> bool:
    """Return whether more blocks begin with a timestamp than have one further on; in a note of links, as many are
    enough.
    """
    first = following = links = 0
    for token in tokens:
        if token.type != "inline" or not token.children:
            continue
        kinds = [child.type for child in token.children if child.type not in _MARKS]
        if "timestamp" not in kinds:
            continue
        links += any(child.markup == FROM_LINK for child in token.children)
        if kinds[0] != "timestamp":
            following += 1
        elif len(kinds) > 1:
            first += 1
    return first > following or (links > 0 and first == following)
