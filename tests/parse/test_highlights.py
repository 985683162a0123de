from __future__ import annotations

import pytest

from noteport.model.nodes import Emphasis, Highlight, Inline, Strong, Text
from noteport.parse.markdown.parser import tokens_of
from noteport.parse.text.flatten import flatten
from noteport.parse.text.inline_reader import inlines_of


def inlines(markdown: str) -> tuple[Inline, ...]:
    return inlines_of(flatten(tokens_of(markdown)[1].children or ()))


def test_a_highlight_contains_other_spans() -> None:
    assert inlines("==a **b** c==") == (Highlight((Text("a "), Strong((Text("b"),)), Text(" c"))),)


def test_other_spans_contain_a_highlight() -> None:
    assert inlines("*a ==b==*") == (Emphasis((Text("a "), Highlight((Text("b"),)))),)


def test_highlights_of_both_kinds_nest() -> None:
    assert inlines("==a ^^b^^ c==") == (Highlight((Text("a "), Highlight((Text("b"),)), Text(" c"))),)


def test_the_first_highlight_that_ends_is_read_where_two_cross() -> None:
    assert inlines("==a ^^b== c^^") == (Highlight((Text("a ^^b"),)), Text(" c^^"))


@pytest.mark.parametrize(
    "text", ["a==b==c", "a == b == c", "== a ==", "==a ==", "== a==", "a=== b ===", "2^^3 4^^5", "a!=b"]
)
def test_operators_are_text(text: str) -> None:
    assert inlines(text) == (Text(text),)


@pytest.mark.parametrize("mark", ["==", "^^"])
@pytest.mark.parametrize("around", [("(", ")"), ("“", "”"), ("", "."), ("面", "包"), ("", "–x"), ("– ", "")])
def test_a_highlight_stands_beside_punctuation_and_characters_without_spaces(
    mark: str, around: tuple[str, str]
) -> None:
    before, after = around
    shown = [Text(before), Highlight((Text("b"),)), Text(after)]
    assert inlines(f"{before}{mark}b{mark}{after}") == tuple(part for part in shown if part != Text(""))
