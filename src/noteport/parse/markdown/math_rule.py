r"""The rules that read formulas between backslashed brackets: ``\(inline\)``, and ``\[display\]`` as a block.

texmath's own rules copy and search the rest of the text at each bracket, and drop what follows ``\]`` on its line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from noteport.model.patterns import pattern

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_LAST = "noteport.last-formula-end"
# After a display formula there is nothing, or its number.
_BEHIND = pattern(r"[ \t]*(?:\(([^()$\r\n]{1,20})\)[ \t]*)?\Z")

_MONEY = pattern(
    r"[A-Z]{2,6}[/,;–-]|\d[\d.,]*[kKMB]?"
    r"(?:[-–/]|(?: (?!(?:mod|sin|cos|tan|log|ln|exp)\b)[^\W\d_]{2,})+(?: \d[\d.,]*[kKMB]?)?)"
)
_COMMENT = pattern(r"(?<!\\)%[^\n]*")


def is_money(content: str) -> bool:
    """Return whether what stands between two dollar signs is a sum or a ticker: ``$5 to 10$``, ``$AAPL/$TSLA``."""
    return _MONEY.fullmatch(content) is not None


def on_one_line(content: str) -> str:
    """Return a formula on one line, without its comments and the backticks that GitHub allows around it."""
    if content.startswith("`") and content.endswith("`"):
        content = content.strip("`")
    return " ".join((_COMMENT.sub("", content) if "\n" in content else content).split())


def inline_math_rule(state: StateInline, silent: bool) -> bool:
    r"""Read ``\(x\)`` at the current position as one ``math_inline`` token."""
    src, start = state.src, state.pos
    if not src.startswith("\\(", start) or start + 3 > _last_end(state):
        return False
    end = src.find("\\)", start + 3)
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content, token.markup = src[start + 2 : end], "\\("
    state.pos = end + 2
    return True


def _last_end(state: StateInline) -> int:
    """Where the last formula of this text could end. Searched for once, and not from each bracket to the end of the
    text.
    """
    known = state.env.get(_LAST)
    if known is None or known[0] is not state.src:
        known = state.env[_LAST] = (state.src, state.src.rfind("\\)"))
    return int(known[1])


def block_math_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""Read ``\[x\]`` on separate lines as one ``math_block`` token without empty lines.

    Its number becomes part of the formula: ``\tag{1}``.
    """
    if not state.src.startswith("\\[", _first(state, start)):
        return False
    lines: list[str] = []
    for line in range(start, end):
        if line > start and (state.isEmpty(line) or state.sCount[line] < state.blkIndent):
            return False
        lines.append(state.src[_first(state, line) : state.eMarks[line]])
        place = lines[-1].find("\\]", 0 if line > start else 3)
        if place >= 0:
            break
    else:
        return False
    behind = _BEHIND.match(lines[-1], place + 2)
    if behind is None:
        return False
    if not silent:
        lines[-1] = lines[-1][:place] + (f"\\tag{{{behind[1]}}}" if behind[1] else "")
        token = state.push("math_block", "math", 0)
        token.block, token.map = True, [start, line + 1]
        token.content, token.markup = "\n".join(lines)[2:], "\\["
    state.line = line + 1
    return True


def _first(state: StateBlock, line: int) -> int:
    return state.bMarks[line] + state.tShift[line]
