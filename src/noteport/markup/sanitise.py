"""What of a note may stand in markup. Nothing is made harmless anywhere else: render.py and all exporters ask here.

Text            ``escape``, ``escape_xml``, ``xml_text``
Addresses       ``is_safe_address``
HTML tags       ``bare_tag``, without attributes; ``opened_tag`` and ``closed_tag``, with those that matter
Formulas        tex.py

What a single consumer would act on beside that is its exporter's to know: Anki's own marks, a spreadsheet's formulas.
"""

from __future__ import annotations

import html as _html
from functools import lru_cache
from html.parser import HTMLParser

from noteport.model.patterns import pattern

SAFE_SCHEMES = ("https:", "http:", "mailto:")
"""The only addresses that a link may keep."""

BARE_TAGS = frozenset({"sub", "sup", "u", "kbd", "mark", "small"})
"""Raw HTML tags that carry meaning, and nothing but meaning; kept without their attributes."""
PHRASE_TAGS = frozenset(
    "a abbr b bdi bdo cite code del em i ins kbd mark q s samp small span strong sub sup u var".split()
)
"""Tags that make a phrase; what makes a block has been read as text."""
VOID_TAGS = frozenset({"br", "img", "wbr"})
"""Tags that hold nothing."""
DEEPEST_MARKUP = 40
"""Levels of elements inside a block that are written; what is deeper keeps its text alone.

XML parsers give up at 256 levels (libxml2, ``xmlParserMaxDepth``), of which blocks may take half; people use three.
"""

_ATTRIBUTES = {"a": {"href"}, "abbr": {"title"}, "bdo": {"dir"}, "img": {"alt", "src"}, "span": {"dir"}}
_DIRECTIONS = frozenset({"ltr", "rtl", "auto"})
_TAG = pattern(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>")
_TAG_NAME = pattern(r"<(/?)([A-Za-z][A-Za-z0-9]*)")

_NOT_XML = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DISCOURAGED = pattern("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML forbids or advises against: control characters, lone surrogates, non-characters."""

WORD_JOINER = "\u2060"
"""A character that is not seen and takes no room."""
_OPENS_FORMULA = pattern(r"\\(?=[(\[]|begin\b|(?:b|be|beg|begi)?\Z)")
r"""A backslash that MathJax, which cards are shown with, could take for the beginning of a formula: ``\(``, ``\[``,
``\begin``; or of what may become one when more text is written behind it."""


# --- text -----------------------------------------------------------------------------------------------------------


def escape(text: str) -> str:
    """Text as it may stand in HTML and XML, in content and in double-quoted attributes.

    Characters that XML cannot hold, not even escaped, become U+FFFD. MathJax finds no formula in it, nor in what it is
    joined with.
    """
    if "\\" in text:
        text = _OPENS_FORMULA.sub(f"\\\\{WORD_JOINER}", text)
    return escape_source(text)


def escape_source(text: str) -> str:
    """The same where MathJax does not look, or shall find a formula: code, and formulas themselves."""
    return _NOT_XML.sub("\ufffd", escape_xml(text, quote=True))


def escape_xml(text: str, *, quote: bool = False) -> str:
    """Text that XML can hold (``xml_text``) with its markup escaped; with ``quote``, for double-quoted attributes."""
    escaped = _html.escape(text, quote=False)
    return escape_quotes(escaped) if quote else escaped


def escape_quotes(markup: str) -> str:
    """What is escaped already, for a double-quoted attribute too."""
    return markup.replace('"', "&quot;")


def xml_text(text: str) -> str:
    """Text without the characters that XML forbids or advises against; carriage returns become line feeds."""
    if text.isprintable():  # so is none of what is forbidden
        return text
    return _DISCOURAGED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


# --- addresses ------------------------------------------------------------------------------------------------------


def is_safe_address(href: str) -> bool:
    """Whether a link may keep its address: web and mail only, so that nothing runs on the reader's side."""
    return href.strip().lower().startswith(SAFE_SCHEMES)


# --- HTML tags ------------------------------------------------------------------------------------------------------


def bare_tag(tag: str, open_tags: list[str], levels: int = DEEPEST_MARKUP) -> str:
    """The tag without attributes if it is harmless and closes what was opened last; else nothing.

    No tag is kept that would open more than ``levels`` elements in each other.
    """
    found = _TAG.fullmatch(tag)
    if found is None or (name := found[2].lower()) not in BARE_TAGS:
        return ""
    if not found[1]:
        if len(open_tags) >= levels:
            return ""
        open_tags.append(name)
        return f"<{name}>"
    if open_tags and open_tags[-1] == name:
        open_tags.pop()
        return f"</{name}>"
    return ""


def closed_tag(tag: str) -> str | None:
    """The name of the element that a tag closes; None if it closes none."""
    found = _TAG_NAME.match(tag)
    return found[2].lower() if found and found[1] else None


@lru_cache(maxsize=1024)
def opened_tag(tag: str) -> tuple[str, dict[str, str]] | None:
    """Name and attributes of the element that a tag opens, to be written anew; None for a tag that is not kept.

    nh3 says what of it is harmless. The name is one of ``PHRASE_TAGS`` or ``VOID_TAGS``.
    """
    found = _TAG_NAME.match(tag)
    if found is None or found[1] or found[2].lower() not in PHRASE_TAGS | VOID_TAGS:
        return None
    import nh3  # noqa: PLC0415  # few notes hold such tags, and fewer commands ask

    kept = nh3.clean(
        tag,
        tags=set(PHRASE_TAGS | VOID_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes={scheme.rstrip(":") for scheme in SAFE_SCHEMES},
        link_rel=None,
    )
    reader = _FirstTag()
    reader.feed(kept)
    if reader.found is None:
        return None
    name, attributes = reader.found
    if "dir" in attributes and attributes["dir"].lower() not in _DIRECTIONS:
        del attributes["dir"]
    return None if name in {"bdo", "span"} and not attributes else (name, attributes)


class _FirstTag(HTMLParser):
    """Reads the first tag of what nh3 gives."""

    found: tuple[str, dict[str, str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.found is None:
            self.found = tag, {key: value or "" for key, value in attrs}
