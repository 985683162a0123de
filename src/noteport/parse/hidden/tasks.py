"""Removes the marks of tasks: the states of Logseq and Org mode, and the dates of Obsidian Tasks (``📅 2026-05-01``).

The box of a task is read with its list (lists.py).
"""

from __future__ import annotations

import re

from noteport.model.patterns import pattern

_EMOJI = "📅✅⏳🛫➕❌⏰🔁⏫🔼🔽🔺⏬🆔⛔🏁"
_STATES = ("TODO ", "DONE ", "DOING ", "NOW ", "LATER ", "WAIT", "CANCEL", "IN-PROGRESS ")
_ITEM = pattern(r"([ \t>]*+(?:[-*+]|\d{1,9}[.)])[ \t]++)")
_STATE = pattern(
    r"(?:(TODO|DOING|IN-PROGRESS|WAITING)|(DONE)|(CANCELL?ED)|(?:NOW|LATER|WAIT)(?=[ \t]+[^a-z]))[ \t]+"
    r"(?:\[#[A-C]\][ \t]+)?"
)
_DETAIL = pattern(
    r"[ \t]*(?:[📅✅⏳🛫➕❌⏰]\ufe0f?[ \t]*\d{4}-\d{2}-\d{2}|[⏫🔼🔽🔺⏬]\ufe0f?"
    rf"|🔁\ufe0f?[^\[<#{_EMOJI}]*+|[🆔⛔🏁]\ufe0f?[ \t]*[\w,-]++)"
)


def has_tasks(text: str) -> bool:
    return any(state in text for state in _STATES) or (not text.isascii() and any(mark in text for mark in _EMOJI))


def without_tasks(line: str) -> str:
    """Return the line of an item without the state, dates and priority of its task."""
    item = _ITEM.match(line)
    if item is None:
        return line
    rest = line[item.end() :]
    state = _STATE.match(rest)
    if state is not None:
        rest = _box(state) + rest[state.end() :]
    return item[1] + _DETAIL.sub("", rest)


def _box(state: re.Match[str]) -> str:
    return "[x] " if state[2] else "[-] " if state[3] else "[ ] "
