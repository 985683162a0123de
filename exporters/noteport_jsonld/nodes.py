"""What graphs are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Protocol, TypeAlias

from msgspec import Struct, field

from noteport.api import Note, data_text

Node: TypeAlias = dict[str, Any]
"""A thing as JSON-LD: ``@id``, ``@type``, its properties. Values: text, whole number, IRI, node, or a list of those."""
Context: TypeAlias = Mapping[str, Any]
"""A JSON-LD context."""

_TAG = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
"""A language tag of BCP 47 that begins with a language's own code."""


class Described(Struct):
    """What one note says, sorted by who else says it; together it is all that the note's own document holds."""

    own: list[Node] = field(default_factory=list)
    """Things that no other note describes."""
    fixed: list[Node] = field(default_factory=list)
    """Things that another note may describe too, and then in the same words."""
    shared: list[Node] = field(default_factory=list)
    """Things of which another note may know more."""

    def nodes(self) -> list[Node]:
        return self.own + self.fixed + self.shared


class Profile(Protocol):
    """A vocabulary."""

    context: ClassVar[Context]
    """Stands in every document: nothing is fetched to read one."""

    def describe(self, note: Note) -> Described:
        """Everything that is to be said of a note."""
        ...

    def remarks(self) -> list[str]:
        """What the user should know once all notes are described."""
        ...


def literal(text: str | None, language: str | None = None) -> Any:
    """A text, tagged if its language is known; None for one in which there is nothing to read."""
    text = data_text(text or "")
    if not text:
        return None
    return {"@value": text, "@language": language} if language else text


def language_tag(language: str | None) -> str | None:
    """A note's language as RDF compares tags, in lower case; None for what is no tag (``English``)."""
    tag = (language or "").strip().replace("_", "-")
    return tag.lower() if _TAG.fullmatch(tag) else None


def one_or_list(values: list[Any]) -> Any:
    """A single value stands alone; no value is None."""
    return values[0] if len(values) == 1 else values or None


def node(id: str, type: str | list[str], **properties: Any) -> Node:
    """A node without the properties that are None; ``skos_altLabel`` is ``skos:altLabel``."""
    known = {name.replace("_", ":"): value for name, value in properties.items() if value is not None}
    return {"@id": id, "@type": type, **known}
