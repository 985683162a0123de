"""Whether a person is named whom ``he`` or ``she`` may mean."""

from __future__ import annotations

from collections.abc import Iterable

from noteport.cards.english import patterns
from noteport.cards.statistics import is_common


def names_person(texts: Iterable[str]) -> bool:
    """Whether one of the texts names a person, whom ``he`` or ``she`` may then mean."""
    for text in texts:
        found = patterns.PERSON.search(text)
        if found is not None and not any(is_common(word.lower()) for word in found[1].split()):
            return True
    return False
