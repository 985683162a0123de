"""SVG images, which may contain scripts, pages and addresses. An image is written again with only what draws.

HTML text in it (``foreignObject``) is not allowed in a book's image. An image that offers no alternative (``switch``)
would lose its text and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from noteport_epub.css import PROPERTIES, safe_declarations, safe_sheet, safe_value
from noteport_epub.xhtml import Markup, el

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_DEEPEST = 100
_DRAWS = frozenset(
    """
    a circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
    feTurbulence filter g image line linearGradient marker mask path pattern polygon polyline radialGradient rect stop
    style svg switch symbol text textPath title tspan use
    """.split()
)
_CARRIED = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+")
_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_ATTRIBUTES = frozenset(
    """
    amplitude azimuth baseFrequency bias class clipPathUnits cx cy d diffuseConstant divisor dx dy edgeMode elevation
    exponent filterUnits fr fx fy gradientTransform gradientUnits height in in2 intercept k1 k2 k3 k4 kernelMatrix
    kernelUnitLength lang lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits
    method mode numOctaves offset operator order orient pathLength patternContentUnits patternTransform patternUnits
    points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY
    requiredExtensions requiredFeatures result role rotate rx ry scale seed side slope spacing specularConstant
    specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage tableValues targetX
    targetY textLength transform type values version viewBox width x x1 x2 xChannelSelector y y1 y2 yChannelSelector z
    """.split()
)
"""Attributes that measure, place or name; css.py decides about those that style."""


class _SaysHtml(Exception):
    """The image has HTML text without an alternative."""


def safe_svg(data: bytes) -> bytes | None:
    """Return an SVG image that only draws; None if the data are not an SVG image, or if it would lose its text."""
    if b"<!ENTITY" in data or b"\0" in data:  # entities may expand to any size, and UTF-16 could hide them
        return None
    try:
        root = ET.fromstring(data)  # noqa: S314  # has no entities
        if root.tag != f"{_SVG}svg":
            return None
        ids = _Ids()
        _drawn(root, ids, 0)
        drawn = _drawn(root, _Ids(known=ids.met), 0)
    except (ET.ParseError, LookupError, ValueError, _SaysHtml):  # LookupError: an unknown encoding
        return None
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}\n'.encode()


class _Ids:
    """Ids of an image: those found so far, and later all of them."""

    def __init__(self, known: frozenset[str] | set[str] = frozenset()) -> None:
        self.known = known
        self.met: set[str] = set()


def _drawn(node: ET.Element, ids: _Ids, depth: int) -> Markup:
    """Return an element with everything in it that draws; empty if it does not draw itself."""
    name = node.tag.removeprefix(_SVG)
    if name == "foreignObject" and "".join(node.itertext()).strip():
        raise _SaysHtml
    if name not in _DRAWS or depth > _DEEPEST:
        return Markup()
    attributes = dict(_attributes(node, ids))
    if name == "style":
        sheet = safe_sheet("".join(node.itertext()))
        return el(name, {}, sheet) if sheet else Markup()
    if name == "image" and "xlink:href" not in attributes:
        return Markup()
    if name == "a":
        name = "g"
        attributes.pop("xlink:href", None)
    if depth == 0:
        attributes |= {"xmlns": _SVG[1:-1], "xmlns:xlink": _XLINK[1:-1]}
    return el(name, attributes, node.text or "", *_children(node, ids, depth))


def _children(node: ET.Element, ids: _Ids, depth: int) -> Iterator[str]:
    offers_else = node.tag == f"{_SVG}switch" and len(node) > 1
    for child in node:
        if not (offers_else and child.tag == f"{_SVG}foreignObject"):
            yield _drawn(child, ids, depth + 1)
        yield child.tail or ""


def _attributes(node: ET.Element, ids: _Ids) -> Iterator[tuple[str, str]]:
    """Return the attributes that matter for drawing; none refers to other files."""
    for name, value in node.attrib.items():
        if name in ("href", f"{_XLINK}href"):
            target = value.strip()
            if _CARRIED.fullmatch(target) or (target.startswith("#") and target[1:] in ids.known):
                yield "xlink:href", target
        elif name == "id":
            if _NAME.fullmatch(value) and value not in ids.met:
                ids.met.add(value)
                yield name, value
        elif name.startswith(_XML):
            yield f"xml:{name.removeprefix(_XML)}", value
        elif name == "style":
            if style := safe_declarations(value):
                yield name, style
        elif name in _ATTRIBUTES or name.startswith("aria-") or (name.lower() in PROPERTIES and safe_value(value)):
            yield name, value
