"""Formulas: LaTeX to MathML. A formula that cannot be converted with certainty is shown as source."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree import ElementTree as ET

from latex2mathml.converter import convert

from noteport.api import DEEPEST_MARKUP, xml_text
from noteport_epub.xhtml import Markup, el

_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_LONGEST = 4_000
"""Maximum characters; longer text is hardly a formula."""
_DEEPEST = DEEPEST_MARKUP
_COMMAND = re.compile(r"\\[A-Za-z]")
_ALIGNED = re.compile(r"\{(align|gather)ed\}")
"""Inside another formula; latex2mathml knows only the environments that are a formula of their own."""
_ELEMENTS = frozenset(
    """
    maction math menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms
    mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none
    """.split()
)
_TOKENS = frozenset({"mi", "mn", "mo", "ms", "mtext"})
"""Elements that contain text, and no others."""
_CHILDREN = {
    "mfrac": 2,
    "mover": 2,
    "mroot": 2,
    "msub": 2,
    "msubsup": 3,
    "msup": 2,
    "munder": 2,
    "munderover": 3,
}
"""Elements with a fixed number of children."""
_ONLY = {"mtable": "mtr", "mtr": "mtd"}
"""Elements with one kind of children."""
_ATTRIBUTES = frozenset(
    """
    accent accentunder columnalign columnlines columnspacing depth displaystyle fence form height linebreak
    linethickness lspace mathvariant maxsize minsize movablelimits notation rowlines rowspacing rspace scriptlevel
    separator stretchy symmetric voffset width
    """.split()
)


@lru_cache(maxsize=4096)
def formula(tex: str, *, display: bool) -> Markup:
    """Return a formula as MathML with its source as alternative text, or its source as code."""
    tex = xml_text(tex)
    converted = _mathml(tex, display=display) if tex.strip() and len(tex) <= _LONGEST else None
    return converted or el("code", {"class": "math"}, tex)


def _mathml(tex: str, *, display: bool) -> Markup | None:
    mode = "block" if display else "inline"
    try:
        root = ET.fromstring(convert(_ALIGNED.sub(r"{\1*}", tex), display=mode))  # noqa: S314  # made right here, without entities
        children = [_rebuilt(child, 0) for child in root]
    except Exception:  # noqa: BLE001  # the library documents no errors and raises all kinds
        return None
    attributes = {"xmlns": _NAMESPACE, "display": mode, "alttext": " ".join(tex.split())}
    return el("math", attributes, *children)


def _rebuilt(node: ET.Element, depth: int) -> Markup:
    """Return the element with only what MathML allows. Raises ValueError for anything else."""
    name, names = _name(node), [_name(child) for child in node]
    if name not in _ELEMENTS or depth > _DEEPEST or len(names) != _CHILDREN.get(name, len(names)):
        raise ValueError(name)
    if _COMMAND.search(node.text or ""):  # latex2mathml takes a command that it does not know for a letter
        raise ValueError(node.text)
    if (name in _TOKENS and names) or any(child != _ONLY.get(name, child) for child in names):
        raise ValueError(name)
    attributes = {key: value for key, value in node.attrib.items() if key in _ATTRIBUTES}
    return el(name, attributes, node.text or "", *(_rebuilt(child, depth + 1) for child in node))


def _name(node: ET.Element) -> str:
    return node.tag.rpartition("}")[2]
