"""The errors that noteport raises. Each has a one-line message, and a hint that says what to do next.

    NoteportError                  exit 1
    ├── UsageError                 exit 2   unknown exporter, option or configuration, missing path, no notes
    ├── PluginUnavailable          exit 3   a plugin that cannot be loaded
    │   └── ExporterUnavailable
    ├── NoteError                  exit 4   a problem in a note, only with --strict
    └── ExportError                exit 5   the export itself failed
        └── TargetError                     the target exists or cannot be written, or the disk is full

Any other exception from a plugin is a bug in that plugin (exit 70); an interrupt exits with 130.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar


class NoteportError(Exception):
    """Base class of all errors. ``message`` says what is wrong; ``hint`` says what to do and may be empty."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()


class UsageError(NoteportError):
    """The request cannot be carried out as given."""

    exit_code = 2


class PluginUnavailable(NoteportError):
    """A plugin is registered but cannot be loaded."""

    exit_code = 3


class ExporterUnavailable(PluginUnavailable):
    """An exporter is registered but cannot be loaded."""


class NoteError(NoteportError):
    """A note has a problem, and problems are fatal."""

    exit_code = 4


class ExportError(NoteportError):
    """The export could not be completed."""

    exit_code = 5


class TargetError(ExportError):
    """The target cannot be written."""


class Crash(Exception):
    """A bug in a plugin or in noteport itself, never a mistake of the user."""

    exit_code = 70

    def __init__(self, culprit: str, doing: str, cause: BaseException, *, ours: bool) -> None:
        where = traceback.extract_tb(cause.__traceback__)[-1:]
        place = "".join(f", {Path(frame.filename).name} line {frame.lineno}" for frame in where)
        words = f"{type(cause).__name__}: {_words(cause)}".partition("\n")[0]
        owner = "in noteport" if ours else "in that plugin"
        super().__init__(f"{culprit} failed {doing}: this is a bug {owner} ({words}{place}).")

    def __reduce__(self) -> tuple[Any, ...]:
        # A crash in another process is passed on as text, because its cause may not be picklable.
        return _rebuild, (str(self),)


class ExporterFault(Exception):
    """A method of an exporter raised its ``__cause__``. A caller that knows the exporter's package turns this into
    ``Crash``.
    """


class RenderFault(ExporterFault):
    """``render`` raised its ``__cause__`` on the note at ``path``."""

    def __init__(self, path: PurePosixPath) -> None:
        super().__init__(str(path))
        self.path = path


class PluginFault(Exception):
    """A plugin that takes part in reading notes raised the ``__cause__`` of this, or returned something wrong.

    ``culprit`` is its name in messages. A caller that knows what was being read turns this into ``Crash``.
    """

    def __init__(self, culprit: str) -> None:
        super().__init__(culprit)
        self.culprit = culprit


class Interrupted(KeyboardInterrupt):
    """Ctrl-C was pressed. The text says what was running, and on which note."""


class Terminated(BaseException):
    """The process received a signal to exit. This is not ``SystemExit``, which a plugin may raise as well."""


def _words(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # noqa: BLE001  # an exception of a plugin may not even be able to say what is wrong
        return ""


def did_you_mean(word: str, words: Iterable[str], otherwise: str = "") -> str:
    """Return a hint with the known word closest to a misspelt one, or ``otherwise`` if none is close."""
    import difflib  # noqa: PLC0415  # needed only for misspelt words

    as_written = {one.lower(): one for one in words}
    near = difflib.get_close_matches(word.lower(), list(as_written), n=1)
    return f"Did you mean {as_written[near[0]]!r}?" if near else otherwise


def _rebuild(words: str) -> Crash:
    bug = Crash.__new__(Crash)
    Exception.__init__(bug, words)
    return bug
