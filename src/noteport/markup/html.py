"""Inlines as HTML; sanitise.py decides what of them is harmless."""

from __future__ import annotations

import html as _html
import re
from collections.abc import Iterable

from msgspec import Struct

from noteport.markup.mathml import mathml
from noteport.markup.sanitise import DEEPEST_MARKUP, bare_tag, escape, escape_part, escape_source, is_safe_address
from noteport.markup.tex import only_shows
from noteport.model.nodes import (
    Break,
    CodeSpan,
    Emphasis,
    FootnoteRef,
    Highlight,
    Image,
    Inline,
    Link,
    Math,
    RawHtml,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Text,
    TimestampRef,
    Video,
    WikiLink,
)
from noteport.model.patterns import pattern
from noteport.model.scripts import subscript, superscript

# A beginning without an end is not looked for again from the next one: what is read may be anyone's.
_SCRIPT = pattern(r"<(su[bp])>([^<>]*+)</\1>")
_MARKUP = pattern(r"<!--(?:(?!<!--|-->).)*+-->|<[^<>]*+>|\u2060", re.DOTALL)
_TIMESTAMP_LINK = pattern(r'"([^"<>]*+)">▶')
_SECOND = pattern(r"[?&;#]t=(\d{1,9})")
_MATH_MARK = pattern(r"\\[()]|\\[\[\]]")


class HtmlStyle(Struct, frozen=True, kw_only=True):
    """The differences between the places where HTML is shown. Every result is also well-formed XML."""

    math: tuple[str, str] = (r"\(", r"\)")
    """The delimiters of a formula; MathJax's by default."""
    display_math: tuple[str, str] = (r"\[", r"\]")
    mathml: bool = False
    """Whether formulas are MathML instead, for pages that load no MathJax; those that cannot be are code."""
    video: Video | None = None
    """The video that timestamps open; without one they are plain text."""


def html(inlines: Iterable[Inline], style: HtmlStyle = HtmlStyle()) -> str:
    """Return the HTML of inlines: escaped text, checked addresses, and raw tags reduced to a few harmless ones.

    Elements nest at most ``DEEPEST_MARKUP`` levels deep; deeper ones keep only their text.
    """
    return _nested(inlines, style, DEEPEST_MARKUP)


def _nested(inlines: Iterable[Inline], style: HtmlStyle, levels: int) -> str:
    """The same with this many levels left."""
    open_tags: list[str] = []
    out = [
        bare_tag(inline.html, open_tags, levels)
        if isinstance(inline, RawHtml)
        else _html_of(inline, style, levels - len(open_tags))
        for inline in inlines
    ]
    out.extend(f"</{tag}>" for tag in reversed(open_tags))
    return "".join(out)


def _html_of(inline: Inline, style: HtmlStyle, levels: int) -> str:
    match inline:
        case Text(text):
            return escape_part(text)
        case Emphasis(children):
            return _element("em", children, style, levels)
        case Strong(children):
            return _element("strong", children, style, levels)
        case Strike(children) | Highlight(children):
            return _element("del" if isinstance(inline, Strike) else "mark", children, style, levels)
        case CodeSpan(code):
            return f"<code>{escape_source(code)}</code>"  # MathJax ignores code
        case Link(href, children):
            shown = _nested(children, style, levels - 1)
            return f'<a href="{escape(href)}">{shown}</a>' if levels > 0 and is_safe_address(href) else shown
        case WikiLink():
            return escape_part(inline.text)
        case TimestampRef(timestamp):
            url = timestamp.url(style.video)
            return timestamp_link(timestamp.label, url) if url else escape(timestamp.label)
        case Math():
            return _formula(inline, style)
        case Superscript(shown) | Subscript(shown):
            name = "sup" if isinstance(inline, Superscript) else "sub"
            return f"<{name}>{escape_part(shown)}</{name}>"
        case Break(hard):
            return "<br/>" if hard else "\n"
        case Image() | FootnoteRef() | RawHtml():
            return ""


def _element(name: str, children: tuple[Inline, ...], style: HtmlStyle, levels: int) -> str:
    shown = _nested(children, style, levels - 1)
    return f"<{name}>{shown}</{name}>" if levels > 0 else shown


def text_of_html(markup: str) -> str:
    """Return what a reader sees of HTML that was made from a claim, with dollar signs around formulas, as in notes."""
    lined = _SCRIPT.sub(_script, markup)
    seen = _html.unescape(_MARKUP.sub("", lined))
    return _MATH_MARK.sub(lambda found: "$" if found[0][1] in "()" else "$$", seen)


def _script(found: re.Match[str]) -> str:
    text = _html.unescape(found[2])
    return escape(superscript(text) if found[1] == "sup" else subscript(text))


def _formula(math: Math, style: HtmlStyle) -> str:
    """Return a formula for MathJax, or its source if it could do more than show something."""
    converted = mathml(math.tex, display=math.display) if style.mathml else None
    if converted is not None:
        return converted
    if style.mathml or not only_shows(math.tex):
        return f"<code>{escape_source(math.tex)}</code>"
    before, after = style.display_math if math.display else style.math
    return f"{before}{escape_source(math.tex)}{after}"


def linked_second(markup: str) -> int | None:
    """Return the second of a video that the first ``timestamp_link`` in HTML opens, if its label begins with ``▶``.

    A claim may contain links of its own, which do not support it.
    """
    addresses = (link[1] for link in _TIMESTAMP_LINK.finditer(markup))
    second = next(filter(None, map(_SECOND.search, addresses)), None)
    return None if second is None else int(second[1])


def timestamp_link(label: str, url: str) -> str:
    """Return a plain link that opens a second of the video."""
    return f'<a href="{escape(url)}">{escape(label)}</a>'
