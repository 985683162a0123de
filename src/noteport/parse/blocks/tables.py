"""Tables: which cells make claims, and their terms (claims.md, rule 9)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, cast

from msgspec import Struct, field

from noteport.model.nodes import Block, Cell, Table
from noteport.model.patterns import pattern
from noteport.parse.blocks.text_block import BlockContext, TextBlock
from noteport.parse.markdown.parser import text_token
from noteport.parse.text.flatten import flatten
from noteport.parse.text.runs import find_runs
from noteport.parse.text.tidy import plain_without_runs

if TYPE_CHECKING:
    from markdown_it.token import Token

    from noteport.parse.blocks.collector import Collector
    from noteport.parse.blocks.text_block import TextBlock
    from noteport.parse.text.runs import Run

Align = Literal["left", "center", "right"] | None

_JOIN = " – "
_BAR = pattern(r"(?<!\\)\|")
_TIMESTAMP = pattern(r"\d:\d\d")


class GridCell(Struct, eq=False):
    token: Token
    """The inline token of the cell."""
    align: Align

    @property
    def children(self) -> Sequence[Token]:
        return self.token.children or ()


class Grid(Struct, eq=False):
    """The cells of a table as in the tokens."""

    head: list[GridCell] = field(default_factory=list)
    rows: list[list[GridCell]] = field(default_factory=list)

    def cut_rows_without_bar(self, lines: Sequence[str]) -> list[GridCell]:
        """Remove closing rows that are timestamps on a line of their own, which Markdown includes in the table."""
        behind: list[GridCell] = []
        while self.rows:
            first, *others = self.rows[-1]
            flat = flatten(first.children)
            if "|" in lines[_line(first)] or not flat.timestamps or any(cell.token.content for cell in others):
                break
            if plain_without_runs(flat, 0, len(flat.text), find_runs(flat)):
                break
            behind.insert(0, first)
            self.rows.pop()
        return behind

    def cut_rows(self, lines: Sequence[str]) -> list[int]:
        """Return the lines of rows that Markdown has cut because they have too many cells, if a timestamp fell off."""
        cut = []
        for row in self.rows:
            line = lines[_line(row[0])]
            read = sum(len(_TIMESTAMP.findall(cell.token.content)) for cell in row)
            if len(_BAR.split(line.strip().strip("|"))) > len(row) and len(_TIMESTAMP.findall(line)) > read:
                cut.append(_line(row[0]))
        return cut


def read_grid(tokens: Sequence[Token], index: int, end: int) -> Grid:
    """Return the cells between the opening and the closing token of a table."""
    grid = Grid()
    row = grid.head
    for position in range(index, end):
        token = tokens[position]
        if token.type == "tr_open" and grid.head:
            row = []
            grid.rows.append(row)
        elif token.type in ("th_open", "td_open"):
            row.append(GridCell(tokens[position + 1], _align(token)))
    return grid


def _align(token: Token) -> Align:
    value = str(token.attrs.get("style", "")).partition(":")[2]
    return cast("Align", value) if value in ("left", "center", "right") else None


class TableReader:
    """Makes the claims of a table, and a function that builds the table."""

    def __init__(
        self,
        collector: Collector,
        lead: str | None,
    ) -> None:
        self._collector = collector
        self._lead = lead
        self.unclaimed: list[Run] = []
        """Runs of the head, and of rows without text, that no claim has taken yet."""

    def read(self, grid: Grid, line: int) -> Callable[[], Block]:
        head = [self._block(cell, None) for cell in grid.head]
        self.unclaimed = [run for block in head for run in block.runs]
        heads = [_plain(block) for block in head]
        rows = [self._row(row, heads) for row in grid.rows]
        align = tuple(cell.align for cell in grid.head)

        def build() -> Block:
            return Table(
                head=tuple(Cell(inlines=block.inlines()) for block in head),
                rows=tuple(tuple(_cell(block, others) for block, others in row) for row in rows),
                align=align,
                line=line,
            )

        return build

    def _row(self, cells: Sequence[GridCell], heads: Sequence[str]) -> list[tuple[TextBlock, list[TextBlock]]]:
        """Return the blocks of a row's cells, each with the other blocks whose claims it contains."""
        blocks: list[TextBlock] = []
        first = ""
        for column, cell in enumerate(cells):
            head = heads[column] if column < len(heads) else ""
            block = self._block(cell, _JOIN.join(part for part in (first, head) if part) or None)
            blocks.append(block)
            if column == 0:
                first = _plain(block)
        row: list[tuple[TextBlock, list[TextBlock]]] = [(block, []) for block in blocks]
        only_runs = [(block, beside) for block, beside in row if block.runs and not _plain(block)]
        for block in blocks:
            if block.runs and _plain(block):
                self._claim(block)
        if only_runs:
            runs = [run for block, _ in only_runs for run in block.runs]
            rest = [cell for cell, block in zip(cells, blocks, strict=True) if not block.runs and _plain(block)]
            only_runs[0][1].extend(self._vouch(runs, rest, blocks))
        return row

    def _vouch(self, runs: list[Run], rest: Sequence[GridCell], blocks: Sequence[TextBlock]) -> list[TextBlock]:
        """A cell that contains only a run supports the rest of its row: the other cells are one claim."""
        if not rest:
            timestamped = [block for block in blocks if block.sentences]
            if timestamped:
                timestamped[-1].sentences[-1].runs += runs
            else:
                self.unclaimed += runs
            return []
        children: list[Token] = []
        for cell in rest:
            children += [text_token(_JOIN), *cell.children] if children else cell.children
        joined = self._collector.new_block(children, _line(rest[0]), "", BlockContext("cell", self._lead))
        joined.whole(runs)
        self._claim(joined)
        return [joined]

    def _claim(self, block: TextBlock) -> None:
        if not self._collector.add(block):
            self.unclaimed += () if block.flat.skipped else block.runs
        elif self.unclaimed:
            block.sentences[0].runs += self.unclaimed
            self.unclaimed = []

    def _block(self, cell: GridCell, term: str | None) -> TextBlock:
        return self._collector.new_block(
            cell.children, _line(cell), cell.token.content, BlockContext("cell", self._lead, term)
        )


def _line(cell: GridCell) -> int:
    return cell.token.map[0] if cell.token.map else 0


def _plain(block: TextBlock) -> str:
    return plain_without_runs(block.flat, 0, len(block.flat.text), block.runs)


def _cell(block: TextBlock, others: Sequence[TextBlock]) -> Cell:
    claims = [claim for source in (block, *others) for claim in source.claims]
    return Cell(inlines=block.inlines(), claims=tuple(claims))
