"""The terms that a note defines, with the claims that define them. Nothing is invented."""

from __future__ import annotations

from msgspec import Struct

from noteport.api import spelling_key
from noteport_epub.writing import Writing
from noteport_epub.xhtml import Markup


class Term(Struct, frozen=True, kw_only=True):
    """A term, and the claim that defines it."""

    name: str
    also: str
    """Its abbreviation or other name; empty if there is none."""
    text: Markup
    """The claim."""
    timestamp: Markup
    """A link to the claim's second; empty if it has none."""
    place: str
    """The id of the element in the chapter that contains it."""


def terms_of(writing: Writing) -> dict[str, Term]:
    """Return the terms that a note defines by what their spellings share, each once, in the order of the text.

    The text must have been written before.
    """
    terms: dict[str, Term] = {}
    for claim in writing.claims:
        found = writing.definitions.get(claim.id)
        key = spelling_key(found.term) if found is not None else ""
        if found is not None and key and key not in terms:
            terms[key] = Term(
                name=found.term,
                also=found.also,
                text=writing.text_of(claim),
                timestamp=writing.timestamp_of(claim),
                place=writing.place_of(claim),
            )
    return terms
