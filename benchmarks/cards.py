"""CPU of making cards against cutting claims into words. Usage: python benchmarks/cards.py [PATH…].

What is told of a word is kept, so the first time takes longer, as it does in a command for a few notes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from noteport.api import CardOptions, Note, Vault, count_words, make_cards
from noteport.cards.words import cut

ROUNDS = 3
WANTED_CLAIMS = 2_000
"""A small vault is used so often that it makes this many."""


def cpu(notes: list[Note], work: Callable[[Note], object], rounds: int = ROUNDS) -> float:
    """The least CPU seconds of several rounds over all notes."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        for note in notes:
            work(note)
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    paths = sys.argv[1:] or ["samples/vault"]
    notes = list(Vault([Path(path) for path in paths]))
    words = count_words(notes)
    claims = sum(1 for note in notes for _ in note.claims())

    def make(note: Note) -> object:
        return make_cards(note, CardOptions(), words, others=False)

    first = cpu(notes, make, rounds=1) / max(claims, 1)
    notes *= max(1, WANTED_CLAIMS // max(claims, 1))
    claims = sum(1 for note in notes for _ in note.claims())
    floor = cpu(notes, lambda note: [cut(claim.text) for claim in note.claims()])
    making = cpu(notes, make)
    telling = cpu(notes, lambda note: make_cards(note, CardOptions(), words))
    print(f"{claims:,} claims                         ms a claim")
    for name, seconds in (
        ("words", floor),
        ("cards", making),
        ("cards, the first time", first * claims),
        ("cards and their rivals", telling),
    ):
        print(f"{name:24} {seconds:7.2f} s {1000 * seconds / claims:10.3f} {seconds / floor:8.1f}")


if __name__ == "__main__":
    main()
