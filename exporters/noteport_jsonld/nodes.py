"""The parts of graphs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Protocol, TypeAlias

from msgspec import Struct, field

from noteport.api import Note, data_text

Node: TypeAlias = dict[str, Any]
"""A thing as JSON-LD: ``@id``, ``@type`` and properties. Values are strings, integers, IRIs, nodes, or lists of
these.
"""
Context: TypeAlias = Mapping[str, Any]
"""A JSON-LD context."""

_TAG = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
"""A language tag of BCP 47 that begins with a language code."""


class Described(Struct):
    """The statements of one note, grouped by which other notes may make them; together they are the note's own
    document.
    """

    own: list[Node] = field(default_factory=list)
    """Things that no other note describes."""
    fixed: list[Node] = field(default_factory=list)
    """Things that another note may describe as well, but in the same way."""
    shared: list[Node] = field(default_factory=list)
    """Things about which another note may know more."""
    claims: int = 0
    left_out: int = 0
    """The number of its claims, and of those that are left out."""

    def nodes(self) -> list[Node]:
        return self.own + self.fixed + self.shared


class Profile(Protocol):
    """A vocabulary."""

    context: ClassVar[Context]
    """Included in every document, so that nothing is fetched to read one."""

    def describe(self, note: Note) -> Described:
        """Return the description of a note, whatever other notes say."""
        ...


class Gathering:
    """What all notes say together, note by note in the order of their paths."""

    def __init__(self) -> None:
        self.claims = self.left_out = 0

    def merged(self, shared: list[Node]) -> list[Node]:
        """Return what a note says of things that several notes describe, as the notes before it leave it."""
        return shared

    def remarks(self) -> list[str]:
        """Return what the user should know once all notes are described."""
        if not self.left_out:
            return []
        return [f"Left out because their notes name no video: {self.left_out:,} of {self.claims:,} claims."]


def literal(text: str | None, language: str | None = None) -> Any:
    """Return a text, with its language if known; None for an empty one."""
    text = data_text(text or "")
    if not text:
        return None
    return {"@value": text, "@language": language} if language else text


def language_tag(language: str | None) -> str | None:
    """Return the language of a note as RDF compares tags, in lower case; None for an invalid tag (``English``)."""
    tag = (language or "").strip().replace("_", "-")
    return tag.lower() if _TAG.fullmatch(tag) else None


def one_or_list(values: list[Any]) -> Any:
    """Simplify a list: a single value stands alone, and an empty list is None."""
    return values[0] if len(values) == 1 else values or None


def node(id: str, type: str | list[str], **properties: Any) -> Node:
    """Return a node without the properties that are None; ``skos_altLabel`` is ``skos:altLabel``."""
    known = {name.replace("_", ":"): value for name, value in properties.items() if value is not None}
    return {"@id": id, "@type": type, **known}
