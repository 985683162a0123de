"""The inline rule that reads a wikilink in one step: ``[[target#fragment | shown]]``, ``![[embed]]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from noteport.model.nodes import WikiLink
from noteport.model.patterns import pattern
from noteport.parse.markdown.timestamps import CLOCK, Reading, read_clocks

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

_WIKILINK = pattern(r"(!?)\[\[([^\[\]|\n]{1,400})(?:\|((?:[^\[\]\n]|\[[^\[\]\n]*\])*))?\]\]")
_SHARP = pattern(r"(?:[^#]*/)?[A-Z]#(?=[ #]|\Z)")
"""``C#`` at the beginning of a target, whose ``#`` begins no heading."""
_TIME = pattern(rf"\s*{CLOCK}\s*")  # ``[[12:34]](address)`` is a link that shows a time in brackets
_TIMESTAMP = pattern(rf"\[\s*{CLOCK}[^\[\]]*\]")
_SIZE = pattern(r"\d{1,5}(?:x\d{1,5})?")  # of an embedded image
_MARKUP = pattern(r"\*\*|__|`")


def wikilink_rule(state: StateInline, silent: bool) -> bool:
    """Read a wikilink; push one ``wikilink`` token, and a ``timestamp`` token for a timestamp in its alias."""
    found = _WIKILINK.match(state.src, state.pos)
    if found is None or (state.src.startswith("(", found.end()) and _TIME.fullmatch(found[2])):
        return False
    if not silent:
        alias = found[3] or ""
        timestamp = _TIMESTAMP.search(alias)
        token = state.push("wikilink", "", 0)
        token.meta = read_wikilink(found[2], _TIMESTAMP.sub("", alias), embed=bool(found[1]))  # type: ignore[assignment]  # see timestamp_rule
        if timestamp:
            behind = state.push("timestamp", "", 0)
            behind.meta = Reading(read_clocks(timestamp[0]))  # type: ignore[assignment]  # see timestamp_rule
    state.pos = found.end()
    return True


def read_wikilink(target: str, alias: str, *, embed: bool) -> WikiLink:
    """Return the link from the text before and after its bar."""
    # A backslash before the bar keeps table cells apart; it is not part of the target. Others are written on Windows.
    target = target.rstrip("\\").strip().replace("\\", "/")
    sharp = _SHARP.match(target)
    name, _, fragment = target[sharp.end() if sharp else 0 :].partition("#")
    name = (sharp[0] if sharp else "") + name
    parts = [part.strip() for part in _MARKUP.sub("", alias).split("|")]
    shown = next((part for part in reversed(parts) if part and not (embed and _SIZE.fullmatch(part))), None)
    return WikiLink(name.strip(), shown, fragment.strip() or None, embed)
