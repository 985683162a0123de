"""Former names of public objects: they still work, with a warning."""

from __future__ import annotations

import warnings


def warn_renamed(old: str, new: str) -> None:
    """Warn the caller's caller that a name has changed.

    Warns:
        DeprecationWarning: always; Python shows it in tests and in programs that are run directly.
    """
    warnings.warn(f"{old} is now called {new}.", DeprecationWarning, stacklevel=3)
