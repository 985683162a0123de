"""Removes what Org mode and Logseq do not show: planning lines, drawers, blocks' marks, and references by id.

Sources: orgmode.org/manual, "Drawers" and "Blocks"; docs.logseq.com.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from noteport.model.patterns import pattern

_MARKS = ("SCHEDULED:", "DEADLINE:", "CLOSED:", ":LOGBOOK:", ":PROPERTIES:", "((", "#+")
_PLANNING = pattern(r"[ \t>]*+(?:(?:SCHEDULED|DEADLINE|CLOSED):[ \t]*(?:<[^<>]*+>|\[[^\[\]]*+\])[ \t]*)++")
_DRAWER = pattern(r"[ \t]*+:(?:LOGBOOK|PROPERTIES):[ \t]*+")
_END = pattern(r"[ \t]*+:END:[ \t]*+")
_MARK = pattern(r"([ \t]*+(?:[-*+][ \t]++)?)#\+(?:(BEGIN|END)_(\w+)(.*)|\w+:.*)", re.IGNORECASE)
_CODE = frozenset({"src", "example"})
_HIDDEN = frozenset({"comment", "query"})
_UUID = r"\(\([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\)\)"
_ROAM = r"\(\((?=[a-z]{0,8}[A-Z0-9_-])[\w-]{9}\)\)"
_ID = rf"(?:{_UUID}|{_ROAM})"
_REFERENCE = pattern(rf"\{{\{{(?:\[\[)?embed(?:\]\])?:?[ \t]+{_ID}[ \t]*\}}\}}|\[([^\[\]\n]*+)\]\({_ID}\)|{_ID}")


def has_org(text: str) -> bool:
    return any(mark in text for mark in _MARKS)


def without_org(lines: Sequence[str], in_code: Sequence[bool]) -> list[str]:
    """Return as many lines, without what is hidden; a block of code becomes a fence."""
    drawers_end = max((index for index, line in enumerate(lines) if _END.fullmatch(line)), default=-1)
    out: list[str] = []
    in_drawer = False
    block = ""
    for index, line in enumerate(lines):
        if in_code[index]:
            out.append(line)
        elif in_drawer or (index < drawers_end and _DRAWER.fullmatch(line)):
            in_drawer = _END.fullmatch(line) is None
            out.append("")
        elif mark := _MARK.fullmatch(line):
            name = (mark[3] or "").lower()
            begins = bool(mark[2]) and mark[2].lower() == "begin"
            block = name if begins else ""
            language = f" {mark[4].split()[0]}" if begins and mark[4].split() else ""
            out.append(f"{mark[1]}```{language}" if name in _CODE else mark[1].rstrip())
        elif block in _HIDDEN or _PLANNING.fullmatch(line):
            out.append("")
        elif block in _CODE:
            out.append(line)
        else:
            out.append(_REFERENCE.sub(lambda found: found[1] or "", line) if "((" in line else line)
    return out
