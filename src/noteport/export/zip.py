"""Zip archives whose bytes depend only on their contents."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip entry can have; every entry has it."""

_UNIX = 3
_MODE = 0o100644


def deterministic_zip(
    entries: Iterable[tuple[str, bytes | Path]],
    out: BinaryIO,
    *,
    stored: frozenset[str] = frozenset(),
    level: int | None = None,
) -> None:
    """Write a zip archive to ``out``, which must be seekable and stays open.

    Args:
        entries: name and contents of each entry in their order in the archive; a path is read in pieces, so that a
            large file is never in memory.
        out: where the archive is written.
        stored: names of entries that are not compressed; all others are deflated.
        level: how much is compressed, from 1, which is several times as fast as the default, to 9.

    The same entries give the same bytes on every system with the same version of zlib.
    """
    with zipfile.ZipFile(out, "w") as archive:
        for name, contents in entries:
            info = zipfile.ZipInfo(name, EARLIEST)
            info.create_system = _UNIX
            info.external_attr = _MODE << 16
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            # Before Python 3.13, zipfile has no public way to say this of an entry that is streamed.
            info._compresslevel = level  # type: ignore[attr-defined]  # noqa: SLF001  # as said above
            if isinstance(contents, bytes):
                archive.writestr(info, contents)
                continue
            info.file_size = contents.stat().st_size
            with contents.open("rb") as source, archive.open(info, "w") as entry:
                shutil.copyfileobj(source, entry)
