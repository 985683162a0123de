"""The inline rule that reads a timestamp in one step: anchors, damaged anchors, and clock times in brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import normalizeReference

from noteport.model.patterns import pattern
from noteport.model.problems import ProblemCode
from noteport.parse.markdown.timestamps import CLOCK, Reading, plain_reading, read_anchor, read_clocks

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

# The canonical form, which 92 % of timestamps have: one match decides.
_CANONICAL = pattern(
    rf'<a class="yt-timestamp" data-t="({CLOCK})">'
    r"(?:\[\1\]</a>|\s*([^<\n]{0,160})</(?:a|sup)\s*>)"
)
# A tag that is meant as a timestamp, closed or not; then its label, closed by any of the tags that people confuse.
_TAG = pattern(r"<(?:a|p|span)\s([^<>\n]{0,300})(>|(?=<)|(?=\n)|$)", re.IGNORECASE)
_MARK = pattern(r"yt[-_=]|data-?t?=|data-\d", re.IGNORECASE)
_LABEL = pattern(r"\s*([^<\n]{0,160})</(?:a|p|span|sup)\s*>", re.IGNORECASE)
_OPEN_LABEL = pattern(rf"\[?\s*{CLOCK}\s*\]")
_CLOSE = pattern(r"\s*</(?:a|p|span|sup)\s*>", re.IGNORECASE)
_ATTRIBUTE = pattern(r"data-?=?t?=+\"?([^\"]*)", re.IGNORECASE)

_CLOCKS = rf"{CLOCK}(?:\s*[-–—,;|&]\s*{CLOCK})*"
_BRACKETS = pattern(rf"\[\s*({_CLOCKS})\s*\]")
_DOUBLE_BRACKETS = pattern(rf"\[\[\s*({_CLOCKS})\s*\]\]")
# What may follow in round brackets: an anchor, "#", the same clock time, nothing, or an unclosed bracket.
_TARGET = pattern(rf"\((?:<a\b[^<>\n]{{0,200}}>(?:[^<\n]{{0,80}}</a>)?\)?|(?:#(?!t=)[^\s()]*|\s*\[?{CLOCK}\]?\s*)?\))")
_REFERENCE = pattern(r"\[([^\[\]\n]{1,200})\]")
_STRAY = pattern(r"\((?=[,;:!?\s]|\.(?!\.?/)|$)")


def timestamp_rule(state: StateInline, silent: bool) -> bool:
    """Read a timestamp at the current position; push one ``timestamp`` token whose meta is a ``Reading``."""
    found = timestamp_at(state.src, state.pos)
    if found is None or _is_label(state, found[1]):
        return False
    reading, state.pos = found
    if not silent:
        token = state.push("timestamp", "", 0)
        token.meta = reading  # type: ignore[assignment]  # markdown-it leaves meta to rules; a dict costs time here
    return True


def _is_label(state: StateInline, end: int) -> bool:
    """Return whether a timestamp is the label of a link that is defined elsewhere: ``[12:34][talk]``."""
    references = state.env.get("references") or ()
    found = _REFERENCE.match(state.src, end) if references else None
    return found is not None and normalizeReference(found[1]) in references


def timestamp_at(text: str, position: int) -> tuple[Reading, int] | None:
    """Return the timestamp that begins at a position, and where it ends; None if there is none."""
    char = text[position]
    if char == "<":
        return _anchor(text, position)
    return _brackets(text, position) if char == "[" else None


def _anchor(text: str, position: int) -> tuple[Reading, int] | None:
    found = _CANONICAL.match(text, position)
    if found:
        label = found[2]
        reading = plain_reading(found[1]) if label is None else read_anchor(found[1], label)
        return reading, found.end()
    return _damaged_anchor(text, position)


def _damaged_anchor(text: str, position: int) -> tuple[Reading, int] | None:
    tag = _TAG.match(text, position)
    if tag is None or not _MARK.search(tag[1]):
        return None
    end = tag.end()
    attributes = tag[1]
    if not tag[2]:  # the tag is never closed: its label, if any, is part of its attributes
        clocks = read_clocks(attributes)
        if not clocks:
            return None
        close = _CLOSE.match(text, end)
        reading = Reading(clocks, problem=ProblemCode.TIMESTAMP_GARBLED, detail=text[position:end])
        return reading, close.end() if close else end
    label = _LABEL.match(text, end)
    if label:
        shown, end = label[1], label.end()
    else:
        opened = _OPEN_LABEL.match(text, end)
        shown, end = (opened[0], opened.end()) if opened else ("", end)
    attribute = _ATTRIBUTE.search(attributes)
    time = attribute[1] if attribute and attribute[1] else attributes
    return read_anchor(time, shown, garbled=True), end


def _brackets(text: str, position: int) -> tuple[Reading, int] | None:
    found = _DOUBLE_BRACKETS.match(text, position) or _BRACKETS.match(text, position)
    if found is None:
        return None
    end = found.end()
    if text.startswith("(", end):
        target = _TARGET.match(text, end) or _STRAY.match(text, end)
        if target is None:
            return None  # an ordinary link
        end = target.end()
    elif text.startswith("](", end) and text[position - 1 : position] == "[":
        return None  # the label of one
    return Reading(read_clocks(found[1])), end
