"""At a glance: a summary before the text of a chapter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from noteport.api import NO_CHANNEL, Timestamp, Video, clock
from noteport_epub.verdicts import count_verdicts, summary
from noteport_epub.words import said, video_link
from noteport_epub.writing import Outlined, Writing
from noteport_epub.xhtml import Markup, el, join

MOST_HEADINGS = 16


def glance(writing: Writing) -> Markup:
    """Return the rows of a list: channel, video, span, number of claims, outline. The text must have been written
    before.
    """
    return join((join([el("dt", writing.ours, name), el("dd", {}, value)]) for name, value in _rows(writing)), "\n")


def _rows(writing: Writing) -> Iterator[tuple[str, Markup | str]]:
    note, claims = writing.note, writing.claims
    if note.channel != NO_CHANNEL:
        yield "Channel", note.channel
    if note.video is not None:
        yield "Video", video_link(note.video)
    starts = [claim.start for claim in claims if claim.start and claim.start.trusted and not claim.start.video]
    if starts:
        yield "Span", _span(starts, writing)
    if note.video is not None and note.video.chapters:
        yield "Chapters of the video", _chapters(note.video, starts, writing)
    repaired = sum(any(timestamp.repaired for timestamp in claim.timestamps) for claim in claims)
    remark = el("span", writing.ours, f", {repaired} of them with a repaired time") if repaired else ""
    yield "Claims", join([str(len(claims)), remark])
    checked = summary(count_verdicts(claims))
    if checked:
        yield "Captions", el("span", writing.ours, checked)
    headings = [heading for heading in writing.outline if heading.depth == 1]
    if len(headings) == 1:
        headings += [heading for heading in writing.outline if heading.depth == 2]
    if headings:
        yield "Outline", _outline(headings, writing)


def _span(starts: list[Timestamp], writing: Writing) -> Markup:
    video = writing.note.video
    first, last = (pick(starts, key=lambda timestamp: timestamp.start) for pick in (min, max))
    ends = [writing.inlines.timestamp(Timestamp(start=moment)) for moment in dict.fromkeys((first.start, last.start))]
    whole = f" of {clock(video.duration)}" if video is not None and video.duration else ""
    return join([join(ends, " – "), whole])


def _chapters(video: Video, starts: Sequence[Timestamp], writing: Writing) -> Markup:
    """The chapters of the video that the note is about, each with a link; all of them if its claims have no times."""
    spoken_of = {video.chapter_at(timestamp.start) for timestamp in starts}
    chapters = [chapter for chapter in video.chapters if not starts or chapter in spoken_of]
    shown = chapters[:MOST_HEADINGS]
    items = [
        el("li", {}, writing.inlines.timestamp(Timestamp(start=chapter.start)), " ", said(chapter.title))
        for chapter in shown
    ]
    if len(chapters) > len(shown):
        items.append(el("li", {}, f"… and {len(chapters) - len(shown)} more"))
    return el("ol", {"class": "outline", "dir": "auto"}, *items)


def _outline(headings: list[Outlined], writing: Writing) -> Markup:
    shown = headings[:MOST_HEADINGS]
    items = [el("li", {}, el("a", {"href": f"#{heading.id}"}, said(heading.title))) for heading in shown]
    if len(headings) > len(shown):
        items.append(el("li", {}, f"… and {len(headings) - len(shown)} more"))
    return el("ol", {"class": "outline", "dir": "auto"}, *items)
