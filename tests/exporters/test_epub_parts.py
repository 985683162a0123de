"""The small parts of the study guide, one by one."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noteport.api import (
    Break,
    CodeSpan,
    Inline,
    Math,
    Text,
    Timestamp,
    TimestampRef,
    closed_tag,
    opened_tag,
    xml_text,
)
from noteport_epub.addresses import web_address
from noteport_epub.block_ids import without_block_id
from noteport_epub.derivations import lone_formula, with_lines_of_derivation
from noteport_epub.highlight import code_block
from noteport_epub.labels import labels_of
from noteport_epub.letters import by_letter, letter_of
from noteport_epub.links import Destination, fold, late_link, part_key, stable_name, written_links
from noteport_epub.maths import formula
from noteport_epub.spacing import glue_end, with_hard_spaces, without_space_before_mark
from noteport_epub.svg import safe_svg
from noteport_epub.words import said, with_addresses
from noteport_epub.xhtml import Markup, el, escape, join, page

any_text = st.text(st.characters(exclude_categories=()))


# --- XHTML ----------------------------------------------------------------------------------------------------------


@given(any_text, any_text)
def test_an_element_is_well_formed_whatever_is_in_it(value: str, text: str) -> None:
    element = ET.fromstring(el("p", {"title": value}, text, el("br"), el("em", {}, text)))
    assert (element.text or "") == xml_text(text)
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


def test_addresses_in_plain_text_are_links_up_to_where_the_sentence_goes_on() -> None:
    link = '<a href="https://e.com/a?b=c&amp;d">https://e.com/a?b=c&amp;d</a>'
    assert with_addresses("see https://e.com/a?b=c&d, (http://e.org).") == (
        f'see {link}, (<a href="http://e.org">http://e.org</a>).'
    )
    assert with_addresses("http://local host:${PORT} a://b") == (
        '<a href="http://local">http://local</a> host:${PORT} a://b'
    )


# --- tags, formulas, code -------------------------------------------------------------------------------------------


def test_tags_that_make_a_phrase_are_kept_without_what_could_run() -> None:
    assert opened_tag("<b onclick='x()'>") == ("b", {})
    assert opened_tag("<ABBR title='a &amp; b'>") == ("abbr", {"title": "a & b"})
    assert opened_tag("<a href='https://e.com'>") == ("a", {"href": "https://e.com"})
    assert opened_tag("<a href='javascript:x'>") == ("a", {})
    assert opened_tag("<img src=x.png onerror=x>") == ("img", {"src": "x.png"})
    for tag in ("<script>", "<div>", "<span style='x'>", "<span dir='up'>", "</b>", "<table>", "<b", "<!-- -->"):
        assert opened_tag(tag) is None, tag
    assert (closed_tag("</B>"), closed_tag("<b>")) == ("b", None)


@pytest.mark.parametrize(
    "tex",
    ["x^2", r"\frac{a}{b}", r"\begin{matrix}1&2\\3&4\end{matrix}", r"a<b\&c", r"\begin{aligned}a&=b\\&<c\end{aligned}"],
)
def test_formulas(tex: str) -> None:
    root = ET.fromstring(formula(tex, display=False))
    assert root.tag.endswith("}math")
    assert root.get("alttext") == tex


@pytest.mark.parametrize(
    "tex", ["", r"\frac{a}{", r"\text{<b>}", r"\left(", r"\ce{H2O}", r"\unknown x", "x" * 5_000, "{" * 500]
)
def test_what_is_no_formula_is_code(tex: str) -> None:
    assert ET.fromstring(formula(tex, display=True)).tag == "code"


@given(any_text)
def test_any_formula_is_well_formed(tex: str) -> None:
    ET.fromstring(formula(tex, display=False))


@given(st.sampled_from(["python", "html", "c++", "diff", "no-such", '"', "json", None]), any_text)
def test_code_keeps_every_character(language: str | None, text: str) -> None:
    text = xml_text(text)
    root = ET.fromstring(code_block(text, language))
    pre = root if root.tag == "pre" else root.find("pre")
    assert pre is not None
    assert "".join(pre.itertext()) == text


# --- words and links ------------------------------------------------------------------------------------------------


def test_times_as_they_are_said() -> None:
    assert [labels_of("en").spoken(seconds) for seconds in (0, 1, 65, 3600, 3723)] == [
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
    written = written_links(markup, lambda to, shown: el("a", {"href": f"{to.file}#{to.part}"}, shown))
    assert written == 'see <a href="a.xhtml#über uns">A &amp; B</a>.'


@given(any_text)
def test_no_text_can_forge_a_late_link(text: str) -> None:
    def fail(to: Destination, shown: Markup) -> Markup:
        raise AssertionError(to)

    written_links(escape(text), fail)


@pytest.mark.parametrize(
    ("text", "rest", "name"),
    [
        ("A text. ^one-1", "A text.", "one-1"),
        ("^alone", "", "alone"),
        ("x^2", "x^2", None),
        ("not ^here but", "not ^here but", None),
    ],
)
def test_a_block_gives_its_name_at_its_end(text: str, rest: str, name: str | None) -> None:
    assert without_block_id((Text(text),)) == ((Text(rest),), name)
    assert without_block_id(()) == ((), None)


def test_parts_are_known_by_their_words() -> None:
    assert part_key("How *Pressure* builds") == part_key("how pressure builds")
    assert part_key("^one-1") == part_key("^One-1") != part_key("one-1")


# --- SVG ------------------------------------------------------------------------------------------------------------


def drawn(inner: str, head: str = "") -> str:
    """What is left of an SVG picture, without its own tags."""
    root = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
    svg = safe_svg(f"{head}{root}{inner}</svg>".encode())
    assert svg is not None
    left = svg.decode().partition("\n")[2]
    return left[left.index(">") + 1 : left.rindex("</svg>")]


@pytest.mark.parametrize(
    ("inner", "left"),
    [
        ('<g transform="scale(2)"><path d="M0 0"/></g>', '<g transform="scale(2)"><path d="M0 0"></path></g>'),
        ("<text>1 &lt; <tspan>2</tspan>!</text>", "<text>1 &lt; <tspan>2</tspan>!</text>"),
        ('<script>x</script><set/><a href="https://e.com" class="b"><g/></a>', '<g class="b"><g></g></g>'),
        ('<g onclick="x" ONLOAD="y" style="fill:url(https://e.com)" fill="url(#a)"/>', '<g fill="url(#a)"></g>'),
        ('<image href="https://e.com/x.png"/>', ""),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', ""),
        (
            '<image href="data:image/png;base64,AAAA"/>',
            '<image xlink:href="data:image/png;base64,AAAA"></image>',
        ),
        (
            '<use href="#b"/><use xlink:href="#c"/><g id="b"/><g id="b"/>',
            '<use xlink:href="#b"></use><use></use><g id="b"></g><g></g>',
        ),
        (
            "<style>@import 'x';</style><style>@font-face{src:url(x)} .a{fill:red}</style>",
            "<style> .a{fill:red}</style>",
        ),
        (
            "<switch><foreignObject>in HTML</foreignObject><text>else</text></switch>",
            "<switch><text>else</text></switch>",
        ),
        (
            '<x:y xmlns:x="urn:x">z</x:y><g x:z="1" xmlns:x="urn:x" xml:space="preserve"/>',
            '<g xml:space="preserve"></g>',
        ),
    ],
)
def test_a_picture_draws_and_does_nothing_else(inner: str, left: str) -> None:
    assert drawn(inner) == left


def test_the_head_that_drawing_programs_write_is_no_hindrance() -> None:
    head = (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd"><!-- x -->'
    )
    assert drawn("<g/>", head) == "<g></g>"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg>",
        b"<svg/>",
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        b'<?xml version="1.0" encoding="no-such"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        '<?xml version="1.0" encoding="UTF-16"?><svg xmlns="http://www.w3.org/2000/svg"/>'.encode("utf-16"),
        b'<svg xmlns="http://www.w3.org/2000/svg"><foreignObject>words</foreignObject></svg>',
    ],
)
def test_a_file_that_is_not_an_image_or_would_lose_its_text_is_left_out(data: bytes) -> None:
    assert safe_svg(data) is None


def test_a_picture_may_be_as_deep_as_it_likes() -> None:
    assert drawn("<g>" * 5000 + "</g>" * 5000).count("<g>") == 100


# --- spacing and formulas -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Vraiment ? Oui !", "Vraiment\u00a0? Oui\u00a0!"),
        ("« Oui » : dit-il", "«\u00a0Oui\u00a0»\u00a0: dit-il"),
        ("a :b and 3 : 2", "a :b and 3\u00a0: 2"),
        ("It is 5 %.", "It is 5 %."),
    ],
)
def test_a_mark_stays_with_the_word_before_it(text: str, kept: str) -> None:
    assert with_hard_spaces(text) == kept


@pytest.mark.parametrize(
    ("pieces", "glued"),
    [(["word "], "word\u00a0"), (["word\n"], "word\u00a0"), (["word"], "word"), (["水"], "水\u2060"), ([], "")],
)
def test_a_timestamp_stays_with_the_word_before_it(pieces: list[str], glued: str) -> None:
    glue_end(pieces)
    assert "".join(pieces) == glued


@pytest.mark.parametrize(("markup", "kept"), [(" . Next", ". Next"), (" , and", ", and"), (" and", " and"), ("", "")])
def test_a_full_stop_stays_with_the_timestamp_before_it(markup: str, kept: str) -> None:
    assert without_space_before_mark(Markup(markup)) == kept


FORMULA = Math("a = b")
STAMP = TimestampRef(Timestamp(start=5))


@pytest.mark.parametrize(
    ("inlines", "alone"),
    [
        ((FORMULA,), True),
        ((FORMULA, Text(" "), STAMP, Text(".")), True),
        ((Text("so "), FORMULA), False),
        ((FORMULA, Text(" "), FORMULA), False),
        ((STAMP,), False),
    ],
)
def test_a_formula_that_stands_alone_is_displayed(inlines: tuple[Inline, ...], alone: bool) -> None:
    assert (lone_formula(inlines) is not None) is alone


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (((FORMULA,), (Text("= "), FORMULA)), True),
        (((Text("area = width × height"),), (Text("= 3 × 4 "), STAMP)), True),
        (((CodeSpan("x = 1"),), (CodeSpan("y = 2"),)), True),
        (((FORMULA,), (Text("and this is more of the sentence"),)), False),
        (((Text("This is prose"),), (Text("that goes on = here"),)), False),
    ],
)
def test_the_lines_of_a_derivation_are_kept(lines: tuple[tuple[Inline, ...], ...], kept: bool) -> None:
    first, second = lines
    shown = with_lines_of_derivation((*first, Break(), *second))
    assert shown == (*first, Break(hard=kept), *second)


@pytest.mark.parametrize("text", ["$x$", "$x_1$", "$E=mc^2$", "$\\alpha$", "$f(x)$", "$$x + y$$"])
def test_a_formula_in_plain_text_is_a_formula(text: str) -> None:
    assert "<math" in said(f"About {text}, again")


@pytest.mark.parametrize("text", ["$5 to $6", "$5 and $x_1", "$ x $", "US$ or $AAPL", "$1M=$2M"])
def test_an_amount_of_money_is_no_formula(text: str) -> None:
    assert said(text) == text
