"""Where a line may not end: before a timestamp, and before a mark that some languages set off with a space."""

from __future__ import annotations

import re

from noteport_epub.xhtml import Markup

HARD_SPACE, _JOINER = "\u00a0", "\u2060"
_FIRST_OF_UNSPACED = 0x2E80
"""From here on, scripts have no spaces between words, and a line may end after any sign."""
_SET_OFF = re.compile(r" (?:(?=[:;!?»%](?:\s|$))|(?<=« ))")
_SPACE_BEFORE_MARK = re.compile(r"\s+(?=[.,;:!?)\]、。，])")


def with_hard_spaces(text: str) -> str:
    """Return text in which a mark that is set off, as in ``Vraiment ?``, stays with the word before it."""
    return _SET_OFF.sub(HARD_SPACE, text)


def glue_end(pieces: list[str]) -> None:
    """Make what is written next stay on the line of the last word."""
    last = pieces[-1] if pieces else ""
    if last.endswith((" ", "\n")):
        pieces[-1] = Markup(last[:-1] + HARD_SPACE)
    elif last and ord(last[-1]) >= _FIRST_OF_UNSPACED:
        pieces.append(Markup(_JOINER))


def without_space_before_mark(markup: Markup) -> Markup:
    """Return what follows a timestamp without the space before its full stop or comma."""
    found = _SPACE_BEFORE_MARK.match(markup)
    return Markup(markup[found.end() :]) if found is not None else markup
