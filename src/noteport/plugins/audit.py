"""Which files code writes, renames or removes, as Python's audit events tell.

https://docs.python.org/3/library/audit_events.html lists the events. Compiled libraries that open files themselves are
not seen.
"""

from __future__ import annotations

import os
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = frozenset(
    {
        "os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink",
        "os.truncate", "os.utime", "shutil.rmtree", "sqlite3.connect",
    }
)  # fmt: skip


def changed_paths(event: str, arguments: tuple[Any, ...]) -> tuple[str, ...]:
    """Return the paths of files that an audit event is about to write, create, rename or remove."""
    if event == "open":
        places = arguments[:1] if (arguments[2] or 0) & _WRITING else ()
    elif event in _CHANGES and not _is_in_open_folder(event, arguments):
        places = arguments[:2]  # renaming and linking involve two paths; both count
    else:
        return ()
    return tuple(os.fsdecode(place) for place in places if isinstance(place, str | bytes | os.PathLike))


def _is_in_open_folder(event: str, arguments: tuple[Any, ...]) -> bool:
    """Whether a path is relative to an open folder, as when a tree is removed, which is an event of its own."""
    return event not in {"os.truncate", "sqlite3.connect"} and isinstance(arguments[-1], int) and arguments[-1] >= 0
