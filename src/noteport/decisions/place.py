"""Which claim of today each decision belongs to: by the rules by which a claim keeps its card (identity/matcher.py).

Only the notes that decisions name are read if every decision is found there by its text. Otherwise all notes are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from noteport.decisions.file import DecisionsFile, read_decisions
from noteport.identity.gaps import follow_words
from noteport.identity.ledger import new_of
from noteport.identity.matcher import Matcher, Old
from noteport.identity.similarity import text_key
from noteport.model.decision import Decision
from noteport.model.ids import Origin, origin_of
from noteport.model.nodes import Claim
from noteport.model.note import Note
from noteport.model.problems import Problem, ProblemCode
from noteport.vault.files import shown_path
from noteport.vault.vault import Vault

_LONGEST_SHOWN = 80
"""Characters of a claim in a message."""


class Placed(Struct, frozen=True):
    """Decisions with their claims."""

    by_note: Mapping[str, Mapping[str, Decision]]
    """By note id and claim id."""
    left: tuple[Decision, ...]
    """Those that fit no claim."""
    problems: tuple[Problem, ...]

    @property
    def by_claim(self) -> Mapping[str, Decision]:
        """The decisions by the id of their claim."""
        return {claim: decision for of_note in self.by_note.values() for claim, decision in of_note.items()}


def apply_decisions(vault: Vault, path: Path | str) -> Placed:
    """Put the decisions in a file on the claims of a vault, and report those that fit no claim.

    Raises:
        UsageError: the file cannot be read, or is not a decisions file.
    """
    placed = place_decisions(read_decisions(Path(path)), vault)
    vault.decide(placed.by_note, placed.problems)
    return placed


def place_decisions(file: DecisionsFile, vault: Vault) -> Placed:
    """Find the claims of decisions.

    Reads the notes that they name, and all others only if a claim is not found there by its text.
    """
    decisions = list(file.decisions.values())
    found, left = _find(decisions, vault)
    by_note: dict[str, dict[str, Decision]] = {}
    problems: list[Problem] = []
    lines = list(file.decisions)
    for note in vault.notes_named(found.keys()):
        for claim, number in zip(note.claims(), found[note.id], strict=False):
            if number >= 0:
                by_note.setdefault(note.id, {})[claim.id] = decisions[number]
                if is_outdated(decisions[number], claim):
                    problems.append(_outdated(decisions[number], claim, file.path, lines[number]))
    if decisions:
        problems += _unplaced(file, left, vault)
    return Placed(by_note, tuple(decisions[number] for number in left), tuple(problems))


def _find(decisions: Sequence[Decision], vault: Vault) -> tuple[dict[str, Sequence[int]], list[int]]:
    """By note id, the number of the decision about each claim, -1 for none; and the numbers that are left."""
    found, left = _matched(decisions, vault.notes_named({_origin(each).note for each in decisions}), finish=False)
    return _matched(decisions, vault, finish=True) if left else (found, left)


def _matched(
    decisions: Sequence[Decision], notes: Iterable[Note], *, finish: bool
) -> tuple[dict[str, Sequence[int]], list[int]]:
    matcher = Matcher(map(_old, decisions), lambda number: decisions[number].text, scattered=True)
    ids = []
    for note in notes:
        ids.append(note.id)
        matcher.add(note.id, [new_of(claim) for claim in note.claims()])
    if finish:
        matcher.finish()
    found: dict[str, Sequence[int]] = {
        id: numbers for id, numbers in zip(ids, matcher.found, strict=True) if max(numbers, default=-1) >= 0
    }
    return found, list(matcher.left)


def _old(decision: Decision) -> Old:
    note, second = _origin(decision)
    full = f"{decision.term}: {decision.text}" if decision.term else decision.text
    return Old(note, text_key(full), second, gone=False)


def _origin(decision: Decision) -> Origin:
    origin = origin_of(decision.claim)
    assert origin is not None  # decisions are read and made of ids
    return origin


def is_outdated(decision: Decision, claim: Claim) -> bool:
    """Whether a claim has not, or no longer, the words that a decision hides."""
    return not all(_has(claim, words, decision.text) for words in decision.gap)


def _has(claim: Claim, words: str, text: str) -> bool:
    """Whether a claim has some words of the text that it had, or what became of them."""
    return words == claim.term or bool(follow_words(words, text, claim.text))


# --- problems -------------------------------------------------------------------------------------------------------


def _outdated(decision: Decision, claim: Claim, path: Path, line: int) -> Problem:
    missing = next(words for words in decision.gap if not _has(claim, words, decision.text))
    message = (
        f'{claim.place} does not have "{missing[:40]}", which this hides; its card is chosen as if nothing was decided.'
    )
    return _problem(ProblemCode.DECISION_OUTDATED, path, line, message)


def _unplaced(file: DecisionsFile, left: Sequence[int], vault: Vault) -> Iterator[Problem]:
    """One problem for each decision about a note that is here, and one for all the others."""
    lines, decisions = list(file.decisions), list(file.decisions.values())
    here = {ref.id for ref in vault.refs()}
    elsewhere = [number for number in left if _origin(decisions[number]).note not in here]
    for number in left:
        if _origin(decisions[number]).note in here:
            message = f"This fits no claim any more: {_shown(decisions[number].text)}"
            yield _problem(ProblemCode.DECISION_WITHOUT_CLAIM, file.path, lines[number], message)
    # An export of single notes leaves out the others on purpose.
    if elsewhere and vault.has_folder:
        yield _problem(ProblemCode.DECISION_WITHOUT_NOTE, file.path, lines[elsewhere[0]], _absent(decisions, elsewhere))


def _absent(decisions: Sequence[Decision], elsewhere: Sequence[int]) -> str:
    if len(elsewhere) == len(decisions):
        return "None of these decisions fits a claim; is this the file of another vault?"
    first = _origin(decisions[elsewhere[0]]).note
    are = "1 decision is" if len(elsewhere) == 1 else f"{len(elsewhere):,} decisions are"
    return f"{are} about notes that are not among these, such as {first}."


def _problem(code: ProblemCode, path: Path, line: int, message: str) -> Problem:
    return Problem(code=code, path=shown_path(path), line=line, message=message)


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
