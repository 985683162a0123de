"""One line of Markdown as a reader sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from noteport.parse.markdown.parser import tokens_of
from noteport.parse.text.flatten import flatten
from noteport.parse.text.runs import find_runs
from noteport.parse.text.tidy import plain_without_runs

if TYPE_CHECKING:
    from markdown_it.token import Token


def plain_line(markdown: str) -> str:
    """Return the plain text of a heading or paragraph on one line, without its timestamps."""
    try:
        return plain_tokens(tokens_of(f"# {markdown}")[1].children or ())
    except RecursionError:
        return markdown


def plain_tokens(children: Sequence[Token]) -> str:
    """Return the plain text of the inline tokens of a block on one line, without its timestamps."""
    flat = flatten(children)
    return plain_without_runs(flat, 0, len(flat.text), find_runs(flat))
