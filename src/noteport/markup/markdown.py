"""Inlines and blocks as Markdown that the parser reads as the same. https://spec.commonmark.org/

markdown(inlines)          one line, or several where the author requested line breaks
markdown_blocks(blocks)    paragraphs, lists, quotations and so on, with an empty line between them
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from noteport.model.nodes import (
    Block,
    Break,
    Cell,
    Code,
    CodeSpan,
    Emphasis,
    Footnote,
    FootnoteRef,
    Highlight,
    Image,
    Inline,
    Link,
    List,
    ListItem,
    Math,
    MathBlock,
    Paragraph,
    Quote,
    RawHtml,
    Rule,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    TimestampRef,
    Verbatim,
    Video,
    WikiLink,
)
from noteport.model.patterns import pattern

_SPECIAL = pattern(r"[\\`*_\[\]<~$#^|]|==|%%|&(?=#?\w+;)")
_OPENING = pattern(r"^(\s*)(?=[-+>]|(\d{1,9})[.)]\s|:)", re.MULTILINE)
_NUMBERED = pattern(r"^(\s*\d{1,9})([.)])(?=\s)", re.MULTILINE)
_TICKS = pattern("`+")
_MARKS = {Emphasis: "*", Strong: "**", Strike: "~~", Highlight: "=="}
_ALIGN = {"left": ":--", "center": ":-:", "right": "--:", None: "---"}


class MarkdownStyle(Struct, frozen=True, kw_only=True):
    """The differences between the places where Markdown is read."""

    video: Video | None = None
    """The video that timestamps open; without one they are written as ``[01:05]``."""
    wikilinks: bool = True
    """Whether links to notes are written as ``[[note]]``; otherwise only their text is."""


def markdown(inlines: Iterable[Inline], style: MarkdownStyle = MarkdownStyle()) -> str:
    """Return the Markdown of inlines. Text is escaped, so that it stays text."""
    return "".join(_inline(inline, style) for inline in inlines)


def markdown_blocks(blocks: Iterable[Block], style: MarkdownStyle = MarkdownStyle()) -> str:
    """Return the Markdown of blocks, without a line end after the last one."""
    return "\n\n".join(_block(block, style) for block in blocks)


def _inline(inline: Inline, style: MarkdownStyle) -> str:
    match inline:
        case Text(text):
            return _SPECIAL.sub(lambda found: "\\" + "\\".join(found[0]), text)
        case Emphasis(children) | Strong(children) | Strike(children) | Highlight(children):
            mark = _MARKS[type(inline)]
            return f"{mark}{markdown(children, style)}{mark}"
        case CodeSpan(code):
            return _code_span(code)
        case Link(href, children):
            return f"[{markdown(children, style)}]({_target(href)})"
        case WikiLink():
            return _wikilink(inline) if style.wikilinks else markdown((Text(inline.text),), style)
        case TimestampRef(timestamp):
            url = timestamp.url(style.video)
            return f"[{timestamp.label}]({_target(url)})" if url else f"[{timestamp.label}]"
        case Math() | FootnoteRef():
            return inline.text if isinstance(inline, Math) else f"[^{inline.label}]"
        case Superscript(shown) | Subscript(shown):
            name = "sup" if isinstance(inline, Superscript) else "sub"
            return f"<{name}>{shown}</{name}>"
        case Image(src, alt):
            return f"![{markdown((Text(alt),), style)}]({_target(src)})"
        case RawHtml(html):
            return html
        case Break(hard):
            return "\\\n" if hard else "\n"


def _code_span(code: str) -> str:
    fence = "`" * (max(map(len, _TICKS.findall(code)), default=0) + 1)
    space = " " if code.startswith("`") or code.endswith("`") else ""
    return f"{fence}{space}{code}{space}{fence}"


def _target(address: str) -> str:
    return f"<{address}>" if any(letter in address for letter in " ()") else address


def _wikilink(link: WikiLink) -> str:
    fragment = f"#{link.fragment}" if link.fragment else ""
    shown = f"|{link.shown}" if link.shown else ""
    return f"{'!' if link.embed else ''}[[{link.target}{fragment}{shown}]]"


# --- blocks ---------------------------------------------------------------------------------------------------------


def _block(block: Block, style: MarkdownStyle) -> str:
    match block:
        case Paragraph():
            return _paragraph(markdown(block.inlines, style))
        case List():
            numbers = range(block.start, block.start + len(block.items)) if block.start is not None else None
            marks = [f"{number}. " for number in numbers] if numbers is not None else ["- "] * len(block.items)
            return "\n".join(_item(mark, item, style) for mark, item in zip(marks, block.items, strict=True))
        case Quote():
            title = f"[!{block.kind}] {markdown(block.title, style)}".rstrip() if block.kind else ""
            return _before_lines("> ", "\n".join(filter(None, (title, markdown_blocks(block.blocks, style)))))
        case Code():
            fence = "`" * max(max(map(len, _TICKS.findall(block.text)), default=0) + 1, 3)
            return f"{fence}{block.language or ''}\n{block.text.removesuffix(chr(10))}\n{fence}"
        case Table():
            columns = [*block.align, *[None] * (len(block.head) - len(block.align))]
            rule = f"| {' | '.join(_ALIGN[align] for align in columns)} |"
            return "\n".join([_row(block.head, style), rule, *(_row(row, style) for row in block.rows)])
        case MathBlock():
            return f"$$\n{block.tex}\n$$"
        case Footnote():
            return f"[^{block.label}]: {_indented(markdown_blocks(block.blocks, style), 4)}"
        case Rule():
            return "***"
        case Verbatim():
            return block.text


def _paragraph(text: str) -> str:
    """Text at the beginning of a line that would begin another block is escaped."""
    escaped = _NUMBERED.sub(r"\1\\\2", text)
    return _OPENING.sub(lambda found: found[0] if found[2] else f"{found[1]}\\", escaped)


def _item(mark: str, item: ListItem, style: MarkdownStyle) -> str:
    task = "" if item.checked is None else "[x] " if item.checked else "[ ] "
    return mark + task + _indented(markdown_blocks(item.blocks, style), len(mark))


def _row(cells: Iterable[Cell], style: MarkdownStyle) -> str:
    return f"| {' | '.join(markdown(cell.inlines, style).replace(chr(10), ' ') for cell in cells)} |"


def _indented(text: str, width: int) -> str:
    first, *rest = text.split("\n")
    return "\n".join([first, *(f"{'':{width}}{line}" if line else "" for line in rest)])


def _before_lines(mark: str, text: str) -> str:
    return "\n".join((mark + line).rstrip() for line in text.split("\n"))
