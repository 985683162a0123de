"""Abbreviations of languages other than English, and ordinals, whose full stop ends no sentence.

The language of a note is rarely told. So only words that English does not have are here, and others where a number
follows. A lower-case letter behind the full stop continues the sentence in any language.
"""

from __future__ import annotations

from noteport.model.patterns import pattern

ALWAYS = frozenset(
    "vgl bzw bzgl bspw ggf evtl inkl exkl zzgl sog dgl hrsg aufl dipl jh jhd mio mrd std sek"  # German
    " mme mlle apr éd"  # French
    " sra srta dra dña ud uds pág págs aprox ej ee"  # Spanish and Portuguese; EE. UU.
    " dott avv pag"  # Italian
    " bijv dhr mevr blz"  # Dutch
    " tj tzn inż mgr např atd apod"  # Polish and Czech
    " örn bkz"  # Turkish
    " см ср напр проф акад ул тыс млн млрд т.е т.к т.н див".split()  # Russian and Ukrainian
)

BEFORE_NUMBERS = frozenset(
    "nr env art abb tab kap bd abs ziff s núm cap fol str obr rys č рис табл стр гл ст п с".split()
)
"""Abbreviations only before a number: ``Abb. 5``."""

_ENGLISH_TOO = frozenset({"abs", "art", "cap", "env", "s", "tab"})
"""Those that English has as words or units: in small letters, they count only behind words that it does not have."""
_BEFORE_ENGLISH_TOO = frozenset(
    "al aus avec dans de del dem den der des du e el en et gli het il im la las le les los nel och ou para siehe u"
    " und ver vedi vgl voir y zie zu zum".split()
)
_LETTER = pattern(r"[^\W\d_]\.?")
_SHORT = pattern(r"[^\W\d_]{1,2}\.")
_CLOSING = frozenset({"д", "п"})
"""The last letters of т. д. and т. п., which mostly end a sentence before a capital letter."""
_ORDINAL = pattern(r"\d{1,2}")
_BEFORE_ORDINALS = frozenset(
    "der die das den dem des im vom zum zur beim jeder jede jedes jeden jedem diesem dieser diesen einem einen einer"
    " seinem seinen seiner ihrem ihren ihrer ins".split()
)
_BEFORE_DAYS = frozenset({"am", "ab", "bis", "seit", "vor", "nach"})
_MONTHS = frozenset("Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember".split())
_BEFORE_MONSIEUR = frozenset("à avec chez comme de et ou par pour que qu selon si".split())


def is_foreign_abbreviation(word: str, before: str, behind: str, next_word: str) -> bool:
    """Return whether the full stop behind a word ends no sentence in a language other than English.

    Args:
        word: the word, without the full stop.
        before: the word before it, with its full stop if it has one; empty if there is none.
        behind: the text behind the full stop, without the whitespace at its beginning.
        next_word: the first word of it; empty if it begins otherwise.
    """
    elided, _, folded = word.lower().replace("’", "'").rpartition("'")  # all'art. 5
    if folded in ALWAYS or word == "Hr":
        return True
    if folded in BEFORE_NUMBERS and behind[:1].isdigit() and (word[0].isupper() or elided or _fits(folded, before)):
        return True
    if _LETTER.fullmatch(word):
        return _is_part(word, before, behind) or (word == "M" and before.lower() in _BEFORE_MONSIEUR)
    return _ORDINAL.fullmatch(word) is not None and _is_ordinal(before.lower(), next_word)


def _fits(folded: str, before: str) -> bool:
    return not before or folded not in _ENGLISH_TOO or before.rstrip(".").lower() in _BEFORE_ENGLISH_TOO


def _is_part(letter: str, before: str, behind: str) -> bool:
    """Return whether a letter is part of ``z. B.``, ``d. h.``, ``p. ej.`` or ``т. е.``"""
    if letter.islower() and _SHORT.match(behind):
        return True
    return (
        before[-1:] == "." and before[:1].islower() and _LETTER.fullmatch(before) is not None and letter not in _CLOSING
    )


def _is_ordinal(before: str, next_word: str) -> bool:
    """Return whether a number is an ordinal of German: ``im 19. Jahrhundert``, ``am 5. Mai``."""
    if not next_word[:1].isupper():
        return False
    return before in _BEFORE_ORDINALS or (before in _BEFORE_DAYS and next_word in _MONTHS)
