"""How the sections of a note begin, so that an embed of one shows more than its name: ``![[note#Heading]]``."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token
from msgspec import Struct

from noteport.model.patterns import pattern
from noteport.parse.dialects import translate
from noteport.parse.dialects.timestamp_tokens import tokens_with_timestamps
from noteport.parse.head.body import prepare
from noteport.parse.head.front_matter import split_head
from noteport.parse.head.video import note_video
from noteport.parse.note import normalise
from noteport.parse.options import ReadOptions
from noteport.parse.passages import LONGEST, shortened
from noteport.parse.text.one_line import plain_tokens

_WORD = pattern(r"\w+")
_CALLOUT = pattern(r"\[![^\[\]\n]*+\][+-]?[ \t]*")
_ENDS = (".", "!", "?", ":", ";", "…", "。", "！", "？")


class Opening(Struct, frozen=True):
    """The first words of a section."""

    path: tuple[str, ...]
    """Its heading and those above it, folded; outermost first."""
    text: str
    """Plain text on one line; empty if the section contains none."""


def openings_of(text: str, options: ReadOptions = ReadOptions()) -> Sequence[Opening]:
    """Return how each section of a note begins, in the order of the text. ``text`` is the text of its file."""
    head = split_head(normalise(text), options.limits.front_matter)
    video = note_video(head)
    page = translate(prepare(head.body).text, has_video=video is not None, plugins=options.plugins or ())
    try:
        pieces = list(_pieces(tokens_with_timestamps(page.text, video, options.limits.nesting)))
    except RecursionError:
        return ()
    return _sections(pieces)


def find_opening(openings: Sequence[Opening], fragment: str) -> str | None:
    """Return how the section begins that the fragment of a link leads to, or None: ``Heading``, ``Heading#Below it``.

    Obsidian ignores case and punctuation of the headings.
    """
    wanted = [folded for part in fragment.split("#") if (folded := _fold(part))]
    for opening in openings:
        if wanted and opening.path[-1] == wanted[-1] and _is_within(wanted, opening.path):
            return opening.text or None
    return None


class _Piece(Struct, frozen=True):
    """The text of a heading or of another block."""

    text: str
    level: int
    """That of a heading; 0 for other blocks."""


def _pieces(tokens: Sequence[Token]) -> Iterator[_Piece]:
    in_table = False
    for before, token in pairwise(tokens):
        in_table = token.type == "table_open" or (in_table and token.type != "table_close")
        if token.type != "inline" or in_table:
            continue
        level = int(before.tag[1:]) if before.type == "heading_open" and before.level == 0 else 0
        text = _CALLOUT.sub("", plain_tokens(token.children or ()), count=1)
        if text or level:
            yield _Piece(text, level)


def _sections(pieces: Sequence[_Piece]) -> list[Opening]:
    found: list[Opening] = []
    above: list[tuple[int, str]] = []
    for number, piece in enumerate(pieces):
        if piece.level:
            above = [(level, heading) for level, heading in above if level < piece.level]
            above.append((piece.level, _fold(piece.text)))
            found.append(Opening(tuple(heading for _, heading in above), _first_words(pieces, number)))
    return found


def _first_words(pieces: Sequence[_Piece], heading: int) -> str:
    """Join the blocks under a heading, as many as are shown."""
    words = ""
    for number in range(heading + 1, len(pieces)):
        piece = pieces[number]
        if len(words) > LONGEST or 0 < piece.level <= pieces[heading].level:
            break
        if not piece.level:
            words += f"{'' if not words else ' ' if words.endswith(_ENDS) else '; '}{piece.text}"
    return shortened(words)


def _is_within(wanted: Sequence[str], path: Sequence[str]) -> bool:
    """Return whether the wanted headings occur in a path in this order."""
    rest = iter(path)
    return all(heading in rest for heading in wanted)


def _fold(heading: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", heading).casefold()))
