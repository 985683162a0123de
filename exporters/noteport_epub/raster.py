"""The drawn cover as a PNG image beside the SVG one: shops and Kindle show no other.

The only module that imports resvg. Its fonts are those of the machine, so the same notes give the same image on one
machine only.
"""

from __future__ import annotations

RASTER = "cover.png"
"""Its file in the book."""


def raster(svg: bytes) -> bytes:
    """Return an SVG image of ours as PNG, in its own size."""
    import resvg_py  # noqa: PLC0415  # a book with a cover of the reader's own needs no drawing

    return bytes(resvg_py.svg_to_bytes(svg_string=svg.decode()))
