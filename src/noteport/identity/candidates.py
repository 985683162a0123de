"""The entries of an earlier export, arranged so that the right one is found quickly, even among many similar ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from noteport.identity.similarity import WordIndex

_MOST_AT_SECOND = 24
"""Maximum number of entries at one second that are compared."""


class Shelf:
    """Entries by their second and by the words of their texts.

    Args:
        numbers: the entries.
        seconds, text: return those of an entry by its number.
        queries: the texts that will be looked up, if they are known.
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
        """Return the entries at some seconds."""
        return (number for second in seconds for number in self._by_second.get(second, ()))

    def like(self, text: str) -> Iterator[int]:
        """Return a few entries that share rare words with a text."""
        return self._words.find(text)


class Pool:
    """The entries of a note by their text, and by text and second.

    Taking an entry takes constant time, even among many similar ones.
    """

    def __init__(
        self, members: Iterable[int], keys: Sequence[int], seconds: Sequence[int], gone: Sequence[int]
    ) -> None:
        self.by_text: dict[int, dict[int, None]] = defaultdict(dict)
        self._by_second: dict[tuple[int, int], dict[int, None]] = defaultdict(dict)
        self._names = {number: (keys[number], (keys[number], seconds[number])) for number in members}
        self._gone = gone
        # The last one is taken first: existing claims in the order of the text.
        for number in sorted(self._names, key=lambda each: (not gone[each], -each)):
            text, timed = self._names[number]
            self.by_text[text][number] = self._by_second[timed][number] = None

    def take(self, key: int, seconds: Iterable[int] | None, beside: Iterable[int]) -> int | None:
        """Take an entry with this text, and at one of these seconds if given; preferably the one at ``beside``."""
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
