"""What a spreadsheet would take for a formula, and how to write it so that it does not.

A cell that begins with a sign is a formula (OWASP, "CSV Injection"). Where a cell begins depends on who reads the file:
Excel cuts lines at semicolons wherever the comma stands in numbers, whatever is quoted.
"""

from __future__ import annotations

import re

from noteport.model.patterns import pattern

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
"""What begins a formula, full-width and small forms too; as the contents of a character class."""
_AT_START = pattern(rf"['\t\r{_SIGNS}]")
"""Where the guard goes: before what begins a formula, and before the guard itself, so that it can be undone."""
_AFTER_SEPARATOR = pattern(rf"(?<=[;\t])(?='|\"*[{_SIGNS}])")
"""The same where a line is cut; the quotation marks at a cell's beginning are taken off then."""
_IN_NAME = pattern(rf"(?:^|(?<=[;\t]))(\"*)([{_SIGNS}])")
_IN_HTML = pattern(rf"(?:^|(?<=;))(\"*)([{_SIGNS}]+)")


def guard_formula(text: str, *, splits_at_semicolons: bool = False) -> str:
    """A text with ``'`` before it if a spreadsheet would take it for a formula, or if it begins with ``'`` itself.

    With ``splits_at_semicolons``, the same for each part behind a semicolon or tab. To undo it, take one ``'`` away
    from the beginning of the text, and of each part.
    """
    guarded = f"'{text}" if _AT_START.match(text) else text
    if splits_at_semicolons and (";" in text or "\t" in text):
        return _AFTER_SEPARATOR.sub("'", guarded)
    return guarded


def name_without_formula(name: str) -> str:
    """A name with its signs percent-encoded, as in ids, where a cell begins or a line may be cut."""
    return _IN_NAME.sub(_percent_encoded, name)


def html_without_formula(markup: str) -> str:
    """HTML that looks the same, with its signs as entities where a cell begins or a line may be cut.

    Every entity ends with a semicolon.
    """
    return _IN_HTML.sub(lambda found: found[1] + "".join(f"&#{ord(sign)};" for sign in found[2]), markup)


def _percent_encoded(found: re.Match[str]) -> str:
    return found[1] + "".join(f"%{byte:02X}" for byte in found[2].encode())
