"""A note's language from its script, where the script tells: right-to-left scripts, Chinese, Japanese, Korean."""

from __future__ import annotations

import re

_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ar", re.compile("[\u0600-\u06ff\u0750-\u077f]")),
)
_ANY_SCRIPT = re.compile("[\u0590-\u9fff\uac00-\ud7af]")
_LETTER = re.compile(r"[^\W\d_]")
_SAMPLE = 4_000
"""Characters that are looked at."""
_SHARE = 0.2
"""Part of the letters that must be of a script; CJK notes hold many Latin names."""


def language_of(text: str) -> str | None:
    """BCP 47 tag of the language that a text's script tells, or None for scripts that many languages share."""
    sample = text[:_SAMPLE]
    if sample.isascii() or _ANY_SCRIPT.search(sample) is None:
        return None
    letters = len(_LETTER.findall(sample))
    for tag, script in _SCRIPTS:
        if len(script.findall(sample)) > _SHARE * letters:
            return tag
    return None
