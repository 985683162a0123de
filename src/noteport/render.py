"""Inlines as plain text and as HTML; what of them is harmless, sanitise.py says."""

from __future__ import annotations

import html as _html
import re
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from noteport.model import (
    Break,
    CodeSpan,
    Emphasis,
    FootnoteRef,
    Image,
    Inline,
    Link,
    Math,
    RawHtml,
    StampRef,
    Strike,
    Strong,
    Text,
    Video,
    WikiLink,
)
from noteport.patterns import pattern
from noteport.sanitise import acts, bare_tag, escape, escape_source, is_safe_address

_NO_TEXT = pattern("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
"""Line breaks of all kinds, control characters, halves of characters."""
_UNSEEN = pattern("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Marks of direction, and blanks without width. Joiners stay: they are a matter of spelling."""

_MARKUP = pattern(r"<!--.*?-->|<[^>]*>|\u2060", re.DOTALL)
_STAMP_LINK = pattern(r'[?&;#]t=(\d{1,9})[^"<>]*">▶')
_MATH_MARK = pattern(r"\\[()]|\\[\[\]]")


# --- plain text -----------------------------------------------------------------------------------------------------


def plain(inlines: Iterable[Inline]) -> str:
    """What a reader sees, as one line of plain text."""
    return "".join(map(_plain, inlines))


def data_text(text: str) -> str:
    """Text as data: on one line, without control characters and marks that nobody sees."""
    return text if text.isprintable() else _UNSEEN.sub("", _NO_TEXT.sub(" ", text))


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case CodeSpan(code):
            return code
        case Emphasis(children) | Strong(children) | Strike(children) | Link(children=children):
            return plain(children)
        case WikiLink() | Math():
            return inline.text
        case StampRef(stamp):
            return stamp.label
        case Image(alt=alt):
            return alt
        case Break():
            return " "
        case FootnoteRef() | RawHtml():
            return ""


# --- slices ---------------------------------------------------------------------------------------------------------


def slice_inlines(inlines: tuple[Inline, ...], start: int, end: int) -> tuple[Inline, ...]:
    """The part between two offsets of the plain text, its markup kept; each part is well-formed by itself.

    ``start`` and ``end`` count characters of ``plain(inlines)``. What cannot be cut (code keeps its text; a formula, a
    stamp, an image) goes whole with the side on which it begins; what reads as nothing goes with what follows it.
    """
    kept: list[Inline] = []
    position = 0
    for inline in inlines:
        length = len(_plain(inline))
        low, high = max(start - position, 0), min(end - position, length)
        position += length
        if low < high or (length == 0 and start <= position < end):
            kept.append(inline if high - low == length else _cut(inline, low, high))
    return tuple(kept)


def _cut(inline: Inline, low: int, high: int) -> Inline:
    match inline:
        case Text(text):
            return Text(text[low:high])
        case CodeSpan(code):
            return CodeSpan(code[low:high])
        case Emphasis(children) | Strong(children) | Strike(children) | Link(children=children):
            return replace(inline, children=slice_inlines(children, low, high))
        case WikiLink():
            return replace(inline, shown=inline.text[low:high])
        case StampRef() | Math() | Image():
            return inline if low == 0 else Text("")
        case Break() | FootnoteRef() | RawHtml():
            return inline


# --- HTML -----------------------------------------------------------------------------------------------------------


class HtmlStyle(Struct, frozen=True, kw_only=True):
    """What differs between the places where HTML is shown. Every result is well-formed XML too."""

    math: tuple[str, str] = (r"\(", r"\)")
    """What stands around a formula; MathJax's delimiters by default."""
    display_math: tuple[str, str] = (r"\[", r"\]")
    video: Video | None = None
    """The video that stamps open; without one they are plain text."""


def html(inlines: Iterable[Inline], style: HtmlStyle = HtmlStyle()) -> str:
    """HTML of inlines: text escaped, addresses checked, raw tags reduced to a few harmless ones."""
    open_tags: list[str] = []
    out = [
        bare_tag(inline.html, open_tags) if isinstance(inline, RawHtml) else _html_of(inline, style)
        for inline in inlines
    ]
    out.extend(f"</{tag}>" for tag in reversed(open_tags))
    return "".join(out)


def _html_of(inline: Inline, style: HtmlStyle) -> str:
    match inline:
        case Text(text):
            return escape(text)
        case Emphasis(children):
            return f"<em>{html(children, style)}</em>"
        case Strong(children):
            return f"<strong>{html(children, style)}</strong>"
        case Strike(children):
            return f"<del>{html(children, style)}</del>"
        case CodeSpan(code):
            return f"<code>{escape_source(code)}</code>"  # MathJax leaves code alone
        case Link(href, children):
            shown = html(children, style)
            return f'<a href="{escape(href)}">{shown}</a>' if is_safe_address(href) else shown
        case WikiLink():
            return escape(inline.text)
        case StampRef(stamp):
            url = stamp.url(style.video)
            return stamp_link(stamp.label, url) if url else escape(stamp.label)
        case Math():
            return _formula(inline, style)
        case Image(alt=alt):
            return escape(alt)
        case Break(hard):
            return "<br/>" if hard else "\n"
        case FootnoteRef():
            return ""
        case RawHtml():
            return ""


def text_of_html(markup: str) -> str:
    """What a reader sees of HTML that was made of a claim, with dollar signs around formulas, as notes have them."""
    seen = _html.unescape(_MARKUP.sub("", markup))
    return _MATH_MARK.sub(lambda found: "$" if found[0][1] in "()" else "$$", seen)


def _formula(math: Math, style: HtmlStyle) -> str:
    """A formula for MathJax; its source, if it would do more than show something."""
    if acts(math.tex):
        return f"<code>{escape_source(math.tex)}</code>"
    before, after = style.display_math if math.display else style.math
    return f"{before}{escape_source(math.tex)}{after}"


def linked_second(markup: str) -> int | None:
    """The second of a video that the first ``stamp_link`` in HTML opens, if its label begins with ``▶``; else None.

    A claim may have links of its own, which vouch for nothing.
    """
    found = _STAMP_LINK.search(markup)
    return None if found is None else int(found[1])


def stamp_link(label: str, url: str) -> str:
    """A plain link that opens a second of the video."""
    return f'<a href="{escape(url)}">{escape(label)}</a>'
