"""The inline tokens of ordinary text, in one scan; all other text takes markdown-it's way, rule by rule.

Ordinary is what nine blocks of ten are made of: words, stamps, wikilinks, bold and slanted text, code, line breaks.
Whatever could begin anything else sends the whole block the long way. The tokens are the same, which
tests/parse/test_quick.py holds; they cost a quarter.
"""

from __future__ import annotations

import re

from noteport.model import WikiLink
from noteport.parse.stamp_rule import stamp_at
from noteport.parse.stamps import CLOCK, Reading, plain_reading
from noteport.parse.wikilink_rule import read_wikilink

# Each alternative begins with a character of its own, so that the search leaps over all others. The last ones are what
# only markdown-it can tell: an escape, a link, an entity, a pair of dollars, marks that stand oddly.
_PIECE = re.compile(
    rf'<a class="yt-timestamp" data-t="({CLOCK})">\[\1\]</a>'
    rf"|\[\[(?!\s*\d{{1,3}}:)([^\[\]|#\n]{{1,400}})(?:\|([^\[\]\n]*))?\]\]"
    r"|\n[ \t]*()"
    r"|(\*\*?(?!\*))"
    r"|`([^`\n]+)`(?!`)"
    r"|(</?[A-Za-z][A-Za-z0-9]*>|<br ?/>)"
    r"|[<\[]()"
    r"|[\\`*]|_(?<![A-Za-z0-9]_)|_(?![A-Za-z0-9])|~~|!\[|\$(?=[^$]*\$)|&[#A-Za-z][A-Za-z0-9]*;"
)
_STAMP, _TARGET, _ALIAS, _LINE, _MARK, _CODE, _TAG, _OTHER = range(1, 9)
_PLAIN_BRACKET = re.compile(r"\[(?!\^)[^\[\]\n`<\\]*\](?!\()")
_MARKS = {"**": ("strong_open", "strong_close"), "*": ("em_open", "em_close")}
_BEHIND_MARK = frozenset(" \n:.,;!?)")


class QuickToken:
    """What is read of a markdown-it token, without the rest."""

    __slots__ = ("content", "meta", "type")

    attrs: dict[str, str] = {}  # noqa: RUF012  # nobody writes to it: only links and images have attributes
    children = None
    level = 0
    markup = ""

    def __init__(self, type: str, content: str = "", meta: Reading | WikiLink | None = None) -> None:
        self.type = type
        self.content = content
        self.meta = meta


def quick_tokens(source: str, *, has_references: bool = False) -> list[QuickToken] | None:
    """The inline tokens of a block's text, or None if it is not ordinary. Linear in its length.

    ``has_references`` says whether the note defines links elsewhere, so that any bracket may be one.
    """
    tokens: list[QuickToken] = []
    add = tokens.append
    search = _PIECE.search
    position = scan = 0
    marks: list[str] = []
    owes_text = False  # markdown-it leaves an empty text at either side of a mark where no other stands
    while found := search(source, scan):
        kind = found.lastindex
        if kind is None:
            return None
        start, scan = found.span()
        stamp = None
        if kind == _OTHER:
            stamp = stamp_at(source, start)
            if stamp is None:
                if has_references or not _PLAIN_BRACKET.match(source, start):
                    return None
                continue
            scan = stamp[1]
        text = source[position:start]
        if kind == _LINE:
            words = text.rstrip(" ")
            if words or owes_text:
                add(QuickToken("text", words))
            add(QuickToken("hardbreak" if len(text) - len(words) > 1 else "softbreak"))
            owes_text = False
        else:
            if text or owes_text:
                add(QuickToken("text", text))
                owes_text = False
            if kind == _STAMP:
                add(QuickToken("stamp", "", plain_reading(found[_STAMP])))
            elif kind == _MARK:
                mark = found[_MARK]
                if marks and marks[-1] == mark and _closes(source, start, scan):
                    marks.pop()
                    add(QuickToken(_MARKS[mark][1]))
                    owes_text = mark == "**"
                elif mark not in marks and _opens(source, start, scan):
                    marks.append(mark)
                    if mark == "**" and (not tokens or tokens[-1].type != "text"):
                        add(QuickToken("text"))
                    add(QuickToken(_MARKS[mark][0]))
                else:
                    return None
            elif stamp is not None:
                add(QuickToken("stamp", "", stamp[0]))
            elif kind == _CODE:
                add(QuickToken("code_inline", _code(found[_CODE])))
            elif kind == _TAG:
                add(QuickToken("html_inline", found[_TAG]))
            else:
                add(QuickToken("wikilink", "", read_wikilink(found[_TARGET], found[_ALIAS] or "", embed=False)))
        position = scan
    if marks:
        return None
    if position < len(source) or owes_text:
        add(QuickToken("text", source[position:]))
    return tokens


def _code(text: str) -> str:
    return text[1:-1] if text[0] == text[-1] == " " and text.strip(" ") else text


def _opens(source: str, start: int, end: int) -> bool:
    """Whether a mark opens a span beyond doubt, and could close none (CommonMark's left-flanking run)."""
    following = source[end : end + 1]
    return bool(following) and not following.isspace() and (not start or source[start - 1] in " \n")


def _closes(source: str, start: int, end: int) -> bool:
    """Whether a mark closes a span beyond doubt, and could open none (CommonMark's right-flanking run)."""
    before = source[start - 1]
    if before.isspace():
        return False
    return end == len(source) or source[end] in " \n" or (before.isalnum() and source[end] in _BEHIND_MARK)
