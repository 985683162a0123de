"""Finds where the claims of a note are said: all of them together, in the captions of its video.

    claims ── evidence: the sentences that say most of each
           ── readings: what each written time may mean
           ── trust, chain: which readings hold in this note, and the order of the note
           ── a verdict each

A single claim proves little. How far the times of a note can be trusted is learned from the note: a claim in a note
whose other links are right is moved only on stronger evidence than one in a note whose links are all wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from noteport.captions.evidence import Place, Spoken
from noteport.captions.readings import ELSEWHERE, SHIFTED, Reading, shift_of
from noteport.captions.sought_claim import LOOK, NEAR, SAID, TELLING, SoughtClaim
from noteport.captions.statements import Alignment, Finding, Statement
from noteport.captions.trust import weigh_places

FEW = 5
"""With fewer claims, nothing can be said about the note as a whole."""
FOREIGN, FOREIGN_RIGHT = 0.3, 0.15
"""A note is about another video if a smaller part of its claims than the first is clearly said anywhere, and a smaller
part than the second where it is written."""
ESTABLISHED = 3
"""Claims that must be said where a reading has them before other claims are moved by the same reading."""


def align(statements: Sequence[Statement], spoken: Spoken) -> Alignment:
    """Find where the claims of a note are said.

    Args:
        statements: its claims, in the order of the note.
        spoken: what is said in its video.
    """
    if not statements:
        return Alignment(())
    if not spoken.tells(statement.text for statement in statements):
        return Alignment((Finding("unchecked"),) * len(statements))
    claims = [SoughtClaim(statement, spoken) for statement in statements]
    if _is_foreign(claims):
        return _nothing_said(claims)
    _collect_places(claims, spoken.end)
    weigh_places(claims, spoken.end)
    few = len(claims) < FEW
    established = _established(claims)
    findings = tuple(claim.finding(established, few=few) for claim in claims)
    if not few and sum(finding.second is not None for finding in findings) < FOREIGN_RIGHT * len(findings):
        return _nothing_said(claims)
    return Alignment(findings)


def _nothing_said(claims: Sequence[SoughtClaim]) -> Alignment:
    return Alignment((Finding("unsupported"),) * len(claims), mismatch=True)


def _is_foreign(claims: Sequence[SoughtClaim]) -> bool:
    """Return whether a note is about another video: few claims are said anywhere, and hardly one at its link."""
    telling = [claim for claim in claims if claim.evidence.total >= TELLING]
    if len(telling) < FEW:
        return False
    clear = sum(claim.is_clear() for claim in telling)
    kinds = Counter(kind for claim in telling if (kind := claim.kind_of_best()) != ELSEWHERE)
    right = max(kinds.values(), default=0)
    return clear < FOREIGN * len(telling) and right < FOREIGN_RIGHT * len(telling)


def _collect_places(claims: Sequence[SoughtClaim], end: float) -> None:
    """Collect the places where each claim may be said: by its words, by its time, and where its neighbours are said."""
    clear = [claim for claim in claims if claim.is_clear()]
    shift = shift_of([claim.best[0].second - claim.statement.linked for claim in clear], len(claims))
    for index, claim in enumerate(claims):
        if shift is not None:
            claim.add_reading(Reading(SHIFTED, claim.statement.linked + shift), end)
        places = {place.second: place for place in claim.best}
        for reading in claim.readings:
            heard = claim.evidence.near(reading.second, LOOK)
            if not any(
                abs(reading.second - second) < 4 and place.weight >= heard.weight for second, place in places.items()
            ):
                places[reading.second] = Place(reading.second, heard.weight)
        for neighbour in (*claims[max(0, index - 2) : index], *claims[index + 1 : index + 3]):
            if neighbour.best:
                heard = claim.evidence.near(neighbour.best[0].second, NEAR)
                if all(abs(heard.second - second) >= LOOK for second in places):
                    places[heard.second] = heard
        claim.places = [places[second] for second in sorted(places)] or [Place(end, 0.0)]


def _established(claims: Sequence[SoughtClaim]) -> set[int]:
    """Return the readings of written times that hold in a note: most claims that they explain are said there."""
    explained: Counter[int] = Counter()
    said: Counter[int] = Counter()
    for claim in claims:
        place = claim.most_likely()
        kind = claim.reading_of(place)
        if kind is not None:
            explained[kind] += 1
            said[kind] += claim.share(place) >= SAID
    return {kind for kind, count in said.items() if count >= ESTABLISHED and 2 * count > explained[kind]}
