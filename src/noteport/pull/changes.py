"""What happened to the card of each claim: edited, suspended, tagged, deleted, forgotten again and again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from noteport.cards import Card, CardOptions, WordStatistics, front_of, make_cards, plain_front
from noteport.export.returned import Face, ReturnedCard
from noteport.identity.ledger import Ledger
from noteport.identity.similarity import text_key
from noteport.model.decision import Decision
from noteport.model.nodes import Claim
from noteport.model.note import Note
from noteport.vault.vault import Vault

Kind: TypeAlias = Literal["leech", "edited", "deleted", "suspended", "tagged"]
KINDS: tuple[Kind, ...] = ("leech", "edited", "deleted", "suspended", "tagged")
"""In the order in which they are told."""

LEECH = "leech"
"""The tag that Anki gives to a card that is forgotten again and again."""
ACCEPT, REJECT = "noteport::accept", "noteport::reject"
"""Tags by which a learner decides in Anki."""


class Change(Struct, frozen=True, kw_only=True):
    """What happened to one card."""

    kinds: tuple[Kind, ...]
    """In the order of ``KINDS``."""
    card: ReturnedCard
    expected: Face
    """The card as noteport wrote it, or as it would write it now."""
    tags: tuple[str, ...]
    """Those that the learner set."""
    note: Note | None
    """The note of its claim; None if the claim no longer exists."""
    claim: Claim | None


def find_changes(
    returned: Sequence[ReturnedCard], vault: Vault, words: WordStatistics, decisions: Mapping[str, Decision]
) -> Iterator[tuple[Note | None, list[Change], list[tuple[Claim, ReturnedCard]]]]:
    """Yield each note with what happened to its cards and with all its cards; last, None for cards without a claim.

    Args:
        returned: the cards in a collection.
        vault: the notes without decisions, by which a rejected claim would have no card; they are read twice.
        words: how rare words are in them.
        decisions: what was decided before, by the id of the claim.
    """
    matches = Ledger(returned).match(vault)
    for note in vault:
        found = [(kept.claim, kept.entry) for kept in matches.of(note) if kept.entry is not None]
        unknown = [replace(claim, decision=decisions.get(claim.id)) for claim, card in found if card.before is None]
        today = _today(note, unknown, words)
        changes = (_change(card, today.get(claim.id), note, claim) for claim, card in found)
        yield note, [change for change in changes if change is not None], found
    lost = (_change(card, None, None, None) for card in matches.gone)
    yield None, [change for change in lost if change is not None], []


def _today(note: Note, claims: Iterable[Claim], words: WordStatistics) -> Mapping[str, Face]:
    """What the cards of these claims show if they are made today, by the id of the claim."""
    made = make_cards(note, CardOptions(all=True), words, claims=claims, others=False)
    return {card.claim.id: face_of(card) for card in made if isinstance(card, Card)}


def face_of(card: Card) -> Face:
    """Return what a card shows."""
    text = card.claim.text
    if card.kind == "basic":
        return Face(parts=((plain_front(card), False),), answer=card.answer, hint=card.hint or "", claim=text)
    parts = [(piece.words or text[piece.start : piece.end], piece.hidden) for piece in front_of(card)]
    return Face(parts=tuple(parts), hint=card.hint or "", claim=text)


def _change(card: ReturnedCard, today: Face | None, note: Note | None, claim: Claim | None) -> Change | None:
    expected = card.before or today or card.face
    set_by_notes = {tag.replace("/", "::") for tag in (*(note.tags if note else ()), *(claim.tags if claim else ()))}
    tags = tuple(tag for tag in card.tags if tag not in set_by_notes)
    found: dict[Kind, bool] = {
        "leech": LEECH in tags,
        "edited": card.is_changed and not is_same(card.face, expected),
        "deleted": card.is_deleted,
        "suspended": card.is_suspended,
        "tagged": bool(set(tags) - {LEECH}),
    }
    kinds = tuple(kind for kind in KINDS if found[kind])
    if not kinds:
        return None
    return Change(kinds=kinds, card=card, expected=expected, tags=tags, note=note, claim=claim)


def is_same(one: Face, other: Face) -> bool:
    """Return whether two cards show the same, apart from whitespace."""
    return _keys(one) == _keys(other)


def _keys(face: Face) -> tuple[object, ...]:
    joined: list[tuple[str, bool]] = []
    for text, hidden in face.parts:
        if joined and joined[-1][1] == hidden:
            joined[-1] = (joined[-1][0] + text, hidden)
        elif text:
            joined.append((text, hidden))
    parts = tuple((text_key(text), hidden) for text, hidden in joined)
    return parts, *map(text_key, (face.answer, face.hint, face.claim))
