"""Decisions, one at a time: each is checked, written to the decisions file, and answered with the card as it is now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from noteport.cards import Card, count_words, make_cards
from noteport.decisions import change_decisions, clean_decision, is_outdated, place_decisions, read_decisions
from noteport.errors import NoteportError
from noteport.model.decision import Decision
from noteport.model.nodes import Claim
from noteport.model.note import Note
from noteport.questions.checks import Fault, faults_of
from noteport.review.page import ReviewPage
from noteport.vault.vault import Vault


class Change(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the page sends: a decision about a claim, or that there is to be none any more."""

    note: Annotated[str, Meta(max_length=1000)]
    """The id of the note."""
    claim: Annotated[str, Meta(max_length=1000)]
    """The id of the claim."""
    decision: Decision | None = None


class Answer(Struct, frozen=True):
    """What the page gets."""

    entry: str
    """The part of the page about the claim, as it is now, in HTML."""
    faults: tuple[str, ...] = ()
    """What is wrong with the card, in words that follow "it"."""


class Desk:
    """The notes and the decisions about their cards.

    Raises:
        UsageError: the decisions file cannot be read.
    """

    def __init__(self, vault: Vault, page: ReviewPage, file: Path, *, by: str) -> None:
        """Place the decisions that there are.

        Args:
            vault: the notes, with these decisions.
            page: draws the cards.
            file: the decisions file, which need not exist yet.
            by: who decides.
        """
        self._vault, self._page, self._file, self._by = vault, page, file, by
        self._words = count_words(vault)
        self._known = self._placed()
        self._lock = Lock()  # a server answers in several threads

    def page(self) -> Iterator[str]:
        """Yield the page with all claims and the decisions in the file, both as they are now."""
        by_note: dict[str, dict[str, Decision]] = {}
        with self._lock:
            # Edits may have given the ids of claims to others.
            self._known = self._placed()
            for claim, decision in self._known.items():
                by_note.setdefault(claim.rpartition("@")[0], {})[claim] = decision
            self._vault.decide(by_note)
            yield from self._page.review_page(self._vault)

    def _placed(self) -> dict[str, Decision]:
        """The decisions in the file by the id of their claim."""
        return dict(place_decisions(read_decisions(self._file), self._vault).by_claim) if self._file.exists() else {}

    def decide(self, change: Change) -> Answer:
        """Write a decision to the file, or remove it.

        Raises:
            NoteportError: there is no such claim any more, its card would have no text, or the file cannot be changed.
        """
        with self._lock:
            note = self._vault.note(change.note)
            claim = next((each for each in note.claims() if each.id == change.claim), None) if note else None
            if note is None or claim is None:
                raise NoteportError("This claim is no longer in the notes.", "Reload the page.")
            if change.decision and (change.decision.term, change.decision.text) != (claim.term or "", claim.text):
                raise NoteportError("This claim was edited after the page was opened.", "Reload the page.")
            decision = change.decision and _about(claim, change.decision, self._by)
            added, removed = ([], [claim.id]) if decision is None else ([decision], [])
            change_decisions(self._file, added, known=self._known, removed=removed)
            self._known.pop(claim.id, None)
            if decision is not None:
                self._known[claim.id] = decision
            claim = replace(claim, decision=decision)
            return Answer(self._page.review_entry(note, claim, self._words), self._faults(note, claim))

    def _faults(self, note: Note, claim: Claim) -> tuple[str, ...]:
        if claim.decision is None or not claim.decision.names_card:
            return ()
        if is_outdated(claim.decision, claim):
            return (Fault.NOT_IN_CLAIM.meaning,)
        [made] = make_cards(note, self._page.options, self._words, claims=[claim], others=False)
        return tuple(each.meaning for each in faults_of(made, claim.decision, note)) if isinstance(made, Card) else ()


def _about(claim: Claim, decision: Decision, by: str) -> Decision:
    """The decision as it is kept."""
    try:
        return clean_decision(replace(decision, claim=claim.id, by=by))
    except ValueError as error:
        raise NoteportError(f"This cannot be a decision: {error}.") from error
