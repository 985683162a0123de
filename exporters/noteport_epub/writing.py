"""One note while it is written: its text, and what the parts of its chapter share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from noteport.api import (
    Claim,
    Context,
    Definition,
    Note,
    Notes,
    Section,
    definition_in,
    is_english_tag,
    language_of,
    plain,
)
from noteport_epub.blocks import BlockWriter, footnote_numbers
from noteport_epub.inlines import InlineWriter
from noteport_epub.labels import labels_of, ours
from noteport_epub.links import fold
from noteport_epub.verdicts import verdicts_by_timestamp
from noteport_epub.words import said
from noteport_epub.xhtml import Markup, el, join


class Outlined(NamedTuple):
    """A heading of the note."""

    depth: int
    """1 for the outermost."""
    title: str
    id: str
    section: Section


class Writing:
    """One note while it is written: what the parts of its chapter share."""

    def __init__(self, note: Note, notes: Notes | Context) -> None:
        self.note = note
        self.tag = language_of(note)
        self.is_english = is_english_tag(self.tag)
        self.labels = labels_of(self.tag)
        self.ours = ours(self.tag)
        """Attributes of an element with our own words."""
        footnotes = footnote_numbers(note.sections)
        self.inlines = InlineWriter(note, notes, footnotes, self.tag, verdicts_by_timestamp(self.claims))
        self.blocks = BlockWriter(self.inlines, footnotes, self.tag)
        self._headings: dict[str, str] = {}
        """The id of each heading by its folded text, with and without the headings above it."""
        self._above: list[str] = []
        self.outline: list[Outlined] = []
        """Its headings in order, without the title; known once the text is written."""
        self.title = said(note.title.strip() or note.path.stem)
        """The title of the chapter; once the text is written, with the markup of its heading."""
        self._texts: dict[str, Markup] = {}
        self._sections = 0

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(self.note.claims())

    @cached_property
    def definitions(self) -> dict[str, Definition]:
        """What claims define, by the claim's id; nothing in other languages than English."""
        claims = self.claims if self.is_english else ()
        found = ((claim.id, definition_in(claim)) for claim in claims)
        return {id: definition for id, definition in found if definition is not None}

    def text_of(self, claim: Claim) -> Markup:
        """Return the text of a claim for the other parts of the chapter and of the book."""
        if claim.id not in self._texts:
            self._texts[claim.id] = self.inlines.bare(claim.inlines)
        return self._texts[claim.id]

    def timestamp_of(self, claim: Claim) -> Markup:
        """Return the link to a claim's second; empty if it has none."""
        return self.inlines.timestamp(claim.start) if claim.start is not None else Markup()

    def place_of(self, claim: Claim) -> str:
        """Return the id of the element that contains a claim; empty if it has none."""
        return self.blocks.anchors.get(claim.id, "")

    @property
    def places(self) -> dict[str, str]:
        """The id of each part that links can name, by its key (``links.part_key``); known once the text is written."""
        return self._headings | self.blocks.named

    def heading(self, level: int, text: str) -> Markup:
        """Write a heading with our own words."""
        return el(f"h{level}", self.ours, text)

    def remark(self, text: str) -> Markup:
        """Write a subdued line with our own words."""
        return el("p", {"class": "remark", **self.ours}, text)

    # --- the text -----------------------------------------------------------------------------------------------------

    def text(self) -> Markup:
        """Write the whole text of the note, under the title that the chapter has already."""
        return join([*self._top(self.note.sections), self.blocks.write_footnotes()], "\n")

    def _top(self, sections: tuple[Section, ...]) -> Iterator[Markup]:
        for index, section in enumerate(sections):
            if section.level == 0:
                yield self.blocks.write(section.blocks)
            elif index <= 1 and _is_title(section, self.note):
                self.title = self.inlines.write(section.heading)
                id = self._id_of(section)
                yield el("div", {"id": id}, self.blocks.write(section.blocks, id))
                yield from self._top(section.sections)
            else:
                yield self._section(section, 2)

    def _section(self, section: Section, depth: int) -> Markup:
        id = self._id_of(section)
        if section.title:
            self.outline.append(Outlined(depth - 1, section.title, id, section))
        self.inlines.place = id
        heading = self.inlines.write(section.heading)
        shown = el(f"h{min(depth, 6)}", {}, heading) if plain(section.heading).strip() else Markup()
        inner = [self.blocks.write(section.blocks, id)]
        self._above.append(section.title)
        inner += [self._section(child, depth + 1 if shown else depth) for child in section.sections]
        self._above.pop()
        return el("section", {"id": id}, shown, "\n", join(inner, "\n"), "\n")

    def _id_of(self, section: Section) -> str:
        """Return the id of the next section; links find it by the text of the heading."""
        self._sections += 1
        id = f"section-{self._sections}"
        for start in range(len(self._above), -1, -1):
            self._headings.setdefault(fold(" ".join([*self._above[start:], section.title])), id)
        return id


def _is_title(section: Section, note: Note) -> bool:
    """Return whether a heading repeats the title of the chapter."""
    return section.level == 1 and fold(section.title) == fold(note.title)
