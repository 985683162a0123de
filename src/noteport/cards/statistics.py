"""The rarity of words: in the user's notes, and in notes on any subject where those are too few."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType

from msgspec import Struct, field

from noteport.cards.english.words import STOP
from noteport.model.note import Note
from noteport.model.patterns import pattern
from noteport.vault.vault import Vault
from noteport.vault.word_counts import RoundedCounts, WordCounts

RAREST = 6.0
"""The rarity of an unknown word."""
_UNKNOWN = math.exp(-RAREST)
_PRIOR_NOTES = 30
"""The weight of the included list, as a number of notes."""
_WORD = pattern(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class WordStatistics(Struct, frozen=True):
    """The number of notes that contain each word. Without arguments: from notes on any subject.

    ``count_words`` makes it in one pass over all notes; ``make_cards`` takes it for each of them.
    """

    notes: int = 0
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Numbers of notes by word in lower case; by word as written, if it has a capital letter inside a sentence; by pair
    of words.
    """

    def rarity(self, word: str) -> float:
        """Return 0 for a word in every note, and ``RAREST`` for one in no other note: the natural logarithm of the
        odds.

        Args:
            word: in lower case, without ``'s``.
        """
        return rarity(word, self.counts.get(word, 0), self.notes)

    def is_known(self, pair: str) -> bool:
        """Return whether another note has two words next to each other, given in lower case."""
        return self.counts.get(pair, 0) > 1

    def is_name(self, word: str) -> bool:
        """Return whether a word with a capital letter at the start of a sentence is a name: elsewhere it usually has
        one as well.
        """
        capital = self.counts.get(word, 0)
        return capital > 0 and self.counts.get(word.lower(), 0) <= 1.2 * capital and not is_common(word.lower())


def count_words(notes: Iterable[Note]) -> WordStatistics:
    """Return document frequencies over the notes: of a vault from its survey, otherwise in one pass over them."""
    vault = getattr(notes, "vault", notes)
    if isinstance(vault, Vault):
        return word_statistics(RoundedCounts(vault.words(words_of)))
    counts = WordCounts()
    for note in notes:
        counts.add(words_of(note))
    return word_statistics(RoundedCounts(counts))


def word_statistics(counts: RoundedCounts) -> WordStatistics:
    """Return the rarity of words by the numbers of notes that have them, as ``words_of`` names them."""
    return WordStatistics(counts.notes, counts)


def words_of(note: Note) -> frozenset[str]:
    """Return the words of a note's claims that ``WordStatistics`` counts: words in lower case, words as written that
    have a capital letter inside a sentence, and pairs of words.
    """
    found: set[str] = set()
    for claim in note.claims():
        words = [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(claim.text)]
        small = [word.lower() for word in words]
        found.update(small)
        found.update(word for word in words[1:] if word[0].isupper())
        found.update(f"{one} {two}" for one, two in pairwise(small) if one not in STOP and two not in STOP)
    return frozenset(found)


def is_common(word: str) -> bool:
    """Return whether notes on any subject use a word, given in lower case."""
    return _general_share(word) is not None


def rarity(word: str, count: int, notes: int) -> float:
    """Return the rarity of a word in lower case that is in so many of so many notes; see ``WordStatistics.rarity``."""
    general = _general_share(word) or _UNKNOWN
    share = (max(count - 1, 0) + _PRIOR_NOTES * general) / (max(notes - 1, 0) + _PRIOR_NOTES)
    return min(RAREST, -math.log(share))


@lru_cache(maxsize=1 << 14)
def _general_share(word: str) -> float | None:
    """Return the share of notes on any subject that contain a word, or its singular or plural; None for an uncommon
    one.
    """
    shares = common_words()
    other = word[:-1] if word.endswith("s") else f"{word}s"
    if word in shares or other in shares:
        return max(shares.get(word, 0.0), shares.get(other, 0.0))
    parts = [_general_share(part) for part in word.split("-") if part] if "-" in word else []
    known = [part for part in parts if part is not None]
    return min(known) if known and len(known) == len(parts) else None


@cache
def common_words() -> Mapping[str, float]:
    """The share of notes by word, from the included list."""
    text = files(__package__).joinpath("english", "common_words.txt").read_text(encoding="utf-8")
    shares: dict[str, float] = {}
    for line in text.splitlines()[1:]:
        per_thousand, *words = line.split()
        shares |= dict.fromkeys(words, int(per_thousand) / 1000)
    return MappingProxyType(shares)
