"""What ends a program and is no user's to mend; errors.py holds what is.

Bug             exit 70    something that a program did wrong
ExporterFault              the same, before it is known whose exporter it is
Interrupted     exit 130   Ctrl-C, with the name of who was at work
Terminated      exit 143   the process was asked to end
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any


class Bug(Exception):
    """Something that a program did wrong: an exporter, or noteport itself. Never the user's fault."""

    exit_code = 70

    def __init__(self, culprit: str, doing: str, cause: BaseException, *, ours: bool) -> None:
        where = traceback.extract_tb(cause.__traceback__)[-1:]
        place = "".join(f", {Path(frame.filename).name} line {frame.lineno}" for frame in where)
        words = f"{type(cause).__name__}: {cause}".partition("\n")[0]
        owner = "of noteport" if ours else "of that exporter"
        super().__init__(f"{culprit} failed {doing}: this is a bug {owner} ({words}{place}).")

    def __reduce__(self) -> tuple[Any, ...]:
        # It comes from another process as its words; the cause need not be fit to be sent.
        return _rebuild, (str(self),)


class ExporterFault(Exception):
    """A method of an exporter raised its ``__cause__``. Who knows the exporter's package makes a ``Bug`` of it."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C. The text says who was at work, and on what."""


class Terminated(BaseException):
    """The process was asked to end. It is no ``SystemExit``, which a guest may raise too."""


def _rebuild(words: str) -> Bug:
    bug = Bug.__new__(Bug)
    Exception.__init__(bug, words)
    return bug
