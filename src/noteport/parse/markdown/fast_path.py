"""The inline tokens of ordinary text, in a single scan; all other text goes through markdown-it, rule by rule.

Nine blocks of ten are ordinary: words, timestamps, wikilinks, bold and italic text, code and line breaks. Anything else
in a block sends the whole block through markdown-it. The tokens are the same, as the tests check, at a quarter of the
cost.
"""

from __future__ import annotations

import re

from noteport.model.nodes import WikiLink
from noteport.model.patterns import pattern
from noteport.parse.markdown.timestamp_rule import timestamp_at
from noteport.parse.markdown.timestamps import CLOCK, Reading, plain_reading
from noteport.parse.markdown.wikilink_rule import read_wikilink

# One character class comes first, so that the search skips all other characters. The last alternatives are cases that
# only markdown-it can decide: an escape, a link, an entity, a pair of dollar signs, or marks in unusual places.
_PIECE = pattern(
    r"[<\[\n*`\\_~!$&](?:"
    rf'(?<=<)a class="yt-timestamp" data-t="({CLOCK})">\[\1\]</a>'
    rf"|(?<=\[)\[(?!\s*\d{{1,3}}:)([^\[\]|#\n]{{1,400}})(?:\|([^\[\]\n]*))?\]\]"
    r"|(?<=\n)[ \t]*()"
    r"|(?<=\*)\*?(?!\*)()"
    r"|(?<=`)([^`\n]+)`(?!`)"
    r"|(?<=<)(?:/?[A-Za-z][A-Za-z0-9]*|br ?/)>()"
    r"|(?<=[<\[])()"
    r"|(?<=[\\`*])|(?<=_)(?:(?<![A-Za-z0-9]_)|(?![A-Za-z0-9]))|(?<=~)~|(?<=!)\[|(?<=\$)(?=[^$]*\$)"
    r"|(?<=&)[#A-Za-z][A-Za-z0-9]*;)"
)
_TIMESTAMP, _TARGET, _ALIAS, _LINE, _MARK, _CODE, _TAG, _OTHER = range(1, 9)
_PLAIN_BRACKET = pattern(r"\[(?!\^)[^\[\]\n`<\\]*\](?!\()")
_MARKS = {"**": ("strong_open", "strong_close"), "*": ("em_open", "em_close")}
_BEHIND_MARK = frozenset(" \n:.,;!?)")


class QuickToken:
    """The parts of a markdown-it token that are read, without the rest."""

    __slots__ = ("content", "markup", "meta", "type")

    attrs: dict[str, str] = {}  # noqa: RUF012  # never written to: only links and images have attributes
    children = None
    level = 0

    def __init__(self, type: str, content: str = "", meta: Reading | WikiLink | None = None, markup: str = "") -> None:
        self.type = type
        self.content = content
        self.meta = meta
        self.markup = markup


def quick_tokens(source: str, *, has_references: bool = False) -> list[QuickToken] | None:
    """Return the inline tokens of a block's text, or None if it is not ordinary. Linear in its length.

    ``has_references`` says whether the note defines links elsewhere, in which case any bracket may be a link.
    """
    out = _Tokens(source)
    search = _PIECE.search
    position = scan = 0
    while found := search(source, scan):
        kind = found.lastindex
        if kind is None:
            return None
        start, scan = found.span()
        if kind == _LINE:
            out.line(source[position:start])
        elif kind == _TIMESTAMP:
            out.text(source[position:start])
            out.add(QuickToken("timestamp", "", plain_reading(found[_TIMESTAMP])))
        elif kind == _OTHER:
            timestamp = timestamp_at(source, start)
            if timestamp is None:
                if has_references or not _PLAIN_BRACKET.match(source, start):
                    return None
                continue
            out.text(source[position:start])
            out.add(QuickToken("timestamp", "", timestamp[0]))
            scan = timestamp[1]
        else:
            out.text(source[position:start])
            if kind != _MARK:
                out.add(_atom(kind, found))
            elif not out.mark(found[0], start, scan):
                return None
        position = scan
    if out.marks:
        return None
    out.text(source[position:])
    return out.tokens


def _atom(kind: int, found: re.Match[str]) -> QuickToken:
    if kind == _CODE:
        return QuickToken("code_inline", _code(found[_CODE]))
    if kind == _TAG:
        return QuickToken("html_inline", found[0])
    return QuickToken("wikilink", "", read_wikilink(found[_TARGET], found[_ALIAS] or "", embed=False))


class _Tokens:
    """The tokens so far, with the empty texts that markdown-it leaves on either side of bold text."""

    def __init__(self, source: str) -> None:
        self.tokens: list[QuickToken] = []
        self.add = self.tokens.append
        self.marks: list[str] = []
        """The open ones, outermost first."""
        self._source = source
        self._owes_text = False

    def text(self, text: str) -> None:
        if text or self._owes_text:
            self.add(QuickToken("text", text))
            self._owes_text = False

    def line(self, text: str) -> None:
        """Add the end of a line and the text before it, whose trailing whitespace decides whether the author requested
        a line break.
        """
        words = text.rstrip(" ")
        self.text(words)
        self.add(QuickToken("hardbreak" if len(text) - len(words) > 1 else "softbreak"))

    def mark(self, mark: str, start: int, end: int) -> bool:
        """Add a mark that opens or closes a span; return False if that is uncertain."""
        if self.marks and self.marks[-1] == mark and _closes(self._source, start, end):
            self.marks.pop()
            self.add(QuickToken(_MARKS[mark][1]))
            self._owes_text = mark == "**"
            return True
        if mark in self.marks or not _opens(self._source, start, end):
            return False
        self.marks.append(mark)
        if mark == "**" and (not self.tokens or self.tokens[-1].type != "text"):
            self.add(QuickToken("text"))
        self.add(QuickToken(_MARKS[mark][0]))
        return True


def _code(text: str) -> str:
    return text[1:-1] if text[0] == text[-1] == " " and text.strip(" ") else text


def _opens(source: str, start: int, end: int) -> bool:
    """Return whether a mark certainly opens a span and cannot close one (CommonMark's left-flanking run)."""
    following = source[end : end + 1]
    return bool(following) and not following.isspace() and (not start or source[start - 1] in " \n")


def _closes(source: str, start: int, end: int) -> bool:
    """Return whether a mark certainly closes a span and cannot open one (CommonMark's right-flanking run)."""
    before = source[start - 1]
    if before.isspace():
        return False
    return end == len(source) or source[end] in " \n" or (before.isalnum() and source[end] in _BEHIND_MARK)
