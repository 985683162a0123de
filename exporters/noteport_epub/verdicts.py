"""What the captions of a video say about the claims of a note, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from noteport.api import Claim, Timestamp, Verdict
from noteport_epub.labels import Labels


def count_verdicts(claims: Iterable[Claim]) -> Counter[str]:
    """How many claims have each verdict; those that were not checked do not count."""
    return Counter(claim.verdict for claim in claims if claim.verdict != "unchecked")


def verdicts_by_timestamp(claims: Iterable[Claim]) -> dict[Timestamp, Verdict]:
    """Return what captions say about the claims with each timestamp; nothing where they disagree."""
    found: dict[Timestamp, Verdict] = {}
    for claim in claims:
        if claim.start is not None and claim.verdict != "unchecked":
            known = found.setdefault(claim.start, claim.verdict)
            found[claim.start] = known if known == claim.verdict else "unchecked"
    return found


def summary(verdicts: Mapping[str, int], labels: Labels) -> str:
    """``confirmed: 40, moved: 2, not found: 1``; empty if no claim was checked."""
    named = (("confirmed", labels.confirmed), ("moved", labels.moved), ("unsupported", labels.not_found))
    return ", ".join(words.format(f"{verdicts[each]:,}") for each, words in named if verdicts.get(each))
