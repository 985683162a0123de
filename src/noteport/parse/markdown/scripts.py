"""Finds superscripts, subscripts and struck-out text that are not CommonMark among the inline tokens of a block.

``10<sup>8</sup>`` and pandoc's ``10^8^`` become one ``superscript`` token, ``H<sub>2</sub>O`` and ``H~2~O`` one
``subscript`` token, and ``<del>``, ``<s>`` and ``<strike>`` the tokens of ``~~``. Only blocks that contain such marks
are searched, so that others cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from noteport.model.patterns import pattern
from noteport.model.scripts import has_subscript, has_superscript

LONGEST = 40
"""Characters of a superscript or subscript; a longer one is small print."""

_SCRIPT_TAG = pattern(r"<(/?)(su[bp])\b[^<>]*>", re.IGNORECASE)
_STRIKE_TAG = pattern(r"<(/?)(?:del|s|strike)\b[^<>]*>", re.IGNORECASE)
_CLOSING_TAG = pattern(r"</(?:su[bp]|del|s|strike)\b", re.IGNORECASE)
_PLAIN = frozenset({"text", "text_special", "code_inline", "em_open", "em_close", "strong_open", "strong_close"})
_TYPES = {"sup": "superscript", "sub": "subscript", "^": "superscript", "~": "subscript"}
_MOST_TOKENS = 12
"""Inline tokens inside a superscript or subscript."""

_WORD = pattern(r"\S*[\^~]\S*")
_MARKED = pattern(r"([\^~])([^\s^~]{1,20})\1")
_BASE = pattern(r"[A-Za-z0-9\u00b5-\u1fff)\]}%′^~]\Z")
"""What a superscript or subscript may follow: a Latin or Greek letter, a digit, a closing bracket, or another one."""


def may_have_scripts(source: str) -> bool:
    """Return whether the text of a block has a pair of marks."""
    return source.count("^") > 1 or source.count("~") > 1 or ("</" in source and bool(_CLOSING_TAG.search(source)))


def with_scripts(tokens: Sequence[Token]) -> list[Token]:
    """Return inline tokens in which these marks are tokens. Linear in their number."""
    return list(_in_texts(_with_script_tags(_with_strike_tags(tokens))))


def _with_strike_tags(tokens: Sequence[Token]) -> list[Token]:
    """Pairs of tags become the tokens of ``~~``, unless they cross another span."""
    out = list(tokens)
    spans: list[int | None] = []
    """The tag that opens each span; None for other spans."""
    for index, token in enumerate(tokens):
        tag = _STRIKE_TAG.fullmatch(token.content) if token.type == "html_inline" else None
        if token.type.endswith("_open"):
            spans.append(None)
        elif token.type.endswith("_close"):
            while spans and spans.pop() is not None:
                pass
        elif tag and not tag[1]:
            spans.append(index)
        elif tag and spans and spans[-1] is not None:
            out[spans.pop() or 0] = Token("s_open", "s", 1)
            out[index] = Token("s_close", "s", -1)
    return out


def _with_script_tags(tokens: Sequence[Token]) -> list[Token]:
    out: list[Token] = []
    index = 0
    while index < len(tokens):
        token, end = tokens[index], 0
        tag = _SCRIPT_TAG.fullmatch(token.content) if token.type == "html_inline" else None
        if tag and not tag[1]:
            end = _closing(tokens, index, tag[2].lower())
        content = "".join(inner.content for inner in tokens[index + 1 : end]).strip() if end else ""
        if tag and content and _is_script(tag[2].lower(), content, follows=_is_base(out)):
            out.append(Token(_TYPES[tag[2].lower()], "", 0, content=content))
            index = end + 1
        else:
            out.append(token)
            index += 1
    return out


def _closing(tokens: Sequence[Token], start: int, name: str) -> int:
    """Return the index of the tag that closes an element of plain text; 0 if it has anything else in it."""
    for index in range(start + 1, min(start + 2 + _MOST_TOKENS, len(tokens))):
        if tokens[index].type not in _PLAIN:
            tag = _SCRIPT_TAG.fullmatch(tokens[index].content) if tokens[index].type == "html_inline" else None
            return index if tag and tag[1] and tag[2].lower() == name else 0
    return 0


def _is_script(name: str, content: str, *, follows: bool) -> bool:
    """Return whether an element is part of a word or formula, and not a line of small print."""
    if follows:
        return len(content) <= LONGEST
    return has_superscript(content) if name == "sup" else has_subscript(content)


def _is_base(before: Sequence[Token]) -> bool:
    """Return whether the last token ends with something that a superscript or subscript can follow."""
    if not before or before[-1].type in ("softbreak", "hardbreak"):
        return False
    content = before[-1].content
    return not content or not content[-1].isspace()


def _in_texts(tokens: Sequence[Token]) -> Iterator[Token]:
    for index, token in enumerate(tokens):
        if token.type != "text" or ("^" not in token.content and "~" not in token.content):
            yield token
            continue
        position = 0
        for found in _marked(token.content, opens_with_base=_is_base(tokens[:index][-1:])):
            yield Token("text", "", 0, content=token.content[position : found.start()])
            yield Token(_TYPES[found[1]], "", 0, content=found[2])
            position = found.end()
        yield Token("text", "", 0, content=token.content[position:]) if position else token


def _marked(text: str, *, opens_with_base: bool) -> Iterator[re.Match[str]]:
    """Yield pandoc's superscripts and subscripts in a text."""
    for word in _WORD.finditer(text):
        found = list(_MARKED.finditer(text, *word.span()))
        # Marks without a partner mean something else: powers (x^2+y^2), ranges (3~5), paths.
        if not found or 2 * len(found) != word[0].count("^") + word[0].count("~") or "://" in word[0]:
            continue
        last_raised = max((one.end() for one in found if one[1] == "^"), default=-1)
        if all(_may_be(one, is_last=one.end() == last_raised, opens_with_base=opens_with_base) for one in found):
            yield from found


def _may_be(found: re.Match[str], *, is_last: bool, opens_with_base: bool) -> bool:
    text, (start, end) = found.string, found.span()
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    if not (_BASE.match(before) if before else opens_with_base):
        return False
    if found[1] == "^":
        return not (is_last and (after.isalnum() or (after and after in "([{^")))
    if not found[2].isascii() or (before.isdigit() and found[2][0].isdigit()):
        return False
    return not (found[2].isalpha() and after.isalnum())
