"""Prepares the text of a note for Markdown: removes what encloses it, and makes the notation of other tools readable.

Everything that is removed leaves its empty lines behind, so that line numbers match the file.
"""

from __future__ import annotations

import re

from msgspec import Struct

from noteport.model.patterns import pattern
from noteport.parse.head.front_matter import split_head, text_value
from noteport.parse.hidden.comments import without_comments
from noteport.parse.hidden.lines import visible

_FENCE = pattern(r"\s*(`{3,}|~{3,})[ \t]*(?:markdown|md)[ \t]*\n", re.IGNORECASE)
_FROM = pattern(
    r"\s*From:[ \t]*[\u200e\u200f\u202a-\u202e\u2066-\u2069]*\[\[([^\[\]\n]*)\]\][ \t]*+(?:<br\s*/?>)?[ \t]*+(?=\n|\Z)"
)
_DELIMITER_ROW = pattern(r"\n[ \t>]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+(?![^\n])")
"""With the line end before it, for which a search is fast; a table has a line of names above it."""
"""Possessive throughout: whitespace that two parts could match is tried once."""
_WHOLE = pattern(r"\[\[[^\[\]\n]*\]\]|(`+)(?!`)[^`\n]*\1(?!`)|\$(?!\s|\|\s|\|?\$)[^$\n]*(?<!\s)(?<!\s\|)\$(?!\d)")
"""A wikilink, code or a formula in a cell."""
_HAS_WHOLE = pattern(r"\[\[|`|\$")
_BAR = pattern(r"(?<!\\)\|")
_SECOND_HEAD = pattern(r"\s*(?=---[ \t]*\n[ \t]*\w[^\n:]*:)")


class Body(Struct, frozen=True):
    text: str
    """Markdown with as many lines as the body had."""
    channel: str | None = None
    """The channel that its ``From:`` line names (rule 12)."""
    second_head: int | None = None
    """Line, counted from 0, of a second front matter."""
    unclosed_comment: int | None = None
    """Line, counted from 0, of a comment that is never closed."""
    tags: tuple[str, ...] = ()
    """The tags that stand on lines of their own."""


def prepare(text: str) -> Body:
    """Remove a fence around the whole body (rule 10), the ``From:`` line (rule 12), a second front matter, and
    what is hidden.
    """
    text, channel, second_head = _take_opening(text)
    uncommented = without_comments(_unwrap(text))
    shown = visible(uncommented.text)
    return Body(_join_table_links(shown.text), channel, second_head, uncommented.unclosed, shown.tags)


def channel_line(text: str) -> str | None:
    """Return the channel in the ``From:`` line of a body, without doing the rest."""
    return _take_opening(text)[1]


def _take_opening(text: str) -> tuple[str, str | None, int | None]:
    text, channel = _take_from(_unwrap(text))
    text, second_head = _take_second_head(text)
    if channel is None:
        text, channel = _take_from(text)
    return text, channel, second_head


def _unwrap(text: str) -> str:
    opening = _FENCE.match(text)
    if opening is None:
        return text
    fence = opening[1]
    end = len(text.rstrip())
    start = text.rfind("\n", 0, end) + 1
    closing = text[start:end].strip()
    if not closing.startswith(fence) or closing.strip(fence[0]):
        return text
    if re.search(rf"^[ ]{{0,3}}{re.escape(fence)}[ \t]*$", text[opening.end() : start], re.MULTILINE):
        return text  # an inner fence closes it, so it does not enclose the whole body
    return _blank(text[: opening.end()]) + text[opening.end() : start] + _blank(text[start:])


def _take_from(text: str) -> tuple[str, str | None]:
    found = _FROM.match(text)
    if found is None:
        return text, None
    return _blank(found[0]) + text[found.end() :], found[1].split("|")[0].strip() or None


def _take_second_head(text: str) -> tuple[str, int | None]:
    start = _SECOND_HEAD.match(text)
    if start is None:
        return text, None
    head = split_head(text[start.end() :])
    if text_value(head.values, "title", "videoId", "tags", "url", "source") is None:
        return text, None
    taken = text[: len(text) - len(head.body)]
    return _blank(taken) + head.body, start[0].count("\n")


def _blank(text: str) -> str:
    return "\n" * text.count("\n")


def _join_table_links(text: str) -> str:
    """A bar in a wikilink, in code or in a formula would cut a table cell in two; a backslash keeps the cell whole."""
    if "|" not in text or not _DELIMITER_ROW.search(text):
        return text
    return "\n".join(
        _join_links(line) if "|" in line and _HAS_WHOLE.search(line) else line for line in text.split("\n")
    )


def _join_links(line: str) -> str:
    if "|" not in _WHOLE.sub("", line):
        return line
    return _WHOLE.sub(lambda found: _BAR.sub(r"\\|", found[0]), line)
