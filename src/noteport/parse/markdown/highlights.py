"""Finds highlights among the inline tokens of a block: ``==Obsidian==`` and ``^^Logseq^^``.

Only blocks that contain a pair of these marks are searched, so that others cost nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token
from msgspec import Struct

from noteport.model.patterns import pattern

_MARK = pattern(r"(?<!=)==(?!=)|(?<!\^)\^\^(?!\^)")
_LETTERS_WITHOUT_SPACES = 0x2E80
"""From here on, Unicode has the scripts that put no spaces between words."""


class _Mark(Struct, eq=False):
    token: int
    """The index of its token."""
    start: int
    """Where it begins in the text of its token."""
    mark: str
    span: int
    """The index of the token that opens the span around it; -1 outside every span."""
    opens: bool
    closes: bool
    type: str = ""
    """The type of the token that it becomes; empty if it is text."""


def may_have_highlights(source: str) -> bool:
    """Return whether the text of a block has a pair of marks."""
    return source.count("==") > 1 or source.count("^^") > 1


def with_highlights(tokens: Sequence[Token]) -> list[Token]:
    """Return inline tokens with ``mark_open`` and ``mark_close`` tokens for highlights. Linear in their number."""
    out: list[Token] = []
    of_token: dict[int, list[_Mark]] = {}
    for mark in _paired(_marks(tokens)):
        of_token.setdefault(mark.token, []).append(mark)
    for index, token in enumerate(tokens):
        position = 0
        for mark in of_token.get(index, ()):
            out.append(_text(token.content[position : mark.start]))
            out.append(Token(mark.type, "mark", 1 if mark.type == "mark_open" else -1))
            position = mark.start + len(mark.mark)
        out.append(_text(token.content[position:]) if position else token)
    return out


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _marks(tokens: Sequence[Token]) -> list[_Mark]:
    """Every mark in the text of a block, in order."""
    marks: list[_Mark] = []
    spans = [-1]
    for index, token in enumerate(tokens):
        if token.type.endswith("_open"):
            spans.append(index)
        elif token.type.endswith("_close") and len(spans) > 1:
            spans.pop()
        elif token.type == "text":
            for found in _MARK.finditer(token.content):
                start, end = found.span()
                before = token.content[start - 1 : start] if start else _edge(tokens[index - 1 : index])
                after = token.content[end : end + 1] or _edge(tokens[index + 1 : index + 2])
                opens = not after.isspace() and not _is_in_word(before)
                closes = not before.isspace() and not _is_in_word(after)
                marks.append(_Mark(index, start, found[0], spans[-1], opens, closes))
    return marks


def _edge(neighbour: Sequence[Token]) -> str:
    """What is beside a mark at the edge of its text: whitespace at the edge of a line, otherwise the mark of a span."""
    return "*" if neighbour and neighbour[0].type not in ("softbreak", "hardbreak") else " "


def _is_in_word(character: str) -> bool:
    """Whether a mark beside this character is inside a word or an operator, as in ``a==b``."""
    return character.isalnum() and ord(character) < _LETTERS_WITHOUT_SPACES


def _paired(marks: Sequence[_Mark]) -> list[_Mark]:
    """Return the marks that open or close a highlight, which ends at the next mark of its kind in the same span."""
    opened: dict[tuple[str, int], _Mark] = {}
    paired: list[_Mark] = []
    for mark in marks:
        opening = opened.get((mark.mark, mark.span))
        if opening is not None and mark.closes:
            opening.type, mark.type = "mark_open", "mark_close"
            paired += (opening, mark)
            while opened.popitem()[1] is not opening:
                pass  # one that begins inside this highlight does not end in it: its mark is text
        elif mark.opens and opening is None:
            opened[mark.mark, mark.span] = mark
    return sorted(paired, key=lambda mark: (mark.token, mark.start))
