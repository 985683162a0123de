"""A note's language from its script, where the script tells: right-to-left scripts, Chinese, Japanese, Korean."""

from __future__ import annotations

import re

from noteport.model.patterns import pattern

_SCRIPTS = (
    ("ja", "[\u3040-\u30ff]"),
    ("ko", "[\uac00-\ud7af]"),
    ("zh", "[\u4e00-\u9fff]"),
    ("he", "[\u0590-\u05ff]"),
    ("ar", "[\u0600-\u06ff\u0750-\u077f]"),
)
"""Compiled by ``re`` when a note needs them: a class of thousands of characters takes milliseconds."""
_ANY_SCRIPT = pattern("[^\x00-\u058f\u2000-\u2e7f]")
"""Excludes characters of Latin, Greek and Cyrillic text, including dashes and quotation marks."""
_LETTER = pattern(r"[^\W\d_]")
_SAMPLE = 4_000
"""The number of characters that are examined."""
_SHARE = 0.2
"""The share of letters that must be in a script; CJK notes contain many Latin names."""


def language_by_script(text: str) -> str | None:
    """BCP 47 tag of the language that a text's script tells, or None for scripts that many languages share."""
    sample = text[:_SAMPLE]
    if sample.isascii() or _ANY_SCRIPT.search(sample) is None:
        return None
    letters = len(_LETTER.findall(sample))
    for tag, script in _SCRIPTS:
        if len(re.findall(script, sample)) > _SHARE * letters:
            return tag
    return None
