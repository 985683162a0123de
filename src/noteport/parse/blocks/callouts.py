"""Callouts: ``> [!note] Title`` with a body, and fences that other tools show as callouts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from noteport.model.nodes import Inline
from noteport.model.patterns import pattern
from noteport.parse.text.flatten import flatten
from noteport.parse.text.inline_reader import inlines_of
from noteport.parse.text.tidy import plain_without_runs

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKER = pattern(r"\[!([^\]\n|]+)(?:\|[^\]\n]*)?\][+-]?[ \t]*")
_PROSE_FENCES = frozenset({"quote", "callout"})
_ADMONITION = "ad-"


class Callout(Struct, frozen=True):
    kind: str
    """In lower case: ``note``, ``warning``."""
    title: tuple[Inline, ...] = ()
    lead: str | None = None
    """The title in plain text, which is the lead of what the callout contains (rule 7)."""
    text: tuple[Token, ...] = ()
    """Inline tokens of its first paragraph that are not part of the title."""
    source: str = ""
    """Their Markdown."""
    title_line_removed: bool = False


def read_callout(tokens: Sequence[Token]) -> Callout | None:
    """Return the callout that the tokens of a quotation make, or None for a plain quotation.

    A title that contains a run, or has no body under it, is text (rule 7).
    """
    if len(tokens) < 3 or tokens[0].type != "paragraph_open":
        return None
    inline = tokens[1]
    found = _MARKER.match(inline.content)
    children = list(inline.children or ())
    if found is None or not children or children[0].type != "text":
        return None
    marker = _MARKER.match(children[0].content)
    if marker is None:
        return None
    kind = marker[1].strip().lower()
    children[0].content = children[0].content[marker.end() :]
    if not children[0].content:
        children.pop(0)
    source = inline.content[found.end() :]
    cut = next((index for index, child in enumerate(children) if child.type in ("softbreak", "hardbreak")), None)
    title, rest = (children, []) if cut is None else (children[:cut], children[cut + 1 :])
    flat = flatten(title)
    if flat.timestamps or (not rest and len(tokens) == 3):
        return Callout(kind, text=tuple(children), source=source)
    shown = plain_without_runs(flat, 0, len(flat.text), ())
    inlines = inlines_of(flat) if shown else ()
    body = source.partition("\n")[2]
    return Callout(kind, inlines, shown or None, tuple(rest), body, title_line_removed=True)


def prose_fence(info: str) -> str | None:
    """Return the kind of callout that the info string of a fence names, or None for code."""
    name = info.split(maxsplit=1)[0].lower() if info.split() else ""
    if name.startswith(_ADMONITION) and len(name) > len(_ADMONITION):
        return name[len(_ADMONITION) :]
    return name if name in _PROSE_FENCES else None
