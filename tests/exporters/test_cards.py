"""Cards to look over: the page, the text and the data say what becomes of every claim, and the page is safe to open."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from noteport.api import (
    Card,
    CardOptions,
    ExportReport,
    Omission,
    UsageError,
    Vault,
    count_words,
    make_cards,
    plain_front,
)
from noteport_cards import CardsExporter, CardsOptions

Export = Callable[..., tuple[Path, ExportReport]]

NOTES = {
    "Bio/arteries.md": """---
title: The heart
videoId: dQw4w9WgXcQ
---
## What clogs it

The slow hardening of arteries with age is called **atherosclerosis** @@.

Everybody in the room was happy with the things that were done @@.

Why does the dough rise faster in a warm kitchen @@?
""",
    "Space/sputnik.md": """---
title: First in orbit
videoId: dQw4w9WgXcQ
---
The battery of Sputnik made up 61% of the weight of the satellite @@.

It is so @@ <!-- noteport: front="What makes bread rise?" back="Yeast" -->.
""",
}
"""Two good cards, one that is not good enough, a claim for which none is tried, and one of the author's own."""
LEFT_OUT = ["no question is good enough", "a question"]


class Entry:
    """What the page shows of one claim."""

    def __init__(self, element: ET.Element) -> None:
        self._element = element
        self.attributes = element.attrib
        self.left_out = self._text("p[@class='reason']")
        self.front = self._text(".//div[@class='face front']")
        self.back = self._text(".//div[@class='face back']")
        self.links = [link.get("href") for link in element.iterfind(".//p[@class='source']/a")]
        self.rows = [["".join(cell.itertext()) for cell in row] for row in element.iter("tr")]
        """The choice and the other candidates: score, kind, answer, reasons."""

    def _text(self, path: str) -> str | None:
        found = self._element.find(path)
        return None if found is None else "".join(found.itertext())


def main_of(page: Path) -> ET.Element:
    """What was made of the notes; it is well-formed by itself."""
    return ET.fromstring(re.findall(r"<main>.*</main>", page.read_text(encoding="utf-8"), re.DOTALL)[0])


def entries_of(page: Path) -> list[Entry]:
    return [Entry(element) for element in main_of(page).iter("article")]


def made_of(folder: Path, options: CardOptions | None = None) -> list[Card | Omission]:
    """What becomes of each claim of a vault in which every claim can be opened."""
    notes = Vault([folder])
    words = count_words(notes)
    return [made for note in notes for made in make_cards(note, options or CardOptions(), words)]


# --- the page -------------------------------------------------------------------------------------------------------


def test_the_page_shows_both_sides_of_each_card(export: Export) -> None:
    page, _ = export(CardsExporter, NOTES, "cards.html", choosy=True)
    asked, poor, untried, counted, own = entries_of(page)
    assert asked.front is not None
    assert "The heart › What clogs it" in asked.front
    assert "What is the slow hardening of arteries with age called?" in asked.front
    assert "atherosclerosis" not in asked.front
    assert "atherosclerosis" in (asked.back or "")
    assert asked.links == ["https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=65s"]
    assert "61%" not in (counted.front or "")
    assert "61%" in (counted.back or "")
    assert (own.front, (own.back or "").startswith("Yeast")) == ("What makes bread rise?", True)
    assert poor.front, "the best card there would have been can be looked at"
    assert (untried.front, untried.back) == (None, None)


def test_the_page_shows_score_candidates_and_reason_of_each_choice(export: Export, tmp_path: Path) -> None:
    page, _ = export(CardsExporter, NOTES, "cards.html", choosy=True)
    for entry, made in zip(entries_of(page), made_of(tmp_path / "vault"), strict=True):
        card = made.best if isinstance(made, Omission) else made
        if card is None:
            assert entry.rows == []
            continue
        looked_at = [(card.score, card.what, card.answer, card.reason)]
        looked_at += [(other.score, other.what, other.answer, other.reason) for other in card.others]
        assert entry.rows == [
            [f"{math.floor(100 * score) / 100:.2f}", what, answer, reason.replace("; ", "")]
            for score, what, answer, reason in looked_at
        ]
        assert float(entry.attributes["data-score"]) == card.score


def test_a_claim_without_a_card_names_its_reason(export: Export) -> None:
    page, _ = export(CardsExporter, NOTES, "cards.html", choosy=True)
    assert [entry.left_out for entry in entries_of(page)] == [
        None,
        *(f"Left out: {why}" for why in LEFT_OUT),
        None,
        None,
    ]
    text, _ = export(CardsExporter, NOTES, "cards.txt", choosy=True)
    assert re.findall(r"^--   left out: (.*)$", text.read_text(encoding="utf-8"), re.MULTILINE) == LEFT_OUT
    data, _ = export(CardsExporter, NOTES, "cards.json", choosy=True)
    claims = json.loads(data.read_text(encoding="utf-8"))["claims"]
    assert [claim["left_out"] for claim in claims if not claim["made"]] == LEFT_OUT


@pytest.mark.parametrize("ending", ["html", "txt", "json"])
def test_a_claim_that_no_link_can_open_is_left_out_for_that(export: Export, ending: str) -> None:
    notes = {"Bio/note.md": "---\ntitle: No video\n---\nYeast turns sugar into gas and **alcohol** in the dough @@."}
    written, report = export(CardsExporter, notes, f"cards.{ending}", choosy=True)
    assert "names no second that a link could open" in written.read_text(encoding="utf-8")
    assert report.counts == {"cards": 0, "left out": 1}


def test_the_page_counts_as_the_report_does(export: Export) -> None:
    page, report = export(CardsExporter, NOTES, "cards.html", choosy=True)
    assert report.counts == {"cards": 3, "left out": 2}
    assert [tally.text for tally in main_of(page).iterfind(".//span[@class='tally'][@dir='ltr']")] == [
        "1 of 3",
        "2 of 2",
    ]
    assert "3 cards of 5 claims; 2 left out." in page.read_text(encoding="utf-8")


def test_the_report_says_what_a_lower_bar_would_give(export: Export, tmp_path: Path) -> None:
    [lower] = [each for each in made_of_notes(export, tmp_path) if isinstance(each, Card) and each.answer == "61%"]
    options = CardsOptions(min_score=lower.score + 0.001)
    _, report = export(CardsExporter, NOTES, "cards.json", options=options, choosy=True)
    assert report.remarks == (f"--min-score {options.lower_score:g} would make 1 more card.",)


def test_links_are_those_of_the_deck(export: Export) -> None:
    """A time beyond the end of its video is no link; a time in another video opens that one."""
    notes = {
        "2023/late.md": "---\nvideoId: aaaaaaaaaaa\nduration: 60\n---\n"
        "Yeast is late [00:09:05]. Dough is not [00:00:05], nor is bread [02:00](https://youtu.be/dQw4w9WgXcQ?t=120)."
    }
    page, _ = export(CardsExporter, notes, "cards.html", untimed=True)
    late, timely = entries_of(page)
    assert late.links == []
    assert timely.links == [
        "https://www.youtube.com/watch?v=aaaaaaaaaaa&t=5s",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=120s",
    ]


# --- own cards and the bar ------------------------------------------------------------------------------------------

OWN = CardsOptions(min_score=1)


def test_the_authors_own_card_is_made_however_high_the_bar(export: Export) -> None:
    data, report = export(CardsExporter, NOTES, "cards.json", options=OWN, choosy=True)
    [own] = [claim for claim in json.loads(data.read_text(encoding="utf-8"))["claims"] if claim["made"]]
    assert (own["card"]["asks"], own["card"]["front"], own["card"]["answer"]) == (
        "own",
        "What makes bread rise?",
        "Yeast",
    )
    assert report.counts == {"cards": 1, "left out": 4}


def test_of_too_many_cards_of_a_note_the_authors_own_is_kept(export: Export) -> None:
    notes = {"Bio/arteries.md": NOTES["Bio/arteries.md"] + 'It is so @@ <!-- noteport: front="Why?" back="Age" -->.'}
    data, _ = export(CardsExporter, notes, "cards.json", options=CardsOptions(max_per_note=1), choosy=True)
    best, *_, own = json.loads(data.read_text(encoding="utf-8"))["claims"]
    assert (best["left_out"], own["made"]) == ("the note has better ones", True)


# --- the same in all forms ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "options", [CardsOptions(), CardsOptions(all=True), CardsOptions(min_score=0.705), CardsOptions(max_per_note=1)]
)
def test_every_form_holds_the_verdicts_that_a_deck_has(export: Export, tmp_path: Path, options: CardsOptions) -> None:
    forms = {
        ending: export(CardsExporter, NOTES, f"cards.{ending}", options=options, choosy=True)[0]
        for ending in ("html", "txt", "json")
    }
    made = made_of(tmp_path / "vault", options)
    cards = [each.best if isinstance(each, Omission) else each for each in made]
    reasons = [each.reason if isinstance(each, Omission) else None for each in made]
    answers = [None if card is None else card.answer for card in cards]

    data = json.loads(forms["json"].read_text(encoding="utf-8"))
    assert (data["min_score"], data["all"]) == (options.min_score, options.all)
    assert [claim["claim"] for claim in data["claims"]] == [each.claim.id for each in made]
    assert [claim["left_out"] for claim in data["claims"]] == reasons
    assert [claim["made"] for claim in data["claims"]] == [isinstance(each, Card) for each in made]
    for claim, card in zip(data["claims"], cards, strict=True):
        assert (claim["card"] is None) == (card is None)
        if card is not None:
            for field in ("kind", "asks", "answer", "hint", "what", "score", "reason"):
                assert claim["card"][field] == getattr(card, field)
            assert claim["card"]["front"] == plain_front(card)
            assert [other["answer"] for other in claim["card"]["others"]] == [other.answer for other in card.others]

    text = forms["txt"].read_text(encoding="utf-8")
    assert re.findall(r"^  A  (.*)$", text, re.MULTILINE) == [answer for answer in answers if answer is not None]
    assert re.findall(r"^--   left out: (.*)$", text, re.MULTILINE) == [why for why in reasons if why is not None]

    entries = entries_of(forms["html"])
    assert [entry.rows[0][2] if entry.rows else None for entry in entries] == answers
    assert [entry.attributes.get("data-reason") for entry in entries] == reasons


@pytest.mark.parametrize("ending", ["html", "txt", "json"])
def test_the_same_notes_give_the_same_bytes_in_any_order(
    export: Export, awkward: dict[str, str], tmp_path: Path, ending: str
) -> None:
    notes = list((NOTES | awkward).items())
    first, _ = export(CardsExporter, dict(notes), f"first.{ending}", choosy=True)
    shutil.rmtree(tmp_path / "vault")
    second, _ = export(CardsExporter, dict(reversed(notes)), f"second.{ending}", choosy=True)
    assert first.read_bytes() == second.read_bytes()


def test_another_ending_is_refused_with_those_that_are_written(export: Export) -> None:
    with pytest.raises(UsageError, match=r"cards\.pdf: previews cannot be written") as refused:
        export(CardsExporter, NOTES, "cards.pdf")
    assert refused.value.hint == "Use .html, .txt or .json."


# --- what a hostile note cannot do ----------------------------------------------------------------------------------

HOSTILE = Path(__file__).parents[1] / "safety" / "hostile"
BREAKOUTS = """---
title: '</title></style></script><script>alert("title")</script>'
videoId: dQw4w9WgXcQ
---
## "><script>alert('heading')</script>

The sun is **</script><script>alert("bold")</script>** and </style><style>@import "//evil.test"</style> far @@.

A [link](javascript:alert(1)) is **'onmouseover='alert(2)** and "onclick="alert(3) or ![it](https://evil.test/i.png) @@.

It is so @@ <!-- noteport: front="<img src=x onerror=alert(4)>" back="</script><script>alert(5)</script>" -->.

- **" autofocus onfocus="alert(6)**: ]]> and <!-- and --> and `</script>` stay where they are @@
"""
TAGS = frozenset(
    "main section article div p span h2 a b em strong del code br sub sup u kbd mark small details summary table tr td"
    " ul li".split()
)
"""All that may be made of notes."""
ATTRIBUTES = frozenset(
    "class dir href id lang data-reason data-score data-what data-kind data-note data-claim data-term data-text"
    " data-ask data-answer data-others".split()
)


class Reader(HTMLParser):
    """Reads a page as browsers do: its elements, and what stands in those whose text is no markup."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.text[self.cdata_elem] = self.text.get(self.cdata_elem, "") + data


@pytest.fixture
def hostile(export: Export) -> Path:
    """The page of notes that try to break out of it."""
    notes: dict[str, str] = {f"Bad/{file.name}": file.read_text(encoding="utf-8") for file in HOSTILE.glob("*.md")}
    page, report = export(CardsExporter, notes | {"Bad/breakouts.md": BREAKOUTS}, "cards.html", untimed=True)
    assert report.counts["cards"] > 50
    return page


def test_nothing_of_a_hostile_note_is_more_than_text_and_links(hostile: Path) -> None:
    for element in main_of(hostile).iter():
        if element.tag.startswith("{http://www.w3.org/1998/Math/MathML}"):
            continue  # of our own making (markup/mathml.py)
        assert element.tag in TAGS
        assert set(element.attrib) <= ATTRIBUTES
        assert element.get("href", "https://").startswith(("https://", "http://", "mailto:"))


def test_formulas_are_shown_as_formulas(export: Export) -> None:
    known = "The energy at rest is called **rest energy** and is $E = mc^2$ @@.\n"
    unknown = "This is called a **macro**: $\\nosuch{x}$ @@.\n"
    notes = {"Physics/energy.md": f"{known}\n{unknown}"}
    page = export(CardsExporter, notes, "cards.html")[0].read_text(encoding="utf-8")
    assert "<msup><mi>c</mi><mn>2</mn></msup>" in page
    assert r"<code>\nosuch{x}</code>" in page


def test_the_page_is_one_file_that_runs_its_own_program_alone(hostile: Path) -> None:
    reader = Reader()
    reader.feed(hostile.read_text(encoding="utf-8"))
    reader.close()
    tags = [tag for tag, _ in reader.elements]
    assert (tags.count("script"), tags.count("style"), tags.count("main")) == (1, 1, 1)
    assert not {"link", "base", "img", "iframe", "object", "embed", "image", "use"} & set(tags)
    for tag, attributes in reader.elements:
        loads = {name for name in attributes if name in {"src", "srcset", "style", "background", "action", "poster"}}
        assert not loads, tag
        assert not [name for name in attributes if name.startswith("on")], tag
        assert tag == "a" or "href" not in attributes
    for text in reader.text.values():
        # What noteport review serves may send decisions to it, which the policy of this page forbids.
        assert not re.search(r"@import|url\(|fetch(?!\(\"decisions\")|XMLHttpRequest|alert|evil", text)

    [policy] = [attributes["content"] for _, attributes in reader.elements if "http-equiv" in attributes]
    allowed = dict(directive.split(" ", 1) for directive in policy.split("; "))
    hashes = {
        tag: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for tag, text in reader.text.items()
    }
    assert allowed == {
        "default-src": "'none'",
        "style-src": f"'sha256-{hashes['style']}'",
        "script-src": f"'sha256-{hashes['script']}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


# --- the program of the page, in a browser --------------------------------------------------------------------------

DRIVER = """<!doctype html><title>waiting</title><iframe id="frame" src="PAGE"></iframe>
<script>
frame.onload = () => {
  const page = frame.contentDocument, form = page.getElementById("controls");
  const entries = [...page.querySelectorAll(".entry")], seen = {};
  const see = (name) => {
    seen[name] = {
      shown: entries.map((entry) => !entry.hidden),
      cards: entries.map((entry) => !entry.classList.contains("out")),
      tallies: [...page.querySelectorAll(".tally")].map((tally) => tally.textContent),
      sections: [...page.querySelectorAll(".note")].map((section) => !section.hidden),
      summary: page.getElementById("summary").textContent,
    };
  };
  const set = (name, value) => {
    const field = form.elements[name];
    field.value = value;
    (field.length && field[0].type === "radio" ? field[0] : field).dispatchEvent(new Event("input", { bubbles: true }));
  };
  see("first");
  for (const [label, name, value, back] of STEPS) { set(name, value); see(label); set(name, back); }
  see("last");
  document.body.textContent = JSON.stringify(seen);
  document.title = "done";
};
</script>
"""


@pytest.fixture
def steps(
    tmp_path: Path, chromium: Callable[..., str]
) -> Callable[[Path, list[tuple[str, str, str, str]]], dict[str, Any]]:
    """Change a field of the page, see what is shown, and change it back: label, field, value, value before."""

    def steps(page: Path, steps: list[tuple[str, str, str, str]]) -> dict[str, Any]:
        driver = tmp_path / "driver.html"
        driver.write_text(DRIVER.replace("PAGE", page.name).replace("STEPS", json.dumps(steps)), encoding="utf-8")
        # The driver has to look into the page.
        shown = chromium(driver.as_uri(), "--allow-file-access-from-files")
        assert "<title>done</title>" in shown, shown
        body = ET.fromstring("<body>" + shown.partition("<body>")[2].partition("</body>")[0] + "</body>")
        seen: dict[str, Any] = json.loads(body.text or "")
        return seen

    return steps


def test_filters_and_bar_show_what_they_say(
    export: Export, steps: Callable[[Path, list[tuple[str, str, str, str]]], dict[str, Any]]
) -> None:
    page, _ = export(CardsExporter, NOTES, "cards.html", options=CardsOptions(min_score=0.5025), choosy=True)
    seen = steps(
        page,
        [
            ("cards", "show", "cards", "all"),
            ("out", "show", "out", "all"),
            ("search", "search", " SPUTNIK ", ""),
            ("what", "what", "own", ""),
            ("reason", "reason", "a question", ""),
            ("low", "bar", "0", "0.5"),
            ("high", "bar", "1", "0.5"),
        ],
    )
    made = [True, False, False, True, True]
    assert seen["first"] == {
        "shown": [True] * 5,
        "cards": made,
        "tallies": ["1 of 3", "2 of 2"],
        "sections": [True, True],
        "summary": "3 cards of 5 claims (60 %)",
    }
    assert seen["cards"]["shown"] == made
    assert seen["out"]["shown"] == [not each for each in made]
    assert seen["out"]["sections"] == [True, False]
    assert seen["search"]["shown"] == [False, False, False, True, False]
    assert seen["search"]["summary"] == "3 cards of 5 claims (60 %) · 1 shown"
    assert seen["what"]["shown"] == [False, False, False, False, True]
    assert seen["reason"]["shown"] == [False, False, True, False, False]
    assert seen["low"]["cards"] == [True, True, False, True, True]
    assert seen["low"]["summary"] == "4 cards of 5 claims (80 %) with --min-score 0"
    assert seen["high"]["cards"] == [False, False, False, False, True], "the author's own card stays"
    assert seen["high"]["tallies"] == ["0 of 3", "1 of 2"]


def test_the_page_agrees_with_the_deck_where_the_slider_cannot_stand(
    export: Export, steps: Callable[[Path, list[tuple[str, str, str, str]]], dict[str, Any]], tmp_path: Path
) -> None:
    """A bar beyond its ends, or between two of its steps."""
    [card] = [
        each for each in made_of_notes(export, tmp_path) if isinstance(each, Card) and "Sputnik" in each.claim.text
    ]
    page, report = export(CardsExporter, NOTES, "at.html", options=CardsOptions(min_score=card.score), choosy=True)
    assert steps(page, [])["first"]["summary"].startswith(f"{report.counts['cards']} cards")
    page, _ = export(CardsExporter, NOTES, "above.html", options=OWN, choosy=True)
    assert steps(page, [])["first"]["summary"] == "1 cards of 5 claims (20 %)"


def made_of_notes(export: Export, tmp_path: Path) -> list[Card | Omission]:
    export(CardsExporter, NOTES, "cards.txt", choosy=True)
    return made_of(tmp_path / "vault")


def test_the_formulas_of_a_flashcard_are_set(export: Export) -> None:
    page, _ = export(CardsExporter, {"Bio/note.md": "What is $x^2$?::It is $z_1$ @@. It grows."}, "cards.html")
    front, *_ = re.findall(r'<div class="face front">(.*?)</div>', page.read_text("utf-8"))
    back, *_ = re.findall(r'<p class="answer" dir="auto">(.*?)</p>', page.read_text("utf-8"))
    assert front.count("<math") == back.count("<math") == 1
    assert "$" not in front + back
