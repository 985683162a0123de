"""Whether a text has words in a script that its language is not written in.

WCAG 3.1.2 (level AA) asks for the language of each foreign phrase, which notes do not name. A script gives most of them
away.
"""

from __future__ import annotations

import re
from functools import cache

_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff"
_CJK = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_ARABIC = "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"
_SCRIPTS = {
    "ar": _ARABIC,
    "be": "\u0400-\u052f",
    "bg": "\u0400-\u052f",
    "bn": "\u0980-\u09ff",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "fa": _ARABIC,
    "he": "\u0590-\u05ff",
    "hi": "\u0900-\u097f",
    "ja": _CJK + "\u3040-\u30ff\uff66-\uff9f",
    "ko": _CJK + "\u1100-\u11ff\uac00-\ud7af",
    "mr": "\u0900-\u097f",
    "ru": "\u0400-\u052f",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "th": "\u0e00-\u0e7f",
    "uk": "\u0400-\u052f",
    "ur": _ARABIC,
    "zh": _CJK,
}
"""The letters of languages that are not written in Latin ones."""
_TAGS = re.compile(r"<(code|math)\b.*?</\1>|<[^>]*>", re.DOTALL)


def has_foreign_words(markup: str, tag: str) -> bool:
    """Return whether a text, code and formulas apart, has two letters in a row that its language does not use.

    A single one, such as ``α``, is a sign.
    """
    foreign = _foreign(tag.lower().partition("-")[0])
    # Most texts have none even in their tags, which take longer to leave out.
    return foreign.search(markup) is not None and foreign.search(_TAGS.sub(" ", markup)) is not None


@cache
def _foreign(language: str) -> re.Pattern[str]:
    letter = rf"[^\W\d_{_SCRIPTS.get(language, _LATIN)}]"
    return re.compile(letter + letter)
