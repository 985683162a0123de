"""The ledger: what an earlier deck says about each claim, so that a claim keeps its card through edits.

    Ledger ── match(notes) ──> Matches ── of(note) ──> Kept(claim, guid, entry)
                                      └── gone         entries whose claims no longer exist

A claim keeps its guid if its text is the same; or else if its second is the same and its text similar; or else if it
has the same place between kept neighbours (matcher.py). A claim without an entry gets its id as its guid, or the next
free ordinal if an earlier card has that id, so that a reviewed card never becomes a different fact.

The ledger knows no file format: an exporter reads its own earlier files as a sequence of entries.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, NamedTuple, Self, TypeVar

from msgspec import Struct
from msgspec.structs import force_setattr

from noteport.identity.matcher import Matcher, New, Old
from noteport.identity.similarity import text_key
from noteport.markup.html import html
from noteport.model.nodes import Claim
from noteport.model.note import Note


class LedgerEntry(Struct, frozen=True, kw_only=True):
    """One claim of an earlier export. An exporter adds what its format knows about it by deriving a class."""

    guid: str
    """The identity that the claim has in the format: the id of the claim at its first export."""
    note: str
    """The id of the note that contained the claim."""
    second: int | None
    """The start of the claim as written; None for an untimed claim."""
    text: str
    """The claim in plain text without its lead-in, to compare it with a reworded one."""
    key: int = 0
    """``text_key`` of its ``full_text``, to recognise it; if it is left out, that of its text."""
    gone: bool = False
    """Whether the claim had been removed before that export."""

    def __post_init__(self) -> None:
        if not self.key:
            force_setattr(self, "key", text_key(self.text))

    @classmethod
    def of(cls, kept: Kept[Any], note: Note, **more: Any) -> Self:
        """Return the entry of a claim that has just been exported.

        Args:
            kept: the claim with its identity.
            note: its note.
            more: the fields that a derived class adds.
        """
        claim = kept.claim
        second = claim.start.written if claim.start is not None else None
        key = text_key(full_text(claim))
        return cls(guid=kept.guid, note=note.id, second=second, text=claim.text, key=key, **more)


E = TypeVar("E", bound=LedgerEntry)


class Kept(Struct, Generic[E], frozen=True):
    """A claim, and the identity of its card."""

    claim: Claim
    guid: str
    entry: E | None
    """Its entry in the earlier deck; None for a new claim."""


class KnownClaim(Struct, frozen=True, array_like=True):
    """What the ledger needs to know of a claim."""

    id: str
    key: int
    """``text_key`` of its full text."""
    text: str
    seconds: tuple[int, ...]
    """Its start as written and as repaired; empty for an untimed claim."""
    is_rejected: bool
    """Whether somebody decided that it is to have no card."""

    @property
    def new(self) -> New:
        """What the matcher needs to know."""
        return New(self.key, self.text, self.seconds)


def known_claim(claim: Claim) -> KnownClaim:
    """Return what the ledger needs to know of a claim."""
    new = new_of(claim)
    return KnownClaim(claim.id, new.key, new.text, new.seconds, is_rejected(claim))


def full_text(claim: Claim) -> str:
    """Return the text by which a claim is recognised: with its lead-in."""
    return f"{claim.term}: {claim.text}" if claim.term else claim.text


def fingerprint(claim: Claim, note: Note, *more: str) -> str:
    """Return a short digest of what a card shows of a claim and its place; it changes when one of these does.

    Nothing that is chosen is included: not the gap, not the deck. ``more`` is whatever else the card is made from.
    """
    video = note.video_of(claim)
    facts = (
        note.title,
        note.channel,
        (video and video.title) or "",
        *claim.section,
        claim.lead or "",
        claim.term or "",
        html(claim.inlines),
        *(f"{timestamp.label} {timestamp.url(note.video)} {timestamp.repaired}" for timestamp in claim.timestamps),
        str(claim.inferred),
        *((claim.card.front, claim.card.back) if claim.card is not None else ()),
        *(claim.decision.facts if claim.decision is not None else ()),
        *more,
    )
    return hashlib.blake2b("\0".join(facts).encode("utf-8", "replace"), digest_size=12).hexdigest()


class EntrySummary(NamedTuple):
    """What the ledger needs to know of every entry; the names are those of ``LedgerEntry``."""

    guid: str
    note: str
    key: int
    second: int | None
    gone: bool


class Ledger(Generic[E]):
    """The entries of an earlier deck.

    Args:
        entries: in the order of the text; read once, and then by number as needed. They may stay on disk.
        passed_over: ``text_key`` of every claim that got no card then, so that none of them is taken for a rewording.
        summaries: returns a summary of each entry, if that takes less time than the entries.
    """

    def __init__(
        self,
        entries: Sequence[E] = (),
        passed_over: Iterable[int] = (),
        summaries: Callable[[], Iterable[EntrySummary]] | None = None,
    ) -> None:
        self._entries = entries
        self._passed_over = passed_over
        self._summaries = summaries

    def __bool__(self) -> bool:
        return len(self._entries) > 0

    def match(self, notes: Iterable[Note]) -> Matches[E]:
        """Find the entry of each claim. Reads the notes once, or not at all if there are no entries."""
        return self.match_claims((note.id, [known_claim(claim) for claim in note.claims()]) for note in notes)

    def match_claims(self, notes: Iterable[tuple[str, Sequence[KnownClaim]]]) -> Matches[E]:
        """Do the same with what was kept of the claims of each note, by the id of the note."""
        if not self:
            return Matches((), None, {}, (), ())
        taken = array("q")
        matcher = Matcher(self._read(taken), lambda number: self._entries[number].text, self._passed_over)
        order = {}
        rejected = []
        for number, (note, claims) in enumerate(notes):
            order[note] = number
            matcher.add(note, [claim.new for claim in claims])
            rejected += [(number, place) for place, claim in enumerate(claims) if claim.is_rejected]
        matcher.finish()
        gone = sorted({*matcher.left, *(matcher.found[number][place] for number, place in rejected)} - {-1})
        return Matches(self._entries, matcher, order, taken, gone)

    def _read(self, taken: array[int]) -> Iterator[Old]:
        summaries: Iterable[EntrySummary | E] = self._entries if self._summaries is None else self._summaries()
        for entry in summaries:
            # A hash, because a hundred thousand texts would take more memory; a collision costs only an ordinal.
            taken.append(hash(entry.guid))
            yield Old(entry.note, entry.key, entry.second, entry.gone)


class Matches(Generic[E]):
    """The claims with their entries."""

    def __init__(
        self,
        entries: Sequence[E],
        matcher: Matcher | None,
        order: dict[str, int],
        taken: Iterable[int],
        gone: Sequence[int],
    ) -> None:
        self._entries = entries
        self._gone = gone
        self._matcher = matcher
        self._order = order
        self._taken = array("q", sorted(taken))

    @property
    def gone(self) -> Iterator[E]:
        """Entries without a card: their claims were removed or rejected, now or earlier."""
        return (self._entries[number] for number in self._gone)

    def of(self, note: Note) -> Iterator[Kept[E]]:
        """Return the claims of a note in the order of the text, each with the identity of its card."""
        claims = list(note.claims())
        identities = self.identities(note.id, [known_claim(claim) for claim in claims])
        return (Kept(claim, guid, entry) for claim, (guid, entry) in zip(claims, identities, strict=True))

    def identities(self, note: str, claims: Sequence[KnownClaim]) -> list[tuple[str, E | None]]:
        """Return the guid of each claim of a note, and its entry.

        Args:
            note: the id of the note.
            claims: what is known of all its claims, in the order of the text.
        """
        numbers = self.numbers(note, claims)
        entries = [self._entries[number] if number >= 0 else None for number in numbers]
        guids = self.new_guids(claims, numbers)
        return [(guid if entry is None else entry.guid, entry) for guid, entry in zip(guids, entries, strict=True)]

    def numbers(self, note: str, claims: Sequence[KnownClaim]) -> list[int]:
        """Return the number of the entry of each claim of a note; -1 for a claim without an entry."""
        if self._matcher is None or note not in self._order:
            return [-1] * len(claims)
        found = self._matcher.found[self._order[note]]
        keys = self._matcher.keys[self._order[note]]
        # A file that is edited during the export may have other claims by now.
        if list(keys) != [claim.key for claim in claims]:
            return [-1] * len(claims)
        return [-1 if claim.is_rejected else number for number, claim in zip(found, claims, strict=True)]

    def new_guids(self, claims: Sequence[KnownClaim], numbers: Sequence[int]) -> list[str]:
        """Return the guid of each claim of a note without an entry; for the others their ids."""
        new = [claim.id for claim, number in zip(claims, numbers, strict=True) if number < 0]
        used = {id for id in new if not self._is_taken(id)}
        guids: list[str] = []
        for claim, number in zip(claims, numbers, strict=True):
            guid = claim.id
            if number < 0 and guid not in used:
                guid = self._next_free(guid, used)
                used.add(guid)
            guids.append(guid)
        return guids

    def _is_taken(self, guid: str) -> bool:
        key = hash(guid)
        at = bisect_left(self._taken, key)
        return at < len(self._taken) and self._taken[at] == key

    def _next_free(self, id: str, used: set[str]) -> str:
        stem, _, ordinal = id.rpartition(".")
        number = int(ordinal) + 1
        while (guid := f"{stem}.{number}") in used or self._is_taken(guid):
            number += 1
        return guid


def is_rejected(claim: Claim) -> bool:
    """Return whether somebody decided that a claim is to have no card."""
    return claim.decision is not None and claim.decision.decision == "reject"


def new_of(claim: Claim) -> New:
    """Return what the matcher needs to know of a claim."""
    start = claim.start
    seconds = tuple(dict.fromkeys((start.written, start.start))) if start is not None else ()
    return New(text_key(full_text(claim)), claim.text, seconds)
