"""At a glance: a summary before the text of a chapter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from noteport.api import NO_CHANNEL, Timestamp, Video, clock
from noteport_epub.labels import Labels
from noteport_epub.terms import Term
from noteport_epub.verdicts import count_verdicts, summary
from noteport_epub.words import said, video_link
from noteport_epub.writing import Outlined, Writing
from noteport_epub.xhtml import Markup, el, join

MOST_HEADINGS = 16
_MOST_TERMS = 12


def glance(writing: Writing, terms: Mapping[str, Term]) -> Markup:
    """Return the rows of a list: channel, video, length, claims, terms, outline. The text must have been written
    before.
    """
    return join(
        (join([el("dt", writing.ours, name), el("dd", {}, value)]) for name, value in _rows(writing, terms)), "\n"
    )


def _rows(writing: Writing, terms: Mapping[str, Term]) -> Iterator[tuple[str, Markup | str]]:
    note, claims, labels = writing.note, writing.claims, writing.labels
    if note.channel != NO_CHANNEL:
        yield labels.channel, shown_name(note.channel)
    if note.video is not None:
        yield labels.video, video_link(note.video)
        if note.video.duration:
            yield labels.length, clock(note.video.duration)
    starts = [claim.start for claim in claims if claim.start and claim.start.trusted and not claim.start.video]
    if starts:
        yield labels.span, _span(starts, writing)
    if note.video is not None and note.video.chapters:
        yield labels.video_chapters, _chapters(note.video, starts, writing)
    yield labels.claims, _claims(writing)
    checked = summary(count_verdicts(claims), labels)
    if checked:
        yield labels.captions, el("span", writing.ours, checked)
    if terms:
        links = (el("a", {"href": f"#{term.place}"}, said(term.name)) for term in list(terms.values())[:_MOST_TERMS])
        yield labels.terms, join(links, ", ")
    headings = [heading for heading in writing.outline if heading.depth == 1]
    if len(headings) == 1:
        headings += [heading for heading in writing.outline if heading.depth == 2]
    if headings:
        yield labels.outline, _outline(headings, writing)


def shown_name(channel: str) -> str:
    """Return the name of a channel as people write it: without underscores, which file names need."""
    return " ".join(channel.replace("_", " ").split()) or channel


def _claims(writing: Writing) -> Markup:
    """The number of claims, and of those whose times were wrong."""
    claims, labels = writing.claims, writing.labels
    repaired = sum(any(timestamp.repaired for timestamp in claim.timestamps) for claim in claims)
    doubtful = sum(claim.start is not None and not claim.start.trusted for claim in claims)
    remarks = [(labels.repaired_claims, repaired), (labels.doubtful_claims, doubtful)]
    shown = "".join(f", {words.format(number)}" for words, number in remarks if number)
    return join([str(len(claims)), el("span", writing.ours, shown) if shown else ""])


def _span(starts: list[Timestamp], writing: Writing) -> Markup:
    first, last = (pick(starts, key=lambda timestamp: timestamp.start) for pick in (min, max))
    ends = [writing.inlines.second(second) for second in dict.fromkeys((first.start, last.start))]
    return join(ends, " – ")


def _chapters(video: Video, starts: Sequence[Timestamp], writing: Writing) -> Markup:
    """The chapters of the video that the note is about, each with a link; all of them if its claims have no times."""
    spoken_of = {video.chapter_at(timestamp.start) for timestamp in starts}
    chapters = [chapter for chapter in video.chapters if not starts or chapter in spoken_of]
    items = [
        el("li", {}, writing.inlines.second(chapter.start), " ", said(chapter.title))
        for chapter in chapters[:MOST_HEADINGS]
    ]
    return _listed(items, len(chapters), writing.labels)


def _outline(headings: list[Outlined], writing: Writing) -> Markup:
    items = [
        el("li", {}, el("a", {"href": f"#{heading.id}"}, said(heading.title))) for heading in headings[:MOST_HEADINGS]
    ]
    return _listed(items, len(headings), writing.labels)


def _listed(items: list[Markup], count: int, labels: Labels) -> Markup:
    """The first lines of a list, and how many more there are."""
    if count > len(items):
        items.append(el("li", {}, labels.more.format(count - len(items))))
    return el("ol", {"class": "outline", "dir": "auto"}, *items)
