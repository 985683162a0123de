"""From the inline tokens of a block to its flat text (flat.py)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from noteport.model.nodes import (
    Break,
    CodeSpan,
    Emphasis,
    FootnoteRef,
    Highlight,
    Image,
    Link,
    Math,
    Strike,
    Strong,
    Subscript,
    Superscript,
)
from noteport.model.patterns import pattern
from noteport.parse.markdown.math_rule import is_money, on_one_line
from noteport.parse.text.block_ids import split_block_id
from noteport.parse.text.collecting import Builder
from noteport.parse.text.flat import HARD, Container, FlatText
from noteport.parse.text.masks import capitalised, masked, without_reserved

if TYPE_CHECKING:
    from markdown_it.token import Token

_SIZE = pattern(r"(?:\||\A)[ \t]*\d{1,5}(?:x\d{1,5})?[ \t]*\Z")
"""The width of an image, or its width and height, which Obsidian writes where its description stands."""
_OPENING: dict[str, Container] = {"strong_open": Strong, "em_open": Emphasis, "s_open": Strike, "mark_open": Highlight}
_SCRIPTS: dict[str, type[Superscript | Subscript]] = {"superscript": Superscript, "subscript": Subscript}
_CLOSING = frozenset({"strong_close", "em_close", "s_close", "mark_close", "link_close"})


def flatten(children: Sequence[Token]) -> FlatText:
    """Return the flat text of a block from its inline tokens. Linear in their number."""
    out = Builder()
    block_id = ""
    for index, token in enumerate(children):
        kind = token.type
        if kind == "text":
            content = token.content
            if "^" in content:
                content, block_id = split_block_id(children, index)
            out.add_words(content)
        elif kind == "timestamp":
            out.add_reading(token.meta)  # type: ignore[arg-type]  # see timestamp_rule
        elif kind == "softbreak":
            out.add_atom(Break(), "\n", "\n")
        elif kind == "hardbreak":
            out.add_atom(Break(hard=True), HARD, HARD)
        elif kind == "wikilink":
            out.add_link(token.meta)  # type: ignore[arg-type]  # see wikilink_rule
        elif kind in _OPENING:
            _open(out, kind)
        elif kind == "link_open":
            out.events.append((out.length, _link_to(str(token.attrs.get("href", ""))), 0))
        elif kind in _CLOSING:
            _close(out, kind)
        else:
            _add_atom(out, token)
    return out.flat_text(block_id)


def _open(out: Builder, kind: str) -> None:
    if kind == "strong_open":
        out.bold_starts.append(out.length)
    elif kind == "s_open":
        out.open_strike()
    out.events.append((out.length, _OPENING[kind], 0))


def _close(out: Builder, kind: str) -> None:
    if kind == "strong_close" and out.bold_starts:
        start = out.bold_starts.pop()
        if not out.bold_starts:
            out.bolds.append((start, out.length))
    elif kind == "s_close" and out.strikes:
        out.close_strike()
    out.events.append((out.length, None, 0))


def _add_atom(out: Builder, token: Token) -> None:
    kind, content = token.type, without_reserved(token.content)
    if kind == "code_inline":
        _add_code(out, content)
    elif kind == "html_inline":
        out.add_html(token.content)
    elif kind == "math_inline" and token.markup == "$" and is_money(content):
        out.add_words(f"${content}$")
    elif kind in ("math_inline", "math_inline_double"):
        math = Math(on_one_line(content), kind == "math_inline_double")
        out.add_atom(math, math.text, capitalised(masked(math.text)))
    elif kind in _SCRIPTS:
        script = _SCRIPTS[kind](content)
        out.add_atom(script, script.text)
    elif kind == "image":
        content = " ".join(_SIZE.sub("", content).split())
        out.add_image(Image(str(token.attrs.get("src", "")), content))
    elif kind == "unread_time":
        out.unread.append((max(out.length - 1, 0), content))
    elif kind == "footnote_ref":
        out.add_atom(FootnoteRef(str(token.meta["label"])), "")
    elif content:  # unknown tokens of a later markdown-it are kept as text
        out.add_words(content)


def _add_code(out: Builder, content: str) -> None:
    """Code without the spaces at its edges, which are put outside it where they separate words."""
    code = content.strip()
    if content[:1].isspace() and out.text and not out.text[-1][-1:].isspace():
        out.add(" ")
    if code:
        out.add_atom(CodeSpan(code), code, capitalised(masked(code)))
        if content[-1:].isspace():
            out.add(" ")


def _link_to(href: str) -> Container:
    return lambda children: Link(href, children)
