"""Text to Markdown tokens. The only module that knows markdown-it-py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import validateLink
from markdown_it.rules_block import fence, reference
from markdown_it.rules_core.text_join import text_join
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from noteport.model.limits import Limits
from noteport.model.patterns import pattern
from noteport.parse.markdown.cjk_emphasis import relax_emphasis
from noteport.parse.markdown.fast_path import QuickToken, quick_tokens
from noteport.parse.markdown.highlights import may_have_highlights, with_highlights
from noteport.parse.markdown.math_rule import block_math_rule, inline_math_rule
from noteport.parse.markdown.rule_dispatch import ask_by_first_character
from noteport.parse.markdown.scripts import may_have_scripts, with_scripts
from noteport.parse.markdown.timestamp_rule import timestamp_rule
from noteport.parse.markdown.timestamps import CLOCK, Reading
from noteport.parse.markdown.wikilink_rule import wikilink_rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

MAX_NESTING = 1000
"""Levels of nesting that are visible; markdown-it silently drops anything deeper than 20 by default."""

ESCAPED = "escaped"
"""The type of the token of an escaped bracket, which opens no timestamp, checkbox or callout."""

_CLOCK_LABEL = pattern(rf"\[\s*{CLOCK}\s*\]:")
_FENCE_THEN_TIMESTAMP = pattern(r"(`{3,}|~{3,})[ \t]*(?=<a\b|\[\d)")
_COMMENT = pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_DROPPED = ("<script", "<style")

_token = cast("Callable[..., Token]", QuickToken)
"""Makes an inline token; it has everything that is read of one."""


def tokens_of(body: str, deepest: int = Limits().nesting) -> list[Token]:
    """Return the block tokens of a note's text, with HTML blocks read as Markdown (claims.md, "Words").

    Raises:
        RecursionError: blocks or inlines are nested more than ``deepest`` levels deep.
    """
    env: dict[str, object] = {}
    tokens = _read_html_blocks(_WITH_HTML.parse(body, env), env)
    # Each level takes a token, so that short lists need no look.
    for some in (tokens, *(token.children for token in tokens if token.children)):
        if len(some) > deepest and any(token.level > deepest for token in some):
            raise RecursionError
    return tokens


def _read_html_blocks(tokens: list[Token], env: dict[str, object]) -> list[Token]:
    if not any(token.type == "html_block" for token in tokens):
        return tokens
    out: list[Token] = []
    for token in tokens:
        out.extend(_html_block(token, env) if token.type == "html_block" else (token,))
    return out


def text_token(text: str) -> Token:
    """Return an inline token of plain text."""
    return _token("text", text)


def html_token(html: str) -> Token:
    """Return an inline token of one tag or comment."""
    return _token("html_inline", html)


def timestamp_token(reading: Reading, markup: str = "") -> Token:
    """Return an inline token of a timestamp; ``markup`` says how it is written."""
    return _token("timestamp", "", reading, markup)


def unread_token(written: str) -> Token:
    """Return an inline token that marks a time that is not read. Its words are in the text before it."""
    return _token("unread_time", written)


def _html_block(block: Token, env: dict[str, object]) -> list[Token]:
    content = _COMMENT.sub(_blank_lines, block.content)
    if block.content.lstrip()[:7].lower().startswith(_DROPPED):
        block.type = "verbatim"
        return [block]
    line = block.map[0] if block.map else 0
    tokens = _WITHOUT_HTML.parse(content, env)
    for token in tokens:
        token.level += block.level
        if token.map:
            token.map = [token.map[0] + line, token.map[1] + line]
    return tokens


def _blank_lines(comment: re.Match[str]) -> str:
    # A directive is read by the block that contains it; any other comment is not text.
    return comment[0] if "noteport:" in comment[0] else "\n" * comment[0].count("\n")


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A link definition, but not ``[01:05]: word``, which is a timestamp and would vanish."""
    position = state.bMarks[start] + state.tShift[start]
    return not _CLOCK_LABEL.match(state.src, position) and reference(state, start, end, silent)


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Fenced code whose closing fence may be followed by a timestamp: the timestamp becomes a separate paragraph."""
    position = state.bMarks[start] + state.tShift[start]
    if state.src[position : position + 3] not in ("```", "~~~") or silent:
        return fence(state, start, end, silent)
    opening = state.src[position : state.eMarks[start]]
    length = len(opening) - len(opening.lstrip(opening[0]))
    for line in range(start + 1, end):
        found = _FENCE_THEN_TIMESTAMP.match(state.src, state.bMarks[line] + state.tShift[line])
        if found and found[1][0] == opening[0] and len(found[1]) >= length:
            break
        if state.src.startswith(opening[0] * 3, state.bMarks[line] + state.tShift[line]):
            return fence(state, start, end, silent)
    else:
        return fence(state, start, end, silent)
    full, state.eMarks[line] = state.eMarks[line], found.end()
    try:
        done = fence(state, start, end, silent)
    finally:
        state.eMarks[line] = full
    if done and state.line == line + 1:
        state.push("paragraph_open", "p", 1).map = [line, line + 1]
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = state.src[found.end() : full].strip(), [line, line + 1], []
        state.push("paragraph_close", "p", -1)
    return done


def _inline(state: StateCore) -> None:
    """Add the inline tokens of all blocks, by the fast path or by markdown-it."""
    slow: list[Token] = []
    has_references = bool(state.env.get("references"))
    for token in state.tokens:
        if token.type == "inline":
            quick = quick_tokens(token.content, has_references=has_references)
            if quick is not None:
                token.children = cast("list[Token]", quick)
            else:
                token.children = []
                state.md.inline.parse(token.content, state.md, state.env, token.children)
                slow.append(token)
            if may_have_highlights(token.content):
                token.children = with_highlights(token.children)
            if may_have_scripts(token.content):
                token.children = with_scripts(token.children)
            for child in token.children if "\\[" in token.content else ():
                if child.type == "text_special" and child.markup == "\\[":
                    child.type = ESCAPED
    whole, state.tokens = state.tokens, slow
    text_join(state)
    state.tokens = whole


def _is_target(url: str) -> bool:
    """Return whether a link may lead to an address, including local media files. Exporters output only safe ones
    (sanitise.py).
    """
    return url.lower().startswith("file:///") or validateLink(url)


def parser(*, html_blocks: bool) -> MarkdownIt:
    """Return a parser with all our rules; without ``html_blocks``, the content of HTML blocks is Markdown."""
    md = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
    md.validateLink = _is_target  # type: ignore[method-assign]  # the way to change it that markdown-it provides
    md.block.ruler.at("reference", _reference)
    md.block.ruler.at("fence", _fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    if not html_blocks:
        md.disable("html_block")
    # Footnotes stay where they are written: at the end, those without a reference would vanish.
    md.use(footnote_plugin, inline=False, move_to_end=False)
    # pandoc's rule tells money from mathematics.
    md.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    md.inline.ruler.before("escape", "bracket_math", inline_math_rule)
    md.block.ruler.before("fence", "bracket_math", block_math_rule)
    # Before every other rule: one step over a timestamp or a link costs half as much as its many tokens would.
    md.inline.ruler.before("newline", "timestamp", timestamp_rule)
    md.inline.ruler.before("newline", "wikilink", wikilink_rule)
    relax_emphasis(md)
    md.core.ruler.at("inline", _inline)
    # note.py has replaced line ends and NUL characters, and _inline joins texts.
    md.disable(["normalize", "text_join"])
    ask_by_first_character(md)
    return md


_WITH_HTML = parser(html_blocks=True)
_WITHOUT_HTML = parser(html_blocks=False)
