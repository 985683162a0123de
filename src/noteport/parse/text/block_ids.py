"""Finds the id of a block, which is its address and not its text: ``… the last words. ^id`` (help.obsidian.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from noteport.model.patterns import pattern

if TYPE_CHECKING:
    from markdown_it.token import Token

_ID = pattern(r"(?:^|\s)\^([A-Za-z0-9-]{1,80})\s*\Z")
_NO_TEXT = frozenset(" \t.,;:!?。！？)")
_POWER = pattern(r"[0-9A-Za-z)\]]\s+\^\d{1,3}\s*\Z")
"""``10 ^8`` is a number."""


def split_block_id(tokens: Sequence[Token], index: int) -> tuple[str, str]:
    """Return the text of a token without the id of a block at its end, and the id.

    The id is empty if there is none: it ends its line, or only timestamps are behind it.
    """
    content = tokens[index].content
    found = _ID.search(content)
    if found is None or _POWER.search(content) or not _ends_line(tokens, index):
        return content, ""
    space = " " if tokens[index + 1 : index + 2] and tokens[index + 1].type == "timestamp" else ""
    return content[: found.start()] + space, found[1]


def _ends_line(tokens: Sequence[Token], index: int) -> bool:
    """Return whether only timestamps and punctuation are behind a token on its line."""
    for behind in range(index + 1, len(tokens)):
        token = tokens[behind]
        if token.type in ("softbreak", "hardbreak"):
            return True
        if token.type != "timestamp" and not (token.type == "text" and _NO_TEXT.issuperset(token.content)):
            return False
    return True
