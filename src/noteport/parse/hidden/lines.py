"""Removes what is hidden line by line, outside fenced code."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from msgspec import Struct

from noteport.parse.dialects.dialect import Page
from noteport.parse.hidden.fields import has_fields, without_fields
from noteport.parse.hidden.footnotes import CitedTimes, Footnotes, has_cited_times, has_footnotes
from noteport.parse.hidden.org import has_org, without_org
from noteport.parse.hidden.shortcodes import has_shortcodes, without_shortcodes
from noteport.parse.hidden.tags import Tags, has_tags
from noteport.parse.hidden.tasks import has_tasks, without_tasks


class Visible(Struct, frozen=True):
    text: str
    """The text that readers see, with as many lines as before, and behind them the footnotes that were within lines."""
    tags: tuple[str, ...] = ()
    """The tags of the whole note."""


def visible(text: str) -> Visible:
    """Remove fields, the marks of tasks, what Org mode and Logseq hide, and tags from the body of a note. Linear."""
    tags = Tags()
    steps: list[Callable[[str], str]] = []
    if has_shortcodes(text):
        steps.append(without_shortcodes)
    if has_fields(text):
        steps.append(without_fields)
    if has_tasks(text):
        steps.append(without_tasks)
    if has_tags(text):
        steps.append(tags.take)
    footnotes = Footnotes()
    if has_footnotes(text):
        steps.append(footnotes.take)
    org = has_org(text)
    if not steps and not org and not has_cited_times(text):
        return Visible(text)
    page = Page(text, has_video=False)
    cited = CitedTimes([line for line, code in zip(page.lines, page.in_code, strict=True) if not code])
    if cited:
        steps.insert(0, cited.take)
    lines = without_org(page.lines, page.in_code) if org else page.lines
    for index, line in enumerate(lines):
        if line and not page.in_code[index]:
            lines[index] = reduce(lambda shown, step: step(shown), steps, line)
    return Visible("\n".join([*lines, *footnotes.definitions()]), tuple(tags.of_note))
