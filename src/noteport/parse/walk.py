"""One pass over the block tokens: text blocks in their context, and the model's blocks, to be built later.

A model block is frozen and holds its claims, and a claim may depend on blocks further down (a stamp to borrow, a
repeat). So the walk leaves functions, which build the blocks once the claims are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from noteport.model import (
    Block,
    Code,
    Footnote,
    Inline,
    List,
    ListItem,
    MathBlock,
    Paragraph,
    Quote,
    Rule,
    Section,
    Stamp,
    Verbatim,
)
from noteport.parse.callouts import Callout, prose_fence, read_callout
from noteport.parse.context import ListContext, Place, SectionContext
from noteport.parse.flat import FlatText, flatten, inlines_of
from noteport.parse.leading import stamps_lead
from noteport.parse.lists import introduction
from noteport.parse.markdown import tokens_of
from noteport.parse.runs import Run, find_runs
from noteport.parse.tables import TableReader, read_grid
from noteport.parse.text_block import TextBlock
from noteport.parse.tidy import plain_without_runs

if TYPE_CHECKING:
    from markdown_it.token import Token

Later: TypeAlias = Callable[[], Block]
"""Builds a block of the model; called when the claims are known."""
Report: TypeAlias = Callable[[str, int, str], None]
"""Takes a problem's code, its line in the body counted from 0, and its message."""
ReadTokens: TypeAlias = "Callable[[str], list[Token]]"
"""Text to Markdown tokens."""

_CHECKBOX = re.compile(r"\[([ xX])\][ \t]+")
_STAMP_IN_CODE = re.compile(r"<a\s[^<>]*data-t=")
_MARKER = re.compile(r"\[![\w-]+\]|:::|!!!\s")
_FUSED_HEADING = re.compile(r"[.!?>]#{2,6} \S")


@dataclass(slots=True, eq=False)
class SectionDraft:
    heading: tuple[Inline, ...]
    title: str
    level: int
    line: int
    start: Stamp | None = None
    blocks: list[Later] = field(default_factory=list)
    sections: list[SectionDraft] = field(default_factory=list)

    def build(self, line_offset: int) -> Section:
        return Section(
            heading=self.heading,
            title=self.title,
            level=self.level,
            start=self.start,
            blocks=tuple(later() for later in self.blocks),
            sections=tuple(section.build(line_offset) for section in self.sections),
            line=self.line + line_offset,
        )


class Walker:
    """Walks the tokens of one note. After ``walk``: ``blocks`` in text order, and ``sections`` to build."""

    def __init__(
        self, report: Report, line_offset: int, lines: Sequence[str], read: ReadTokens = tokens_of, *, led: bool = True
    ) -> None:
        self.blocks: list[TextBlock] = []
        self.sections: list[SectionDraft] = [SectionDraft((), "", 0, 0)]
        self._report = report
        self._offset = line_offset
        self._tokens_of = read
        self._stamps_lead = led
        """Whether a run on a line of its own never looks back (rule 11): other tools write the stamp first."""
        self._lines = lines
        self._section = SectionContext()
        self._section_first = 0
        """Number of the section's first block."""
        self._path: list[SectionDraft] = []
        self._waiting: list[Run] = []
        """Runs on lines of their own, that lead the text that follows (rule 11)."""

    def walk(self, tokens: Sequence[Token]) -> None:
        self._stamps_lead = self._stamps_lead and stamps_lead(tokens)
        into = self.sections[0].blocks
        index = 0
        while index < len(tokens):
            if tokens[index].type == "heading_open":
                into = self._heading(tokens, index)
                index += 3
            else:
                end = self._end_of_part(tokens, index)
                self._container(tokens, index, end, Place(), into)
                index = end
        self._settle_waiting()

    @staticmethod
    def _end_of_part(tokens: Sequence[Token], index: int) -> int:
        while index < len(tokens) and (tokens[index].type != "heading_open" or tokens[index].level > 0):
            index += 1
        return index

    # --- headings ------------------------------------------------------------------------------------------------

    def _heading(self, tokens: Sequence[Token], index: int) -> list[Later]:
        draft = self._read_heading(tokens, index)
        while self._path and self._path[-1].level >= draft.level:
            self._path.pop()
        (self._path[-1].sections if self._path else self.sections).append(draft)
        self._path.append(draft)
        if len(self.blocks) > self._section_first and not self._stamps_lead:
            self._settle_waiting()
        self._section_first = len(self.blocks)
        self._section = SectionContext(tuple(section.title for section in self._path if section.title), draft.start)
        return draft.blocks

    def _read_heading(self, tokens: Sequence[Token], index: int) -> SectionDraft:
        opening, inline = tokens[index], tokens[index + 1]
        flat = flatten(inline.children or ())
        self._report_readings(flat, _line(opening))
        runs = find_runs(flat) if flat.stamps else []
        title = plain_without_runs(flat, 0, len(flat.text), runs)
        start = runs[0].stamps[0] if runs else None
        return SectionDraft(inlines_of(flat), title, int(opening.tag[1]), _line(opening), start)

    # --- containers ----------------------------------------------------------------------------------------------

    def _container(
        self,
        tokens: Sequence[Token],
        index: int,
        end: int,
        place: Place,
        into: list[Later],
        before: TextBlock | None = None,
    ) -> None:
        """Reads the blocks between two tokens. ``before`` is the block right before them: a list may open them."""
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
            index = close + 1

    def _list(
        self, tokens: Sequence[Token], index: int, end: int, place: Place, before: TextBlock | None, into: list[Later]
    ) -> None:
        opening = tokens[index]
        context = ListContext(before, place.list, len(self.blocks))
        inner = _place_in_list(place, context, before)
        start = int(opening.attrs.get("start", 1)) if opening.type == "ordered_list_open" else None
        items: list[tuple[list[Later], bool | None]] = []
        index += 1
        while index < end:
            close = _closing(tokens, index)
            checked = _take_checkbox(tokens[index + 2]) if close > index + 2 else None
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

    def _quote(self, tokens: Sequence[Token], index: int, end: int, place: Place, into: list[Later]) -> None:
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

    def _table(self, tokens: Sequence[Token], index: int, end: int, place: Place, into: list[Later]) -> None:
        grid = read_grid(tokens, index, end)
        behind = grid.cut_rows_without_bar(self._lines)
        reader = TableReader(self._new_block, self._add, place.lead)
        into.append(reader.read(grid, self._line(tokens[index])))
        self._place(reader.unclaimed)
        for cell in behind:
            self._paragraph(cell.children, cell.token, cell.token.content, place, into)

    def _footnote(self, tokens: Sequence[Token], index: int, end: int, into: list[Later]) -> None:
        label = str(tokens[index].meta["label"])
        blocks: list[Later] = []
        self._container(tokens, index + 1, end, Place(), blocks)
        line = self._line(tokens[index])
        into.append(lambda: Footnote(label=label, blocks=tuple(later() for later in blocks), line=line))

    def _inner_heading(self, tokens: Sequence[Token], index: int, place: Place, into: list[Later]) -> TextBlock | None:
        """A heading inside a quote or an item is a line of it: the outline is made of the note's own headings."""
        return self._paragraph(tokens[index + 1].children or (), tokens[index], tokens[index + 1].content, place, into)

    # --- leaves --------------------------------------------------------------------------------------------------

    def _paragraph(
        self,
        children: Sequence[Token],
        opening: Token,
        source: str,
        place: Place,
        into: list[Later],
        lines_above: int = 0,
    ) -> TextBlock | None:
        """A paragraph; the result is the block if it says something."""
        line = _line(opening) + lines_above
        block = self._new_block(children, line, source, place)
        self._report_markers(source, line)
        file_line = line + self._offset
        into.append(lambda: Paragraph(inlines=block.inlines(), claims=tuple(block.claims), line=file_line))
        return block if self._add(block) else None

    def _leaf(self, token: Token, place: Place, into: list[Later]) -> None:
        line = self._line(token)
        if token.type in ("fence", "code_block"):
            kind = prose_fence(token.info)
            if kind is not None:
                self._prose_fence(token, kind, place, into)
                return
            if _STAMP_IN_CODE.search(token.content):
                self._report("stamp-in-code", _line(token), "A stamp in code is text and opens nothing.")
            language = token.info.split()[0] if token.info.split() else None
            into.append(_constant(Code(text=token.content.rstrip("\n"), language=language, line=line)))
        elif token.type.startswith("math_block"):
            into.append(_constant(MathBlock(tex=token.content.strip(), line=line)))
        elif token.content.strip():
            self._report("block-kept-verbatim", _line(token), "This block is kept as it stands.")
            into.append(_constant(Verbatim(text=token.content, line=line)))

    def _prose_fence(self, token: Token, kind: str, place: Place, into: list[Later]) -> None:
        """A fence that other tools show as a callout: its content is Markdown (dialects.md, "Structure")."""
        tokens = self._tokens_of(token.content)
        for inner in tokens:
            if inner.map:
                inner.map = [inner.map[0] + _line(token) + 1, inner.map[1] + _line(token) + 1]
        blocks: list[Later] = []
        self._container(tokens, 0, len(tokens), place.in_quote(), blocks)
        into.append(_quote_later(blocks, Callout(kind), self._line(token)))

    # --- text blocks ---------------------------------------------------------------------------------------------

    def _new_block(self, children: Sequence[Token], line: int, source: str, place: Place) -> TextBlock:
        flat = flatten(children)
        self._report_readings(flat, line)
        block = TextBlock(flat, line, source, self._section, place)
        if flat.stamps:
            block.runs = find_runs(flat)
        return block

    def _add(self, block: TextBlock) -> bool:
        """Cuts a block and puts it among the note's; False if it says nothing (rule 11 for what is only a run)."""
        if block.flat.skipped:
            return False
        opening = None if block.is_cell else block.first_line_run()
        if opening is not None and not self._waiting and self._vouches_for_last([opening]):
            opening.foreign = True
        if not block.sentences:  # a table's row may be one sentence already
            block.cut(() if block.is_cell else self._waiting)
        if not block.sentences:
            if not block.is_cell:
                self._place(block.runs)
            return False
        if not block.is_cell:
            self._waiting = []
        self.blocks.append(block)
        return True

    def _place(self, runs: Sequence[Run]) -> None:
        """Runs without text vouch for the sentence before them, else they lead the text that follows (rule 11)."""
        if runs and not self._vouches_for_last(runs):
            self._waiting += runs

    def _vouches_for_last(self, runs: Sequence[Run]) -> bool:
        """Gives runs to the sentence before them, if it is in the same section and has none of its own (rule 11)."""
        last = self.blocks[-1] if self.blocks else None
        if last is None or last.section is not self._section or self._stamps_lead:
            return False
        sentence = last.sentences[-1]
        if sentence.runs or sentence.lead_in_runs or sentence.led_by is not None:
            return False
        sentence.runs += runs
        return True

    def _settle_waiting(self) -> None:
        """Runs that no text follows go to the last sentence before them: no stamp is lost."""
        if self._waiting and self.blocks:
            self.blocks[-1].sentences[-1].runs += self._waiting
            self._waiting = []

    # --- problems ------------------------------------------------------------------------------------------------

    def _report_readings(self, flat: FlatText, line: int) -> None:
        for reading in flat.readings:
            self._report(reading.problem, line, reading.message)

    def _report_markers(self, source: str, line: int) -> None:
        if source[:1] in "[:!" and _MARKER.match(source):
            self._report("callout-without-quote", line, f'"{source[:20].split(maxsplit=1)[0]}" is read as text.')
        if "# " in source and _FUSED_HEADING.search(source):
            self._report("heading-fused", line, "A heading needs a line of its own.")

    def _line(self, token: Token) -> int:
        return _line(token) + self._offset


def _place_in_list(place: Place, context: ListContext, before: TextBlock | None) -> Place:
    """What a list gives to its items: lead and term (rules 6 and 7)."""
    if before is None:
        return Place("item", place.lead, place.term, context, place.owner, place.outer_lead)
    if place.list is None or place.kind != "item":
        return Place("item", introduction(before) or place.lead, None, context)
    if before.only_lead_in:
        before.has_nested_list = True
        term = before.lead_ins[0].term
        return Place("item", term, term, context, owner=before, outer_lead=place.lead)
    return Place("item", before.full_text(), None, context)


def _take_checkbox(inline: Token) -> bool | None:
    """The state of a task's box at the head of an item; the box is then no longer text."""
    children = inline.children
    if inline.type != "inline" or not children or children[0].type != "text":
        return None
    found = _CHECKBOX.match(children[0].content)
    if found is None:
        return None
    children[0].content = children[0].content[found.end() :]
    return found[1] != " "


def _quote_later(blocks: Sequence[Later], callout: Callout | None, line: int) -> Later:
    kind = callout.kind if callout else None
    title = callout.title if callout else ()
    return lambda: Quote(blocks=tuple(later() for later in blocks), kind=kind, title=title, line=line)


def _constant(block: Block) -> Later:
    return lambda: block


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _closing(tokens: Sequence[Token], index: int) -> int:
    """The token that closes the one at ``index``."""
    kind, level = tokens[index].type.replace("_open", "_close"), tokens[index].level
    index += 1
    while tokens[index].level != level or tokens[index].type != kind:
        index += 1
    return index
