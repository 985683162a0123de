"""Determines the kind of an image from its first bytes, far enough to know that it has a size.

Reading systems, and EPUBCheck (PKG-021), treat a file without a size as damaged. Formats: W3C, PNG, 5.6 and 11.2.1; ITU
T.81, B; CompuServe, GIF89a, 18 to 26; Google, WebP container.
"""

from __future__ import annotations

_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"
_PNG_DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}
"""The allowed bits per sample, by colour type."""
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def picture_kind(data: bytes) -> tuple[str, str] | None:
    """Return the extension and media type of an image that EPUB supports; None for anything else, or without a size."""
    if data.startswith(_PNG):
        return ("png", "image/png") if _is_png(data) else None
    if data.startswith(b"\xff\xd8\xff"):
        return ("jpg", "image/jpeg") if _is_jpeg(data) else None
    if data.startswith((b"GIF87a", b"GIF89a")):
        return ("gif", "image/gif") if _is_gif(data) else None
    if data[:4] == b"RIFF" and data[8:15] == b"WEBPVP8":
        return "webp", "image/webp"
    return None


def _is_png(data: bytes) -> bool:
    if len(data) < len(_PNG) + 13:
        return False
    width, height = data[16:20], data[20:24]
    return any(width) and any(height) and max(width[0], height[0]) < 128 and data[24] in _PNG_DEPTHS.get(data[25], ())


def _is_jpeg(data: bytes) -> bool:
    """Return whether there is a frame, after any number of segments."""
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        if marker in _JPEG_FRAMES:
            return any(data[place + 5 : place + 7]) and any(data[place + 7 : place + 9])
        place += 1 if marker == 0xFF else 2 + length
    return False


def _is_gif(data: bytes) -> bool:
    """Return whether there is an image, after any number of extensions."""
    if len(data) < 13:
        return False
    place = 13 + _colours(data[10])
    while data[place : place + 1] == b"!":
        place += 2
        while place < len(data) and data[place]:
            place += 1 + data[place]
        place += 1
    if data[place : place + 1] != b"," or len(data) < place + 10:
        return False
    sizes = (data[6:8], data[8:10], data[place + 5 : place + 7], data[place + 7 : place + 9])
    return all(any(size) for size in sizes)


def _colours(flags: int) -> int:
    """The number of bytes in a colour table."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0
