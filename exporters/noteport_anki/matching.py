"""From the fragments of all notes to the earlier cards of their claims; the fragments wait on disk meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec.msgpack
from msgspec.structs import replace

from noteport.api import Claim, Fragment, Fragments, KnownClaim, Ledger, Matches, Spool, known_claim
from noteport_anki.card_entry import CardEntry

E = TypeVar("E", bound=CardEntry)

_CLAIMS = msgspec.msgpack.Decoder(list[KnownClaim])


def index_of(claims: Iterable[Claim]) -> bytes:
    """Return what the ledger needs to know of a note, for the index of its fragment."""
    return msgspec.msgpack.encode([known_claim(claim) for claim in claims])


def known_claims(index: bytes) -> Sequence[KnownClaim]:
    """The inverse of ``index_of``."""
    return _CLAIMS.decode(index)


def match_fragments(ledger: Ledger[E], fragments: Fragments, spool: Spool) -> tuple[Matches[E], Iterator[Fragment]]:
    """Find the earlier cards of all claims, and return the fragments in the same order, each read from the spool."""
    if not ledger:
        return ledger.match_claims(()), iter(fragments)
    waiting: list[Fragment] = []

    def claims() -> Iterator[tuple[str, Sequence[KnownClaim]]]:
        for fragment in fragments:
            waiting.append(replace(fragment, data=b"", index=b""))
            spool.add(fragment.index)
            spool.add(fragment.data)
            yield fragment.ref.id, known_claims(fragment.index)

    matches = ledger.match_claims(claims())
    return matches, (
        replace(fragment, index=spool[2 * number], data=spool[2 * number + 1])
        for number, fragment in enumerate(waiting)
    )
