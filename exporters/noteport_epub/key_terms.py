"""Key terms: the lead-ins of a note, each with the sentence that follows it. Nothing is invented."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from noteport.api import is_label
from noteport_epub.links import fold_name
from noteport_epub.words import said
from noteport_epub.writing import Writing
from noteport_epub.xhtml import Markup, el, join

MOST = 12
"""Maximum terms in a chapter; the glossary has all of them."""
_LONGEST = 60
"""Maximum characters; a longer lead-in is a sentence."""


class Term(NamedTuple):
    """A lead-in, and what the note says about it."""

    name: str
    text: Markup
    """The first claim with this lead-in."""
    timestamp: Markup
    """A link to the claim's second; empty if it has none."""
    place: str
    """The id of the element in the chapter that contains it."""


def terms_of(writing: Writing) -> tuple[Term, ...]:
    """Return the lead-ins that name something, each once, in the order of the text, which must have been written
    before.
    """
    terms: dict[str, Term] = {}
    for claim in writing.claims:
        name = claim.term
        if name is None or claim.kind == "cell" or len(name) > _LONGEST:
            continue
        key = fold_name(name)
        if key and key not in terms and not is_label(name):
            terms[key] = Term(name, writing.text_of(claim), writing.timestamp_of(claim), writing.place_of(claim))
    return tuple(terms.values())


def key_terms(terms: Iterable[Term], writing: Writing) -> Markup:
    """Return the key terms of the chapter; empty if there are none."""
    terms = tuple(terms)
    if not terms:
        return Markup()
    entries = [_entry(term) for term in terms[:MOST]]
    more = len(terms) - MOST
    return el(
        "section",
        {"class": "key-terms"},
        writing.heading(2, "Key terms"),
        "\n",
        el("dl", {}, "\n", join(entries, "\n"), "\n"),
        writing.remark(f"{more} more {'is' if more == 1 else 'are'} in the glossary.") if more > 0 else "",
    )


def _entry(term: Term) -> Markup:
    name = said(term.name)
    linked = el("a", {"href": f"#{term.place}"}, name) if term.place else name
    shown = el("dt", {"epub:type": "glossterm"}, el("dfn", {}, linked))
    return join([shown, el("dd", {"epub:type": "glossdef"}, term.text, " ", term.timestamp)])
