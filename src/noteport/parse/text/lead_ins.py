"""Lead-ins: bold text that names the subject of its line (claims.md, rule 6)."""

from __future__ import annotations

import re
from bisect import bisect_left

from msgspec import Struct

from noteport.model.patterns import pattern
from noteport.parse.text.flat import BREAK, ENDS, HARD, FlatText
from noteport.parse.text.runs import Run, skip_whitespace, skip_whitespace_back
from noteport.parse.text.tidy import plain_without_runs

_SET_OFF = pattern(r"[ \t\xa0]*(?:[:：]|[-–](?=\s|\Z)|—)[ \t\xa0]*")
_MARK_INSIDE = pattern(r"(?:[:：]|\s[-–]|—)$")
_MARKS = pattern(r"\s*[:：\-–—]+$")
_REMARK = pattern(rf"[ \t\xa0]*\([^()\n{HARD}{BREAK}]{{1,80}}\)")


class LeadIn(Struct, eq=False):
    start: int
    """Offset of the first character of its line."""
    end: int
    """Offset after the mark that sets it off."""
    term: str
    """Its plain text without the mark, including a remark in brackets."""
    runs: list[Run]
    """Runs inside it: they support the term."""


def find_lead_ins(flat: FlatText, runs: list[Run]) -> list[LeadIn]:
    """Return the lead-ins of a block, in order."""
    starts = [run.start for run in runs]
    found = []
    for start, end in flat.bolds:
        lead_in = _lead_in(flat, runs, starts, start, end)
        if lead_in:
            found.append(lead_in)
    return found


def _lead_in(flat: FlatText, runs: list[Run], starts: list[int], start: int, end: int) -> LeadIn | None:
    mask = flat.mask
    line = _line_start(mask, runs, starts, start)
    if line is None:
        return None
    inside = runs[bisect_left(starts, start) : bisect_left(starts, end)]
    bold = plain_without_runs(flat, start, end, inside)
    if not re.search(r"\w", bold):
        return None
    if _MARK_INSIDE.search(bold):
        behind = _skip_runs(mask, runs, starts, end, [])
        at_end = _ends_line(mask, behind)
        outside = runs[bisect_left(starts, end) : bisect_left(starts, behind)] if at_end else []
        return LeadIn(line, behind if at_end else end, _MARKS.sub("", bold) or bold, [*inside, *outside])
    position, own = end, list(inside)
    position = _skip_runs(mask, runs, starts, position, own)
    remark = _REMARK.match(flat.text, position)
    if remark and (bisect_left(starts, remark.end()) == bisect_left(starts, position)):
        position = _skip_runs(mask, runs, starts, remark.end(), own)
    else:
        remark = None
    set_off = _SET_OFF.match(mask, position)
    if set_off:
        position = set_off.end()
    elif not _ends_line(mask, position):
        return None
    term = f"{bold} {remark[0].strip()}" if remark else bold
    return LeadIn(line, position, term, own)


def _line_start(mask: str, runs: list[Run], starts: list[int], position: int) -> int | None:
    """Return where the line of a bold text begins if only whitespace and runs come before it; otherwise None."""
    position = skip_whitespace_back(mask, position)
    while position > 0 and mask[position - 1] not in ENDS:
        index = bisect_left(starts, position) - 1
        if index < 0 or runs[index].end != position:
            return None
        position = skip_whitespace_back(mask, runs[index].start)
    return position


def _skip_runs(mask: str, runs: list[Run], starts: list[int], position: int, passed: list[Run]) -> int:
    """Return the offset after the runs that follow ``position``; collect them in ``passed``."""
    while True:
        at = skip_whitespace(mask, position)
        index = bisect_left(starts, at)
        if index == len(runs) or starts[index] != at:
            return position
        passed.append(runs[index])
        position = runs[index].end


def _ends_line(mask: str, position: int) -> bool:
    position = skip_whitespace(mask, position)
    return position >= len(mask) or mask[position] in ENDS
