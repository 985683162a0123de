"""Blocks as XHTML: one match over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from noteport.api import (
    Block,
    Break,
    Cell,
    Claim,
    Code,
    Footnote,
    Inline,
    List,
    ListItem,
    Math,
    MathBlock,
    Paragraph,
    Quote,
    Rule,
    Section,
    Table,
    Text,
    Verbatim,
    WikiLink,
    blocks_in,
    plain,
    sections_in,
)
from noteport_epub.block_ids import without_block_id
from noteport_epub.callouts import callout, without_markers
from noteport_epub.derivations import lone_formula, with_lines_of_derivation
from noteport_epub.highlight import code_block
from noteport_epub.inlines import InlineWriter
from noteport_epub.labels import labels_of, ours
from noteport_epub.links import part_key
from noteport_epub.maths import formula
from noteport_epub.words import said
from noteport_epub.xhtml import Attributes, Markup, el, join

_WIDE = 3
"""Columns of a table that does not fit on a phone: there, each cell has the header of its column before it."""


class BlockWriter:
    """Writes the blocks of one note, and records where its claims are.

    Args:
        inlines: writes the inlines in them.
        footnotes: the number of each footnote that the note defines, by label.
        tag: the language of the note.
    """

    def __init__(self, inlines: InlineWriter, footnotes: Mapping[str, int], tag: str) -> None:
        self.anchors: dict[str, str] = {}
        """The id of the element that contains a claim, by the claim's id."""
        self.named: dict[str, str] = {}
        """The id of each block that the note names, by its key for links."""
        self._inlines = inlines
        self._footnotes = footnotes
        self._labels = labels_of(tag)
        self._ours = ours(tag)
        self._footnotes_met: list[Footnote] = []
        self._footnotes_written: set[str] = set()
        self._section_id = ""

    def write(self, blocks: Iterable[Block], section_id: str = "") -> Markup:
        """Write blocks one after the other. ``section_id`` is the place of everything without a place of its own."""
        self._section_id = section_id
        return self._blocks(blocks)

    def write_footnotes(self) -> Markup:
        """Return the footnotes among all blocks so far, which are collected wherever the note defines them."""
        return join([self._footnote(block) for block in self._footnotes_met], "\n")

    def _blocks(self, blocks: Iterable[Block]) -> Markup:
        return join((self._one(block) for block in blocks), "\n")

    def _one(self, block: Block) -> Markup:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case List():
                return self._list(block)
            case Quote():
                return self._quote(block)
            case Code(text=text, language=language):
                return code_block(text, language)
            case Table():
                return self._table(block)
            case MathBlock(tex=tex):
                return el("div", {"class": "formula", "tabindex": "0"}, formula(tex, display=True))
            case Footnote():
                self._footnotes_met.append(block)
                return Markup()
            case Rule():
                return el("hr")
            case Verbatim(text=text):
                return el("pre", {"class": "verbatim"}, el("code", {}, text))

    def _place(self, claims: Iterable[Claim]) -> str | None:
        """Return the id of an element that contains claims."""
        place = None
        for claim in claims:
            place = place or f"at-{claim.id.rpartition('@')[2].replace('-', 'none')}"
            self.anchors.setdefault(claim.id, place)
        self._inlines.place = place or self._section_id
        return place

    def _paragraph(self, block: Paragraph) -> Markup:
        """Write a paragraph, or the callout that its marker makes of it; nothing if it shows nothing."""
        kind, inlines = without_markers(block.inlines)
        alone = lone_formula(inlines) if kind is None else None
        if alone is not None:
            return self._displayed(block, inlines, alone)
        place, content = self._text(block.claims, with_lines_of_derivation(inlines))
        if kind is not None:
            return callout(kind, Markup(), el("p", {"id": place}, content), self._labels, self._ours)
        return el("p", {"id": place}, content) if content.strip() else Markup()

    def _displayed(self, block: Paragraph, inlines: tuple[Inline, ...], alone: Math) -> Markup:
        """Write a paragraph that is a formula, with its timestamps."""
        shown = tuple(Math(alone.tex, display=True) if inline is alone else inline for inline in inlines)
        place, content = self._text(block.claims, shown)
        return el("div", {"id": place, "class": "formula", "tabindex": "0"}, content)

    def _text(self, claims: Iterable[Claim], inlines: tuple[Inline, ...]) -> tuple[str | None, Markup]:
        """Write the text of a paragraph or item, and the id of its element; links lead to a name at its end."""
        inlines, name = without_block_id(inlines)
        stands_alone = not inlines or (len(inlines) == 1 and inlines[0] == Text(""))
        before = self._inlines.place
        place = self._place(claims)
        if name is not None and stands_alone:  # it names the block before it
            place, self._inlines.place = None, before
            self.named.setdefault(part_key(f"^{name}"), before)
        elif name is not None:
            place = place or f"block-{len(self.named) + 1}"
            self._inlines.place = place
            self.named.setdefault(part_key(f"^{name}"), place)
        return place, join([self._inlines.write(inlines), *_embedded(inlines), *self._back_link(claims)])

    def _back_link(self, claims: Iterable[Claim]) -> Iterator[Markup | str]:
        """Write a link to the place in the note, if it is asked for."""
        link = next((claim.back_link for claim in claims if claim.back_link is not None), None)
        if link is not None:
            yield " "
            yield el("a", {"class": "back-link", "href": link, "aria-label": self._labels.notes, **self._ours}, "✎")

    def _list(self, block: List) -> Markup:
        tasks = any(item.checked is not None for item in block.items)
        attributes: Attributes = {"class": "tasks" if tasks else None}
        name = "ul" if block.start is None else "ol"
        if block.start not in (None, 1):
            attributes = {**attributes, "start": str(block.start)}
        items = (self._item(item) for item in block.items)
        return el(name, attributes, "\n", join(items, "\n"), "\n")

    def _item(self, item: ListItem) -> Markup:
        """Write an item; its first paragraph is written without an element if only lists follow."""
        box = self._box(item.checked)
        first, *rest = item.blocks or (None,)
        if isinstance(first, Paragraph) and all(isinstance(block, List) for block in rest):
            place, content = self._text(first.claims, first.inlines)
            return el("li", {"id": place}, box, content, *(join(["\n", self._one(block)]) for block in rest))
        return el("li", {}, box, self._blocks(item.blocks))

    def _box(self, checked: bool | None) -> Markup:
        if checked is None:
            return Markup()
        sign, word = ("☑", self._labels.done) if checked else ("☐", self._labels.open)
        return join([el("span", {"class": "box", "role": "img", "aria-label": word, **self._ours}, sign), " "])

    def _quote(self, block: Quote) -> Markup:
        if block.kind is None:
            return el("blockquote", {}, self._blocks(block.blocks))
        title = self._inlines.write(block.title)
        return callout(block.kind, title, self._blocks(block.blocks), self._labels, self._ours)

    # --- tables -------------------------------------------------------------------------------------------------------

    def _table(self, table: Table) -> Markup:
        head = [self._head_cell(cell, column, table) for column, cell in enumerate(table.head)]
        width = max([len(table.head), *(len(row) for row in table.rows)], default=0)
        if width == 0:
            return Markup()
        rows = [el("tr", {}, *self._row(row, table)) for row in table.rows]
        parts = (
            [el("thead", {}, el("tr", {}, *head))] if any(plain(cell.inlines).strip() for cell in table.head) else []
        )
        parts += [el("tbody", {}, "\n", join(rows, "\n"), "\n")] if rows else []
        attributes = {"class": "wide" if width >= _WIDE and len(parts) > 1 else None}
        return el("table", attributes, "\n", join(parts, "\n"), "\n") if parts else Markup()

    def _head_cell(self, cell: Cell, column: int, table: Table) -> Markup:
        content = self._inlines.write(cell.inlines)
        name = "th" if content.strip() else "td"
        return el(name, {"scope": "col" if name == "th" else None, **_aligned(table, column)}, content)

    def _row(self, row: tuple[Cell, ...], table: Table) -> Iterator[Markup]:
        """Write the cells of a row; the first is the header of the others, if there are others."""
        for column, cell in enumerate(row):
            place = self._place(cell.claims)
            content = self._inlines.write(cell.inlines)
            names = column == 0 and len(row) > 1 and bool(content.strip())
            attributes: dict[str, str | None] = {
                "id": place,
                "scope": "row" if names else None,
                **_aligned(table, column),
            }
            if column and len(row) >= _WIDE and column < len(table.head):
                attributes["data-label"] = plain(table.head[column].inlines).strip() or None
            yield el("th" if names else "td", attributes, content)

    # --- footnotes ----------------------------------------------------------------------------------------------------

    def _footnote(self, block: Footnote) -> Markup:
        """Write a footnote with a link back to its reference; an empty one is left out."""
        number = self._footnotes.get(block.label)
        if number is None or not block.blocks:
            return Markup()
        if block.label in self._footnotes_written:  # the label is taken; the text is kept
            return self._blocks(block.blocks)
        self._footnotes_written.add(block.label)
        back = self._back_to(number) if block.label in self._inlines.footnotes_seen else Markup()
        attributes = {"id": f"note-{number}", "class": "footnote", "epub:type": "footnote", "role": "doc-footnote"}
        shown = el("p", {"class": "footnote-number"}, str(number))
        return el("aside", attributes, shown, self._blocks(block.blocks), " ", back)

    def _back_to(self, number: int) -> Markup:
        name = {"role": "doc-backlink", "aria-label": self._labels.back_to.format(number)}
        return el("a", {"href": f"#to-note-{number}", **name, **self._ours}, "↩")


def footnote_numbers(sections: Iterable[Section]) -> dict[str, int]:
    """Return the footnotes that a note defines by label, numbered in order."""
    numbers: dict[str, int] = {}
    for section in sections_in(sections):
        for block in blocks_in(section.blocks):
            if isinstance(block, Footnote) and block.blocks:
                numbers.setdefault(block.label, len(numbers) + 1)
    return numbers


def _embedded(inlines: tuple[Inline, ...]) -> Iterator[Markup | str]:
    """Write how the section begins that a text embeds and does nothing else."""
    shown = [inline for inline in inlines if not isinstance(inline, Break) and inline != Text("")]
    if len(shown) == 1 and isinstance(link := shown[0], WikiLink) and link.embed and link.passage and not link.block_id:
        yield ": "
        yield said(link.passage)


def _aligned(table: Table, column: int) -> Attributes:
    align = table.align[column] if column < len(table.align) else None
    return {"class": f"to-{align}"} if align in ("center", "right") else {}
