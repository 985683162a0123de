"""What the captions of a video say about the claims of a note, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from noteport.api import Claim
from noteport_epub.writing import Writing
from noteport_epub.xhtml import Markup, el

_WORDS = {"moved": "moved to where it is said", "unsupported": "not found in the captions"}


def count_verdicts(claims: Iterable[Claim]) -> Counter[str]:
    """How many claims have each verdict; those that were not checked do not count."""
    return Counter(claim.verdict for claim in claims if claim.verdict != "unchecked")


def summary(verdicts: Counter[str]) -> str:
    """``40 confirmed, 2 moved, 1 not found``; empty if no claim was checked."""
    named = (("confirmed", "confirmed"), ("moved", "moved"), ("unsupported", "not found"))
    return ", ".join(f"{verdicts[verdict]:,} {word}" for verdict, word in named if verdicts[verdict])


def remark(claim: Claim, writing: Writing) -> Markup:
    """What a reader should know of a claim's link; empty if it is right, or was not checked."""
    words = _WORDS.get(claim.verdict)
    return el("span", {"class": "remark", **writing.ours}, f" ({words})") if words else Markup()
