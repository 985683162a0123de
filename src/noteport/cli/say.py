"""Lines to standard error, where all that is not the result goes."""

from __future__ import annotations

import sys

_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), 127)}


def safe(text: str) -> str:
    """Text on one line and without control characters: a file name may hold anything, a terminal obeys it."""
    return text.translate(_CONTROLS)


def say(text: str) -> None:
    """Print one line."""
    print(safe(text), file=sys.stderr)
