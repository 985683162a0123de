"""Ids of claims that are in files as they are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from noteport.export.notes import Notes


def ids_in(folder: Path, notes: Notes) -> set[str]:
    """Return the ids of claims that occur in a file below ``folder``, or in an entry of a zip archive there."""
    texts = [text for file in folder.rglob("*") if file.is_file() for text in _texts(file.read_bytes())]
    known = (claim.id for note in notes for claim in note.claims())
    return {id for id in known if any(id.encode() in text for text in texts)}


def _texts(data: bytes) -> Iterator[bytes]:
    yield data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
