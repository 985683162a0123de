"""Links between chapters. They are written when all chapters are known, because only then are their targets certain.

Until then, a link is a mark in the text: the file of the chapter, the heading that it leads to, and its text. The marks
consist of control characters, which no text of a note can contain (xhtml.py).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from noteport.api import NoteRef
from noteport_epub.xhtml import Markup, escape

_FILE, _SHOWN, _END = "\x01", "\x02", "\x03"
_MARK = re.compile(f"{_FILE}([^{_SHOWN}]*){_SHOWN}([^{_END}]*){_END}")
_NOT_IN_A_NAME = re.compile("[^a-z0-9]+")
_LONGEST_NAME = 60


class Destination(NamedTuple):
    """The target of a link to a note."""

    file: str
    part: str
    """The key of a part of the chapter (``part_key``); empty for the whole chapter."""


Writer = Callable[[Destination, Markup], Markup]
"""Returns the markup of a link, given its destination and its text."""


def file_of(ref: NoteRef) -> str:
    """Return the file of a note's chapter, which depends only on its id, so that it is stable when other notes come and
    go.
    """
    return f"{stable_name(ref.id)}.xhtml"


def part_file(channel: str) -> str:
    """Return the file of the first page of a channel's part."""
    return f"part-{stable_name(channel)}.xhtml"


def stable_name(text: str) -> str:
    """Return a file name that is the same for the same text, and different for any other text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{ascii_name(text)}-{digest}"


def ascii_name(text: str) -> str:
    """Return a short file name for any text: lower-case letters, digits and dashes; ``note`` if nothing is left."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_A_NAME.sub("-", folded)[:_LONGEST_NAME].strip("-") or "note"


def fold(heading: str) -> str:
    """Return a heading as links name it: without case and punctuation."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", heading).casefold()))


def part_key(fragment: str) -> str:
    """Return the key of a part of a chapter: a heading with those above it, or a block (``^name``)."""
    return f"^{fold(fragment)}" if fragment.startswith("^") else fold(fragment)


def late_link(destination: Destination, shown: str) -> Markup:
    """Return a link that is written later."""
    return Markup(f"{_FILE}{destination.file}#{destination.part}{_SHOWN}{escape(shown)}{_END}")


def written_links(markup: str, write: Writer) -> Markup:
    """Return the text with its deferred links written."""

    def written(found: re.Match[str]) -> str:
        file, _, part = found[1].partition("#")
        return write(Destination(file, part), Markup(found[2]))

    return Markup(_MARK.sub(written, markup))
