"""Callouts (``> [!note] Title``): their labels, and markers that the parser reads as text."""

from __future__ import annotations

import re

from noteport.api import Break, Inline, RawHtml, Text
from noteport_epub.labels import Labels
from noteport_epub.xhtml import Attributes, Markup, el

_MARKER = re.compile(r"\[!([A-Za-z][\w-]*)\][+-]?\s*")
_SIGNS = re.compile(r"^(?:[^\w\s<&(\"“'‘¿¡]|\ufe0f|\s)+(?=\w)")
"""Signs before a title, such as a warning sign, that the label already gives in words."""


def callout(kind: str, title: Markup, body: Markup, labels: Labels, ours: Attributes) -> Markup:
    """Write a callout with its label, and its title if that says more."""
    known = labels.callouts.get(kind)
    label = known or kind.replace("-", " ").replace("_", " ").capitalize() or labels.callouts["note"]
    title = Markup(_SIGNS.sub("", title))
    says_more = bool(title.strip()) and not _repeats(title, label)
    shown = el("strong", ours if known else {}, label)
    heading = el("p", {"class": "callout-label"}, shown, *([": ", title] if says_more else []))
    return el("aside", {"class": "callout", "role": "note"}, heading, "\n", body)


def _repeats(title: str, label: str) -> bool:
    return title.strip(" :.!").casefold() == label.casefold()


def without_markers(inlines: tuple[Inline, ...]) -> tuple[str | None, tuple[Inline, ...]]:
    """Return the kind in a marker at the beginning of a text, if there is one, and the text without markers.

    A marker outside a quotation, or on a later line of one, is text to the parser. Readers understand it: the text
    after a marker begins a line.
    """
    kind: str | None = None
    kept: list[Inline] = []
    begins_line = True
    for inline in inlines:
        found = _MARKER.match(inline.text) if begins_line and isinstance(inline, Text) else None
        if found is None or not isinstance(inline, Text):
            kept.append(inline)
        else:
            if all(isinstance(before, Break | RawHtml) for before in kept):
                kind = kind or found[1].lower()
            elif isinstance(kept[-1], Break):
                kept[-1] = Break(hard=True)
            kept.append(Text(inline.text[found.end() :]))
        begins_line = isinstance(inline, Break) or (begins_line and isinstance(inline, RawHtml))
    return kind, tuple(kept)
