"""Admonitions, the callouts of site generators: fenced by ``:::``, or opened by ``!!!`` with an indented body.

``::: tip Title`` is written for VitePress, ``:::tip[Title]`` for Docusaurus, ``::: {.callout-tip}`` for Quarto and
pandoc, ``:::{tip} Title`` for MyST; ``!!! tip "Title"`` and ``??? tip`` are written for MkDocs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from noteport.model.patterns import pattern
from noteport.parse.dialects.dialect import Dialect, Page
from noteport.parse.markdown.timestamps import CLOCK

_FENCE = pattern(r"([ \t]*):{3,}")
_ATTRIBUTES = pattern(r"\{([^{}]*)\}[ \t]*(.*)")
_NAMED = pattern(r"([A-Za-z][\w-]*)(?:\[(.*)\]|[ \t]+(.*))?")
_KIND = pattern(r"(?:^|\s)\.?(?:callout-)?([A-Za-z][\w-]*)(?=\s|$)")
_TITLE = pattern(r"""\btitle=(?:"([^"]*)"|'([^']*)')""")
_MKDOCS = pattern(r'([ \t]*)(?:!!!|\?\?\?\+?)[ \t]++([A-Za-z][\w-]*+)(?:[ ]+[\w-]++)*+(?:[ \t]++"([^"]*)")?[ \t]*')
_HEADING = pattern(r"[ \t]*#{1,6}[ \t]")
_INDENTED = pattern(r" {4}|\t")
_TIMESTAMP = pattern(rf"{CLOCK}|\bdata-t=")
_DEEPEST = 8
"""Fences within fences; deeper ones are text."""
_LAYOUT = frozenset({"column", "columns", "grid", "panel-tabset", "tabs", "tab", "row", "layout", "div", "fragment"})
"""Containers that only arrange what they contain."""


class _Admonition(Struct, frozen=True):
    first: int
    """The number of its first line."""
    last: int
    """The number of its last line."""
    indent: str
    kind: str
    """Empty if only its content is shown."""
    title: str
    is_fenced: bool

    def translate(self, lines: list[str]) -> None:
        """Write it as a callout, or only what it contains if that is arranged by it or has sections."""
        body = range(self.first + 1, self.last if self.is_fenced else self.last + 1)
        title = self.title or self._take_title(lines, body)
        is_callout = bool(self.kind) and not any(_HEADING.match(lines[number]) for number in body)
        for number in body:
            inner = lines[number].removeprefix(self.indent)
            if not self.is_fenced:
                inner = _INDENTED.sub("", inner, 1) if _INDENTED.match(inner) else inner.lstrip()
            lines[number] = f"{self.indent}> {inner}" if is_callout else f"{self.indent}{inner}"
        lines[self.first] = f"{self.indent}> [!{self.kind}] {title}".rstrip() if is_callout else ""
        if self.is_fenced:
            lines[self.last] = ""

    def _take_title(self, lines: list[str], body: range) -> str:
        """Take the heading that is its title, as Quarto has it: the first line and the only heading."""
        headings = [number for number in body if _HEADING.match(lines[number])]
        first = next((number for number in body if lines[number].strip()), None)
        if not self.kind or headings != [first]:
            return ""
        heading = lines[headings[0]]
        if _TIMESTAMP.search(heading):
            return ""
        lines[headings[0]] = ""
        return heading.strip("# \t")


class Admonitions(Dialect):
    name, summary = "admonitions", "Admonitions of VitePress, Docusaurus, Quarto, pandoc, MyST and MkDocs."
    words = (":::", "!!! ", "??? ", "???+ ")
    examples = (
        ("::: tip Heat\nStones are hot [00:10]\n:::", "> [!tip] Heat\n> Stones are hot [00:10]\n"),
        ('!!! tip "Heat"\n    Stones are hot [00:10]', "> [!tip] Heat\n> Stones are hot [00:10]"),
    )

    def translate(self, page: Page) -> list[str]:
        """Each becomes a callout, and its fences become empty lines. Inner ones are translated first."""
        lines = list(page.lines)
        for one in (*_fenced(page), *_indented(page)):
            one.translate(lines)
        return lines


def _fenced(page: Page) -> Iterator[_Admonition]:
    """Those that a fence closes, inner ones first."""
    opened: list[tuple[int, str, str]] = []
    for number, line in enumerate(page.lines):
        found = _FENCE.match(line) if ":::" in line and not page.in_code[number] else None
        if found is None:
            continue
        name = line[found.end() :].strip(": \t")
        if name:
            opened.append((number, found[1], name))
        elif opened:
            first, indent, name = opened.pop()
            if len(opened) < _DEEPEST and not _TIMESTAMP.search(name):
                yield _Admonition(first, number, indent, *_read_name(name), is_fenced=True)


def _read_name(name: str) -> tuple[str, str]:
    """Return the kind and the title behind the colons of an opening fence."""
    if found := _ATTRIBUTES.fullmatch(name):
        kind, title = _KIND.search(found[1]), _TITLE.search(found[1])
        shown = found[2] or (title[1] or title[2] or "" if title else "")
        return "" if kind is None or kind[1] in _LAYOUT else kind[1].lower(), shown
    if found := _NAMED.fullmatch(name):
        return "" if found[1] in _LAYOUT else found[1].lower(), found[2] or found[3] or ""
    return "", ""


def _indented(page: Page) -> Iterator[_Admonition]:
    """Those with an indented body, inner ones first."""
    found: list[_Admonition] = []
    for number, line in enumerate(page.lines):
        marker = _MKDOCS.fullmatch(line) if "!!!" in line or "???" in line else None
        if marker is None or page.in_code[number] or _TIMESTAMP.search(line):
            continue
        last = _last_indented(page.lines, number, marker[1])
        if last > number:
            found.append(_Admonition(number, last, marker[1], marker[2].lower(), marker[3] or "", is_fenced=False))
    return reversed(found)


def _last_indented(lines: Sequence[str], marker: int, indent: str) -> int:
    """Return the number of the last line of the body below a marker, or that of the marker if there is no body."""
    last = marker
    for number in range(marker + 1, len(lines)):
        line = lines[number]
        if line.strip():
            if not line.startswith(indent) or not _INDENTED.match(line, len(indent)):
                break
            last = number
    return last
