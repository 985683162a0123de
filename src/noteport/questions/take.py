"""The answers of a language model, and the claims that they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from noteport.decisions import DecisionsFile, place_decisions
from noteport.model.decision import Decision
from noteport.model.nodes import Claim
from noteport.model.note import Note
from noteport.questions.batch import Answer, CardAnswer, claim_key, name_of, request_id
from noteport.questions.maker import Question
from noteport.vault.vault import Vault


class Answers(Struct):
    """All answers of a model, to be handed out note by note."""

    by_id: Mapping[str, list[Answer]]
    by_claim: Mapping[str, list[tuple[Answer, CardAnswer]]]
    """By the id of a claim of today, what is answered about it in notes that have changed since the request."""
    failures: list[Answer] = field(default_factory=list)
    """Those without cards, and those about notes that have changed or are not there."""
    silent: dict[str, Claim] = field(default_factory=dict)
    """Claims about which a model asks nothing, by id."""

    def questions_of(self, note: Note) -> Iterator[tuple[Answer, list[Question]]]:
        """Yield the questions about a note, for each answer."""
        claims = {claim_key(claim): claim for claim in note.claims()}
        for answer in self.by_id.get(request_id(note), ()):
            pairs = ((claims.get(card.claim), card) for card in answer.cards)
            yield answer, list(self._questions(pairs))
        for claim in claims.values():
            for answer, card in self.by_claim.get(claim.id, ()):
                yield answer, list(self._questions([(claim, card)]))

    def _questions(self, pairs: Iterable[tuple[Claim | None, CardAnswer]]) -> Iterator[Question]:
        for claim, card in pairs:
            question = None if claim is None else card.question_about(claim)
            if question is not None:
                yield question
            elif claim is not None:
                self.silent.setdefault(claim.id, claim)


def match_answers(answers: Iterable[Answer], vault: Vault, sent: Mapping[str, Mapping[str, str]]) -> Answers:
    """Find the notes of answers, and the claims of notes that have changed since the request.

    Args:
        answers: what a model answered.
        vault: the notes of today; they are read once.
        sent: the claims in the requests, as ``read_requests`` returns them; empty if they are lost. Without them, the
            answers about a note that has changed are of no use.
    """
    by_id: dict[str, list[Answer]] = defaultdict(list)
    failures = []
    for answer in answers:
        if answer.failure:
            failures.append(answer)
        else:
            by_id[answer.id].append(answer)
    today = {request_id(note) for note in vault}
    changed = {id: by_id.pop(id) for id in list(by_id) if id not in today}
    by_claim = _moved(changed, vault, {id: sent[id] for id in changed if id in sent})
    lost = [answer for id, of_note in changed.items() if id not in sent for answer in of_note]
    return Answers(by_id, by_claim, [*failures, *lost])


def _moved(
    changed: Mapping[str, list[Answer]], vault: Vault, sent: Mapping[str, Mapping[str, str]]
) -> dict[str, list[tuple[Answer, CardAnswer]]]:
    """What is answered about claims of notes that have changed, by the id of the claim of today."""
    notes = {name_of(ref.id): ref.id for ref in vault.refs()}
    asked: dict[int, Decision] = {}
    names: dict[str, str] = {}
    for id, claims in sent.items():
        note = notes.get(id.rpartition("-")[0], id)
        for key, text in claims.items():
            # The lead-in is part of the text here, which the matcher takes for the same.
            asked[len(asked)] = Decision(claim=f"{note}@{key}", decision="accept", text=text)
            names[f"{note}@{key}"] = id
    found: dict[str, list[tuple[Answer, CardAnswer]]] = defaultdict(list)
    placed = place_decisions(DecisionsFile(Path(), asked), vault) if asked else None
    for claim, was in (placed.by_claim if placed is not None else {}).items():
        key = was.claim.rpartition("@")[2]
        for answer in changed[names[was.claim]]:
            found[claim] += [(answer, card) for card in answer.cards if card.claim == key]
    return found
