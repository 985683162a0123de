r"""Formulas that are safe for MathJax: those that use only the names on a list (tex_macros.py).

MathJax on cards has macros that link, load, set styles, or change the meaning of formulas on other cards. The set of
these changes with its version, whereas the macros that only show something are known. Any other formula is shown as its
source.
"""

from __future__ import annotations

from noteport.markup.tex_macros import ENVIRONMENTS, MACROS, SYMBOLS
from noteport.model.patterns import pattern

_LONGEST = 4_000
"""Maximum characters; MathJax's own buffer has 5 kB."""
_DEEPEST = 40
"""Levels of braces. MathJax recurses into each, and a stack overflow breaks the whole card."""

_PART = pattern(r"\\([A-Za-z]+|[^A-Za-z]|\Z)|[{}]")
"""What MathJax reads as a macro, and what its search for the end of a formula counts: braces that are not escaped."""
_BEGIN = pattern(r"\s*\{([A-Za-z]+\*?)\}(?:\s*\[[tbclr]\])?(?!\s*\[)")
_BEGIN_WITH_ARGUMENT = pattern(
    r"\s*\{(?:array\}(?:\s*\[[tbc]\])?\s*\{[clr|: ]*\}"
    r"|alignat\*?\}\s*\{\d{1,2}\}|alignedat\}(?:\s*\[[tbc]\])?\s*\{\d{1,2}\}|subarray\}\s*\{[clr]\})"
)
_END = pattern(r"\s*\{[A-Za-z]+\*?\}")
_OPTIONS = pattern(r"\s*\[")
_TAKES_OPTIONS = frozenset("bcancel cancel cancelto overbracket underbracket xcancel".split())
"""Macros whose options set colours and lengths, which end up in a style."""
_CHEMISTRY = pattern(r"\\(?:ce|pu)(?![A-Za-z])")
_NOT_IN_CHEMISTRY = pattern(r"\\(?![A-Za-z{}])")
"""mhchem parses its argument again, and takes the second backslash of a pair for the beginning of a macro."""


def only_shows(tex: str) -> bool:
    """Return whether a formula only shows something in MathJax, and ends where it is written to end.

    Its length and depth are limited as well. Linear in its length.
    """
    if len(tex) > _LONGEST or (_CHEMISTRY.search(tex) and _NOT_IN_CHEMISTRY.search(tex)):
        return False
    depth = 0
    for found in _PART.finditer(tex):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        elif not _is_harmless(found[1], tex, found.end()):
            return False
        if not 0 <= depth <= _DEEPEST:
            return False
    return depth == 0


def _is_harmless(name: str, tex: str, end: int) -> bool:
    """Return whether the macro that ends at an offset only shows something with its arguments."""
    if name == "begin":
        return _begins(tex, end)
    if name == "end":
        return _END.match(tex, end) is not None
    if name in _TAKES_OPTIONS:
        return _OPTIONS.match(tex, end) is None
    return name in MACROS or name in SYMBOLS


def _begins(tex: str, end: int) -> bool:
    plain = _BEGIN.match(tex, end)
    return (plain is not None and plain[1] in ENVIRONMENTS) or _BEGIN_WITH_ARGUMENT.match(tex, end) is not None
