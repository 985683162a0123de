"""One pass over the block tokens: text blocks in their context, and the blocks of the model, which are built later.

A block of the model is frozen and contains its claims, and a claim may depend on blocks further down (for a timestamp,
or a repetition). So the walk creates functions that build the blocks once the claims are known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from noteport.model.nodes import Block, Code, Footnote, List, ListItem, MathBlock, Paragraph, Quote, Rule, Verbatim
from noteport.model.patterns import pattern
from noteport.model.problems import ProblemCode
from noteport.parse.blocks.callouts import Callout, prose_fence, read_callout
from noteport.parse.blocks.collector import Collector, Report
from noteport.parse.blocks.lists import place_in_list, take_checkbox
from noteport.parse.blocks.sections import Later, Outline, SectionDraft
from noteport.parse.blocks.tables import TableReader, read_grid
from noteport.parse.blocks.text_block import BlockContext, ListContext, TextBlock
from noteport.parse.markdown.parser import tokens_of
from noteport.parse.text.flatten import flatten
from noteport.parse.text.inline_reader import inlines_of
from noteport.parse.text.runs import find_runs
from noteport.parse.text.tidy import plain_without_runs

if TYPE_CHECKING:
    from markdown_it.token import Token

ReadTokens: TypeAlias = "Callable[[str], list[Token]]"
"""Parses text into Markdown tokens."""

_TIMESTAMP_IN_CODE = pattern(r"<a\s[^<>]*data-t=|\[\d{1,2}:\d{2}:\d{2}\]")
_TIMESTAMP = pattern(r"data-t=|[\[(]\d{1,3}:\d{2}(?::\d{2})?[\])]")
"""A timestamp in text that is not Markdown, or in indented text, which few people mean to be code."""
_MARKER = pattern(r"\[![\w-]+\]|:::|!!!\s")
_FUSED_HEADING = pattern(r"[.!?>]#{2,6} \S")


class Walker:
    """Walks the tokens of one note: collects its text blocks, and drafts its sections.

    Args:
        report: told of problems.
        line_offset: the file's line of the body's first one.
        lines: the body's lines.
        read: gives the tokens of Markdown inside a fence.
        timestamps_come_first: whether timestamps stand before their text (timestamp_position.py).
    """

    def __init__(
        self,
        report: Report,
        line_offset: int,
        lines: Sequence[str],
        *,
        read: ReadTokens = tokens_of,
        timestamps_come_first: bool = False,
    ) -> None:
        self.outline = Outline()
        self._collector = Collector(report, timestamps_come_first=timestamps_come_first)
        self._report = report
        self._offset = line_offset
        self._lines = lines
        self._tokens_of = read

    def report_cards(self) -> None:
        """Report the author's own cards that belong to no claim, once the claims are known."""
        self._collector.report_cards(claim.card for block in self.blocks for claim in block.claims)

    @property
    def blocks(self) -> list[TextBlock]:
        """The text blocks, in the order of the text."""
        return self._collector.blocks

    def walk(self, tokens: Sequence[Token]) -> None:
        """Read all tokens of a note, in one pass."""
        into = self.outline.sections[0].blocks
        index = 0
        while index < len(tokens):
            if tokens[index].type == "heading_open":
                draft = self._heading(tokens, index)
                self._collector.enter(self.outline.open(draft))
                into = draft.blocks
                index += 3
            else:
                end = _end_of_part(tokens, index)
                self._container(tokens, index, end, BlockContext(), into)
                index = end
        self._collector.settle()

    def _heading(self, tokens: Sequence[Token], index: int) -> SectionDraft:
        opening, inline = tokens[index], tokens[index + 1]
        flat = flatten(inline.children or ())
        self._collector.report_readings(flat, _line(opening))
        runs = find_runs(flat) if flat.timestamps else []
        title = plain_without_runs(flat, 0, len(flat.text), runs)
        start = runs[0].timestamps[0] if runs else None
        if start is not None and opening.markup == "-" and title.endswith((".", "!", "?", "。")):
            message = "Put an empty line above the --- below this line, which makes it a heading without a claim."
            self._report(ProblemCode.TIMESTAMP_IN_HEADING_BY_RULE, _line(opening), message)
        return SectionDraft(inlines_of(flat), title, int(opening.tag[1]), _line(opening), start)

    # --- containers ----------------------------------------------------------------------------------------------

    def _container(
        self,
        tokens: Sequence[Token],
        index: int,
        end: int,
        place: BlockContext,
        into: list[Later],
        before: TextBlock | None = None,
    ) -> None:
        """Read the blocks between two tokens. ``before`` is the block right before them: a list may be the first of
        them.
        """
        while index < end:
            token = tokens[index]
            kind = token.type
            if kind == "paragraph_open":
                before = self._paragraph(
                    tokens[index + 1].children or (), token, tokens[index + 1].content, place, into
                )
                index += 3
                continue
            close = _closing(tokens, index) if token.nesting == 1 else index
            if kind in ("bullet_list_open", "ordered_list_open"):
                self._list(tokens, index, close, place, before, into)
                before = None
            elif kind == "blockquote_open":
                self._quote(tokens, index, close, place, into)
                before = None
            elif kind == "table_open":
                self._table(tokens, index, close, place, into)
                before = None
            elif kind == "heading_open":
                before = self._inner_heading(tokens, index, place, into)
            elif kind == "footnote_reference_open":
                self._footnote(tokens, index, close, into)
                before = None
            elif kind == "hr":
                into.append(_constant(Rule(line=self._line(token))))
                before = None
            else:
                self._leaf(token, place, into)
                if kind.startswith("math_block"):  # what ends in a colon introduces the formula
                    before = None
            index = close + 1

    def _list(
        self,
        tokens: Sequence[Token],
        index: int,
        end: int,
        place: BlockContext,
        before: TextBlock | None,
        into: list[Later],
    ) -> None:
        opening = tokens[index]
        context = ListContext(before, place.list, len(self.blocks))
        inner = place_in_list(place, context, before)
        start = int(opening.attrs.get("start", 1)) if opening.type == "ordered_list_open" else None
        items: list[tuple[list[Later], bool | None]] = []
        index += 1
        while index < end:
            close = _closing(tokens, index)
            checked = take_checkbox(tokens[index + 2]) if close > index + 2 else None
            blocks: list[Later] = []
            self._container(tokens, index + 1, close, inner, blocks)
            items.append((blocks, checked))
            index = close + 1
        context.end = len(self.blocks)
        line = self._line(opening)

        def build() -> Block:
            built = tuple(ListItem(blocks=tuple(later() for later in blocks), checked=box) for blocks, box in items)
            return List(items=built, start=start, line=line)

        into.append(build)

    def _quote(self, tokens: Sequence[Token], index: int, end: int, place: BlockContext, into: list[Later]) -> None:
        callout = read_callout(tokens[index + 1 : end])
        inner = place.in_quote(callout.lead if callout else None)
        blocks: list[Later] = []
        line = self._line(tokens[index])
        first = index + 1
        before: TextBlock | None = None
        if callout is not None:
            first += 3
            if callout.text:
                opening = tokens[index + 1]
                lines_above = 1 if callout.title_line_removed else 0
                before = self._paragraph(callout.text, opening, callout.source, inner, blocks, lines_above)
        self._container(tokens, first, end, inner, blocks, before)
        into.append(_quote_later(blocks, callout, line))

    def _table(self, tokens: Sequence[Token], index: int, end: int, place: BlockContext, into: list[Later]) -> None:
        grid = read_grid(tokens, index, end)
        behind = grid.cut_rows_without_bar(self._lines)
        reader = TableReader(self._collector, place.lead)
        into.append(reader.read(grid, self._line(tokens[index])))
        self._collector.place(reader.unclaimed)
        for line in grid.cut_rows(self._lines):
            self._report(ProblemCode.TABLE_ROW_CUT, line, "Write the bars inside its cells as \\\\|.")
        for cell in behind:
            self._paragraph(cell.children, cell.token, cell.token.content, place, into)

    def _footnote(self, tokens: Sequence[Token], index: int, end: int, into: list[Later]) -> None:
        label = str(tokens[index].meta["label"])
        blocks: list[Later] = []
        self._container(tokens, index + 1, end, BlockContext(), blocks)
        line = self._line(tokens[index])
        into.append(lambda: Footnote(label=label, blocks=tuple(later() for later in blocks), line=line))

    def _inner_heading(
        self, tokens: Sequence[Token], index: int, place: BlockContext, into: list[Later]
    ) -> TextBlock | None:
        """A heading inside a quotation or an item is a line of it: only the note's own headings make the outline."""
        inline = tokens[index + 1]
        block = self._paragraph(inline.children or (), tokens[index], inline.content, place, into)
        if block is not None:
            block.is_heading = True
        return block

    # --- leaves --------------------------------------------------------------------------------------------------

    def _paragraph(
        self,
        children: Sequence[Token],
        opening: Token,
        source: str,
        place: BlockContext,
        into: list[Later],
        lines_above: int = 0,
    ) -> TextBlock | None:
        """Read a paragraph, and return the block if it has text."""
        line = _line(opening) + lines_above
        block = self._collector.new_block(children, line, source, place)
        self._report_markers(source, line)
        file_line = line + self._offset
        into.append(lambda: Paragraph(inlines=block.inlines(), claims=tuple(block.claims), line=file_line))
        return block if self._collector.add(block) else None

    def _leaf(self, token: Token, place: BlockContext, into: list[Later]) -> None:
        line = self._line(token)
        if token.type in ("fence", "code_block"):
            kind = prose_fence(token.info)
            if kind is not None:
                self._prose_fence(token, kind, place, into)
                return
            is_indented = token.type == "code_block"
            found = (_TIMESTAMP if is_indented else _TIMESTAMP_IN_CODE).search(token.content)
            if found is not None:
                why = "Text that is indented by four spaces is code" if is_indented else "This is code"
                message = f"{why}: its timestamp is text and makes no claim."
                self._report(ProblemCode.TIMESTAMP_IN_CODE, _line(token), message)
            language = token.info.split()[0] if token.info.split() else None
            into.append(_constant(Code(text=token.content.rstrip("\n"), language=language, line=line)))
        elif token.type.startswith("math_block"):
            if _TIMESTAMP.search(token.content):
                message = "This is a formula: its timestamp is text and makes no claim."
                self._report(ProblemCode.TIMESTAMP_IN_CODE, _line(token), message)
            into.append(_constant(MathBlock(tex=token.content.strip(), line=line)))
        elif token.content.strip():
            self._report(
                ProblemCode.BLOCK_KEPT_VERBATIM, _line(token), "This block is not supported and was kept as it is."
            )
            into.append(_constant(Verbatim(text=token.content, line=line)))

    def _prose_fence(self, token: Token, kind: str, place: BlockContext, into: list[Later]) -> None:
        """A fence that other tools show as a callout contains Markdown (dialects.md, "Structure")."""
        tokens = self._tokens_of(token.content)
        for inner in tokens:
            if inner.map:
                inner.map = [inner.map[0] + _line(token) + 1, inner.map[1] + _line(token) + 1]
        blocks: list[Later] = []
        self._container(tokens, 0, len(tokens), place.in_quote(), blocks)
        into.append(_quote_later(blocks, Callout(kind), self._line(token)))

    # --- problems ------------------------------------------------------------------------------------------------

    def _report_markers(self, source: str, line: int) -> None:
        if source[:1] in "[:!" and _MARKER.match(source):
            self._report(
                ProblemCode.CALLOUT_WITHOUT_QUOTE, line, f'"{source[:20].split(maxsplit=1)[0]}" was kept as text.'
            )
        if "# " in source and _FUSED_HEADING.search(source):
            self._report(ProblemCode.HEADING_FUSED, line, "Put the heading on its own line.")

    def _line(self, token: Token) -> int:
        return _line(token) + self._offset


def _quote_later(blocks: Sequence[Later], callout: Callout | None, line: int) -> Later:
    kind = callout.kind if callout else None
    title = callout.title if callout else ()
    return lambda: Quote(blocks=tuple(later() for later in blocks), kind=kind, title=title, line=line)


def _constant(block: Block) -> Later:
    return lambda: block


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _closing(tokens: Sequence[Token], index: int) -> int:
    """Return the index of the token that closes the one at ``index``."""
    kind, level = tokens[index].type.replace("_open", "_close"), tokens[index].level
    index += 1
    while tokens[index].level != level or tokens[index].type != kind:
        index += 1
    return index


def _end_of_part(tokens: Sequence[Token], index: int) -> int:
    """Return the index of the next heading of the note itself, or the end."""
    while index < len(tokens) and (tokens[index].type != "heading_open" or tokens[index].level > 0):
        index += 1
    return index
