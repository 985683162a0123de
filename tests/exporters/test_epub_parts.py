"""The small parts of the study guide, one by one."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noteport_epub.addresses import web_address
from noteport_epub.highlight import code_block
from noteport_epub.letters import by_letter, letter_of
from noteport_epub.links import Destination, fold, late_link, stable_name, written_links
from noteport_epub.maths import formula
from noteport_epub.raw_html import closed_name, opened
from noteport_epub.words import said, spoken
from noteport_epub.xhtml import Markup, clean, el, escape, is_right_to_left, join, language_tag, page

any_text = st.text(st.characters(exclude_categories=()))


# --- XHTML ----------------------------------------------------------------------------------------------------------


@given(any_text, any_text)
def test_an_element_is_well_formed_whatever_is_in_it(value: str, text: str) -> None:
    element = ET.fromstring(el("p", {"title": value}, text, el("br"), el("em", {}, text)))
    assert (element.text or "") == clean(text)
    assert len(element) == 2


@given(any_text, any_text)
def test_a_page_is_well_formed_whatever_is_in_it(title: str, text: str) -> None:
    root = ET.fromstring(page(title, el("p", {}, text), tag="en", styles=["a.css"]))
    assert root.findtext(".//{*}title")


def test_markup_is_taken_as_it_is_and_text_is_escaped() -> None:
    assert el("p", {}, "a < b & c", Markup("<br/>")) == "<p>a &lt; b &amp; c<br/></p>"
    assert el("p", {"title": 'a"b', "id": None}) == '<p title="a&quot;b"></p>'
    assert join(["<", Markup("<i/>")], " & ") == "&lt; &amp; <i/>"
    assert escape("]]>") == "]]&gt;"


def test_joining_markup_by_hand_is_seen_and_breaks_nothing() -> None:
    assert el("p", {}, el("i", {}, "x") + "y") == "<p>&lt;i&gt;x&lt;/i&gt;y</p>"


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("pt_BR", "pt-BR"),
        ("zh-Hant-TW", "zh-Hant-TW"),
        ("not a language", "not"),
        ("!!", None),
        (None, None),
    ],
)
def test_language_tags(written: str | None, tag: str | None) -> None:
    assert language_tag(written) == tag


def test_right_to_left_languages() -> None:
    assert [tag for tag in ("ar", "he-IL", "fa", "en", "ja", "az-Latn") if is_right_to_left(tag)] == [
        "ar",
        "he-IL",
        "fa",
    ]


# --- addresses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://e.com/a?b=c&d=e#f", "https://e.com/a?b=c&d=e#f"),
        ("HTTPS://E.COM/A", "https://e.com/A"),
        ("https://e.com/ü?q=ä", "https://e.com/%C3%BC?q=%C3%A4"),
        ("https://e.com/100%", "https://e.com/100%25"),
        ("https://e.com/[a]#b#c", "https://e.com/%5Ba%5D#b%23c"),
        ("http://münchen.de/", "http://xn--mnchen-3ya.de/"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("mailto:nobody", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("//e.com", None),
        ("http://", None),
        ("http://exa mple.com", None),
        ("http://[bad", None),
        ("https://user:secret@e.com", None),
        ("https://e.com:99999/", None),
    ],
)
def test_web_addresses(written: str, address: str | None) -> None:
    assert web_address(written) == address


@given(any_text)
def test_no_address_breaks(written: str) -> None:
    web_address("https://" + written)


# --- tags, formulas, code -------------------------------------------------------------------------------------------


def test_tags_that_make_a_phrase_are_kept_without_what_could_run() -> None:
    assert opened("<b onclick='x()'>") == ("b", {})
    assert opened("<ABBR title='a &amp; b'>") == ("abbr", {"title": "a & b"})
    assert opened("<a href='https://e.com'>") == ("a", {"href": "https://e.com"})
    assert opened("<a href='javascript:x'>") == ("a", {})
    assert opened("<img src=x.png onerror=x>") == ("img", {"src": "x.png"})
    for tag in ("<script>", "<div>", "<span style='x'>", "<span dir='up'>", "</b>", "<table>", "<b", "<!-- -->"):
        assert opened(tag) is None, tag
    assert (closed_name("</B>"), closed_name("<b>")) == ("b", None)


@pytest.mark.parametrize("tex", ["x^2", r"\frac{a}{b}", r"\begin{matrix}1&2\\3&4\end{matrix}", r"a<b\&c"])
def test_formulas(tex: str) -> None:
    root = ET.fromstring(formula(tex, display=False))
    assert root.tag.endswith("}math")
    assert root.get("alttext") == tex


@pytest.mark.parametrize("tex", ["", r"\frac{a}{", r"\text{<b>}", r"\left(", "x" * 5_000, "{" * 500])
def test_what_is_no_formula_is_code(tex: str) -> None:
    assert ET.fromstring(formula(tex, display=True)).tag == "code"


@given(any_text)
def test_any_formula_is_well_formed(tex: str) -> None:
    ET.fromstring(formula(tex, display=False))


@given(st.sampled_from(["python", "html", "c++", "diff", "no-such", '"', "json", None]), any_text)
def test_code_keeps_every_character(language: str | None, text: str) -> None:
    text = clean(text)
    root = ET.fromstring(code_block(text, language))
    pre = root if root.tag == "pre" else root.find("pre")
    assert pre is not None
    assert "".join(pre.itertext()) == text


# --- words and links ------------------------------------------------------------------------------------------------


def test_times_as_they_are_said() -> None:
    assert [spoken(seconds) for seconds in (0, 1, 65, 3600, 3723)] == [
        "the beginning",
        "1 second",
        "1 minute 5 seconds",
        "1 hour",
        "1 hour 2 minutes 3 seconds",
    ]


def test_plain_text_shows_its_formulas_and_tags_as_such() -> None:
    assert said("The <head> tag") == "The <code>&lt;head&gt;</code> tag"
    assert "<math " in said(r"Growth by $\alpha$ a year")
    assert [said(half) for half in ("A [[Demand", "demand]] is", "[[x]]")] == ["A Demand", "demand is", "[[x]]"]
    assert said("see [[a|b]] and [[1,2],[3,4]]") == "see b and [[1,2],[3,4]]"
    assert said("from $5 to $10, 1 < 2") == "from $5 to $10, 1 &lt; 2"


def test_letters_of_a_dictionary() -> None:
    words = ["zebra", "Élan", "eagle", "3D", "Ärger", "«Quote»", "яблоко", "漢字", "カタカナ", "item 10", "item 9", "…"]
    grouped = [(letter, [word for word, _ in group]) for letter, group in by_letter((word, None) for word in words)]
    assert grouped == [
        ("0–9", ["…", "3D"]),
        ("A", ["Ärger"]),
        ("E", ["eagle", "Élan"]),
        ("I", ["item 9", "item 10"]),
        ("Q", ["«Quote»"]),
        ("Z", ["zebra"]),
        ("Я", ["яблоко"]),
        ("CJK", ["漢字"]),
        ("Katakana", ["カタカナ"]),
    ]
    assert letter_of("") == "0–9"


def test_names_of_files_are_plain_and_apart() -> None:
    names = [
        stable_name(text) for text in ("bio/Cell growth", "bio/cell_growth", "漢字", "カナ", "../../etc", "a" * 300)
    ]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 70 and name.replace("-", "").isalnum() and name.isascii() for name in names)


def test_late_links_are_written_once_all_is_known() -> None:
    markup = join(["see ", late_link(Destination("a.xhtml", fold("Über: uns")), "A & B"), "."])
    written = written_links(markup, lambda to, shown: el("a", {"href": f"{to.file}#{to.heading}"}, shown))
    assert written == 'see <a href="a.xhtml#über uns">A &amp; B</a>.'


@given(any_text)
def test_no_text_can_forge_a_late_link(text: str) -> None:
    def fail(to: Destination, shown: Markup) -> Markup:
        raise AssertionError(to)

    written_links(escape(text), fail)
