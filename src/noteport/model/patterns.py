"""Regular expressions that are compiled when they are first used.

There are some 260. Compiling all takes longer than reading a note, and hardly a third is used for one.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile``, later.

    Raises:
        re.error: when it is first used, if it is no regular expression.
    """
    return cast("re.Pattern[str]", _Later(source, flags))


class _Later:
    """Finds each method by way of the compiled pattern once, and then by itself."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found
