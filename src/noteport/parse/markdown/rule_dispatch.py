"""Block rules chosen by a line's first character, instead of asking fifteen of them in turn whether they begin here.

markdown-it keeps the rules of each chain in a list that it compiles when it needs it. Here each list becomes one rule,
which asks only those that can begin with the character. Should a later markdown-it compile its lists otherwise, they
hold all rules again: slower, and no less right.
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
"""What a rule's first line begins with, behind its indentation; a rule that is not named here may begin with anything.
Indented code is asked for where a line is indented so far."""

CHAINS = ("", "paragraph", "reference", "blockquote", "list")
"""All rules, and those that may end a block of this kind."""


def ask_by_first_character(md: MarkdownIt) -> None:
    """Have a parser, whose rules are all set, ask them by the first character."""
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
        for rule in chosen:  # noqa: SIM110  # a generator costs more than the rules
            if rule(state, start, end, silent):
                return True
        return False

    return choose
