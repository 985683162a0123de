"""Names of blocks, as Obsidian writes them: ``… the last words. ^name``. Links find a block by its name."""

from __future__ import annotations

import re

from noteport.api import Inline, Text

_NAME = re.compile(r"(?:^|\s)\^([A-Za-z0-9-]{1,80})\s*$")


def without_block_id(inlines: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], str | None]:
    """Return the inlines of a block without its name, and the name, if there is one."""
    last = inlines[-1] if inlines else None
    found = _NAME.search(last.text) if isinstance(last, Text) else None
    if found is None or not isinstance(last, Text):
        return inlines, None
    return (*inlines[:-1], Text(last.text[: found.start()])), found[1]
