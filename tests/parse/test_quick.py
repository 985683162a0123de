"""The quick way of reading a block gives the tokens of the long one, and the choice of rules those of all rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, text_join

from noteport.parse.markdown.fast_path import quick_tokens
from noteport.parse.markdown.parser import parser

TESTS = Path(__file__).parents[1]
NOTES = sorted([*(TESTS / "golden").rglob("input/**/*.md"), *(TESTS.parent / "samples").rglob("*.md")])

CHOOSING = parser(html_blocks=True)
ASKING_ALL = parser(html_blocks=True)
ASKING_ALL.block.ruler.__cache__ = None  # it compiles its own lists again

INLINE = [
    *"ab.,:)(*_`~$\\&;!<>[]|\n \t10é“",
    "**",
    "***",
    "  \n",
    "``",
    "a_b",
    "&amp;",
    "<br/>",
    "<br>",
    "</b>",
    "<T>",
    "[[a_note | shown]]",
    "[[a]]",
    "![[a.png]]",
    "[[a#b]]",
    "[00:10]",
    "[[00:10]]",
    "[x](y)",
    "[^1]",
    '<a class="yt-timestamp" data-t="00:01:05">[00:01:05]</a>',
    '<a class="yt-timestamp" data-t="00:01:05">[01:05]</a>',
    "<a data-t=>[00:10]</a>",
]
BLOCK = [
    *["a word", "\n", "\n\n", " ", "    ", "\t", "* ", "- ", "+ ", "1. ", "1) ", "> ", "# ", "## ", "```\n", "~~~"],
    *["---\n", "***\n", "_ _ _\n", "===\n", "| a | b |\n", "|---|---|\n", "[^1]: ", "[a]: b\n", "<div>\n", "<!-- "],
    *[" -->", "$$\n", "\\[", "\\]", "[00:10]", "a: b", "|", ">", "<", "`"],
]


def long_way(text: str) -> list[tuple[str, str, Any]]:
    """The inline tokens by markdown-it's own rules."""
    md: MarkdownIt = CHOOSING
    state = StateCore(text, md, {})
    [block] = md.parseInline("x")
    block.children = md.inline.parse(text, md, {}, [])
    state.tokens = [block]
    text_join(state)
    return [(token.type, token.content, token.meta or None) for token in block.children or []]


def check(text: str) -> None:
    quick = quick_tokens(text)
    if quick is not None:
        assert [(token.type, token.content, token.meta) for token in quick] == long_way(text)


@given(st.lists(st.sampled_from(INLINE)).map("".join).map(str.strip))
def test_the_quick_way_gives_the_tokens_of_the_long_one(text: str) -> None:
    check(text)


@pytest.mark.parametrize("file", NOTES, ids=lambda file: file.relative_to(TESTS.parent).as_posix())
def test_it_does_so_in_every_note(file: Path) -> None:
    for token in CHOOSING.parse(file.read_text(encoding="utf-8")):
        if token.type == "inline":
            check(token.content)


@pytest.mark.parametrize(
    "text",
    [
        "words, a_name and 5 dollars: $5",
        'one sentence <a class="yt-timestamp" data-t="00:01:05">[00:01:05]</a>. Another',
        "**Bias**: see [[a_note | shown]], `code` and *this*",
        "a line  \nand another\nand <br/> more",
        "a [remark] and List<T>",
        "**a *b* c** d",
    ],
)
def test_ordinary_text_is_read_the_quick_way(text: str) -> None:
    assert quick_tokens(text) is not None
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "a ** b",
        "**a",
        "***a***",
        r"a \* b",
        "``a``",
        "[a](b)",
        "![a](b)",
        "&amp;",
        "$a$",
        "a[^1]",
        "__a__",
        "*a **b* c**",
    ],
)
def test_what_takes_markdown_to_tell_is_left_to_it(text: str) -> None:
    assert quick_tokens(text) is None


def test_a_bracket_may_be_a_link_where_links_are_defined() -> None:
    assert quick_tokens("a [remark]", has_references=True) is None


def blocks(md: MarkdownIt, text: str) -> list[tuple[Any, ...]]:
    return [
        (token.type, token.content, token.map, token.level, token.info, token.markup, str(token.attrs))
        for token in md.parse(text)
    ]


@given(st.lists(st.sampled_from(BLOCK)).map("".join))
def test_asking_the_rules_of_a_character_is_asking_all(text: str) -> None:
    assert blocks(CHOOSING, text) == blocks(ASKING_ALL, text)


@pytest.mark.parametrize("file", NOTES, ids=lambda file: file.relative_to(TESTS.parent).as_posix())
def test_so_it_is_in_every_note(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert blocks(CHOOSING, text) == blocks(ASKING_ALL, text)


def test_the_rules_are_chosen_in_this_version_of_markdown_it() -> None:
    assert [len(CHOOSING.block.ruler.getRules(chain)) for chain in ("", "paragraph", "list")] == [1, 1, 1]
    assert len(ASKING_ALL.block.ruler.getRules("")) > 10
