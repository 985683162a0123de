"""One line of Markdown as a reader sees it."""

from __future__ import annotations

from noteport.parse.markdown.parser import tokens_of
from noteport.parse.text.flatten import flatten
from noteport.parse.text.runs import find_runs
from noteport.parse.text.tidy import plain_without_runs


def plain_line(markdown: str) -> str:
    """Return the plain text of a heading or paragraph on one line, without its timestamps."""
    try:
        flat = flatten(tokens_of(f"# {markdown}")[1].children or ())
    except RecursionError:
        return markdown
    return plain_without_runs(flat, 0, len(flat.text), find_runs(flat))
