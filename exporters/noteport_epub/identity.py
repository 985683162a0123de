"""The identifier of a book, which stays when its notes are edited, and the date that tells its editions apart.

EPUB 3.3, section 3.7.1: the identifier names the publication, and with the date of the last change it names an edition.
"""

from __future__ import annotations

import re
import uuid
import zipfile
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

from noteport_epub import FOLDER

_NAMESPACE = uuid.UUID("6f1e7c1d-0f4c-5d0e-9a59-3f4d2c8b7a10")
"""For the identifiers of all guides."""
_PACKAGE = f"{FOLDER}/content.opf"
_LARGEST_PACKAGE = 16_000_000
_IDENTIFIER = re.compile(r"<dc:identifier[^>]*>(urn:uuid:[0-9a-f-]{36})</dc:identifier>")
_DEFAULT = datetime(1980, 1, 1, tzinfo=UTC)
_SECONDS_OF_A_DAY = 24 * 60 * 60


def earlier_identifier(book: BinaryIO) -> str | None:
    """Return the identifier of an earlier guide; None if it cannot be read. The file may come from anyone."""
    try:
        with zipfile.ZipFile(book) as archive:
            if archive.getinfo(_PACKAGE).file_size > _LARGEST_PACKAGE:
                return None
            found = _IDENTIFIER.search(archive.read(_PACKAGE).decode("utf-8", "replace"))
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return None
    return found[1] if found is not None else None


def identifier(channels: Iterable[str], notes: Iterable[str]) -> str:
    """Return the identifier of a new book: that of its channels, or of its note if it has one only.

    Args:
        channels: the names of the channels.
        notes: the ids of the notes; only whether there are several matters.
    """
    ids = list(notes)
    named = ids if len(ids) == 1 else sorted(set(channels))
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, chr(0).join(named))}"


def identifier_of_volume(whole: str, name: str) -> str:
    """Return the identifier of one volume of several."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, whole + chr(0) + name)}"


def edition(date: datetime, digest: bytes) -> datetime:
    """Return the date of an edition.

    Args:
        date: of the export. If it is the default, 1980-01-01, the time of its day is made from the contents: two
            editions have the same with a chance of one in 86,400.
        digest: stands for the contents of the book.
    """
    if date > _DEFAULT:
        return date
    return date + timedelta(seconds=int.from_bytes(digest[:8], "big") % _SECONDS_OF_A_DAY)
