"""What an author tells noteport in a comment: ``<!-- noteport: skip -->``, or a card with its front and back."""

from __future__ import annotations

import html
import re

from noteport.markup.sanitise import escape_xml
from noteport.model.nodes import OwnCard
from noteport.model.patterns import pattern

SKIP = "skip"
"""Leaves its block out."""
TAGS = "tags "
"""Tags of its block follow (hidden/tags.py)."""

_DIRECTIVE = pattern(r"<!--\s*noteport:(.*?)-*>\s*", re.DOTALL)
_ATTRIBUTE = pattern(r"\b(front|back)\s*=\s*(?:\"([^\"]*)\"|“([^”]*)”|'([^']*)')")


def directive(comment: str) -> str | None:
    """Return the directive in a comment; None if the comment is not for noteport."""
    found = _DIRECTIVE.fullmatch(comment)
    return " ".join(found[1].split()) if found is not None else None


def own_card(told: str) -> OwnCard | None:
    """Return the card that a directive sets for the claim before it; None if it has no front. A back is optional."""
    values = {name: " ".join(html.unescape("".join(quoted)).split()) for name, *quoted in _ATTRIBUTE.findall(told)}
    return OwnCard(front=values["front"], back=values.get("back", "")) if values.get("front") else None


def card_comment(front: str, back: str = "") -> str:
    """Return the comment that sets a card for the claim before it; without a back, the claim is the answer."""
    told = f' back="{escape_xml(back, quote=True)}"' if back else ""
    return f'<!-- noteport: front="{escape_xml(front, quote=True)}"{told} -->'
