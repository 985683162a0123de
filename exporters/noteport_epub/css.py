"""Styles of SVG images, written again with only what is known to draw.

The features that can load something grow with each browser (``image-set()``, ``cross-fade()``, ``src()``, ``@import``,
custom properties), whereas those that draw are known. Properties: SVG 2, "Styling", and what drawing programs write in
addition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

PROPERTIES = frozenset(
    """
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
    color-rendering cx cy d direction display dominant-baseline fill fill-opacity fill-rule filter flood-color
    flood-opacity font font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch
    font-style font-variant font-variant-caps font-variant-ligatures font-variant-numeric font-weight
    glyph-orientation-horizontal glyph-orientation-vertical height image-rendering isolation kerning letter-spacing
    lighting-color line-height marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow
    paint-order pointer-events r rx ry shape-rendering solid-color solid-opacity stop-color stop-opacity stroke
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
    text-align text-anchor text-decoration text-decoration-line text-indent text-orientation text-overflow
    text-rendering text-transform transform transform-box transform-origin unicode-bidi vector-effect vertical-align
    visibility white-space width word-spacing writing-mode x y
    """.split()
)
FUNCTIONS = frozenset(
    """
    blur brightness calc circle clamp color color-mix contrast drop-shadow ellipse grayscale hsl hsla hue-rotate hwb
    inset invert lab lch light-dark matrix matrix3d max min oklab oklch opacity polygon rgb rgba rotate rotate3d
    rotatex rotatey rotatez saturate scale scale3d scalex scaley scalez sepia skew skewx skewy translate translate3d
    translatex translatey translatez
    """.split()
)
_REFERENCE = re.compile(r"url\(\s*(['\"]?)#[A-Za-z_][\w.-]*\1\s*\)", re.ASCII | re.IGNORECASE)
_FUNCTION = re.compile(r"(?<![^\s(),/])([^\s(),/]*)\(")
_VALUE = re.compile(r"""(?:[\w\s.,#%+*/()!-]|"[\w\s.,-]*"|'[\w\s.,-]*')*""")
"""Words, numbers, colours, operators and names of fonts, without escapes, at-signs, braces or addresses."""
_SELECTOR = re.compile(r"[\w\s.,#*>+~:()-]+", re.ASCII)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_LONGEST = 100_000
"""Maximum characters of one value; a long path has a few thousand."""


def safe_value(value: str) -> bool:
    """Return whether a value, of an attribute or in a style, refers only to parts of its own image."""
    rest = _REFERENCE.sub(" ", value)
    return (
        len(value) <= _LONGEST
        and _VALUE.fullmatch(rest) is not None
        and all(found[1].lower() in FUNCTIONS or not found[1] for found in _FUNCTION.finditer(rest))
    )


def safe_declarations(style: str) -> str:
    """Return the declarations of a ``style`` attribute or a rule that only draw, as they are written."""
    return ";".join(filter(_draws, _COMMENT.sub(" ", style).split(";")))


def _draws(declaration: str) -> bool:
    name, _, value = declaration.partition(":")
    return name.strip().lower() in PROPERTIES and safe_value(value)


def safe_sheet(sheet: str) -> str:
    """Return the rules of a style sheet that only draw. Rules that begin with ``@`` are left out with their
    contents.
    """
    return "".join(_rules(_COMMENT.sub(" ", sheet)))


def _rules(sheet: str) -> Iterator[str]:
    position = 0
    while (opening := sheet.find("{", position)) >= 0:
        _, _, selector = sheet[position:opening].rpartition(";")
        closing = _end_of_block(sheet, opening)
        body = sheet[opening + 1 : closing]
        position = closing + 1
        declarations = safe_declarations(body) if "{" not in body and _SELECTOR.fullmatch(selector) else ""
        if declarations:
            yield f"{selector}{{{declarations}}}"


def _end_of_block(sheet: str, opening: int) -> int:
    """Return where the block that begins at a brace ends, including nested blocks; the end of the sheet if it is not
    closed.
    """
    depth = 0
    for found in _BRACE.finditer(sheet, opening):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return found.start()
    return len(sheet)
