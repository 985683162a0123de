"""Which parts of a note are safe in markup. All decisions are made here; html.py and all exporters use this module.

Text            ``escape``, ``escape_part``, ``escape_xml``, ``xml_text``
Addresses       ``is_safe_address``
HTML tags       ``bare_tag``, without attributes; ``opened_tag`` and ``closed_tag``, with those that matter
Formulas        tex.py

Rules for a single consumer belong to its exporter: Anki's own marks, the formulas of spreadsheets.
"""

from __future__ import annotations

import html as _html
from functools import lru_cache
from html.parser import HTMLParser

from noteport.model.patterns import pattern

SAFE_SCHEMES = ("https:", "http:", "mailto:")
"""The only addresses that a link may keep."""

BARE_TAGS = frozenset({"sub", "sup", "u", "kbd", "mark", "small"})
"""Raw HTML tags that carry only meaning; they are kept without their attributes."""
PHRASE_TAGS = frozenset(
    "a abbr b bdi bdo cite code del em i ins kbd mark q s samp small span strong sub sup u var".split()
)
"""Tags for phrases; tags for blocks have been read as text."""
VOID_TAGS = frozenset({"br", "img", "wbr"})
"""Void elements."""
DEEPEST_MARKUP = 40
"""Levels of nested elements in a block; deeper ones keep only their text.

XML parsers stop at 256 levels (libxml2, ``xmlParserMaxDepth``), of which blocks may take half; people use three.
"""

_ATTRIBUTES = {"a": {"href"}, "abbr": {"title"}, "bdo": {"dir"}, "img": {"alt", "src"}, "span": {"dir"}}
_DIRECTIONS = frozenset({"ltr", "rtl", "auto"})
_TAG = pattern(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>")
_TAG_NAME = pattern(r"<(/?)([A-Za-z][A-Za-z0-9]*)")

_NOT_XML = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DISCOURAGED = pattern("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that XML forbids or discourages: control characters, lone surrogates, non-characters."""

WORD_JOINER = "\u2060"
"""A character that is invisible and has no width."""
_OPENS_FORMULA = pattern(r"\\(?=[(\[]|begin\b)")
"""A backslash that MathJax on cards could take for the beginning of a formula."""
_MAY_OPEN_FORMULA = pattern(r"\\(?=(?:b|be|beg|begi)?\Z)")
"""A backslash that could become the beginning of one when more text follows."""


# --- text -----------------------------------------------------------------------------------------------------------


def escape(text: str) -> str:
    """Return text that is safe in HTML and XML, in content and in double-quoted attributes.

    Characters that XML cannot contain, not even escaped, become U+FFFD. MathJax finds no formula in the text.
    """
    if "\\" in text:
        text = _OPENS_FORMULA.sub(f"\\\\{WORD_JOINER}", text)
    return escape_source(text)


def escape_part(text: str) -> str:
    """Return the same for a part of a text: MathJax finds no formula where it meets the next part either."""
    if "\\" in text:
        text = _MAY_OPEN_FORMULA.sub(f"\\\\{WORD_JOINER}", text)
    return escape(text)


def escape_source(text: str) -> str:
    """The same for places that MathJax ignores or where it should find a formula: code, and formulas themselves."""
    return _NOT_XML.sub("\ufffd", escape_xml(text, quote=True))


def escape_xml(text: str, *, quote: bool = False) -> str:
    """Escape the markup of text that XML can contain (``xml_text``); with ``quote``, for double-quoted attributes."""
    escaped = _html.escape(text, quote=False)
    return escape_quotes(escaped) if quote else escaped


def escape_quotes(markup: str) -> str:
    """Make escaped text safe in a double-quoted attribute as well."""
    return markup.replace('"', "&quot;")


def xml_text(text: str) -> str:
    """Return text without the characters that XML forbids or discourages; carriage returns become line feeds."""
    if text.isprintable():  # no forbidden character is ASCII
        return text
    return _DISCOURAGED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


# --- addresses ------------------------------------------------------------------------------------------------------


def is_safe_address(href: str) -> bool:
    """Return whether a link may keep its address: only web and mail, so that nothing runs on the reader's device."""
    return href.strip().lower().startswith(SAFE_SCHEMES)


# --- HTML tags ------------------------------------------------------------------------------------------------------


def bare_tag(tag: str, open_tags: list[str], levels: int = DEEPEST_MARKUP) -> str:
    """Return the tag without attributes if it is harmless and closes the last opened element; otherwise nothing.

    A tag that would nest more than ``levels`` elements is not kept.
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
    """Return the name of the element that a tag closes; None if it closes none."""
    found = _TAG_NAME.match(tag)
    return found[2].lower() if found and found[1] else None


@lru_cache(maxsize=1024)
def opened_tag(tag: str) -> tuple[str, dict[str, str]] | None:
    """Return the name and attributes of the element that a tag opens, to be written again; None for a tag that is not
    kept.

    nh3 decides what is harmless. The name is one of ``PHRASE_TAGS`` or ``VOID_TAGS``.
    """
    found = _TAG_NAME.match(tag)
    if found is None or found[1] or found[2].lower() not in PHRASE_TAGS | VOID_TAGS:
        return None
    import nh3  # noqa: PLC0415  # few notes contain such tags, and few commands need this

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
    """Reads the first tag in the output of nh3."""

    found: tuple[str, dict[str, str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.found is None:
            self.found = tag, {key: value or "" for key, value in attrs}
