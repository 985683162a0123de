"""No spreadsheet finds a formula in what it is given, wherever it cuts a line."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noteport.tables.formulas import guard_formula, html_without_formula, name_without_formula

SIGNS = tuple("=+-@＝＋－＠﹦﹢﹣﹫")
TEXTS = st.text(alphabet=[*"=+-@;\"'\t a1&<\xa0", "＝"])


def formulas_in(cell: str) -> list[str]:
    """The parts of a cell that are formulas where a line is cut at semicolons and tabs."""
    first, *others = re.split("[;\t]", cell)
    parts = (first.lstrip(), *(part.lstrip('"\xa0 ') for part in others))
    return [part for part in parts if part.startswith(SIGNS)]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", "a;", "a;b;", 'a;"', 'a;""', "a\t", ";", "a; ", " ", "a;\xa0 ", 'a; "'])
def test_a_sign_begins_no_cell_wherever_a_line_is_cut(before: str, sign: str) -> None:
    text = f"{before}{sign}1"
    assert formulas_in(text)
    assert not formulas_in(guard_formula(text, splits_at_semicolons=True))
    assert not formulas_in(name_without_formula(text))
    assert not formulas_in(html_without_formula(text.replace("\t", " ")))


@given(TEXTS)
def test_every_guard_can_be_undone(text: str) -> None:
    assert re.sub("(^|[;\t])'", r"\1", guard_formula(text, splits_at_semicolons=True)) == text
    assert guard_formula(text).removeprefix("'") == text


@given(TEXTS)
def test_html_shows_the_same_text(text: str) -> None:
    assert html.unescape(html_without_formula(html.escape(text, quote=False))) == text


@pytest.mark.parametrize("text", ["", "a=1", "a; b", "1-2", "a;b"])
def test_all_else_stays_as_it_is(text: str) -> None:
    assert guard_formula(text, splits_at_semicolons=True) == name_without_formula(text) == text
    assert html_without_formula(text) == text
