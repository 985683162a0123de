"""Prints to standard error everything that is not the result."""

from __future__ import annotations

import os
import sys

_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), 127)}
_RED, _PLAIN = "\x1b[31m", "\x1b[0m"


def safe(text: str) -> str:
    """Return text on one line without control characters: file names may contain any, and a terminal would act
    on them.
    """
    return text.translate(_CONTROLS)


def say(text: str, *, alarm: str = "") -> None:
    """Print one line. ``alarm`` is printed before it, in red on a terminal with colour (no-color.org)."""
    if alarm and sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb":
        alarm = f"{_RED}{alarm}{_PLAIN}"
    print(f"{alarm}{safe(text)}", file=sys.stderr)
