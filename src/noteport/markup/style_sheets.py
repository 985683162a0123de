"""Style sheets that come with notes: only those that change how things look, and load nothing, are used.

Source: CSS Syntax Level 3. A style sheet loads something by an at-rule (``@import``), by a function (``url()``,
``image-set()``, ``src()``), or by either of them written with a backslash. A function that is not listed here may do so
in a version of CSS to come.
"""

from __future__ import annotations

from noteport.model.patterns import pattern

_AT_RULES = frozenset("charset counter-style keyframes layer media page supports".split())
_FUNCTIONS = frozenset(
    """
    rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark calc min max clamp round mod rem abs sign var
    translate translatex translatey translatez translate3d rotate rotatex rotatey rotatez rotate3d scale scalex scaley
    scalez scale3d skew skewx skewy matrix matrix3d perspective cubic-bezier steps linear linear-gradient
    radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient repeating-conic-gradient blur
    brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia circle ellipse inset polygon
    counter counters minmax repeat fit-content not is where has nth-child nth-last-child nth-of-type nth-last-of-type
    lang dir host slotted selector style
    """.split()
)
_UNSAFE = pattern(r"\\|<[/!]")
_AT_RULE = pattern(r"@([-\w]*)")
_FUNCTION = pattern(r"([-\w]+)\(")


def only_styles(sheet: str) -> bool:
    """Return whether a style sheet loads nothing and cannot end the element that it is written into."""
    if _UNSAFE.search(sheet):
        return False
    at_rules = (found[1].lower() for found in _AT_RULE.finditer(sheet))
    functions = (found[1].lower() for found in _FUNCTION.finditer(sheet))
    return _AT_RULES.issuperset(at_rules) and _FUNCTIONS.issuperset(functions)
