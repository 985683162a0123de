"""Python's garbage collector, set for many short-lived objects."""

from __future__ import annotations

import gc

_YOUNG = 20_000
"""New objects before the collector looks for cycles: a note makes thousands, and nearly all go without its help."""


def settle() -> None:
    """Leave what is loaded for good out of every collection, and collect less often.

    For programs and processes of our own: a library changes nothing of the process that uses it.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG, 20, 100)
