"""HTML tags in notes. nh3 says what is harmless; what is left of a tag is written anew, so that it is XML.

A tag comes alone, as the note has it. Only tags that make a phrase are kept: what makes a block has been read as text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html.parser import HTMLParser

import nh3

PHRASES = frozenset("a abbr b bdi bdo cite code del em i ins kbd mark q s samp small span strong sub sup u var".split())
VOID = frozenset({"br", "img", "wbr"})

_ATTRIBUTES = {
    "a": {"href"},
    "abbr": {"title"},
    "bdo": {"dir"},
    "img": {"alt", "src"},
    "span": {"dir"},
}
_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_DIRECTIONS = frozenset({"ltr", "rtl", "auto"})


def closed_name(tag: str) -> str | None:
    """The name of the element that a tag closes; None if it closes none."""
    found = _NAME.match(tag)
    return found[2].lower() if found and found[1] else None


@lru_cache(maxsize=1024)
def opened(tag: str) -> tuple[str, dict[str, str]] | None:
    """Name and attributes of the element that a tag opens; None for a tag that is not kept."""
    found = _NAME.match(tag)
    if found is None or found[1] or found[2].lower() not in PHRASES | VOID:
        return None
    kept = nh3.clean(
        tag,
        tags=set(PHRASES | VOID),
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    reader = _FirstTag()
    reader.feed(kept)
    if reader.found is None:
        return None
    name, attributes = reader.found
    if "dir" in attributes and attributes["dir"].lower() not in _DIRECTIONS:
        del attributes["dir"]
    return None if name in {"bdo", "span"} and not attributes else (name, attributes)


class _FirstTag(HTMLParser):
    """Reads the first tag of what nh3 gives."""

    found: tuple[str, dict[str, str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.found is None:
            self.found = tag, {key: value or "" for key, value in attrs}
