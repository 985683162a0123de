"""The timeline: the claims of a note in the order of the video, whatever the order of the text."""

from __future__ import annotations

from noteport.api import Claim
from noteport_epub.verdicts import remark
from noteport_epub.words import said
from noteport_epub.writing import Writing
from noteport_epub.xhtml import Markup, el, join

MOST = 24
"""Maximum number of entries; more would repeat the text."""
_FEWEST = 3


def timeline(writing: Writing) -> Markup:
    """Return the timeline of the chapter; empty if there are too few entries."""
    timed = [claim for claim in writing.claims if claim.start is not None and claim.start.trusted]
    own = [claim for claim in timed if claim.start is not None and claim.start.video is None]
    moments = sorted(own, key=_second)
    if len(moments) < _FEWEST:
        return Markup()
    shown = _spread([claim for claim in moments if not claim.inferred] or moments)
    items = (
        el("li", {}, writing.timestamp_of(claim), " ", _said(claim, writing), remark(claim, writing)) for claim in shown
    )
    counted = f"{len(shown)} of {len(moments)} times, in the order of the video."
    return el(
        "section",
        {"class": "timeline"},
        writing.heading(2, "Timeline"),
        "\n",
        writing.remark(counted) if len(shown) < len(moments) else "",
        el("ol", {}, "\n", join(items, "\n"), "\n"),
    )


def _second(claim: Claim) -> int:
    return claim.start.start if claim.start is not None else 0


def _spread(claims: list[Claim]) -> list[Claim]:
    """Return at most ``MOST`` of them, spread evenly, including the first and the last."""
    if len(claims) <= MOST:
        return claims
    return [claims[index * (len(claims) - 1) // (MOST - 1)] for index in range(MOST)]


def _said(claim: Claim, writing: Writing) -> Markup:
    text = writing.text_of(claim)
    return join([el("strong", {}, said(claim.term)), ": ", text]) if claim.term else text
