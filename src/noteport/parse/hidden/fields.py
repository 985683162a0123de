"""Removes fields of Dataview, Obsidian and Logseq: lines ``key:: value``, and ``[key:: value]`` in a line.

Obsidian shows the value of a field in a sentence, so that stays; a field behind the sentence only describes it, and so
does one of a task (blacksmithgu.github.io/obsidian-dataview, "Adding Metadata").
"""

from __future__ import annotations

import re

from noteport.model.patterns import pattern
from noteport.parse.hidden.marks import BEFORE_TEXT, CODE, END, TIMESTAMP

_KEY = r"[^\W\d_][\w.-]{0,40}(?: [\w.-]{1,40}){0,3}"
_LINE = pattern(
    rf"(?P<before>{BEFORE_TEXT})(?:[^\x00-\x7f\w]{{1,3}}[ \t]++)?"
    rf"(?P<mark>[*_]{{0,2}})(?P<key>{_KEY})(?P=mark)::(?P<value>[ \t].*)?"
)
_MARKED_KEY = rf"[*_]{{0,2}}{_KEY}[*_]{{0,2}}"
_FIELD = rf"(?:(?<!\[)\[{_MARKED_KEY}::(?:\[\[[^\[\]\n]*+\]\]|[^\[\]\n])*+\]|\({_MARKED_KEY}::[^()\n]*+\))"
_BEHIND = pattern(rf"(?<=[.!?。！？\])>])(?:\s*+{_FIELD})++(?P<last>(?=(?:\s*+{TIMESTAMP})*+{END}))?")
"""Fields in a row. ``last`` is set if only timestamps follow; other rows match as well, since each would be tried again
from every field in it."""
_INLINE = pattern(rf"{CODE}|(?<![ \t])[ \t]*+(?P<field>{_FIELD})")
_TIMESTAMP = pattern(TIMESTAMP)
_OF_TASKS = frozenset(
    "cancelled completion created dependson due id oncompletion priority repeat scheduled start".split()
)


def has_fields(text: str) -> bool:
    return "::" in text


def without_fields(line: str) -> str:
    """Return a line as readers see it; a line that is only a field is empty."""
    if "::" not in line:
        return line
    found = _LINE.fullmatch(line)
    if found is not None:
        if not _TIMESTAMP.search(line):
            # The block of an outline contains others, so it must not be empty.
            return f"{found['before']}<!-- -->" if found["before"].strip(" \t>") else found["before"].rstrip()
        return f"{found['before']}**{found['key']}**:{found['value']}"
    return _INLINE.sub(_shown, _BEHIND.sub(_unless_last, line))


def _unless_last(found: re.Match[str]) -> str:
    return found[0] if found["last"] is None else ""


def _shown(found: re.Match[str]) -> str:
    if found["field"] is None:
        return found[0]
    written = found["field"]
    key, _, value = written[1:-1].partition("::")
    if key.strip("*_").lower() in _OF_TASKS or not value.strip():
        return ""
    space = found[0][: -len(written)]
    return f"{space}({value.strip()})" if written[0] == "(" else space + value.strip()
