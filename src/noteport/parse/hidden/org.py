"""Removes what Org mode and Logseq do not show: planning lines, drawers, blocks' marks, and ids in references, which
read like the block if it is in the same note.

Sources: orgmode.org/manual, "Drawers" and "Blocks"; docs.logseq.com.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from noteport.model.patterns import pattern
from noteport.parse.hidden.marks import TIMESTAMP

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


_OWN_ID = pattern(r"[ \t]*+id::[ \t]*+([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})[ \t]*+")
_BLOCK = pattern(r"[ \t]*+[-*+][ \t]++(?:\[.\][ \t]++|(?:TODO|DONE|NOW|LATER|DOING)[ \t]++)?+(.*)")
_NO_WORDS = pattern(rf"{TIMESTAMP}|\{{\{{[^{{}}\n]*+\}}\}}|{_ID}")


def has_org(text: str) -> bool:
    return any(mark in text for mark in _MARKS)


def without_org(lines: Sequence[str], in_code: Sequence[bool]) -> list[str]:
    """Return as many lines, without what is hidden; a block of code becomes a fence."""
    blocks = _blocks_with_id(lines)
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
            out.append(_without_references(line, blocks) if "((" in line else line)
    return out


def _blocks_with_id(lines: Sequence[str]) -> Mapping[str, str]:
    """Return the words of the blocks to which a reference can lead, by their id: ``id:: …`` below a block."""
    found: dict[str, str] = {}
    block = ""
    for line in lines:
        if started := _BLOCK.fullmatch(line):
            block = " ".join(_NO_WORDS.sub("", started[1]).split())
        elif "id::" in line and (id := _OWN_ID.fullmatch(line)):
            found.setdefault(f"(({id[1]}))", block.rstrip(" .。"))
    return found


def _without_references(line: str, blocks: Mapping[str, str]) -> str:
    """Return a line with its references as the blocks read; one that says nothing else only repeats a block."""
    says = _REFERENCE.sub("", line).strip(" \t>-*+.")
    return _REFERENCE.sub(lambda found: found[1] or (blocks.get(found[0], "") if says else ""), line)
