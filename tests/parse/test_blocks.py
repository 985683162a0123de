"""The whole text is kept in the model, what makes no claims included."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

import pytest

from noteport.api import (
    Block,
    Break,
    Code,
    CodeSpan,
    Emphasis,
    Footnote,
    FootnoteRef,
    Image,
    Inline,
    Link,
    List,
    Math,
    MathBlock,
    Paragraph,
    Quote,
    Rule,
    Strike,
    Strong,
    Subscript,
    Table,
    Text,
    TimestampRef,
    Verbatim,
    WikiLink,
    parse_note,
    plain,
)


def blocks(text: str) -> tuple[Block, ...]:
    [section] = parse_note(textwrap.dedent(text)).sections
    return section.blocks


def inlines(text: str) -> tuple[Inline, ...]:
    [block] = blocks(text)
    assert isinstance(block, Paragraph)
    return block.inlines


def kinds(found: Iterable[object]) -> list[str]:
    return [type(one).__name__ for one in found]


def test_every_kind_of_block() -> None:
    text = """\
        A paragraph.[^1]

        - a list

        > a quotation

        ```python
        print()
        ```

        | a | b |
        |---|---|
        | c | d |

        $$
        x^2
        $$

        ---

        <style>
        p {}
        </style>

        [^1]: A footnote.
        """
    expected = ["Paragraph", "List", "Quote", "Code", "Table", "MathBlock", "Rule", "Verbatim", "Footnote"]
    assert kinds(blocks(text)) == expected


def test_blocks_know_their_line() -> None:
    assert [block.line for block in blocks("\n\na\n\n- b\n\n> c\n\n```\nd\n```\n\n---\n")] == [3, 5, 7, 9, 13]


def test_ordered_lists_keep_their_first_number_and_tasks_their_box() -> None:
    ordered, tasks = blocks("3. a\n4. b\n\ntext\n\n- [x] done\n- [ ] open\n- none\n")[::2]
    assert isinstance(ordered, List)
    assert isinstance(tasks, List)
    assert (ordered.start, tasks.start) == (3, None)
    assert [item.checked for item in tasks.items] == [True, False, None]
    assert [plain(block.inlines) for item in tasks.items for block in item.blocks if isinstance(block, Paragraph)] == [
        "done",
        "open",
        "none",
    ]


@pytest.mark.parametrize(
    ("source", "kind", "title", "body"),
    [
        ("> a\n> b", None, "", 1),
        ("> [!NOTE] A *title*\n> body", "note", "A title", 1),
        ("> [!tip]- Folded\n> body\n>\n> more", "tip", "Folded", 2),
        ("> [!info|wide] Title\n> - list", "info", "Title", 1),
        ("> [!info]\n> body", "info", "", 1),
        ("> [!info] no body", "info", "", 1),
        ("```ad-note\nbody\n```", "note", "", 1),
    ],
)
def test_quotations_and_callouts(source: str, kind: str | None, title: str, body: int) -> None:
    [quote] = blocks(source)
    assert isinstance(quote, Quote)
    assert (quote.kind, plain(quote.title), len(quote.blocks)) == (kind, title, body)


def test_code_keeps_its_text_and_language() -> None:
    fenced, indented = blocks("```python title=x\na = 1\n\n  b\n```\n\n    c\n")
    assert fenced == Code(text="a = 1\n\n  b", language="python", line=1)
    assert indented == Code(text="c", line=7)


def test_tables_keep_cells_and_alignment() -> None:
    [table] = blocks("| a | b | c | d |\n|---|:--|:-:|--:|\n| *e* | | [00:10] | `f|g` |\n")
    assert isinstance(table, Table)
    assert table.align == (None, "left", "center", "right")
    assert [plain(cell.inlines) for cell in table.head] == ["a", "b", "c", "d"]
    assert kinds(table.rows[0][0].inlines) == ["Emphasis"]


def test_footnotes_keep_their_label_and_place() -> None:
    *_, footnote = blocks("Text.[^why]\n\n[^why]: Because.\n")
    assert isinstance(footnote, Footnote)
    assert (footnote.label, footnote.line) == ("why", 3)


def test_formulas_keep_their_source() -> None:
    assert [block for block in blocks("$$\nx_1\n$$\n\ntext\n") if isinstance(block, MathBlock)] == [
        MathBlock(tex="x_1", line=1)
    ]
    assert blocks("text\n\n\\[\nx_1\n\\] (2)\n\ntext\n")[1] == MathBlock(tex="x_1\n\\tag{2}", line=3)


def test_what_stands_behind_a_bracket_is_no_part_of_a_formula() -> None:
    for text in ("\\[Music\\] word", "\\[\nword", "\\[ a\n\n\\] word", "- \\[ a\n\n\\] word"):
        note = parse_note(text)
        assert not any(isinstance(block, MathBlock) for block in note.sections[0].blocks)
        assert "word" in repr(note)


def test_what_the_model_does_not_have_is_kept_verbatim() -> None:
    note = parse_note("<script>\nalert(1)\n</script>\n")
    assert note.sections[0].blocks == (Verbatim(text="<script>\nalert(1)\n</script>\n", line=1),)
    assert [problem.code for problem in note.problems] == ["block-kept-verbatim"]


def test_rules_are_kept() -> None:
    assert blocks("a\n\n***\n")[1] == Rule(line=3)


def test_sections_are_nested_by_their_level() -> None:
    note = parse_note("text\n\n# A\n\n### B\n\n## C\n\n# D *e* [00:10]\n")
    assert [(section.title, section.level, section.line) for section in note.sections] == [
        ("", 0, 1),
        ("A", 1, 3),
        ("D e", 1, 9),
    ]
    assert [section.title for section in note.sections[1].sections] == ["B", "C"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a *b* c", (Text("a "), Emphasis((Text("b"),)), Text(" c"))),
        ("**a** ~~b~~", (Strong((Text("a"),)), Text(" "), Strike((Text("b"),)))),
        ("`a * b`", (CodeSpan("a * b"),)),
        ("[a](https://b.c)", (Link("https://b.c", (Text("a"),)),)),
        ("![a](b.png)", (Image("b.png", "a"),)),
        ("[[a]]", (WikiLink("a"),)),
        ("[[a | b]]", (WikiLink("a", "b"),)),
        ("[[a#b]]", (WikiLink("a", fragment="b"),)),
        ("[[#^b|c]]", (WikiLink("", "c", "^b"),)),
        ("![[a]]", (WikiLink("a", embed=True),)),
        ("![[a.png|300]]", (Image("a.png"),)),
        ("$x$ and \\(y\\)", (Math("x"), Text(" and "), Math("y"))),
        ("a $$x$$", (Text("a "), Math("x", display=True))),
        ("a\nb", (Text("a"), Break(), Text("b"))),
        ("a  \nb", (Text("a"), Break(hard=True), Text("b"))),
        ("a<br/>b", (Text("a"), Break(hard=True), Text("b"))),
        ("H<sub>2</sub>", (Text("H"), Subscript("2"))),
        ("List<T> &lt; &amp; < &", (Text("List<T> < & < &"),)),
        ("$5 and $6", (Text("$5 and $6"),)),
        ("\\*a\\*", (Text("*a*"),)),
    ],
)
def test_inlines(source: str, expected: tuple[Inline, ...]) -> None:
    assert inlines(source) == expected


def test_footnote_references_are_inlines() -> None:
    paragraph, _ = blocks("a[^1]\n\n[^1]: b\n")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines == (Text("a"), FootnoteRef("1"))


def test_timestamps_stand_in_the_text_where_they_stood() -> None:
    found = [inline.timestamp for inline in inlines("a [00:10] b [00:20]-[00:30].") if isinstance(inline, TimestampRef)]
    assert [(timestamp.start, timestamp.as_written) for timestamp in found] == [
        (10, "00:10"),
        (20, "00:20"),
        (30, "00:30"),
    ]
