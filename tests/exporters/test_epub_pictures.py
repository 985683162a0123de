"""Files that are called pictures and are none, or damaged: a reading system would stumble over them."""

from __future__ import annotations

import struct
import zlib

import pytest

from noteport_epub.picture_kinds import picture_kind


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 2, height: int = 2, depth: int = 8, colours: int = 2) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0))
    rows = (b"\0" + b"\1" * 6) * 2
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def gif(width: int = 1, *, extension: bool = False, image: bool = True) -> bytes:
    head = b"GIF89a" + struct.pack("<HHBBB", width, 1, 0x80, 0, 0) + bytes(6)
    extended = b"!\xfe\x05hello\x00" if extension else b""
    body = b"," + struct.pack("<HHHHB", 0, 0, width, 1, 0) + b"\x02\x02\x44\x01\x00" if image else b""
    return head + extended + body + b";"


def jpeg(width: int = 2, *, fill: bytes = b"", frame: int = 0xC0) -> bytes:
    comment = b"\xff\xfe\x00\x04hi"
    size = struct.pack(">HBHHB", 17, 8, 2, width, 3)
    return b"\xff\xd8" + comment + fill + bytes([0xFF, frame]) + size + b"\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xd9"


WHOLE = {
    "a.png": png(),
    "palette.png": png(depth=1, colours=3),
    "a.gif": gif(),
    "extended.gif": gif(extension=True),
    "a.jpg": jpeg(),
    "filled.jpg": jpeg(fill=b"\xff\xff"),
    "a.webp": b"RIFF\x1a\0\0\0WEBPVP8L" + bytes(14),
}
DAMAGED = {
    "empty.png": b"",
    "text.png": b"hello",
    "cut.png": png()[:20],
    "no-head.png": b"\x89PNG\r\n\x1a\n" + chunk(b"tEXt", b"a\0b"),
    "no-width.png": png(width=0),
    "odd-depth.png": png(depth=7),
    "odd-colours.png": png(colours=5),
    "cut.gif": b"GIF89a",
    "no-image.gif": gif(image=False),
    "no-width.gif": gif(width=0),
    "endless.gif": gif()[:19] + b"!\xfe\xff",
    "no-frame.jpg": b"\xff\xd8\xff\xe0\x00\x04hi",
    "no-width.jpg": jpeg(width=0),
    "tables.jpg": jpeg(frame=0xC4),
    "text.jpg": b"\xff\xd8\xff hello",
    "page.png": b"<svg onload='alert(1)'/>",
    "text.webp": b"RIFF\x10\0\0\0WEBPhello",
}


@pytest.mark.parametrize("name", WHOLE)
def test_pictures_are_known_by_their_bytes(name: str) -> None:
    kind = picture_kind(WHOLE[name])
    assert kind is not None
    assert name.endswith(f".{kind[0]}")


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_damaged_or_no_picture_is_none(name: str) -> None:
    assert picture_kind(DAMAGED[name]) is None
