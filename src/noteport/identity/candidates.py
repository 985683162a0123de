"""Entries of an earlier export, laid out so that the right one is at hand, however many are alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from noteport.identity.similarity import WordIndex

_MOST_AT_SECOND = 24
"""So many entries of one second are looked at."""


class Shelf:
    """Entries by their second, and by the words of their texts.

    Args:
        numbers: the entries.
        seconds, text: of any entry, by its number.
        queries: the texts that will be asked for, if that is known.
    """

    def __init__(
        self,
        numbers: Iterable[int],
        seconds: Sequence[int],
        text: Callable[[int], str],
        queries: Iterable[str] | None = None,
    ) -> None:
        self._by_second: dict[int, list[int]] = defaultdict(list)
        self._words = WordIndex(queries)
        for number in numbers:
            if len(self._by_second[seconds[number]]) < _MOST_AT_SECOND:
                self._by_second[seconds[number]].append(number)
            self._words.add(number, text(number))

    def at(self, seconds: Iterable[int]) -> Iterator[int]:
        """Those of some seconds."""
        return (number for second in seconds for number in self._by_second.get(second, ()))

    def like(self, text: str) -> Iterator[int]:
        """A few that share rare words with a text."""
        return self._words.find(text)


class Pool:
    """The entries of a note by their text, and by text and second.

    Taking one takes no longer if there are many alike.
    """

    def __init__(
        self, members: Iterable[int], keys: Sequence[int], seconds: Sequence[int], gone: Sequence[int]
    ) -> None:
        self.by_text: dict[int, dict[int, None]] = defaultdict(dict)
        self._by_second: dict[tuple[int, int], dict[int, None]] = defaultdict(dict)
        self._names = {number: (keys[number], (keys[number], seconds[number])) for number in members}
        self._gone = gone
        # The last is taken first: those that had not gone, in the order of the text.
        for number in sorted(self._names, key=lambda each: (not gone[each], -each)):
            text, timed = self._names[number]
            self.by_text[text][number] = self._by_second[timed][number] = None

    def take(self, key: int, seconds: Iterable[int] | None, beside: Iterable[int]) -> int | None:
        """An entry of this text, and of one of these seconds if some are given; one ``beside`` before all others."""
        pools = [self.by_text[key]] if seconds is None else [self._by_second[key, second] for second in seconds]
        pool = next((pool for pool in pools if pool), None)
        if pool is None:
            return None
        number = next((each for each in beside if each in pool and not self._gone[each]), None)
        if number is None:
            number, _ = pool.popitem()
        text, timed = self._names[number]
        self.by_text[text].pop(number, None)
        self._by_second[timed].pop(number, None)
        return number
