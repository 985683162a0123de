"""Matches today's claims with the entries of an earlier export. Knows texts and seconds, but nothing of cards.

    exact       the same text: in the note of the same name, then in any note
    similar     a similar text at the same second of the note, a very similar one elsewhere in it, or in another
    place       a similar text between the same neighbours
    rest        a rather similar text elsewhere in the note

Each step works on what the previous steps left over, and each entry is taken once. A note that was renamed or moved is
recognised by the texts that moved with it. Time is linear, because texts are compared only if they share a second, a
place or rare words. Little is kept of a claim except its text, which is dropped once the claim is matched.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from noteport.identity.candidates import Pool, Shelf
from noteport.identity.similarity import alike, triples

SAME_SECOND = 0.4
"""Similarity of a reworded claim at its own second; 95 % of different claims at the same second are less similar."""
SAME_PLACE = 0.4
"""… between the same neighbours; 95 % of consecutive claims are less similar."""
SECOND_AND_PLACE = 0.2
"""… both at once; another claim is seldom inserted at its place with its second."""
SECOND_ALONE = 0.5
"""… at its own second, if nothing is known of the claims beside it."""
SAME_NOTE = 0.6
"""… elsewhere in its note, or at its second in another note; 99 % of consecutive claims are less similar."""
TYPO = 0.8
"""… in its note, before its place is considered; 99.5 % of consecutive claims are less similar."""
AFAR = 0.9
"""… in another note; sentences with the same pattern differ by more than this."""
TELLING = 30
"""Bytes of a text that does not occur in two notes by chance."""

_MOST_PAIRS = 400
"""Between two neighbours, all claims are compared with all entries if there are no more pairs than this."""
_NO_MORE: tuple[float, Iterator[int]] = (float("inf"), iter(()))
_SECOND_COUNTS = 0.25
"""The bonus in similarity for the same second."""


class Old(NamedTuple):
    """What is known about one entry of the earlier export."""

    note: str
    key: int
    second: int | None
    gone: bool
    """Whether its claim had been removed before; only the same or a very similar text restores it."""


class New(NamedTuple):
    """One claim of today."""

    key: int
    text: str
    seconds: tuple[int, ...]
    """The start as written and as repaired; empty for an untimed claim."""


class _Left(NamedTuple):
    """A claim that has not been matched yet."""

    note: int
    place: int
    claim: New


class Matcher:
    """Call ``add`` for every note of today, then ``finish``; ``found`` has the result.

    Args:
        old: the earlier entries in the order of their text.
        text: returns the text of an entry; called only for entries that are not found by their key.
        passed_over: keys of claims that were left out of the earlier export; they are not taken for rewordings.
        scattered: whether the entries are only some of the earlier claims, and nothing is known of the others. Then
            place says nothing, and a text has to be more similar.
    """

    def __init__(
        self,
        old: Iterable[Old],
        text: Callable[[int], str],
        passed_over: Iterable[int] = (),
        *,
        scattered: bool = False,
    ) -> None:
        self._text = text
        self._keys, self._seconds, self._gone = array("q"), array("q"), bytearray()
        self._names: dict[str, int] = {}
        self._members: list[array[int]] = []
        self._note_of, self._place_of = array("I"), array("I")
        for number, entry in enumerate(old):
            self._add_old(number, entry)
        self._free = bytearray(b"\1") * len(self._keys)
        self._passed_over = array("q", sorted(passed_over))
        self._scattered = scattered
        self._waiting: dict[int, dict[int, tuple[str, tuple[int, ...]]]] = {}
        """By note and place, the text and seconds of claims that were not found in their own note."""
        self._kin: dict[int, Counter[int]] = defaultdict(Counter)
        """By note of today, the earlier notes from which it comes."""
        self._triples = lru_cache(maxsize=1024)(lambda number: triples(text(number)))
        self._shelf = lru_cache(maxsize=16)(self._shelf_of)  # for the parts of one long note
        self._rewordable: dict[int, list[int]] = {}
        """By note, the places of waiting claims that are not passed over."""
        self.found: list[array[int]] = []
        """For each added note, the entry of each claim; -1 for none."""
        self.keys: list[array[int]] = []
        """For each added note, the key of each claim."""

    def _add_old(self, number: int, entry: Old) -> None:
        self._keys.append(entry.key)
        self._seconds.append(-1 if entry.second is None else entry.second)
        self._gone.append(entry.gone)
        note = self._names.setdefault(entry.note, len(self._members))
        if note == len(self._members):
            self._members.append(array("I"))
        self._note_of.append(note)
        self._place_of.append(len(self._members[note]))
        self._members[note].append(number)

    @property
    def left(self) -> Iterator[int]:
        """The entries without a claim."""
        return (number for number, free in enumerate(self._free) if free)

    def add(self, name: str, claims: Sequence[New]) -> None:
        """Add the claims of one note, in the order of the text."""
        keys = array("q", (claim.key for claim in claims))
        found = array("q", [-1]) * len(claims)
        note = len(self.found)
        self.keys.append(keys)
        self.found.append(found)
        home = self._names.get(name)
        if home is not None:
            self._kin[note][home] += 1
            self._find_at_home(home, claims, keys, found)
        waiting = {place: (claim.text, claim.seconds) for place, claim in enumerate(claims) if found[place] < 0}
        if waiting:
            self._waiting[note] = waiting
            self._rewordable[note] = [place for place in waiting if not _is_in(self._passed_over, keys[place])]

    def finish(self) -> None:
        """Match the remaining claims as far as possible."""
        self._find_anywhere()
        for note in self._waiting:
            self._find_in_kin(note, TYPO, SECOND_ALONE if self._scattered else SAME_SECOND)
        # At another second, a short text in another note is a different statement.
        telling = [each for note in self._waiting for each in self._lefts(note) if _is_telling(each.claim.text)]
        everywhere = Shelf(self.left, self._seconds, self._text, [each.claim.text for each in telling])
        self._find_similar(telling, everywhere, AFAR, TYPO if self._scattered else SAME_NOTE)
        if self._scattered:
            return
        for note in self._waiting:
            self._find_in_place(note)
        for note in self._waiting:
            self._find_in_kin(note, SAME_NOTE, SAME_NOTE)

    def _lefts(self, note: int) -> list[_Left]:
        """Claims of a note that may be reworded."""
        return [self._left(note, place) for place in self._rewordable[note] if self.found[note][place] < 0]

    def _left(self, note: int, place: int) -> _Left:
        return _Left(note, place, New(self.keys[note][place], *self._waiting[note][place]))

    def _take(self, number: int, note: int, place: int) -> None:
        self._free[number] = 0
        self.found[note][place] = number

    # --- the same text ----------------------------------------------------------------------------------------------

    def _find_at_home(self, home: int, claims: Sequence[New], keys: array[int], found: array[int]) -> None:
        """Match texts that occur once in the note, then those at their second, then the rest."""
        members = {self._keys[number]: number for number in self._members[home]}
        if len(members) == len(self._members[home]) and len(set(keys)) == len(keys):  # as in most notes
            for place, key in enumerate(keys):
                if (number := members.get(key)) is not None:
                    self._free[number] = 0
                    found[place] = number
            return
        pool = Pool(self._members[home], self._keys, self._seconds, self._gone)
        times = Counter(keys)
        for step in ("alone", "second", "any"):
            for place, claim in enumerate(claims):
                key = keys[place]
                if found[place] >= 0 or (step == "alone" and (times[key] > 1 or len(pool.by_text[key]) > 1)):
                    continue
                before = found[place - 1] if place else -1
                after = found[place + 1] if place + 1 < len(found) else -1
                beside = (before + 1 if before >= 0 else -1, after - 1)
                number = pool.take(key, claim.seconds if step == "second" else None, beside)
                if number is not None:
                    self._free[number] = 0
                    found[place] = number

    def _find_anywhere(self) -> None:
        """Match the same text in another note. A short text must be at its second, or come with others from
        that note.
        """
        doubtful: list[tuple[_Left, int]] = []
        for news, numbers in self._same_texts():
            for new, number, timed in self._paired(news, numbers):
                alone = len(numbers) == len(news) == 1
                if timed or (alone and _is_telling(new.claim.text)):
                    self._take_from_afar(number, new)
                else:
                    doubtful.append((new, number))
        company = Counter((new.note, self._note_of[number]) for new, number in doubtful)
        for new, number in doubtful:
            old_note = self._note_of[number]
            if company[new.note, old_note] > 1 or self._kin[new.note][old_note]:
                self._take_from_afar(number, new)

    def _same_texts(self) -> Iterator[tuple[list[_Left], list[int]]]:
        """Claims and entries with the same text. Both sides are sorted and merged, so that no index is needed."""
        places = ((note, place) for note, waiting in self._waiting.items() for place in waiting)
        news = groupby(sorted(places, key=self._key_at), key=self._key_at)
        olds: Iterator[tuple[float, Iterator[int]]]
        olds = groupby(sorted(self.left, key=self._keys.__getitem__), key=self._keys.__getitem__)
        old_key, old = next(olds, _NO_MORE)
        for key, new in news:
            while old_key < key:
                old_key, old = next(olds, _NO_MORE)
            if old_key == key:
                yield [self._left(*each) for each in new], list(old)

    def _key_at(self, place: tuple[int, int]) -> int:
        return self.keys[place[0]][place[1]]

    def _paired(self, news: Sequence[_Left], numbers: Sequence[int]) -> Iterator[tuple[_Left, int, bool]]:
        """Claims and entries with the same text, first those at the same second (then True), then in their order."""
        at_second: dict[int, list[int]] = defaultdict(list)
        for number in reversed(numbers):
            at_second[self._seconds[number]].append(number)
        rest, taken = [], set()
        for new in news:
            second = next((second for second in new.claim.seconds if at_second.get(second)), None)
            if second is None:
                rest.append(new)
            else:
                number = at_second[second].pop()
                taken.add(number)
                yield new, number, True
        for new, number in zip(rest, (each for each in numbers if each not in taken), strict=False):
            yield new, number, False

    def _take_from_afar(self, number: int, new: _Left) -> None:
        self._take(number, new.note, new.place)
        self._kin[new.note][self._note_of[number]] += 1

    # --- a similar text ---------------------------------------------------------------------------------------------

    def _shelf_of(self, notes: tuple[int, ...]) -> Shelf:
        """The remaining entries of some earlier notes."""
        numbers = (number for old in notes for number in self._members[old] if self._free[number])
        return Shelf(numbers, self._seconds, self._text)

    def _find_in_kin(self, note: int, at_least: float, at_second: float) -> None:
        """Match similar texts in the notes from which this one comes."""
        lefts = self._lefts(note) if note in self._kin else ()
        if lefts:
            self._find_similar(lefts, self._shelf(tuple(sorted(self._kin[note]))), at_least, at_second)

    def _find_similar(self, lefts: Sequence[_Left], shelf: Shelf, at_least: float, at_second: float) -> None:
        """Match the most similar pairs first. At its own second, a text need not be as similar."""
        rated = []
        for new in lefts:
            mine = triples(new.claim.text)
            near = set(shelf.at(new.claim.seconds))
            for number in near.union(shelf.like(new.claim.text)):
                if not self._free[number]:
                    continue
                score = alike(mine, self._triples(number))
                needed = at_second if number in near else at_least
                if score >= (max(needed, SAME_NOTE) if self._gone[number] else needed):
                    rated.append((-score - _SECOND_COUNTS * (number in near), new.note, new.place, number))
        for _, note, place, number in sorted(rated):
            if self._free[number] and self.found[note][place] < 0:
                self._take(number, note, place)

    def _find_in_place(self, note: int) -> None:
        for run, between in self._runs(note):
            if len(run) * len(between) <= _MOST_PAIRS:
                for new, number in self._aligned(run, between):
                    self._take(number, note, new.place)

    def _runs(self, note: int) -> Iterator[tuple[list[_Left], list[int]]]:
        """Claims between two matched neighbours, with the entries between the same two."""
        found = list(self.found[note])
        waiting = {each.place: each for each in self._lefts(note)}
        before, run = -1, []
        for place, number in enumerate([*found, -1]):
            if place in waiting:
                run.append(waiting[place])
            if number >= 0 or place == len(found):
                if run and (between := self._between(before, number)):
                    yield run, between
                before, run = number, []

    def _between(self, before: int, after: int) -> list[int]:
        """The entries between two entries of one note; -1 stands for the beginning or end of the note."""
        known = before if before >= 0 else after
        if known < 0 or (after >= 0 and self._note_of[known] != self._note_of[after]):
            return []
        members = self._members[self._note_of[known]]
        start = self._place_of[before] + 1 if before >= 0 else 0
        end = self._place_of[after] if after >= 0 else len(members)
        return [number for number in members[start:end] if self._free[number] and not self._gone[number]]

    def _aligned(self, run: Sequence[_Left], entries: Sequence[int]) -> list[tuple[_Left, int]]:
        """The pairs with the highest total similarity, in the order of both sides."""
        best: list[tuple[float, list[tuple[_Left, int]]]] = [(0.0, [])] * (len(entries) + 1)
        for new in run:
            mine, above = triples(new.claim.text), best
            best = above[:1]
            for column, number in enumerate(entries):
                choice = max(above[column + 1], best[column], key=lambda each: each[0])
                score = alike(mine, self._triples(number))
                needed = SECOND_AND_PLACE if self._seconds[number] in new.claim.seconds else SAME_PLACE
                if score >= needed and above[column][0] + score > choice[0]:
                    choice = (above[column][0] + score, [*above[column][1], (new, number)])
                best.append(choice)
        return best[-1][1]


def _is_telling(text: str) -> bool:
    return len(text.encode("utf-8", "replace")) >= TELLING


def _is_in(numbers: array[int], number: int) -> bool:
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number
