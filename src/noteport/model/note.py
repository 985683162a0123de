"""A note after reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field

from noteport.model.nodes import Chapter, Claim, Image, Inline, NoteRef, Section, TimestampRef, Video, WikiLink
from noteport.model.problems import Problem
from noteport.model.text import plain_inline
from noteport.model.visit import claims_of, images_in, sections_in, text_blocks, wikilinks_in_sections


class Note(Struct, frozen=True, kw_only=True, gc=False):
    """One note: what is known about a video, or anything else, with the claims that its timestamps support.

    note.title, note.video, note.channel    what it is about
    note.claims()                           its sentences with timestamps, in the order of the text
    note.sections                           its whole text: sections contain blocks, and blocks contain inlines
    note.problems                           what is wrong in its file

    A note is frozen. ``map_claims`` and ``map_inlines`` make changed copies, and so does ``msgspec.structs.replace``.
    """

    id: str
    """``channel/stem``, unique in its vault (model/ids.py)."""
    path: PurePosixPath
    """The file, as the user gave it."""
    title: str
    """The topic of the note: from front matter, or else its first heading of level 1, or else the file name."""
    channel: str
    video: Video | None = None
    language: str | None = None
    """BCP 47 tag, if known."""
    front_matter: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    """As written; every scalar is a string."""
    tags: tuple[str, ...] = ()
    """The tags of the whole note, from its front matter and from lines of their own: ``rye``, ``food/bread``."""
    sections: tuple[Section, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def ref(self) -> NoteRef:
        return NoteRef(id=self.id, title=self.title, channel=self.channel, stem=self.path.stem, video=self.video)

    def video_of(self, claim: Claim) -> Video | None:
        """Return the video of a claim: the one that its timestamp names, or else that of the note."""
        return claim.start.video or self.video if claim.start is not None else self.video

    def chapter_of(self, claim: Claim) -> Chapter | None:
        """Return the chapter of the video in which a claim is said, if that is known."""
        video = self.video_of(claim)
        if video is None or claim.start is None or not claim.start.trusted:
            return None
        return video.chapter_at(claim.start.start)

    def can_open(self, claim: Claim) -> bool:
        """Return whether a link can open the second of a claim: its video is known and its timestamp is trusted."""
        return claim.start is not None and claim.start.trusted and self.video_of(claim) is not None

    def claims(self) -> Iterator[Claim]:
        """Return every claim, in the order of the text."""
        for section in sections_in(self.sections):
            yield from claims_of(section.blocks)

    def images(self) -> Mapping[str, tuple[Image, ...]]:
        """Return the images and sounds of every claim that has some, by claim id: its own, and those of its block that
        belong to no claim. A block of images alone belongs to the last claim of the block before it.
        """
        found: dict[str, tuple[Image, ...]] = {}
        for section in sections_in(self.sections):
            before: Claim | None = None
            for block in text_blocks(section.blocks):
                of_block = list(images_in(block.inlines))
                if of_block:
                    own = {claim.id: tuple(images_in(claim.inlines)) for claim in block.claims}
                    owned = {image for images in own.values() for image in images}
                    shared = [image for image in of_block if image not in owned]
                    found.update((id, (*images, *shared)) for id, images in own.items() if images or shared)
                if _says_nothing(block.inlines):
                    if of_block and before is not None:
                        found[before.id] = (*found.get(before.id, ()), *of_block)
                else:
                    before = block.claims[-1] if block.claims else None
        return MappingProxyType(found)

    def __reduce__(self) -> tuple[Any, ...]:
        # A read-only mapping cannot be pickled, but notes are sent to other processes and back.
        values = {name: getattr(self, name) for name in self.__struct_fields__} | {
            "front_matter": dict(self.front_matter)
        }
        return _rebuild_note, (values,)


def _says_nothing(inlines: tuple[Inline, ...]) -> bool:
    return all(type(inline) is TimestampRef or not plain_inline(inline).strip() for inline in inlines)


def _rebuild_note(values: dict[str, Any]) -> Note:
    return Note(**values | {"front_matter": MappingProxyType(values["front_matter"])})


def wikilinks_of(note: Note) -> Iterator[WikiLink]:
    """All wikilinks of a note in the order of the text, including those in headings and in text without claims."""
    return wikilinks_in_sections(note.sections)
