"""Spellings of one name: ``Fourier Transforms``, ``fourier-transform``, ``data base`` and ``Databases``, ``APIs``."""

from __future__ import annotations

from functools import lru_cache

from noteport.cards.noun_phrases import singular
from noteport.model.ids import slug
from noteport.model.patterns import pattern

_BRACKETS = pattern(r"\s*\([^()]*\)")
_OWNER = pattern(r"(?<=\w)['’]s\b|(?<=s)['’](?=\s|$)")
_ACRONYMS = pattern(r"(?<=[A-Z]{2})s\b")
_ARTICLE = pattern(r"(?i)^(?:the|an?)\s+(?=\S)")


@lru_cache(maxsize=1 << 14)
def spelling_key(name: str) -> str:
    """Return what the spellings of a name share: no case, accents, hyphens, spaces, brackets and articles; the
    singular.

    Empty if the name has no letter or digit.
    """
    plain = _ARTICLE.sub("", _OWNER.sub("", _BRACKETS.sub("", name)).strip())
    words = slug(_ACRONYMS.sub("", plain or name)).split("_")
    return "".join([*words[:-1], _singular(words[-1])])


def _singular(word: str) -> str:
    return singular(word) if len(word) > 3 and not word.endswith(("ss", "us", "is")) else word
