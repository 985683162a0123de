"""From notes to rows in one pass. No note is kept, and only a short record of each term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from operator import attrgetter
from pathlib import PurePosixPath

from msgspec import Struct, field

from noteport.export.notes import Notes
from noteport.model.ids import term_id
from noteport.model.nodes import Claim, WikiLink
from noteport.model.note import Note, wikilinks_of
from noteport.model.terms import Terms
from noteport.model.text import data_text
from noteport.model.visit import wikilinks
from noteport.tables.schema import ClaimRow, LinkRow, NoteRow, Row, TermRow


def table_rows(notes: Notes, tables: Collection[str]) -> Iterator[tuple[str, Row]]:
    """Yield the rows of some tables, each with the name of its table, note by note; ``terms`` come last.

    Args:
        notes: read once, one at a time.
        tables: names from ``TABLES``.
    """
    terms = TermTable(Terms(notes.refs() if "terms" in tables else ()))
    for note in notes:
        yield from rows_of_note(note, notes.file_of(note), tables)
        if "terms" in tables:
            terms.add(term_uses(note))
    for term in terms.rows():
        yield "terms", term


def rows_of_note(note: Note, file: PurePosixPath, tables: Collection[str]) -> Iterator[tuple[str, Row]]:
    """Yield the rows of one note, each with the name of its table; those of ``terms`` need all notes (``TermTable``).

    Args:
        note: the note.
        file: its path relative to the given path.
        tables: names from ``TABLES``.
    """
    number = 0
    rows = _ClaimRows(note)
    for claim in note.claims():
        number += 1
        if "claims" in tables:
            yield "claims", rows.row(claim)
        if "links" in tables:
            for link in link_rows(claim, note):
                yield "links", link
    if "notes" in tables:
        yield "notes", note_row(note, number, file)


def claim_row(claim: Claim, note: Note) -> ClaimRow:
    """Return the row of a claim; ``schema.CLAIMS`` describes the fields."""
    return _ClaimRows(note).row(claim)


_is_repaired = attrgetter("repaired")


class _ClaimRows:
    """Makes the rows of the claims of one note."""

    def __init__(self, note: Note) -> None:
        self._note = note
        self._channel = data_text(note.channel)
        self._title = data_text(note.title)
        self._section: tuple[str, ...] = ()
        self._shown_section: str | None = None

    def row(self, claim: Claim) -> ClaimRow:
        note, timestamps = self._note, claim.timestamps
        start = timestamps[0] if timestamps else None
        video = note.video_of(claim)
        chapter = note.chapter_of(claim) if video is not None and video.chapters else None
        links = tuple(wikilinks(claim.inlines))
        return ClaimRow(
            claim.id,
            note.id,
            data_text(video.id) if video is not None else None,
            self._channel,
            self._title,
            self._section_of(claim),
            _optional(claim.term),
            _optional(claim.lead),
            data_text(claim.text),
            claim.kind,
            start.start if start is not None else None,
            start.end if start is not None else None,
            _timestamp(start.start) if start is not None else None,
            start.url(video) if start is not None else video.url() if video is not None else None,
            tuple(dict.fromkeys([timestamp.start for timestamp in claim.others])) if len(timestamps) > 1 else (),
            claim.inferred,
            any(map(_is_repaired, timestamps)),
            tuple(_by_term(note, links)) if links else (),
            tuple(dict.fromkeys([link.note.id for link in links if link.note is not None])) if links else (),
            claim.place.line,
            claim.verdict,
            data_text(chapter.title) if chapter is not None else None,
            _optional(claim.back_link),
        )

    def _section_of(self, claim: Claim) -> str | None:
        """The headings above a claim, which are mostly those of the claim before."""
        if claim.section is not self._section:
            self._section = claim.section
            self._shown_section = _optional(" > ".join(claim.section))
        return self._shown_section


def link_rows(claim: Claim, note: Note) -> Iterator[LinkRow]:
    """Yield a row for each term that a claim names."""
    for id, link in _by_term(note, wikilinks(claim.inlines)).items():
        yield LinkRow(claim.id, id, link.note.id if link.note is not None else None)


def note_row(note: Note, claims: int, file: PurePosixPath) -> NoteRow:
    """Return the row of a note with this many claims; ``file`` is its path relative to the given path."""
    video = note.video
    return NoteRow(
        note.id,
        data_text(note.channel),
        data_text(note.title),
        data_text(str(file)),
        _optional(note.language),
        data_text(video.id) if video is not None else None,
        _optional(video.title) if video is not None else None,
        video.duration if video is not None else None,
        video.url() if video is not None else None,
        claims,
    )


class TermUse(Struct, frozen=True, array_like=True):
    """What one note says about one term."""

    id: str
    channel: str
    spellings: tuple[str, ...]
    """In the order of their occurrence, each once."""
    claims: int
    """How many claims name it."""


def term_uses(note: Note) -> tuple[TermUse, ...]:
    """Return what a note says about each term that it names."""
    links: dict[str, WikiLink] = {}
    spellings: dict[str, dict[str, None]] = {}
    for link in wikilinks_of(note):
        id = term_id(note, link)
        if id:
            links.setdefault(id, link)
            spellings.setdefault(id, {})[data_text(link.name)] = None
    claims = Counter(id for claim in note.claims() for id in _by_term(note, wikilinks(claim.inlines)))
    return tuple(
        TermUse(
            id=id,
            channel=data_text(link.note.channel if link.note is not None else note.channel),
            spellings=tuple(spellings[id]),
            claims=claims[id],
        )
        for id, link in links.items()
    )


class _Term(Struct):
    """What is known about a term so far."""

    channel: str
    spellings: dict[str, None] = field(default_factory=dict)
    claims: int = 0


class TermTable:
    """Collects what notes say about terms; their rows can be written once all notes are read.

    Args:
        names: the names of all terms.
    """

    def __init__(self, names: Terms) -> None:
        self._names = names
        self._terms: dict[str, _Term] = {}

    def add(self, uses: Iterable[TermUse]) -> None:
        """Add what one note says."""
        for use in uses:
            term = self._terms.setdefault(use.id, _Term(use.channel))
            term.spellings |= dict.fromkeys(use.spellings)
            term.claims += use.claims

    def rows(self) -> Iterator[TermRow]:
        """Every term so far, by id."""
        for id, term in sorted(self._terms.items()):
            name = data_text(self._names.name(id))
            others = tuple(spelling for spelling in term.spellings if spelling not in ("", name))
            note = next((ref.id for ref in self._names.notes(id)), None)
            yield TermRow(id, term.channel, name, others, note, term.claims)


def _by_term(note: Note, links: Iterable[WikiLink]) -> dict[str, WikiLink]:
    """Links by the id of the term that they name; of several for one term, the first."""
    found: dict[str, WikiLink] = {}
    for link in links:
        id = term_id(note, link)
        if id:
            found.setdefault(id, link)
    return found


def _optional(text: str | None) -> str | None:
    return data_text(text) if text else None


@lru_cache(maxsize=16384)  # the times of a vault repeat: three hours have 10,800 seconds
def _timestamp(seconds: int) -> str:
    """``H:MM:SS``; with two digits for the hour, readers would take it for a time of day."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
