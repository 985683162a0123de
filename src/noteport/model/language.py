"""The language of a note as a BCP 47 tag, and its direction. Cards and books decide by the same rules."""

from __future__ import annotations

from collections.abc import Iterable

from noteport.model.note import Note
from noteport.model.patterns import pattern

ENGLISH = "en"
"""The language of noteport's own words."""
UNDETERMINED = "und"
"""The tag of an undetermined language (BCP 47, section 4.1): readers apply no voice and no hyphenation."""

_TAG = pattern(r"(?i)[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(?![a-z\d])")
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "ha-arab", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})

_SMALL_WORDS = frozenset(
    "an and are as be but by can for from has have its of that the their these they this to were with".split()
)
_ENGLISH_SHARE = 0.08
"""Part of a text's words; English notes have 11 in 100 at least, and other languages 7 at most, by chance."""
_ENOUGH_WORDS, _SAMPLE = 20, 400
_WORD = pattern(r"[^\W\d_]+")


def language_tag(written: str | None) -> str | None:
    """A well-formed BCP 47 tag out of what a note says of its language: ``pt_BR`` is ``pt-BR``; None for nonsense."""
    found = _TAG.match((written or "").strip().replace("_", "-"))
    return found[0] if found else None


def language_of(note: Note) -> str:
    """Return a note's language: from the note, its script, or else its small words if English; otherwise unknown.

    A text with too few words is taken for English if its letters are Latin.
    """
    tag = language_tag(note.language)
    if tag is not None:
        return tag
    words = _words(claim.text for claim in note.claims())
    if len(words) < _ENOUGH_WORDS:
        return ENGLISH if sum(map(str.isascii, words)) >= len(words) / 2 else UNDETERMINED
    small = sum(map(_SMALL_WORDS.__contains__, words))
    return ENGLISH if small > _ENGLISH_SHARE * len(words) else UNDETERMINED


def _words(texts: Iterable[str]) -> list[str]:
    """The first words, in small letters."""
    words: list[str] = []
    for text in texts:
        words += _WORD.findall(text.lower())
        if len(words) > _SAMPLE:
            break
    return words


def is_english(note: Note) -> bool:
    """Return whether rules for English words apply to a note."""
    return is_english_tag(language_of(note))


def is_english_tag(tag: str) -> bool:
    """Return whether a BCP 47 tag is that of English."""
    return tag.lower().partition("-")[0] == ENGLISH


def is_right_to_left(tag: str | None) -> bool:
    """Return whether a language, given its BCP 47 tag, is written from right to left."""
    if tag is None:
        return False
    folded = tag.lower()
    return folded.partition("-")[0] in _RIGHT_TO_LEFT and "-latn" not in folded
