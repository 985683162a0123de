"""Formulas as MathML, which browsers and e-readers show without a library. Source: MathML Core."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from noteport.markup.sanitise import DEEPEST_MARKUP, escape_xml, xml_text
from noteport.model.patterns import pattern

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_LONGEST = 4_000
"""Maximum characters; longer text is hardly a formula."""
_DEEPEST = DEEPEST_MARKUP
_COMMAND = pattern(r"\\[A-Za-z]")
_ALIGNED = pattern(r"\{(align|gather)ed\}")
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
def mathml(tex: str, *, display: bool) -> str | None:
    """Return a formula as one MathML element with its source as alternative text, in well-formed XML.

    Args:
        tex: the formula without its dollar signs; it may come from anyone.
        display: whether it stands on a line of its own.

    Returns:
        The element; None if the formula is empty or cannot be converted with certainty.
    """
    tex = xml_text(tex)
    if not tex.strip() or len(tex) > _LONGEST:
        return None
    from xml.etree import ElementTree as ET  # noqa: PLC0415  # noteport.api must not load it

    from latex2mathml.converter import convert  # noqa: PLC0415  # likewise

    mode = "block" if display else "inline"
    try:
        root = ET.fromstring(convert(_ALIGNED.sub(r"{\1*}", tex), display=mode))  # noqa: S314  # made right here, without entities
        children = "".join(_rebuilt(child, 0) for child in root)
    except Exception:  # noqa: BLE001  # the library documents no errors and raises all kinds
        return None
    attributes = {"xmlns": _NAMESPACE, "display": mode, "alttext": " ".join(tex.split())}
    return _element("math", attributes, children)


def _rebuilt(node: ET.Element, depth: int) -> str:
    """Return the element with only what MathML allows. Raises ValueError for anything else."""
    name, names = _name(node), [_name(child) for child in node]
    if name not in _ELEMENTS or depth > _DEEPEST or len(names) != _CHILDREN.get(name, len(names)):
        raise ValueError(name)
    if _COMMAND.search(node.text or ""):  # latex2mathml takes a command that it does not know for a letter
        raise ValueError(node.text)
    if (name in _TOKENS and names) or any(child != _ONLY.get(name, child) for child in names):
        raise ValueError(name)
    attributes = {key: value for key, value in node.attrib.items() if key in _ATTRIBUTES}
    children = "".join(_rebuilt(child, depth + 1) for child in node)
    return _element(name, attributes, escape_xml(xml_text(node.text or "")) + children)


def _element(name: str, attributes: Mapping[str, str], content: str) -> str:
    shown = "".join([f' {key}="{escape_xml(xml_text(value), quote=True)}"' for key, value in attributes.items()])
    return f"<{name}{shown}>{content}</{name}>"


def _name(node: ET.Element) -> str:
    return node.tag.rpartition("}")[2]
