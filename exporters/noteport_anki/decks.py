"""The deck of a card, by name and id, and its tags, from templates such as ``{channel}::{topic}``."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from noteport.api import NO_CHANNEL, Claim, Note, UsageError

_FIELD = re.compile(r"\{(\w*)\}")
_FIELDS = ("channel", "topic", "section", "title", "video")
"""``title`` is a synonym of the topic."""
_LOWEST_ID, _HIGHEST_ID = 2**30 + 1, 2**53 - 1
"""Deck ids must be larger than Anki's own small ones, and exact as a JavaScript number."""
_NUMBER = re.compile(r"^\d+(?:\.\d+)*[.)]\s+(?=\S)")
"""Of a heading; it sorts the note, and would part what belongs together elsewhere."""
_LONGEST_PART = 80
"""Maximum characters of one level of a tag; a heading may be as long as a paragraph."""


class Template:
    """A name in levels separated by ``::``, with fields for what a claim belongs to.

    An empty level is left out; ``{section}`` alone makes one level for each heading.
    """

    def __init__(self, template: str, what: str) -> None:
        """``what`` names the kind of template. Raises UsageError for an unknown field."""
        for name in _FIELD.findall(template):
            if name not in _FIELDS:
                known = ", ".join(f"{{{field}}}" for field in _FIELDS)
                raise UsageError(f"The {what} template {template!r} has an unknown field {{{name}}}.", f"Use {known}.")
        self.text = template
        self._levels = template.split("::")

    def fill(self, claim: Claim, note: Note, clean: Callable[[str], str]) -> list[str]:
        """Return the levels for a claim, each passed through ``clean``."""
        values = _values(claim, note)
        levels: list[str] = []
        for level in self._levels:
            if level.strip() == "{section}":
                levels += map(clean, values["section"])
            else:
                levels.append(clean(_FIELD.sub(lambda found: " › ".join(values[found[1]]), level)))
        return [level for level in levels if level]


def _values(claim: Claim, note: Note) -> dict[str, Sequence[str]]:
    video = note.video_of(claim)
    named = note.title.casefold()
    return {
        "channel": [note.channel if note.channel != NO_CHANNEL else "noteport"],
        "topic": [note.title],
        "title": [note.title],
        "video": [(video.title or video.id) if video is not None else note.title],
        "section": [_NUMBER.sub("", heading) for heading in claim.section if heading.casefold() != named],
    }


def deck_name(template: Template, claim: Claim, note: Note) -> str:
    """Return the deck of a claim's card; never empty."""
    name = "::".join(template.fill(claim, note, _one_level))
    return unicodedata.normalize("NFC", name).strip(": ") or "noteport"


def deck_id(name: str) -> int:
    """Return the permanent id of a deck with this name. Anki treats names that differ only in case as the same."""
    digest = hashlib.sha256(folded(name).encode("utf-8", "replace")).digest()
    return _LOWEST_ID + int.from_bytes(digest[:8], "big") % (_HIGHEST_ID - _LOWEST_ID)


def folded(name: str) -> str:
    """Return the name of a deck as Anki compares it."""
    return unicodedata.normalize("NFC", name).casefold()


def tags(templates: Sequence[Template], claim: Claim, note: Note) -> tuple[str, ...]:
    """Return tags from templates, and tags about the timestamp of the claim."""
    return tuple(dict.fromkeys(_tags(templates, claim, note)))


def _tags(templates: Sequence[Template], claim: Claim, note: Note) -> Iterator[str]:
    for template in templates:
        levels = template.fill(claim, note, _tag_level)
        if levels:
            yield "::".join(levels)
    for tag in (*note.tags, *claim.tags):
        nested = "::".join(filter(None, map(_tag_level, tag.split("/"))))
        if nested:
            yield nested
    if claim.inferred:
        yield "noteport::inferred"
    if any(timestamp.repaired for timestamp in claim.timestamps):
        yield "noteport::repaired"
    yield from tags_from_elsewhere(claim, note)


def tags_from_elsewhere(claim: Claim, note: Note) -> Iterator[str]:
    """Return the tags that depend on more than the note and the templates: on the video's chapters and captions."""
    chapter = note.chapter_of(claim)
    video = note.video_of(claim)
    if chapter is not None and video is not None:
        named = (_tag_level(video.title or video.id), _tag_level(chapter.title))
        yield "::".join(("noteport", "chapter", *filter(None, named)))
    if claim.verdict != "unchecked":
        yield f"noteport::{claim.verdict}"


def _one_level(text: str) -> str:
    """Return text that makes no level of its own."""
    return " ".join(re.sub(":{2,}", ":", text).split()).strip(":")


@lru_cache(maxsize=1024)
def _tag_level(text: str) -> str:
    """One level of a tag: without whitespace, control characters and quotes, which Anki would cut or drop."""
    kept = "".join(char for char in _one_level(text) if char != '"' and (char == " " or char.isprintable()))
    return unicodedata.normalize("NFC", "_".join(kept[:_LONGEST_PART].split())).strip(":")
