"""Recognises a Parquet file from noteport by an entry of its metadata that says where the metadata begins.

A program that reads the file and writes another one from it moves that place, even if it copies the metadata.
Apache Parquet, "File Format": a file ends with its metadata in Thrift's compact protocol, the length of that, ``PAR1``.
"""

from __future__ import annotations

import os
import struct
from typing import BinaryIO

KEY = "noteport"

_END = struct.Struct("<I4s")
_LARGEST = 64 * 1024 * 1024
_TEXT = b"\x18"
"""Precedes the length of a text in Thrift: a field that follows the previous one, of type binary."""


def mark_at(position: int) -> str:
    """Return the mark of a file whose metadata begins at a position, in bytes."""
    return f"metadata at {position}"


def has_mark(file: BinaryIO) -> bool:
    """Return whether a seekable file has the mark."""
    size = file.seek(0, os.SEEK_END)
    if size < _END.size:
        return False
    file.seek(-_END.size, os.SEEK_END)
    length, magic = _END.unpack(file.read(_END.size))
    start = size - _END.size - length
    if magic != b"PAR1" or start < 0 or length > _LARGEST:
        return False
    file.seek(start)
    return _entry(start) in file.read(length)


def _entry(position: int) -> bytes:
    texts = [text.encode() for text in (KEY, mark_at(position))]
    return b"".join(_TEXT + bytes([len(text)]) + text for text in texts)
