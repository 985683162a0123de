"""Puts the verdicts of captions on the claims of a note, and moves the links of claims that are said elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from noteport.captions.statements import Alignment, Finding, Statement
from noteport.model.nodes import Claim, clock
from noteport.model.note import Note
from noteport.model.problems import Problem, ProblemCode
from noteport.model.rewrite import Rewrite, rewrite_note


def statements_of(note: Note) -> list[Statement]:
    """Return the claims of a note that captions of its video can confirm, in the order of the text."""
    return [
        Statement(
            text=f"{claim.term} {claim.text}" if claim.term else claim.text,
            linked=claim.start.start,
            written=claim.start.written,
        )
        for claim in note.claims()
        if claim.start is not None and claim.start.video is None
    ]


def with_verdicts(note: Note, alignment: Alignment) -> Note:
    """Return a note with the verdicts on its claims.

    Args:
        note: the note that ``statements_of`` was called with.
        alignment: where its statements are said.
    """
    checked = [claim for claim in note.claims() if claim.start is not None and claim.start.video is None]
    findings = {claim.id: finding for claim, finding in zip(checked, alignment.findings, strict=True)}
    judged = rewrite_note(note, Rewrite(link=lambda link: link, claim=_judge(findings)))
    problems = [_mismatch(note, checked[0])] if alignment.mismatch else list(_problems(checked, alignment.findings))
    return with_problems(judged, problems)


def with_problems(note: Note, problems: Sequence[Problem]) -> Note:
    """Return a note with additional problems."""
    return replace(note, problems=(*note.problems, *problems)) if problems else note


def _judge(findings: dict[str, Finding]) -> Callable[[Claim], Claim]:
    def judged(claim: Claim) -> Claim:
        finding = findings.get(claim.id)
        if finding is None or finding.verdict == claim.verdict:
            return claim
        start, *others = claim.timestamps
        if finding.verdict == "confirmed" and not start.trusted:
            return replace(claim, verdict="confirmed", timestamps=(replace(start, trusted=True), *others))
        if finding.verdict != "moved" or finding.second is None:
            return replace(claim, verdict=finding.verdict)
        start = replace(start, start=finding.second, end=None, trusted=True, repaired=False)
        return replace(claim, verdict="moved", timestamps=(start, *others))

    return judged


def _problems(claims: Sequence[Claim], findings: Sequence[Finding]) -> list[Problem]:
    problems = []
    for claim, finding in zip(claims, findings, strict=True):
        linked = claim.start.label if claim.start is not None else ""
        if finding.verdict == "moved" and finding.second is not None:
            message = (
                f"This is said at {clock(finding.second)}, not at {linked}; the link opens {clock(finding.second)}."
            )
            problems.append(_problem(ProblemCode.CLAIM_MOVED, claim, message))
        elif finding.verdict == "unsupported":
            message = f"The captions do not say this, neither at {linked} nor clearly elsewhere; check the claim."
            problems.append(_problem(ProblemCode.CLAIM_UNSUPPORTED, claim, message))
    return problems


def _mismatch(note: Note, first: Claim) -> Problem:
    video = f"video {note.video.id}" if note.video is not None else "video"
    message = f"The captions of the {video} say hardly anything of this note; is it about another video?"
    return _problem(ProblemCode.VIDEO_MISMATCH, first, message)


def _problem(code: ProblemCode, claim: Claim, message: str) -> Problem:
    return Problem(code=code, path=claim.place.path, line=claim.place.line, message=message)
