"""What is asked of a claim that was edited."""

from __future__ import annotations

import pytest

from noteport.api import find_gaps, text_of_html
from noteport_anki.earlier_card import EarlierCard, earlier_card
from noteport_anki.note_types import BASIC, CLOZE


def parts(text: str) -> list[tuple[str, bool]]:
    """A text in which [brackets] stand around what is hidden."""
    return [(part, at % 2 == 1) for at, part in enumerate(text.replace("]", "[").split("["))]


def shown(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Water boils at [100 degrees] there.", "Water boils at [100 degrees] there."),
        ("Water boils at [100 degrees] there.", "At sea level, it is at [100 degrees] that water boils."),
        ("Water boils at [100 degrees] there.", "Water boils at [99 degrees] there."),
        ("Water boils at [100 degrees] there.", "Water boils at about [100 degree] there."),
        ("Yeast turns [sugar] into alcohol.", "Yeast turns [suggar] into alcohol."),
        ("The [cell] lives as long as its [cells] do.", "The [cell] lives while its [cells] do."),
        ("The [cell] lives as long as its [cells] do.", "The [cell] lives for long."),
        ("Use [std::vector] there.", "Always use [std::vector] there."),
        ("The area is [$x^2$] then.", "The area of all is [$x^2$] then."),
        ("水在[一百度]沸腾。", "水一定在[一百度]沸腾。"),
        ("Ask for [art], not for artists.", "Ask for [art] and not for artists."),
    ],
)
def test_the_same_fact_is_hidden(before: str, after: str) -> None:
    text = after.replace("[", "").replace("]", "")
    assert shown(text, find_gaps(text, parts(before))) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Water boils at [100 degrees] there.", "Water boils there."),
        (
            "Water boils at [100 degrees] there.",
            "Nobody has ever said anything of the kind about any of that, I think.",
        ),
        ("[Ribosomes]", "Mitochondria"),
    ],
)
def test_a_fact_that_is_gone_is_nowhere(before: str, after: str) -> None:
    assert find_gaps(after, parts(before)) == []


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a <b>b</b> &lt;c&gt; {<!-- -->{d}<!-- -->}", "a b <c> {{d}}"),
        (r"so \(x^2\) and \[y\] and \&#8288;(z)", "so $x^2$ and $$y$$ and (z)".replace("and (z)", "and \\(z)")),
    ],
)
def test_a_field_is_read_as_a_reader_sees_it(markup: str, text: str) -> None:
    assert text_of_html(markup).replace("\u2060", "") == text


def card(fields: dict[str, str], *, cloze: bool = True, data: str = "") -> EarlierCard:
    type = CLOZE if cloze else BASIC
    flds = "\x1f".join(fields.get(name, "") for name in type.fields)
    return earlier_card(("Bio/cells@65.1", type.id, 5, " a b ", flds, data, "Bio", 0))


SOURCE = '<div class="links"><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=70s">▶ 01:10</a></div>'


def test_a_card_is_known_by_its_fields_alone() -> None:
    back = "<b>Growth</b>: The colony doubles every <strong>20 minutes</strong>."
    text = "The colony doubles every {{c1::<strong>20 minutes</strong>::quantity}}."
    found = card({"Ref": "Bio/cells@65.1", "Text": text, "Back": back, "Source": SOURCE, "Hint": "quantity"})
    assert (found.kind, found.gap, found.hint) == ("cloze", ("20 minutes",), "quantity")
    assert (found.text, found.note, found.second) == ("The colony doubles every 20 minutes.", "Bio/cells", 70)
    assert (found.facts, found.changed, found.deck, found.tags) == ("", 5, "Bio", ("a", "b"))


@pytest.mark.parametrize(
    ("back", "text", "term"),
    [
        ('<p class="answer">Osmosis</p><p class="claim"><b>Osmosis</b>: water gets in.</p>', "water gets in.", True),
        ('<p class="answer">Ribosomes</p><p class="claim">The cell has: <b>Ribosomes</b></p>', "Ribosomes", False),
    ],
)
def test_a_basic_card_too(back: str, text: str, term: bool) -> None:
    found = card({"Ref": "Bio/cells@65.1", "Back": back}, cloze=False)
    assert (found.kind, found.gap, found.text, found.asks_for_term) == ("basic", (), text, term)


def test_what_noteport_noted_wins() -> None:
    data = '{"by":"noteport","note":"Bio/life","second":80,"key":7,"facts":"f"}'
    found = card({"Ref": "Bio/cells@65.1", "Back": "Text", "Source": SOURCE}, data=data)
    assert (found.note, found.second, found.key, found.facts) == ("Bio/life", 80, 7, "f")


def test_fields_that_somebody_emptied_cost_nothing() -> None:
    found = earlier_card(("guid", CLOZE.id, 5, "", "", "{}", "", 0))
    assert (found.text, found.note, found.second) == ("", "", None)
