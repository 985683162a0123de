"""What a spreadsheet would take for a formula, and how to prevent it.

A cell that begins with a sign is a formula (OWASP, "CSV Injection"). Where a cell begins depends on the reader: Excel
splits lines at semicolons in countries with decimal commas, whatever is quoted.
"""

from __future__ import annotations

import re

from noteport.model.patterns import pattern

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
"""The signs that begin a formula, including full-width and small forms, for use in a character class."""
_TRIMMED = '[" \xa0\u2000-\u200a\u202f\u3000\ufeff]'
"""What spreadsheets may remove at the beginning of a cell: quotation marks, and spaces on request."""
_AT_START = pattern(rf"['\t\r]|{_TRIMMED}*[{_SIGNS}]")
"""Where the guard goes: before a sign that begins a formula, and before the guard itself, so that it can be undone."""
_AFTER_SEPARATOR = pattern(rf"(?<=[;\t])(?='|{_TRIMMED}*[{_SIGNS}])")
"""The same where a line is split; what is then removed at the beginning of the cell comes before the sign."""
_IN_NAME = pattern(rf"(?:^|(?<=[;\t]))({_TRIMMED}*)([{_SIGNS}])")
_IN_HTML = pattern(rf"(?:^|(?<=;))({_TRIMMED}*)([{_SIGNS}]+)")


def guard_formula(text: str, *, splits_at_semicolons: bool = False) -> str:
    """Return text with ``'`` before it if a spreadsheet would take it for a formula, or if it begins with ``'`` itself.

    With ``splits_at_semicolons``, the same for each part after a semicolon or tab. To undo this, remove one ``'`` from
    the beginning of the text, and of each part.
    """
    # The first character mostly decides, and asking for it is faster than the search.
    guarded = f"'{text}" if not text[:1].isalnum() and _AT_START.match(text) else text
    if splits_at_semicolons and (";" in text or "\t" in text):
        return _AFTER_SEPARATOR.sub("'", guarded)
    return guarded


def name_without_formula(name: str) -> str:
    """Return a name with percent-encoded signs, as in ids, where a cell begins or a line may be split."""
    return _IN_NAME.sub(_percent_encoded, name)


def html_without_formula(markup: str) -> str:
    """Return HTML that looks the same, with entities for signs where a cell begins or a line may be split.

    Every entity ends with a semicolon.
    """
    return _IN_HTML.sub(lambda found: found[1] + "".join(f"&#{ord(sign)};" for sign in found[2]), markup)


def _percent_encoded(found: re.Match[str]) -> str:
    return found[1] + "".join(f"%{byte:02X}" for byte in found[2].encode())
