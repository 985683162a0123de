"""What a note speaks of, for the index: people, things and terms as they read in the text, each with its places."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct, field

from noteport.api import Claim, WordStatistics, spelling_key, subjects_of
from noteport_epub.writing import Writing
from noteport_epub.xhtml import Markup


class Locator(Struct, frozen=True):
    """A place where a chapter speaks of something."""

    place: str
    """The id of the element in the chapter."""
    section: str
    """The heading above it in plain text; empty if there is none."""
    timestamp: Markup
    """A link to its second; empty if there is none."""


class Mentioned(Struct):
    """What one chapter says of one subject."""

    spellings: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    """How often it is a name, is linked, is bold, is a lead-in, or is defined."""
    claims: int = 0
    locators: dict[str, Locator] = field(default_factory=dict)
    """The first place in each section."""


def mentioned_in(writing: Writing, words: WordStatistics, defined: Collection[str]) -> Mapping[str, Mentioned]:
    """Return what a note speaks of, by what the spellings of a name share. The text must have been written before.

    Args:
        writing: the note.
        words: how rare words are: ``count_words(notes)``.
        defined: the keys of the terms that it defines.
    """
    found: dict[str, Mentioned] = {}
    for claim in writing.claims:
        seen = set()
        for subject in subjects_of(claim, words, english=writing.is_english):
            key = spelling_key(subject.text)
            if not key:
                continue
            mentioned = found.setdefault(key, Mentioned())
            _count(mentioned.spellings, subject.text)
            _count(mentioned.kinds, subject.kind)
            if key not in seen:
                seen.add(key)
                mentioned.claims += 1
                section = claim.section[-1] if claim.section else ""
                mentioned.locators.setdefault(section, _locator(claim, section, writing))
    for key in defined:
        if key in found:
            _count(found[key].kinds, "defined")
    return found


def _count(counts: dict[str, int], name: str) -> None:
    counts[name] = counts.get(name, 0) + 1


def _locator(claim: Claim, section: str, writing: Writing) -> Locator:
    return Locator(writing.place_of(claim), section, writing.timestamp_of(claim))
