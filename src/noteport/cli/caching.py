"""The command ``cache``, which shows or clears the cache of parsed notes."""

from __future__ import annotations

from typing import Literal

from noteport.cli.reporting import counted, table
from noteport.cli.say import say, tell
from noteport.errors import NoteportError
from noteport.vault.cache import LIMIT, clear, default_folder, info


def run_cache(action: Literal["info", "clear"]) -> int:
    """Print the location and size of the cache, or clear it.

    Raises:
        NoteportError: the cache cannot be cleared.
    """
    folder = default_folder()
    if folder is None:
        say("There is no home folder, so there is no cache.")
        return 0
    if action == "clear":
        try:
            before = clear(folder)
        except OSError as error:
            raise NoteportError(f"{error.filename}: {error.strerror}.", "Delete the file yourself.") from error
        tell(f"{counted(before.entries, 'records')}, {_megabytes(before.size)}: deleted")
        return 0
    found = info(folder)
    tell(str(found.path))
    tell(f"{counted(found.entries, 'records')}, {_megabytes(found.size)} of at most {_megabytes(LIMIT)}")
    rows = [(f"  {kind}", counted(number, "records"), _megabytes(size)) for kind, (number, size) in found.parts.items()]
    for line in table(rows) if rows else ():
        tell(line)
    return 0


def _megabytes(size: int) -> str:
    return f"{size / 1024**2:,.1f} MB"
