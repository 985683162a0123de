"""Regular expressions that are compiled on first use.

There are about 260. Compiling all of them takes longer than reading a note, which needs less than a third of them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile`` on first use.

    Raises:
        re.error: on first use, if the pattern is invalid.
    """
    return cast("re.Pattern[str]", _Later(source, flags))


class _Later:
    """Look up each method of the compiled pattern once, and store it."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what Python asks of every attribute of a class
            raise AttributeError(name)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found
