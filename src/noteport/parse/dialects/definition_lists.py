"""Definition lists of PHP Markdown Extra and pandoc (pandoc.org/MANUAL, "Definition lists").

Poolish
:   A starter of flour and water [12:34]

    It ripens overnight [13:00].
"""

from __future__ import annotations

from noteport.model.patterns import pattern
from noteport.parse.dialects.dialect import Dialect, Page

_DEFINITION = pattern(r"[ ]?:[ \t]{1,3}(\S.*)")
_TERM = pattern(r"(?![-*+#>|`~:=]|\d+[.)])([^\s|][^|]{0,80}?)[ \t]*")
_INDENT = pattern(r"(?:[ ]{2,4}|\t)(?=\S)")
_ENDS_SENTENCE = (".", "!", "?", ":", ";", ",", "。")


class DefinitionLists(Dialect):
    name, summary = "definition-lists", "Definition lists of PHP Markdown Extra and pandoc."
    words = ("\n:", "\n :")

    def translate(self, page: Page) -> list[str]:
        """The term of each definition becomes its lead-in."""
        lines = list(page.lines)
        inside = False
        for index, line in enumerate(page.lines):
            found = None if page.in_code[index] else _DEFINITION.fullmatch(line)
            if found is not None and (inside or _take_term(lines, index)):
                if inside and lines[index - 1].strip():
                    lines[index - 1] += "\\"  # another definition of the same term
                lines[index], inside = found[1], True
            elif inside and (indent := _INDENT.match(line)) and not page.in_code[index]:
                lines[index] = line[indent.end() :]
            elif line.strip():
                inside = False
        return lines


def _take_term(lines: list[str], index: int) -> bool:
    """Make the line above a definition its lead-in; return whether it is a term."""
    term = _TERM.fullmatch(lines[index - 1]) if index else None
    above = lines[index - 2] if index > 1 else ""
    if term is None or above.strip() or term[1].endswith(_ENDS_SENTENCE):
        return False
    lines[index - 1] = f"{term[1]}:" if "**" in term[1] else f"**{term[1]}**:"
    return True
