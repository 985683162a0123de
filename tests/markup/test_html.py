from __future__ import annotations

import html as _html
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noteport.api import (
    DEEPEST_MARKUP,
    Break,
    CodeSpan,
    Emphasis,
    FootnoteRef,
    HtmlStyle,
    Image,
    Inline,
    Link,
    Math,
    NoteRef,
    RawHtml,
    Strike,
    Strong,
    Text,
    Timestamp,
    TimestampRef,
    WikiLink,
    escape,
    html,
    is_safe_address,
    plain,
    slice_inlines,
)
from noteport.markup.html import text_of_html
from noteport.markup.tex import only_shows
from noteport.videos import youtube

BEES = NoteRef(id="c/b", title="Bees & wasps", channel="c", stem="b")

leaves = st.one_of(
    st.builds(Text, st.text()),
    st.builds(CodeSpan, st.text()),
    st.builds(WikiLink, st.text(), st.none() | st.text(), st.none() | st.text()),
    st.builds(Math, st.text(), st.booleans()),
    st.builds(Image, st.text(), st.text()),
    st.builds(TimestampRef, st.builds(Timestamp, start=st.integers(0, 10**6))),
    st.builds(FootnoteRef, st.text()),
    st.builds(Break, st.booleans()),
    st.builds(
        RawHtml, st.sampled_from(["<sub>", "</sub>", "<sup class='x'>", "</sup>", "<script>", "<br>", "<u/>", ""])
    ),
)


def spans(children: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    inside = st.lists(children, max_size=3).map(tuple)
    return st.one_of(
        *(st.builds(span, inside) for span in (Emphasis, Strong, Strike)), st.builds(Link, st.text(), inside)
    )


inlines = st.lists(st.recursive(leaves, spans, max_leaves=8), max_size=5).map(tuple)

tex = st.lists(st.sampled_from(["\\", "(", ")", "[", "]", "{", "}", "x", " ", "\\frac", "begin", "\\color"])).map(
    "".join
)
backslashed = st.recursive(
    st.one_of(
        st.builds(Text, tex), st.builds(Math, tex), st.builds(RawHtml, st.sampled_from(["<sub>", "</sub>", "<b>"]))
    ),
    spans,
    max_leaves=8,
)
"""What looks like formulas, in part or together with what stands beside it."""


def _all(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        yield from _all(getattr(inline, "children", ()))


def formulas_in(markup: str) -> list[str]:
    """The formulas that MathJax finds in HTML, if it joined all the text but code (its ``FindTeX``)."""
    text = _html.unescape(re.sub(r"<code>.*?</code>|<[^>]*>", "", markup))
    found: list[str] = []
    position = 0
    while opening := re.compile(r"\\([(\[])").search(text, position):
        position, depth = opening.end(), 0
        closing = {"(": "\\)", "[": "\\]"}[opening[1]]
        for part in re.compile(r"\\[\s\S]|[{}]").finditer(text, position):
            if part[0] == closing and depth == 0:
                found.append(text[position : part.start()])
                position = part.end()
                break
            depth += {"{": 1, "}": -1 if depth else 0}.get(part[0], 0)
    return found


# --- plain text -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inline", "text"),
    [
        (Text("a < b"), "a < b"),
        (Strong((Text("a"), Emphasis((Text("b"),)))), "ab"),
        (CodeSpan("x = 1"), "x = 1"),
        (Link("https://example.org", (Text("a"),)), "a"),
        (WikiLink("a_slug"), "a slug"),
        (WikiLink("a_slug", "shown"), "shown"),
        (WikiLink("a_slug", note=BEES), "Bees & wasps"),
        (WikiLink("", fragment="Old age"), "Old age"),
        (TimestampRef(Timestamp(start=65)), "01:05"),
        (TimestampRef(Timestamp(start=65, end=3700)), "01:05–1:01:40"),
        (Math("x^2"), "$x^2$"),
        (Math("x^2", display=True), "$$x^2$$"),
        (Image("a.png", "a loaf"), ""),
        (Break(), " "),
        (Break(hard=True), " "),
        (FootnoteRef("1"), ""),
        (RawHtml("<u>"), ""),
    ],
)
def test_plain_text_is_what_a_reader_sees(inline: Inline, text: str) -> None:
    assert plain((inline,)) == text


# --- HTML -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inline", "expected"),
    [
        (Text('a < b & "c"'), "a &lt; b &amp; &quot;c&quot;"),
        (Emphasis((Strong((Text("a"),)),)), "<em><strong>a</strong></em>"),
        (Strike((Text("a"),)), "<del>a</del>"),
        (CodeSpan("a<b"), "<code>a&lt;b</code>"),
        (Link('https://e.org/?a="&b', (Text("a"),)), '<a href="https://e.org/?a=&quot;&amp;b">a</a>'),
        (Link("javascript:alert(1)", (Text("a"),)), "a"),
        (WikiLink("a", note=BEES), "Bees &amp; wasps"),
        (TimestampRef(Timestamp(start=65)), "01:05"),
        (Math("a<b"), r"\(a&lt;b\)"),
        (Math("a", display=True), r"\[a\]"),
        (Break(hard=True), "<br/>"),
        (Break(), "\n"),
        (Image("a.png", "a & b"), ""),
    ],
)
def test_html_escapes_text_and_keeps_markup(inline: Inline, expected: str) -> None:
    assert html((inline,)) == expected


def test_timestamps_open_the_video_where_there_is_one() -> None:
    style = HtmlStyle(video=youtube("golden_test"))
    expected = '<a href="https://www.youtube.com/watch?v=golden_test&amp;t=65s">01:05</a>'
    assert html((TimestampRef(Timestamp(start=65)),), style) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (("<sub>", "</sub>"), "<sub>x</sub>"),
        (("<sup onclick='a()'>", "</sup>"), "<sup>x</sup>"),
        (("<SUB>", "</SUB>"), "<sub>x</sub>"),
        (("<sub>", "</sup>"), "<sub>x</sub>"),
        (("</sub>", "<u>"), "x<u></u>"),
        (("<script>", "</script>"), "x"),
        (("<img src=x onerror=a()>", ""), "x"),
    ],
)
def test_raw_tags_are_kept_if_they_are_harmless_and_always_closed(tags: tuple[str, str], expected: str) -> None:
    assert html((RawHtml(tags[0]), Text("x"), RawHtml(tags[1]))) == expected


@given(inlines)
def test_html_is_well_formed_xml(inlines: tuple[Inline, ...]) -> None:
    ET.fromstring(f"<p>{html(inlines)}</p>")


@given(st.text())
def test_escaped_text_reads_as_it_was(text: str) -> None:
    printable = "".join(char for char in text if char.isprintable())
    assert (ET.fromstring(f'<p a="{escape(printable)}">{escape(printable)}</p>').text or "") == printable


@pytest.mark.parametrize("address", ["https://a.b", "HTTP://a.b", " https://a.b", "mailto:a@b.c"])
def test_web_and_mail_addresses_are_kept(address: str) -> None:
    assert is_safe_address(address)


@pytest.mark.parametrize(
    "address", ["", "a.md", "#a", "//a.b", "file:///a", "javascript:a()", "data:text/html,a", "\x00https:"]
)
def test_all_other_addresses_are_not(address: str) -> None:
    assert not is_safe_address(address)


# --- slices ---------------------------------------------------------------------------------------------------------


@given(inlines, st.integers(0, 60))
def test_two_slices_read_as_the_whole(inlines: tuple[Inline, ...], cut: int) -> None:
    text = plain(inlines)
    parts = slice_inlines(inlines, 0, cut), slice_inlines(inlines, cut, len(text))
    assert "".join(map(plain, parts)) == text


@given(inlines)
def test_the_whole_slice_reads_as_the_whole(inlines: tuple[Inline, ...]) -> None:
    text = plain(inlines)
    assert plain(slice_inlines(inlines, 0, len(text))) == text


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 4, "It i"),
        (3, 7, "is <strong>v</strong>"),
        (8, 13, "<strong>ry</strong> <code>co</code>"),
        (15, 99, "."),
        (20, 99, ""),
        (5, 5, ""),
    ],
)
def test_each_part_keeps_its_markup(start: int, end: int, expected: str) -> None:
    text = (Text("It is "), Strong((Text("very"),)), Text(" "), CodeSpan("cold"), Text("."))
    assert html(slice_inlines(text, start, end)) == expected


def test_what_cannot_be_cut_goes_with_the_side_where_it_begins() -> None:
    formula = (Text("a "), Math("x^2"), Text(" b"))
    assert plain(slice_inlines(formula, 0, 4)) == "a $x^2$"
    assert plain(slice_inlines(formula, 4, 9)) == " b"


# --- formulas -------------------------------------------------------------------------------------------------------


def test_a_formula_that_could_do_more_than_show_something_is_shown_as_its_source() -> None:
    assert html((Math(r"\color{red}{x < y}", display=True),)) == r"<code>\color{red}{x &lt; y}</code>"


def test_other_formulas_are_formulas() -> None:
    assert html((Math(r"x_{\text{max}} < 1"),)) == r"\(x_{\text{max}} &lt; 1\)"
    assert html((Math(r"\frac{a}{b}", display=True),)) == r"\[\frac{a}{b}\]"


@pytest.mark.parametrize("text", [r"\(x\)", r"\[x\]", r"\begin{equation}"])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    assert escape(text) == html((Text(text),)) == text.replace(text[:2], f"\\\u2060{text[1]}")
    assert html((CodeSpan(text),)) == f"<code>{text}</code>"


@pytest.mark.parametrize(
    "between", [Text(""), RawHtml("<span>"), RawHtml("<wbr>"), FootnoteRef("a"), Image("a.png", "")]
)
@pytest.mark.parametrize(("before", "behind"), [("\\", "(x\\)"), ("a\\", "[x\\]"), ("\\beg", "in{align}x")])
def test_text_that_becomes_a_formula_only_where_inlines_meet_stays_text(
    before: str, between: Inline, behind: str
) -> None:
    for inlines in ((Text(before), between, Text(behind)), (Strong((Text(before),)), between, Text(behind))):
        assert formulas_in(html(inlines)) == []


@given(st.lists(backslashed, max_size=6).map(tuple))
def test_mathjax_finds_the_formulas_of_the_note_and_no_others(inlines: tuple[Inline, ...]) -> None:
    written = [inline.tex for inline in _all(inlines) if isinstance(inline, Math) and only_shows(inline.tex)]
    assert formulas_in(html(inlines)) == written


# --- depth ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("raw", ["<small>", "<mark>"])
def test_elements_nest_in_so_many_levels_and_their_text_is_kept(raw: str) -> None:
    inlines: tuple[Inline, ...] = (Text("deep"),)
    for span in (Emphasis, Strong, Strike, partial(Link, "https://a.b")) * 25:
        inlines = (RawHtml(raw), *(RawHtml(raw),) * 30, span(inlines))
    markup = html(inlines)
    assert _depth(ET.fromstring(f"<p>{markup}</p>")) == DEEPEST_MARKUP + 1
    assert text_of_html(markup) == "deep"


def _depth(element: ET.Element) -> int:
    return 1 + max(map(_depth, element), default=0)
