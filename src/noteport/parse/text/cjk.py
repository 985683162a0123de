"""Characters of scripts without spaces between words, for counting what is said in them."""

from __future__ import annotations

import re

_CJK = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
"""Compiled by ``re`` when a note needs it: a class of thousands of characters takes milliseconds."""


def without_cjk(text: str) -> tuple[str, int]:
    """Return the text with a space for each Chinese, Japanese or Korean character, and the number of these."""
    return (text, 0) if text.isascii() else re.subn(_CJK, " ", text)
