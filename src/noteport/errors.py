"""What noteport raises. Each carries one line for a person, and a hint on what to do next.

    NoteportError                  exit 1
    ├── UsageError                 exit 2   unknown exporter, option or configuration, missing path, no notes
    ├── ExporterUnavailable        exit 3   a guest that cannot be loaded
    ├── NoteError                  exit 4   a note's problem, under --strict only
    └── ExportError                exit 5   the export itself failed
        └── TargetError                     the target exists, cannot be written, the disk is full

Anything else that leaves an exporter is that exporter's bug (exit 70); an interrupt exits with 130.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any, ClassVar


class NoteportError(Exception):
    """Base of all: ``message`` says what is wrong, ``hint`` what to do (may be empty)."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()


class UsageError(NoteportError):
    """What was asked for cannot be done as asked."""

    exit_code = 2


class ExporterUnavailable(NoteportError):
    """An exporter is registered and cannot be loaded."""

    exit_code = 3


class NoteError(NoteportError):
    """A note has a problem and problems were asked to be fatal."""

    exit_code = 4


class ExportError(NoteportError):
    """The export could not be finished."""

    exit_code = 5


class TargetError(ExportError):
    """The target cannot be written."""


class Crash(Exception):
    """Something that a program did wrong: an exporter, or noteport itself. Never the user's fault."""

    exit_code = 70

    def __init__(self, culprit: str, doing: str, cause: BaseException, *, ours: bool) -> None:
        where = traceback.extract_tb(cause.__traceback__)[-1:]
        place = "".join(f", {Path(frame.filename).name} line {frame.lineno}" for frame in where)
        words = f"{type(cause).__name__}: {cause}".partition("\n")[0]
        owner = "in noteport" if ours else "in that exporter"
        super().__init__(f"{culprit} failed {doing}: this is a bug {owner} ({words}{place}).")

    def __reduce__(self) -> tuple[Any, ...]:
        # It comes from another process as its words; the cause need not be fit to be sent.
        return _rebuild, (str(self),)


class ExporterFault(Exception):
    """A method of an exporter raised its ``__cause__``. Who knows the exporter's package makes a ``Crash`` of it."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C. The text says who was at work, and on what."""


class Terminated(BaseException):
    """The process was asked to end. It is no ``SystemExit``, which a guest may raise too."""


def _rebuild(words: str) -> Crash:
    bug = Crash.__new__(Crash)
    Exception.__init__(bug, words)
    return bug
