"""Settings of Python's garbage collector for many short-lived objects."""

from __future__ import annotations

import gc

_YOUNG = 20_000
"""New objects before the collector looks for cycles: a note creates thousands, and nearly all are freed without it."""


def settle() -> None:
    """Exempt everything that is loaded from collection, and collect less often.

    For noteport's own programs and processes: a library does not change the process that uses it.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG, 20, 100)
