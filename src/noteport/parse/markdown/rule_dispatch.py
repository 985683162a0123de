"""Block rules chosen by the first character of a line, instead of trying fifteen of them in turn.

markdown-it keeps the rules of each chain in a list that it compiles when needed. Here each list becomes one rule that
tries only those that can begin with the character. If a later markdown-it compiles its lists differently, they contain
all rules again, which is slower but still correct.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

BlockRule: TypeAlias = "Callable[[StateBlock, int, int, bool], bool]"

FIRST = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
    "math_block": "$",
    "bracket_math": "\\",
    "code": "",
}
"""The characters with which the first line of a rule begins, after its indentation; a rule that is not listed may begin
with any. Indented code is tried where a line is indented far enough.
"""

CHAINS = ("", "paragraph", "reference", "blockquote", "list")
"""All rules, and those that may end a block of this kind."""


def ask_by_first_character(md: MarkdownIt) -> None:
    """Make a parser, whose rules are all set, choose them by the first character."""
    named = {rule.fn: rule.name for rule in md.block.ruler.__rules__}
    md.block.ruler.__cache__ = {
        chain: [_chooser([(named[rule], rule) for rule in md.block.ruler.getRules(chain)])] for chain in CHAINS
    }


def _chooser(rules: list[tuple[str, BlockRule]]) -> BlockRule:
    every = [rule for _, rule in rules]
    anywhere = [rule for name, rule in rules if name not in FIRST]
    characters = sorted(set("".join(FIRST.values())))
    by_character = {
        character: [rule for name, rule in rules if character in FIRST.get(name, character)] for character in characters
    }

    def choose(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        position = state.bMarks[start] + state.tShift[start]
        if state.sCount[start] - state.blkIndent >= 4:
            chosen = every
        else:
            chosen = by_character.get(state.src[position : position + 1], anywhere)
        for rule in chosen:  # noqa: SIM110  # a generator would cost more than the rules
            if rule(state, start, end, silent):
                return True
        return False

    return choose
