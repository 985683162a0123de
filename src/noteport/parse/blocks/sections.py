"""Headings and what is below them, before the model is built."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct, field

from noteport.model.nodes import Block, Inline, Section, Timestamp
from noteport.parse.blocks.text_block import SectionContext

Later: TypeAlias = Callable[[], Block]
"""Builds a block of the model; called when the claims are known."""


class SectionDraft(Struct, eq=False):
    """A section whose blocks have not been built yet. Lines are those of the body, counted from 0."""

    heading: tuple[Inline, ...]
    title: str
    level: int
    line: int
    start: Timestamp | None = None
    blocks: list[Later] = field(default_factory=list)
    sections: list[SectionDraft] = field(default_factory=list)

    def build(self, line_offset: int) -> Section:
        """Build the section; ``line_offset`` is the line of the file on which the body begins."""
        return Section(
            heading=self.heading,
            title=self.title,
            level=self.level,
            start=self.start,
            blocks=tuple(later() for later in self.blocks),
            sections=tuple(section.build(line_offset) for section in self.sections),
            line=self.line + line_offset,
        )


class Outline:
    """The sections of a note, nested by the level of their headings."""

    def __init__(self) -> None:
        self.sections: list[SectionDraft] = [SectionDraft((), "", 0, 0)]
        """The first one has everything before the first heading."""
        self._path: list[SectionDraft] = []

    def open(self, draft: SectionDraft) -> SectionContext:
        """Add a section in its place, and return what its blocks take from the headings above them."""
        while self._path and self._path[-1].level >= draft.level:
            self._path.pop()
        (self._path[-1].sections if self._path else self.sections).append(draft)
        self._path.append(draft)
        return SectionContext(tuple(section.title for section in self._path if section.title), draft.start)

    def build(self, line_offset: int) -> tuple[Section, ...]:
        """Build all sections, without an empty first one."""
        return tuple(draft.build(line_offset) for draft in self.sections if draft.blocks or draft.level)
