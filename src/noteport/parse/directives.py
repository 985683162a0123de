"""What an author tells noteport in a comment: ``<!-- noteport: skip -->``, or a card with its front and back."""

from __future__ import annotations

import html
import re

from noteport.model import OwnCard

_DIRECTIVE = re.compile(r"<!--\s*noteport:(.*?)-*>\s*", re.DOTALL)
_ATTRIBUTE = re.compile(r"\b(front|back)\s*=\s*(?:\"([^\"]*)\"|“([^”]*)”|'([^']*)')")


def is_skip(comment: str) -> bool:
    """Whether it leaves its block out."""
    found = _DIRECTIVE.fullmatch(comment)
    return found is not None and found[1].strip() == "skip"


def own_card(comment: str) -> OwnCard | None:
    """The card that it sets for the claim before it; None if it sets none. A front is needed, a back is not."""
    found = _DIRECTIVE.fullmatch(comment)
    if found is None:
        return None
    values = {name: " ".join(html.unescape("".join(quoted)).split()) for name, *quoted in _ATTRIBUTE.findall(found[1])}
    return OwnCard(front=values["front"], back=values.get("back", "")) if values.get("front") else None
