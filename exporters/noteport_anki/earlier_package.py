"""The zip of an earlier package, which anyone may have made: nothing in it unpacks to more than is reasonable.

A few kilobytes can unpack to terabytes, and a list of a million files costs gigabytes of memory. So the total that is
unpacked from one package and the list of its files are limited.
"""

from __future__ import annotations

import importlib
import io
import os
import zipfile
from collections.abc import Mapping
from typing import IO, Any, BinaryIO, Protocol

from msgspec import json

from noteport.api import ExportError

MOST = 2 << 30
"""Maximum unpacked bytes of a package: four times the largest collection that users of Anki have reported."""
RATIO = 30
"""Maximum ratio of unpacked to packed size, beyond a minimum: collections reach five or ten."""
LITTLE = 64 << 20
"""Bytes that even the smallest package may unpack to."""

COMPRESSED = "collection.anki21b"
DATABASES = (COMPRESSED, "collection.anki21", "collection.anki2")
"""The newest first: an older one next to it contains only the advice to update Anki."""

_LONGEST_LIST = 32 << 20
"""Maximum bytes of the zip's list of files: about 300,000 files."""
_LARGEST_INDEX = 8 << 20
"""Maximum bytes of the list of media."""
_CHUNK = 1 << 20
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The methods that Anki and noteport use. With others, Python unpacks a whole chunk at once, whatever its size."""


class _Source(Protocol):
    def read(self, size: int, /) -> bytes: ...


class EarlierPackage:
    """A package, opened for reading.

    Args:
        file: its contents; seekable.
        name: the name of the file, for messages.

    Raises:
        ExportError: it contains no collection.
        zipfile.BadZipFile: the file is not a zip; like all methods, also ValueError if it would unpack to too much.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._name = name
        self._left = min(MOST, max(LITTLE, RATIO * file.seek(0, os.SEEK_END)))
        self._zip = zipfile.ZipFile(_ShortReads(file))
        self._entries = frozenset(self._zip.namelist())

    def copy_collection(self, out: BinaryIO) -> bool:
        """Unpack the database; return False if there is none.

        Raises:
            ExportError: no library that can unpack it is installed.
        """
        entry = next((each for each in DATABASES if each in self._entries), None)
        if entry is None:
            return False
        with self._open(entry) as source:
            if entry == COMPRESSED:
                self._decompress(source, out)
            else:
                self._copy(source, out)
        return True

    def media(self) -> Mapping[str, str]:
        """Return the names of the media by their entry; empty if they are listed in the format of newer versions of
        Anki.
        """
        if "media" not in self._entries:
            return {}
        with self._open("media") as source:
            index = source.read(_LARGEST_INDEX + 1)
        if len(index) > _LARGEST_INDEX:
            raise ValueError("its list of media is too long")
        try:
            names = json.decode(index, type=dict[str, str])
        except ValueError:
            return {}
        return {entry: name for entry, name in names.items() if entry in self._entries}

    def copy(self, entry: str, out: BinaryIO) -> None:
        """Unpack a file."""
        with self._open(entry) as source:
            self._copy(source, out)

    def _open(self, entry: str) -> IO[bytes]:
        if self._zip.getinfo(entry).compress_type not in _PLAIN:
            raise ValueError(f"{entry} is packed in a way that Anki does not use")
        return self._zip.open(entry)

    def _copy(self, source: _Source, out: BinaryIO) -> None:
        while chunk := source.read(_CHUNK):
            self._left -= len(chunk)
            if self._left < 0:
                raise ValueError("it would unpack to more than its size can be worth")
            out.write(chunk)

    def _decompress(self, source: IO[bytes], out: BinaryIO) -> None:
        """Copy a decompressed stream, with whichever library is available."""
        for module in ("compression.zstd", "zstandard"):
            try:
                library: Any = importlib.import_module(module)
            except ImportError:
                continue
            try:
                self._copy(library.open(source, "rb"), out)
            except library.ZstdError as error:
                raise ValueError(error) from error
            return
        hint = "Export it from Anki with “Support older Anki versions”, or: pip install 'noteport[colpkg]'"
        raise ExportError(f"{self._name} is compressed in a format that this Python cannot read.", hint)


class _ShortReads(io.BufferedIOBase):
    """A file from which only limited pieces are read. ``zipfile`` reads the list of files in one piece."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _LONGEST_LIST:
            raise ValueError("its list of files is too long")
        return self._file.read(-1 if size is None else size)
