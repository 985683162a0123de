"""Words as they are compared: without case, accents and endings, so that ``Proteins'`` is ``protein``.

No language's rules are used: a word is cut to its first letters, and scripts without spaces between words are taken
in pairs of characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from noteport.model.patterns import pattern

LETTERS = 6
"""Of a word that are compared. Five to eight do about as well."""

_NUMBERS = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve".split(),
        map(str, range(13)),
        strict=True,
    )
)
"""Captions write out what notes write in digits. English only: elsewhere a number simply does not count."""

_ACCENT = pattern("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
_ELISION = pattern(r"(?<=\w)'\w{1,2}\b|\b\w{1,2}'(?=\w)")
"""What an apostrophe cuts off: ``protein's``, ``we'll``, ``l'eau``."""
_THOUSANDS = pattern(r"(?<=\d),(?=\d{3}\b)")
# A combining mark is part of its word, though it is no letter to Python: Devanagari has its vowels so.
_PART = pattern(r"\d+(?:\.\d+)?|(?:[^\W\d_]|[\u0900-\u0dff])+")
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese; and Korean, whose endings are longer than its words."""
_RUN = pattern(rf"({_UNSPACED}+)|[^{_UNSPACED[1:]}+")


def stems(word: str) -> tuple[str, ...]:
    """Return the strings by which a word between spaces is compared: usually one, none for a dash."""
    if not word.isascii():
        word = unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFKD", word)))
    word = word.casefold()
    if word.isascii() and word.isalpha():  # most are, and need no more
        return (_NUMBERS.get(word) or word[:LETTERS],)
    word = _THOUSANDS.sub("", _ELISION.sub("", word.replace("’", "'")))
    return tuple(stem for part in _PART.findall(word) for stem in _cut(part))


def _cut(part: str) -> Iterator[str]:
    if part.isascii():
        yield _NUMBERS.get(part) or (part[:LETTERS] if part.isalpha() else part)
        return
    for run in _RUN.finditer(part):
        if run[1]:
            yield from (run[0][at : at + 2] for at in range(max(1, len(run[0]) - 1)))
        else:
            yield run[0][:LETTERS]
