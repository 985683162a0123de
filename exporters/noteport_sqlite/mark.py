"""Recognises a database from noteport that nobody has changed since.

The header says which program a database belongs to (``application_id``), has a number for that program to use
(``user_version``), and counts the transactions that changed the file. The second is set to what the third will be when
the export ends, so that they differ as soon as somebody adds a row. SQLite, "Database File Format", 1.3.
"""

from __future__ import annotations

import struct

APPLICATION_ID = int.from_bytes(b"ntpt")

_MAGIC = b"SQLite format 3\0"
_HEADER = struct.Struct(">16s8xI32xI4xI")
"""Magic string, change counter at 24, user version at 60, application id at 68."""


def change_counter(head: bytes) -> int:
    """Return how many transactions have changed the database that begins with ``head``."""
    return int(_HEADER.unpack_from(head)[1])


def has_mark(head: bytes) -> bool:
    """Return whether a file that begins with ``head`` has the mark."""
    if len(head) < _HEADER.size:
        return False
    magic, changes, user_version, application = _HEADER.unpack_from(head)
    return (magic, application, user_version) == (_MAGIC, APPLICATION_ID, changes)
