"""A claim as a row of the table.

The columns and their order are frozen. ``start`` is the value, ``timestamp`` is for people; lists are joined by ``;``,
an element's own ``;`` is ``%3B``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from noteport.api import Claim, Emphasis, Inline, Link, Note, Strike, Strong, Video, WikiLink, term_id

Cell: TypeAlias = str | int | None
"""Text, a number, or nothing; only text can be taken for a formula."""

COLUMNS = (
    "claim_id",
    "note_id",
    "video_id",
    "channel",
    "title",
    "section",
    "term",
    "lead",
    "text",
    "kind",
    "start",
    "end",
    "timestamp",
    "url",
    "other_starts",
    "inferred",
    "repaired",
    "terms",
    "links",
    "line",
)

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "'")
"""What a spreadsheet acts on at the start of a cell, full-width forms too; and the guard, so that it can be undone."""
_NOT_IN_A_CELL = re.compile("[\x00-\x08\n-\x1f\x7f\x85\u2028\u2029]+")
"""Line breaks of all kinds and control characters."""


def row(claim: Claim, note: Note) -> tuple[Cell, ...]:
    """The cells of a claim, one for each of ``COLUMNS``."""
    start, video = claim.start, note.video_of(claim)
    links = tuple(_wikilinks(claim.inlines))
    return (
        claim.id,
        note.id,
        video.id if video else None,
        _one_line(note.channel),
        _one_line(note.title),
        _one_line(" > ".join(claim.section)),
        _one_line(claim.term or ""),
        _one_line(claim.lead or ""),
        _one_line(claim.text),
        claim.kind,
        start.start if start else None,
        start.end if start else None,
        _timestamp(start.start) if start else None,
        _url(claim, video),
        _joined(str(stamp.start) for stamp in claim.others),
        _boolean(claim.inferred),
        _boolean(any(stamp.repaired for stamp in claim.stamps)),
        _joined(term_id(note, link) for link in links),
        _joined(link.note.id for link in links if link.note is not None),
        claim.place.line,
    )


def guarded(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells with ``'`` before each text that a spreadsheet would act on. To undo: take one leading ``'`` away."""
    return tuple(f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in cells)


def _one_line(text: str) -> str:
    return _NOT_IN_A_CELL.sub(" ", text) if not text.isprintable() else text


def _url(claim: Claim, video: Video | None) -> str | None:
    """The link to the claim's second; to the video alone if there is none, or none that can be trusted."""
    if claim.start is not None:
        return claim.start.url(video)
    return video.url() if video is not None else None


def _timestamp(seconds: int) -> str:
    """``H:MM:SS``; with two digits for the hour, readers would take it for a time of day."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _boolean(value: bool) -> str:
    return "true" if value else "false"


def _joined(elements: Iterable[str]) -> str:
    """A list in one cell, each element once."""
    return ";".join(dict.fromkeys(element.replace(";", "%3B") for element in elements if element))


def _wikilinks(inlines: tuple[Inline, ...]) -> Iterator[WikiLink]:
    for inline in inlines:
        match inline:
            case WikiLink():
                yield inline
            case Emphasis(children) | Strong(children) | Strike(children) | Link(children=children):
                yield from _wikilinks(children)
            case _:
                pass
