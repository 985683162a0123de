"""What the claims of one note share, found once for all of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from msgspec import Struct

from noteport.cards.english.word_table import RAREST, SELDOM_MARKED, WordFigures, dot, word_table
from noteport.cards.statistics import WordStatistics, rarity
from noteport.cards.words import Word, cut
from noteport.model.language import is_english
from noteport.model.nodes import Claim
from noteport.model.note import Note


class WordInNotes(Struct, frozen=True, eq=False, gc=False):
    """A word that says something, in English. Words that are alike are the same object."""

    rarity: float
    marked: float
    elsewhere: float
    """Its rarity in the notes."""
    known: WordFigures | None
    """What the table of words has."""
    is_number: bool
    """Whether it has no letters, and the table of words does not have it."""


_AROUND = 100
"""Claims before and behind another."""


@lru_cache(maxsize=1 << 15)
def _word_in_notes(word: str, count: int, notes: int) -> WordInNotes:
    """A word that is in so many of so many notes."""
    known, elsewhere = word_table().find(word), rarity(word, count, notes)
    if known is None:
        return WordInNotes(RAREST, SELDOM_MARKED, elsewhere, None, not word[0].isalpha())
    return WordInNotes(known.rarity, known.marked, elsewhere, known, is_number=False)


class _WordsInNotes(dict[str, WordInNotes]):
    """Words in small letters; each is looked up when it is first asked for."""

    def __init__(self, statistics: WordStatistics) -> None:
        super().__init__()
        self._counts, self._notes = statistics.counts, statistics.notes

    def __missing__(self, word: str) -> WordInNotes:
        found = self[word] = _word_in_notes(word, self._counts.get(word, 0), self._notes)
        return found


class NoteContext:
    """A note, with what is counted in it only if somebody asks.

    Args:
        note: the note.
        words: how rare words are.
    """

    def __init__(self, note: Note, words: WordStatistics) -> None:
        self.note = note
        self.words = words
        self.claims = list(note.claims())
        self._figures = _WordsInNotes(words)

    def figures_of(self, words: Iterable[Word]) -> list[WordInNotes | None]:
        """What is known of each of some words; None for one that says nothing by itself."""
        figures = self._figures
        return [figures[word.lower] if word.stems else None for word in words]

    def words_of_heading(self, heading: str) -> Iterator[WordInNotes]:
        """The words of a heading that say something."""
        return (self._figures[word.lower] for word in cut(heading) if word.stems)

    def words_of_note(self) -> Iterator[WordInNotes]:
        """The words of all claims that say something."""
        return (self._figures[word.lower] for words in self.words_of.values() for word in words if word.stems)

    @cached_property
    def english(self) -> bool:
        """Whether the table of English words applies."""
        return is_english(self.note)

    @cached_property
    def words_of(self) -> Mapping[str, list[Word]]:
        """The words of each claim, by the claim's id."""
        return {claim.id: cut(claim.text) for claim in self.claims}

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """In how many claims of the note each word is."""
        counts: Counter[str] = Counter()
        for words in self.words_of.values():
            counts.update({word.lower for word in words})
        return counts

    def claim_before(self, claim: Claim) -> Claim | None:
        """The claim of the sentence before another in its block; None if there is none."""
        return self._before.get(claim.id)

    @cached_property
    def _before(self) -> Mapping[str, Claim]:
        return {claim.id: before for before, claim in pairwise(self.claims) if not claim.first_in_block}

    def claims_around(self, claim: Claim) -> Sequence[Claim]:
        """A claim with the hundred before and behind it."""
        place = self._places.get(claim.id, 0)
        return self.claims[max(place - _AROUND, 0) : place + _AROUND]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {claim.id: place for place, claim in enumerate(self.claims)}

    def is_first_below_heading(self, claim: Claim) -> bool:
        """Whether no other claim stands between a claim and its heading."""
        return claim.id in self._first_below_heading

    @cached_property
    def _first_below_heading(self) -> frozenset[str]:
        pairs = pairwise(self.claims)
        return frozenset(claim.id for before, claim in pairs if claim.section and claim.section != before.section)

    def item_before(self, claim: Claim) -> Claim | None:
        """The last claim of the item before another in its list; None if there is none."""
        return self._items_before.get(claim.id) if claim.kind == "item" else None

    @cached_property
    def _items_before(self) -> Mapping[str, Claim]:
        return {
            claim.id: before
            for before, claim in pairwise(self.claims)
            if claim.first_in_block
            and (before.kind, before.section, before.lead) == ("item", claim.section, claim.lead)
        }

    @cached_property
    def before_nouns(self) -> Mapping[str, frozenset[str]]:
        """By word, the uncommon words that stand before it in the note: ``learning`` has ``supervised`` and others."""
        found: dict[str, set[str]] = {}
        for words in self.words_of.values():
            for one, two in pairwise(words):
                if not one.common and two.stems and two.start == one.end + 1:
                    found.setdefault(two.lower, set()).add(one.lower)
        return {word: frozenset(before) for word, before in found.items()}

    @cached_property
    def likeness_to_title(self) -> Callable[[WordInNotes], float]:
        """How alike a word's vector and the title's are: 1 if they are the same, 0 if they have nothing in common."""
        known = [word_table().find(word.lower) for word in cut(self.note.title) if word.stems]
        total = [sum(column) for column in zip(*(each.vector for each in known if each is not None), strict=True)]
        length = math.hypot(*total)
        if not length:
            return lambda word: 0.0
        title = [each / length for each in total]
        return cache(lambda word: 0.0 if word.known is None else dot(word.known.vector, title))

    @cached_property
    def repeated_terms(self) -> frozenset[str]:
        """Lead-ins that come again in the note, folded: they sort its lists, as ``**Treatment**: …`` does."""
        counts: Counter[str] = Counter()
        before = None
        for claim in self.claims:
            place = claim.term, claim.section, claim.lead
            if claim.term is not None and place != before:
                counts[claim.term.casefold()] += 1
            before = place
        return frozenset(term for term, count in counts.items() if count > 1)
