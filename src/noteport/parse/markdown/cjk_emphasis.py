"""Emphasis beside Chinese, Japanese and Korean letters: ``**重点。**后文``, ``**강조(强調)**는``.

CommonMark recognises the ends of emphasis by the whitespace around it, which these scripts do not have. The rule is
relaxed as in the specification of markdown-cjk-friendly: CJK punctuation counts as a letter, and a CJK letter counts as
whitespace beside other punctuation.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MethodType
from typing import TYPE_CHECKING

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline.state_inline import Scanned, StateInline

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_RANGES = (
    (0x1100, 0x11FF),  # Hangul
    (0x2E80, 0xA4CF),  # radicals, punctuation, kana, ideographs, Yi
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),  # full-width forms
    (0x1B000, 0x1B16F),
    (0x20000, 0x3FFFF),
)


def relax_emphasis(md: MarkdownIt) -> None:
    """Make a parser read emphasis and struck-out text beside these letters as their writers expect."""
    rules = {rule.name: rule.fn for rule in md.inline.ruler.__rules__}
    for name, mark in (("emphasis", "*"), ("strikethrough", "~")):
        md.inline.ruler.at(name, _relaxed(rules[name], mark))


def _relaxed(rule: Callable[[StateInline, bool], bool], mark: str) -> Callable[[StateInline, bool], bool]:
    def read(state: StateInline, silent: bool) -> bool:
        if mark == "*" and _multiplies(state.src, state.pos):
            return False
        if state.src[state.pos] == mark and not state.src.isascii():
            state.scanDelims = MethodType(_scan, state)  # type: ignore[method-assign]  # the rules call it
        return rule(state, silent)

    return read


def _multiplies(text: str, position: int) -> bool:
    """Return whether an asterisk stands between two digits: ``2*3*4`` is a product."""
    return (
        text[position] == "*"
        and text[position - 1 : position].isdigit()
        and text[position + 1 : position + 2].isdigit()
    )


def _scan(state: StateInline, start: int, can_split_word: bool) -> Scanned:
    """The same as ``StateInline.scanDelims``, relaxed for ``*`` and ``~``."""
    scanned = StateInline.scanDelims(state, start, can_split_word)
    end = start + scanned.length
    before = state.src[start - 1] if start else " "
    after = state.src[end] if end < state.posMax else " "
    if not can_split_word or not (_is_cjk(before) or _is_cjk(after)):
        return scanned
    opens = not isWhiteSpace(ord(after)) and (not _is_mark(after) or _is_edge(before))
    closes = not isWhiteSpace(ord(before)) and (not _is_mark(before) or _is_edge(after))
    return Scanned(opens, closes, scanned.length)


def _is_edge(char: str) -> bool:
    return isWhiteSpace(ord(char)) or _is_mark(char) or _is_cjk(char)


def _is_mark(char: str) -> bool:
    """Return whether a character is punctuation of another script."""
    return (isMdAsciiPunct(ord(char)) or isPunctChar(char)) and not _is_cjk(char)


def _is_cjk(char: str) -> bool:
    code = ord(char)
    return code >= _RANGES[0][0] and any(first <= code <= last for first, last in _RANGES)
