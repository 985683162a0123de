"""Links between chapters. They are written when all chapters are known: only then is it sure where they lead.

Until then a link is a mark in the text: the chapter's file and the heading that it leads to, and what it shows. The
marks are made of control characters, which no text of a note can hold (xhtml.py).
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
    """Where a link to a note may lead."""

    file: str
    part: str
    """Key of a part of the chapter (``part_key``); empty for all of it."""


Writer = Callable[[Destination, Markup], Markup]
"""Gives what stands for a link: its destination, and what it shows."""


def file_of(ref: NoteRef) -> str:
    """The file of a note's chapter: a pure function of its id, so that it stays when other notes come and go."""
    return f"{stable_name(ref.id)}.xhtml"


def part_file(channel: str) -> str:
    """The file of the first page of a channel's part."""
    return f"part-{stable_name(channel)}.xhtml"


def stable_name(text: str) -> str:
    """A name for files that any text always has, and no other text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{ascii_name(text)}-{digest}"


def ascii_name(text: str) -> str:
    """A short name for files out of any text: small letters, digits and dashes; ``note`` if nothing is left."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_A_NAME.sub("-", folded)[:_LONGEST_NAME].strip("-") or "note"


def fold(heading: str) -> str:
    """A heading as links name it: without case and punctuation."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", heading).casefold()))


def part_key(fragment: str) -> str:
    """What a chapter knows a part of its text by: a heading, those above it before it, or a block (``^name``)."""
    return f"^{fold(fragment)}" if fragment.startswith("^") else fold(fragment)


def late_link(destination: Destination, shown: str) -> Markup:
    """A link that is written later."""
    return Markup(f"{_FILE}{destination.file}#{destination.part}{_SHOWN}{escape(shown)}{_END}")


def written_links(markup: str, write: Writer) -> Markup:
    """The text with its late links written."""

    def written(found: re.Match[str]) -> str:
        file, _, part = found[1].partition("#")
        return write(Destination(file, part), Markup(found[2]))

    return Markup(_MARK.sub(written, markup))
