"""A note as a chapter: its contents in order, and what the rest of the book needs to know about it.

number and title → at a glance → the text → timeline → check yourself → mentioned in
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from noteport.api import Context, Note, NoteRef, Notes, Video, WordStatistics
from noteport_epub.foreign_words import has_foreign_words
from noteport_epub.glance import glance
from noteport_epub.images import PictureFile
from noteport_epub.links import file_of
from noteport_epub.self_test import Question, self_test
from noteport_epub.subjects import Mentioned, mentioned_in
from noteport_epub.terms import Term, terms_of
from noteport_epub.timeline import timeline
from noteport_epub.verdicts import count_verdicts
from noteport_epub.writing import Writing
from noteport_epub.xhtml import Markup, el, join


class Wanted(Struct, frozen=True, kw_only=True):
    """The parts of a chapter that are wanted."""

    words: WordStatistics
    """The rarity of words, for questions and the index."""
    self_test: bool = True
    index: bool = True
    timeline: bool = True


class Facts(Struct, frozen=True, kw_only=True):
    """What can be counted in a note."""

    claims: int
    repaired: int
    """Claims whose second was repaired."""
    untrusted: int
    """Claims whose second lies beyond the end of the video."""
    verdicts: Mapping[str, int]
    """How many claims have each verdict, of those that captions were there for."""
    missing_pictures: tuple[str, ...]
    """Addresses of images that are shown only as text."""
    undescribed: bool
    """Whether an image has no description other than its file name."""
    foreign_words: bool
    """Whether it has words in a script that its language is not written in."""
    seconds: tuple[int, ...]
    """The starts of its claims in the note's own video, of those that can be opened."""


class Chapter(Struct, frozen=True, kw_only=True):
    """A written note, without what depends on other notes."""

    ref: NoteRef
    order: int | None
    """The position of the note in the hub of its channel."""
    file: str
    title: str
    """In plain text."""
    heading: Markup
    """The same with its markup."""
    tag: str
    """The language of the note."""
    video: Video | None
    keywords: tuple[str, ...]
    """The tags of the note and of its claims."""
    facts: Facts
    terms: Mapping[str, Term]
    """What it defines, by what the spellings of a term share."""
    subjects: Mapping[str, Mentioned]
    """What it speaks of, likewise."""
    links: Mapping[str, str]
    """The place of the first link to each other chapter, by that chapter's file."""
    places: Mapping[str, str]
    """The id of each part that links can name, by its key."""
    pictures: tuple[PictureFile, ...]
    questions: tuple[Question, ...]
    spare: tuple[Question, ...]
    """Questions for the review of its part."""


class Written(Struct, frozen=True, kw_only=True):
    """The text of a chapter, which the book only writes."""

    glance: Markup
    """At a glance, without the related chapters."""
    body: Markup
    """The text and the timeline, with deferred links."""


def make_chapter(note: Note, notes: Notes | Context, wanted: Wanted) -> tuple[Chapter, Written]:
    """Write a note. What depends on other notes is added later (guide.py)."""
    writing = Writing(note, notes)
    body = [el("div", {"class": "text"}, "\n", writing.text(), "\n"), timeline(writing) if wanted.timeline else ""]
    terms = terms_of(writing)
    questions, spare = self_test(writing, wanted.words) if wanted.self_test else ((), ())
    claims = writing.claims
    chapter = Chapter(
        ref=note.ref,
        order=notes.place_in_hub(note),
        file=file_of(note.ref),
        title=note.title.strip() or note.path.stem,
        heading=writing.title,
        tag=writing.tag,
        video=note.video,
        keywords=tuple(dict.fromkeys((*note.tags, *(tag for claim in claims for tag in claim.tags)))),
        facts=Facts(
            claims=len(claims),
            repaired=sum(any(timestamp.repaired for timestamp in claim.timestamps) for claim in claims),
            untrusted=sum(claim.start is not None and not claim.start.trusted for claim in claims),
            verdicts=count_verdicts(claims),
            missing_pictures=tuple(writing.inlines.missing_pictures),
            undescribed=writing.inlines.undescribed,
            foreign_words=any(has_foreign_words(part, writing.tag) for part in (writing.title, *body)),
            seconds=tuple(
                claim.start.start
                for claim in claims
                if claim.start is not None and claim.start.trusted and claim.start.video is None
            ),
        ),
        terms=terms,
        subjects=mentioned_in(writing, wanted.words, terms) if wanted.index else {},
        links=dict(writing.inlines.links),
        places=writing.places,
        pictures=tuple(writing.inlines.pictures.values()),
        questions=questions,
        spare=spare,
    )
    return chapter, Written(glance=glance(writing, terms), body=join([part for part in body if part], "\n"))
