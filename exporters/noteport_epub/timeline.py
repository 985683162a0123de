"""The timeline: the sections of a note in the order of the video, where the note has them in another."""

from __future__ import annotations

from itertools import pairwise

from noteport.api import Section, claims_of, sections_in
from noteport_epub.words import said
from noteport_epub.writing import Outlined, Writing
from noteport_epub.xhtml import Markup, el, join

_FEWEST = 3
_SLACK = 30
"""Seconds by which a section may begin before the one above it without being out of order."""


def timeline(writing: Writing) -> Markup:
    """Return a line for each section, in the order of the video; empty if the text has that order already.

    The text must have been written before.
    """
    starts = {heading.id: _start(heading.section) for heading in writing.outline if heading.depth == 1}
    timed = [(start, heading) for heading in writing.outline if (start := starts.get(heading.id)) is not None]
    in_text = [start for start, _ in timed]
    if len(timed) < _FEWEST or all(later >= earlier - _SLACK for earlier, later in pairwise(in_text)):
        return Markup()
    items = (_line(start, heading, writing) for start, heading in sorted(timed, key=lambda pair: pair[0]))
    return el(
        "section",
        {"class": "timeline"},
        writing.heading(2, writing.labels.timeline),
        "\n",
        el("ol", {}, "\n", join(items, "\n"), "\n"),
    )


def _line(start: int, heading: Outlined, writing: Writing) -> Markup:
    link = el("a", {"href": f"#{heading.id}"}, said(heading.title))
    return el("li", {}, writing.inlines.second(start), " ", link)


def _start(section: Section) -> int | None:
    """The first second of the video that a section is about; None if it names none."""
    starts = [
        claim.start.start
        for each in sections_in((section,))
        for claim in claims_of(each.blocks)
        if claim.start is not None and claim.start.trusted and claim.start.video is None
    ]
    return min(starts, default=None)
