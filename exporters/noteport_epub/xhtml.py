"""XHTML that is always well-formed: every element is closed, and text is escaped when it is added.

    el("p", {"class": "note"}, "1 < 2 ", el("em", {}, "always"))   →   <p class="note">1 &lt; 2 <em>always</em></p>

A ``Markup`` is finished; a plain ``str`` is text. Concatenating them by hand gives a ``str``, which is escaped
completely: a mistake is visible but breaks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from noteport.api import escape_quotes, escape_xml, is_right_to_left, xml_text

Attributes: TypeAlias = Mapping[str, str | None]
"""Attributes by name; None omits one."""

NONE: Attributes = MappingProxyType({})

_VOID = frozenset({"br", "hr", "img", "link", "meta", "wbr"})


class Markup(str):
    """Finished, well-formed XHTML."""

    __slots__ = ()


def escape(text: str) -> Markup:
    """Return text as content of an element."""
    return text if type(text) is Markup else Markup(escape_xml(xml_text(text)))


def el(name: str, attributes: Attributes = NONE, *children: str) -> Markup:
    """Return one element. The names of elements and attributes are ours; values and texts may come from anyone."""
    shown = "".join([f' {key}="{_value(value)}"' for key, value in attributes.items() if value is not None])
    if name in _VOID:
        return Markup(f"<{name}{shown}/>")
    content = "".join([child if type(child) is Markup else escape(child) for child in children])
    return Markup(f"<{name}{shown}>{content}</{name}>")


def join(parts: Iterable[str], separator: str = "") -> Markup:
    """Join several pieces."""
    return Markup(escape(separator).join([part if type(part) is Markup else escape(part) for part in parts]))


def language(tag: str | None) -> dict[str, str | None]:
    """Return the attributes for the language of an element, and for its direction if that is right to left."""
    if tag is None:
        return {}
    return {"lang": tag, "xml:lang": tag, "dir": "rtl" if is_right_to_left(tag) else None}


def page(title: str, body: str, *, tag: str, styles: Iterable[str], kind: str = "bodymatter") -> bytes:
    """Return a whole document.

    Args:
        title: for reading systems; never empty.
        body: the contents of the body.
        tag: the language of the document, BCP 47.
        styles: the files of the style sheets.
        kind: its place in the book: ``frontmatter``, ``bodymatter`` or ``backmatter``.
    """
    head = el(
        "head",
        NONE,
        el("meta", {"charset": "utf-8"}),
        el("title", NONE, " ".join(xml_text(title).split()) or "–"),
        *[el("link", {"rel": "stylesheet", "type": "text/css", "href": style}) for style in styles],
    )
    root = el(
        "html",
        {
            "xmlns": "http://www.w3.org/1999/xhtml",
            "xmlns:epub": "http://www.idpf.org/2007/ops",
            **language(tag),
        },
        "\n",
        head,
        "\n",
        el("body", {"epub:type": kind}, "\n", body, "\n"),
        "\n",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n{root}\n'.encode()


def _value(value: str) -> str:
    escaped = escape_quotes(value) if type(value) is Markup else escape_xml(xml_text(value), quote=True)
    return escaped if escaped.isprintable() else escaped.replace("\n", " ").replace("\t", " ")
