"""Lines to standard error, where all that is not the result goes."""

from __future__ import annotations

import os
import sys

_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), 127)}
_RED, _PLAIN = "\x1b[31m", "\x1b[0m"


def safe(text: str) -> str:
    """Text on one line and without control characters: a file name may hold anything, a terminal obeys it."""
    return text.translate(_CONTROLS)


def say(text: str, *, alarm: str = "") -> None:
    """Print one line. What stands before it as ``alarm`` is red where colour is seen and wanted (no-color.org)."""
    if alarm and sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb":
        alarm = f"{_RED}{alarm}{_PLAIN}"
    print(f"{alarm}{safe(text)}", file=sys.stderr)
