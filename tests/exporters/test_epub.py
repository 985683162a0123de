"""What a study guide holds, by its structure."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from noteport.api import ExportReport, Target, UsageError, Vault
from noteport.testing.runs import NoNotes
from noteport_epub import EpubExporter, EpubOptions
from noteport_epub.identity import earlier_identifier, identifier

Export = Callable[..., tuple[Path, ExportReport]]
Open = Callable[..., Any]

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB = "{http://www.idpf.org/2007/ops}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"


def text_of(element: ET.Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def one(root: ET.Element, tag: str, **attributes: str) -> ET.Element:
    (found,) = every(root, tag, **attributes)
    return found


def every(root: ET.Element, tag: str, **attributes: str) -> list[ET.Element]:
    """Elements by name and attributes; ``kind`` is the class."""
    wanted = {("class" if name == "kind" else name): value for name, value in attributes.items()}
    return [
        element
        for element in root.iter(f"{XHTML}{tag}")
        if all(element.get(name) == value for name, value in wanted.items())
    ]


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\x80" * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>x()</script><circle r="3"/></svg>'


# --- the text -------------------------------------------------------------------------------------------------------


def test_an_embed_of_a_section_shows_how_the_section_begins_without_its_claims(guide: Open) -> None:
    notes = {
        "bio/cells.md": "Cells divide @@.\n\n![[rest#Why]]\n\n- ![[rest#How|the way]]\n\nSee ![[rest#Why]] here @@.\n",
        "bio/rest.md": "# Rest\n\n## Why\n\nCells grow $x^2$ times [00:02:00].\n\n## How\n\n- slowly\n- calmly\n",
    }
    book = guide(notes)
    text = one(book.page("bio-cells"), "div", kind="text")
    shown = text_of(text)
    assert "› Why: Cells grow" in shown
    assert "the way: slowly; calmly" in shown
    assert "› Why here" in shown
    assert len(every(text, "a", kind="stamp")) == 2


def test_a_timestamp_is_a_link_with_a_name_that_says_what_it_does(guide: Open) -> None:
    page = guide({"bio/cells.md": "Cells divide @@. They rest [01:02:03]."}).page("bio-cells")
    links = {link.get("href"): link for link in every(page, "a", kind="stamp")}
    link = links["https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=65s"]
    assert (link.text, link.get("aria-label")) == ("01:05", "Play from 1 minute 5 seconds")
    later = links["https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3723s"]
    assert later.get("aria-label") == "Play from 1 hour 2 minutes 3 seconds"


def test_the_title_stands_once_and_headings_keep_their_order(guide: Open) -> None:
    page = guide({"bio/cells.md": "# Cells\n\nText.\n\n#### Deep\n\nMore @@.\n\n# Second\n\nEnd."}).page("bio-cells")
    headings = [(element.tag[-2:], text_of(element)) for element in page.iter() if element.tag[-2:-1] == "h"]
    assert headings == [("h1", "Cells"), ("h2", "Deep"), ("h2", "Second")]


def test_a_timestamp_in_the_title_is_not_lost(guide: Open) -> None:
    page = guide({"bio/cells.md": "# Cells [00:10]\n\nText @@."}).page("bio-cells")
    assert text_of(one(page, "h1")) == "Cells 00:10"
    assert text_of(one(page, "title")) == "Cells"


def test_prose_without_a_timestamp_is_kept(guide: Open) -> None:
    page = guide({"bio/cells.md": "Nobody timed this.\n\nSomebody timed that @@."}).page("bio-cells")
    assert "Nobody timed this." in [text_of(paragraph) for paragraph in every(page, "p")]


def test_a_callout_shows_its_kind_and_its_title(guide: Open) -> None:
    page = guide({"bio/cells.md": "> [!warning] Mind the gap\n> It is wide @@.\n\n> [!tip]\n> Jump @@."}).page("bio-c")
    labels = [text_of(label) for label in every(page, "p", kind="callout-label")]
    assert labels == ["Warning: Mind the gap", "Tip"]
    assert {aside.get("role") for aside in every(page, "aside")} == {"note"}


def test_a_callout_marker_that_lost_its_quotation_is_a_callout_all_the_same(guide: Open) -> None:
    page = guide({"bio/cells.md": "[!NOTE]\nThis matters @@."}).page("bio-cells")
    assert text_of(one(page, "aside")) == "Note This matters 01:05."


def test_a_marker_on_a_later_line_begins_a_line(guide: Open) -> None:
    page = guide({"bio/cells.md": "> [!NOTE] First said @@\n> [!NOTE] Then said @@"}).page("bio-cells")
    aside = one(page, "aside")
    assert "[!" not in text_of(page)
    assert len(every(aside, "br")) == 1


def test_a_time_beyond_the_end_opens_the_video_and_says_so(guide: Open) -> None:
    facts = " ".join(f"Fact number {n} [00:0{n}:17]." for n in range(1, 10))
    text = f"---\ntitle: Cells\nvideoId: dQw4w9WgXcQ\nduration: 10:00\n---\n{facts} One more [00:41:17]."
    book = guide({"bio/cells.md": text})
    links = {link.text: link for link in every(book.page("bio-cells"), "a", kind="stamp")}
    assert links["41:17"].get("href") == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert links["41:17"].get("aria-label") == "Open the video, which ends before 41:17"
    assert one(links["41:17"], "span", kind="doubt").get("aria-label") == "in doubt"
    assert "times in doubt: 1" in text_of(one(book.page("bio-cells"), "section", kind="glance"))
    assert "Times beyond the end of the video, whose links open its beginning: 1." in text_of(book.page("about"))


def test_the_times_of_a_file_of_the_users_own_are_no_links(guide: Open) -> None:
    text = "---\ntitle: Cells\nvideo: media/lecture.mp4\n---\nOne fact [00:01:00]."
    page = guide({"bio/cells.md": text}).page("bio-cells")
    assert {text_of(timestamp) for timestamp in every(page, "span", kind="stamp")} == {"01:00"}
    assert not every(page, "a", kind="stamp")


def test_what_the_model_does_not_know_is_kept_as_it_stands(guide: Open) -> None:
    page = guide({"bio/cells.md": ">" * 300 + " deep @@"}).page("bio-cells")
    assert text_of(one(page, "pre", kind="verbatim")).startswith(">>>")


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("  " * depth + f"- item {depth} @@" for depth in range(200)),
        "\n".join("  " * depth + f"- item {depth} @@" for depth in range(58)),
        "> " * 115 + "deep @@",
        "**" * 400 + "x" + "**" * 400,
        "*a " * 400 + "b" + "*" * 400,
        "*_" * 55 + "x @@" + "_*" * 55,
        "<b>" * 500 + "x @@",
    ],
    ids=["lists", "lists that are read", "quotes", "bold", "emphasis", "emphasis that is read", "tags"],
)
def test_however_deep_a_note_is_nested_it_makes_a_chapter(guide: Open, text: str) -> None:
    assert guide({"bio/cells.md": text}).page("bio-cells") is not None


def test_a_table_names_its_rows_and_columns(guide: Open) -> None:
    page = guide({"bio/cells.md": "| Phase | Hours |\n|---|--:|\n| G1 | 11 @@ |"}).page("bio-cells")
    scopes = [(text_of(cell), cell.get("scope")) for cell in every(page, "th")]
    assert scopes == [("Phase", "col"), ("Hours", "col"), ("G1", "row")]


def test_code_says_its_language_and_keeps_every_character(guide: Open) -> None:
    code = "def f(x):\n\n    return 'a < b'  # &amp;\n\n\n\ttab"
    page = guide({"bio/cells.md": f"Code @@:\n\n```python\n{code}\n```"}).page("bio-cells")
    assert text_of(one(page, "figcaption")) == "Python"
    assert "".join(one(page, "pre").itertext()) == code
    assert [span.text for span in every(page, "span", kind="k")] == ["def", "return"]


def test_formulas_are_mathml_with_their_source_and_fall_back_to_code(guide: Open) -> None:
    text = "Area is $\\pi r^2$ @@.\n\n$$\n\\frac{a}{b}\n$$\n\nBroken: $\\frac{a}{$ here @@."
    book = guide({"bio/cells.md": text})
    page = book.page("bio-cells")
    assert {"\\pi r^2", "\\frac{a}{b}"} <= {formula.get("alttext") for formula in page.iter(f"{MATHML}math")}
    assert any(code.text == "\\frac{a}{" for code in every(page, "code", kind="math"))
    items = {item.get("href"): item.get("properties") for item in book.package.iter() if item.get("href")}
    assert [name for name, properties in items.items() if properties == "mathml"] == [
        next(name for name in items if str(name).startswith("bio-cells"))
    ]


def test_footnotes_lead_there_and_back(guide: Open) -> None:
    text = "[^b]: Twice.\n\nCells[^a] divide[^b] @@.\n\n[^a]: Or more."
    page = guide({"bio/cells.md": text}).page("bio-cells")
    there = {link.get("href"): link.get("id") for link in every(page, "a", role="doc-noteref")}
    notes = every(page, "aside", role="doc-footnote")
    assert set(there) == {f"#{note.get('id')}" for note in notes}
    backs = {link.get("href") for note in notes for link in every(note, "a", role="doc-backlink")}
    assert backs == {f"#{id}" for id in there.values()}


def test_html_keeps_what_is_harmless_and_nothing_runs(guide: Open) -> None:
    text = (
        "H<sub>2</sub>O <b onclick='x()'>bold <i>both</b> after</i> <a href='javascript:x()'>no</a> "
        "<a href='https://e.com/?a=1&b=2'>yes</a> <iframe src='//e'></iframe> <abbr title='one & two'>1&2</abbr> @@."
    )
    page = guide({"bio/cells.md": text}).page("bio-cells")
    body = one(page, "div", kind="text")
    assert text_of(one(body, "sub")) == "2"
    assert text_of(one(body, "b")) == "bold both"
    assert one(body, "abbr").get("title") == "one & two"
    assert [link.get("href") for link in every(body, "a") if link.get("class") is None] == ["https://e.com/?a=1&b=2"]
    assert not any(name.startswith("on") for element in page.iter() for name in element.attrib)


def test_pictures_of_the_vault_are_put_in_once_and_others_read_as_words(export: Export, guide_of: Open) -> None:
    outside = "![A cell](img/cell.png) ![[cell.png|200]] ![gone](no.png) ![web](https://e.com/x.png) @@."
    path, report = export(EpubExporter, {"bio/cells.md": outside, "bio/img/cell.png": ""}, "g.epub")
    assert report.remarks[0].startswith("3 images could not be included")
    assert "img/cell.png in bio/cells; cell.png in bio/cells; no.png in bio/cells" in report.remarks[0]
    path.unlink()
    picture = path.parent / "vault/bio/img/cell.png"
    picture.write_bytes(png())
    path, report = export(EpubExporter, {"bio/cells.md": outside}, "g.epub")
    book = guide_of(path)
    images = every(book.page("bio-cells"), "img")
    assert [image.get("alt") for image in images] == ["A cell", "cell"]
    assert len({image.get("src") for image in images}) == 1
    assert book.files[str(images[0].get("src"))] == picture.read_bytes()
    assert "gone" in text_of(book.page("bio-cells"))
    assert report.remarks[0].startswith("1 image could not be included")


def test_a_drawing_of_the_vault_is_put_in_without_what_runs(export: Export, guide_of: Open) -> None:
    notes: dict[str, str | bytes] = {"bio/cells.md": "A cell ![[cell.svg]] has walls @@.", "bio/cell.svg": SVG}
    path, report = export(EpubExporter, notes, "g.epub")
    book = guide_of(path)
    picture = one(one(book.page("bio-cells"), "div", kind="text"), "img")
    assert (picture.get("alt"), picture.tail) == ("cell", " has walls\u00a0")
    assert b"<circle" in book.files[str(picture.get("src"))]
    assert b"script" not in book.files[str(picture.get("src"))]
    assert not report.remarks


def test_a_missing_picture_reads_as_words_among_words(guide: Open) -> None:
    page = guide({"bio/cells.md": "A cell ![](no-such_cell.png) has walls @@, ![[gone.png]] and ![[gone too]]."}).page(
        "bio-c"
    )
    assert text_of(one(page, "div", kind="text")) == "A cell no such cell has walls 01:05, gone and gone too."


# --- what is made of it ---------------------------------------------------------------------------------------------


def test_at_a_glance(guide: Open) -> None:
    text = "## Growth\n\nCells divide @@. They rest [01:02:03]; see [[rest]].\n\n## Death\n\nThey die [00:30]."
    page = guide({"bio/cells.md": text, "bio/rest.md": "---\ntitle: Rest\n---\nRest."}).page("bio-cells")
    names = [text_of(name) for name in one(page, "section", kind="glance").iter(f"{XHTML}dt")]
    values = [text_of(value) for value in one(page, "section", kind="glance").iter(f"{XHTML}dd")]
    rows = dict(zip(names, values, strict=True))
    assert rows == {
        "Channel": "bio",
        "Video": "YouTube dQw4w9WgXcQ",
        "From–to": "00:30 – 1:02:03",
        "Claims": "3",
        "Outline": "GrowthDeath",
        "After": "2 Rest",
        "Links to": "2 Rest",
    }


def test_the_timeline_has_a_line_for_each_section_in_the_order_of_the_video(guide: Open) -> None:
    sections = [f"## Part {n}\n\nThis is said of part {n} [00:{n:02}:00]." for n in (1, 3, 2)]
    page = guide({"bio/cells.md": "\n\n".join(sections)}).page("bio-cells")
    lines = [text_of(line) for line in every(one(page, "section", kind="timeline"), "li")]
    assert lines == ["01:00 Part 1", "02:00 Part 2", "03:00 Part 3"]


@pytest.mark.parametrize("order", [(1, 2, 3), (2, 1)])
def test_there_is_no_timeline_where_it_would_say_nothing_new(guide: Open, order: tuple[int, ...]) -> None:
    sections = [f"## Part {n}\n\nThis is said of part {n} [00:{n:02}:00]." for n in order]
    page = guide({"bio/cells.md": "\n\n".join(sections)}).page("bio-cells")
    assert not every(page, "section", kind="timeline")


def test_cross_links_land_on_their_heading_and_are_mentioned_there(guide: Open) -> None:
    notes = {
        "bio/cells.md": "Pressure matters @@: see [[osmosis#How Pressure builds|this]].",
        "bio/osmosis.md": "---\ntitle: Osmosis\n---\n## Water\n\nFlows.\n\n## How pressure builds\n\nSlowly.",
    }
    book = guide(notes)
    target = book.page("bio-osmosis")
    heading = next(section for section in every(target, "section") if text_of(section).startswith("How pressure"))
    address = next(link for link in every(book.page("bio-cells"), "a") if link.text == "this").get("href")
    assert str(address).endswith(f"#{heading.get('id')}")
    back = one(one(target, "section", kind="mentioned-in"), "a", role="doc-backlink")
    assert text_of(back) == "1 Cells"
    assert str(back.get("href")).endswith("#at-65.1")


def test_links_land_on_headings_and_blocks_of_their_own_note_too(guide: Open) -> None:
    text = (
        "## Walls\n\nA wall is thick @@. ^thick\n\n### Inner\n\n- an item [00:01:10] ^item\n\n"
        "| a |\n|---|\n| b [00:01:20] |\n\n^table\n\n## Doors\n\n### Inner\n\n"
        "See [[#Walls|1]] [[#^thick|2]] [[#^item|3]] [4](#doors) [[#Doors#Inner|5]] [[#Inner|6]] [[cells#^table|7]]"
        " [[#No such|8]] @@."
    )
    page = guide({"bio/cells.md": text}).page("bio-cells")
    links = {link.text: str(link.get("href")).partition("#")[2] for link in every(page, "a")}
    ids = {element.get("id"): text_of(element) for element in page.iter() if element.get("id")}
    found = {text: ids.get(links[text], "") for text in "12345678"}
    assert "^" not in text_of(one(page, "div", kind="text"))
    assert found["1"].startswith("Walls A wall")
    assert found["2"] == "A wall is thick 01:05."
    assert found["3"] == "an item 01:10"
    assert found["4"].startswith("Doors Inner See")
    assert found["5"].startswith("Inner See")
    assert found["6"].startswith("Inner an item")
    assert found["7"] == "b 01:20"
    assert found["8"] == ""


def test_a_link_to_the_hub_opens_the_part(guide: Open) -> None:
    notes = {
        "bio/bio.md": "---\ntitle: bio\n---\n### [On cells](https://youtu.be/dQw4w9WgXcQ)\n- [[cells]]\n",
        "bio/cells.md": "All of [[bio]] is about cells @@.",
    }
    book = guide(notes)
    link = next(link for link in every(book.page("bio-cells"), "a") if link.text == "bio")
    assert text_of(one(book.documents[str(link.get("href"))], "h1")) == "bio"


def test_the_index_has_each_subject_once_as_it_reads_in_the_text(guide: Open) -> None:
    notes = {
        "bio/cells.md": "## Fuel\n\nCells burn sugar in [[cell_respiration|cell respiration]] @@.\n\n## Use\n\n"
        "Most [[how_cells_make_atp|ATP]] comes from [[x|cell respiration]] [00:20].",
        "bio/more.md": "---\ntitle: More\n---\n[[y|Cell-respiration]] needs the work of Hans Krebs [00:10].\n\n"
        "The school of Hans Krebs was in Oxford [00:30]; [[how_cells_make_atp]] @@.",
    }
    book = guide(notes)
    page = book.page("index")
    entries = [text_of(entry) for entry in every(page, "li")]
    assert entries == ["cell respiration 1 Fuel 01:05, Use 00:20; 2 More 00:10", "Hans Krebs 2 More 00:10"]
    assert not any(name.startswith("glossary") for name in book.documents)


def test_a_last_name_is_the_person_that_it_means_and_nothing_if_it_may_mean_two(guide: Open) -> None:
    said = ("by Ada Lovelace", "by Ada Lovelace", "by Lovelace", "by Ann Bell", "by Ann Bell", "by Tom Bell", "by Bell")
    text = " ".join(
        f"It was shown {name} in paper {n} [00:0{n}:00]." for n, name in enumerate((*said, "by Tom Bell"), 1)
    )
    entries = [text_of(entry) for entry in every(guide({"bio/cells.md": text}).page("index"), "li")]
    assert [entry.partition(" Cells")[0] for entry in entries] == ["Ada Lovelace", "Ann Bell", "Tom Bell"]


def test_what_three_chapters_speak_of_stands_first_in_the_index(guide: Open) -> None:
    names = ("Ada Lovelace", "Grace Hopper", "Alan Turing", "Emmy Noether")
    notes = {
        f"bio/n{n}.md": f"---\ntitle: N{n}\nvideoId: dQw4w9WgXcQ\n---\nIt was shown by {names[0]} in a paper @@.\n\n"
        f"And it was also shown by {names[n]} later on [00:30]; by {names[n]}, once more, it was found [00:50]."
        for n in (1, 2, 3)
    }
    page = guide(notes).page("index")
    (often,) = every(page, "ul", kind="often")
    assert [text_of(line) for line in every(often, "li")] == ["Ada Lovelace"]
    entry = next(
        line for line in every(page, "li") if line.get("id") == one(often, "a").get("href", "").partition("#")[2]
    )
    assert text_of(entry) == "Ada Lovelace 1 N1 01:05; 2 N2 01:05; 3 N3 01:05"


def test_a_link_to_no_note_reads_as_plain_text(guide: Open) -> None:
    page = guide({"bio/cells.md": "See [[no_such_note|that]] and [x](gone.md) @@."}).page("bio-cells")
    assert text_of(one(page, "div", kind="text")) == "See that and x 01:05."


def test_the_glossary_has_what_a_claim_defines_and_nothing_else(guide: Open) -> None:
    notes = {
        "bio/cells.md": "- **Mitosis**: the process by which one cell makes two @@\n"
        "- **Speed**: it takes an hour [00:02:10]\n- **Example**: a cell that is of no use as a term [00:03:40]\n\n"
        "A ribosome (RNP) is a particle that builds proteins [00:04:05]. "
        "Cells are an important part of life [00:05:30].",
        "bio/more.md": "---\ntitle: More\n---\nMitosis is a way of dividing that most cells know [00:00:10].",
    }
    book = guide(notes)
    glossary = book.page("glossary")
    assert [text_of(term) for term in every(glossary, "dt")] == ["Mitosis", "ribosome (RNP)"]
    assert [text_of(said) for said in every(glossary, "dd")] == [
        "the process by which one cell makes two 01:05 1 Cells",
        "Mitosis is a way of dividing that most cells know. 00:10 2 More",
        "A ribosome (RNP) is a particle that builds proteins. 04:05 1 Cells",
    ]
    glance = one(book.page("bio-cells"), "section", kind="glance")
    assert "Terms Mitosis, ribosome" in text_of(glance).replace("TermsM", "Terms M")


def test_a_chapter_asks_once_a_section_and_the_answers_have_a_page_of_their_own(guide: Open) -> None:
    names = ("prism", "quern", "adze")
    sections = [
        f"## The {name}\n\n{article} {name} is a tool that works on wood @@."
        for name in names
        for article in ("An" if name == "adze" else "A",)
    ]
    book = guide({"bio/cells.md": "\n\n".join(sections)})
    questions = every(one(book.page("bio-cells"), "section", kind="self-test"), "li")
    asked = [text_of(every(question, "p")[0]) for question in questions]
    assert asked == ["What is a prism?", "What is a quern?", "What is an adze?"]
    chapter = next(name for name in book.documents if name.startswith("bio-cells"))
    file = str(every(questions[0], "a")[-1].get("href")).partition("#")[0]
    assert file not in (chapter, "")
    answers = {answer.get("id"): answer for answer in every(book.documents[file], "li")}
    assert len(answers) == len(questions)
    for question in questions:
        answer = answers[str(every(question, "a")[-1].get("href")).partition("#")[2]]
        assert one(answer, "a", role="doc-backlink").get("href") == f"{chapter}#{question.get('id')}"


def test_the_review_of_a_part_asks_what_its_chapters_do_not(guide: Open) -> None:
    pairs = [("prism", "quern"), ("rasp", "lathe"), ("gouge", "spindle")]
    notes = {
        f"bio/n{n}.md": f"---\ntitle: N{n}\nvideoId: dQw4w9WgXcQ\n---\n"
        f"A {one} is a tool that works on wood @@. A {other} is a tool that works on stone [00:01:10]."
        for n, (one, other) in enumerate(pairs)
    }
    book = guide(notes)
    asked = [[text_of(part) for part in every(line, "p")[:2]] for line in every(book.page("review"), "li")]
    assert asked == [[f"Chapter {n}", f"What is a {other}?"] for n, (_, other) in enumerate(pairs, start=1)]
    assert [name.partition("-")[0].partition(".")[0] for name in book.spine[3:]] == [
        "part",
        "bio",
        "bio",
        "bio",
        "review",
        "answers",
        "glossary",
    ]


def test_the_question_of_the_author_is_asked_first(guide: Open) -> None:
    own = '<!-- noteport: front="Why wax?" back="It keeps out rain." -->'
    text = f"A prism is a tool that works on wood @@.\n\n{own}\nIt is waxed @@."
    page = guide({"bio/cells.md": text}).page("bio-cells")
    (question,) = every(one(page, "section", kind="self-test"), "li")
    assert text_of(every(question, "p")[0]) == "Why wax?"


def test_about_says_what_was_repaired_and_what_opens_nothing(guide: Open) -> None:
    shifted = "---\ntitle: Long\nvideoId: abcdefghijk\nduration: 50:00\n---\n" + "\n\n".join(
        f"A fact that is number {n} here [{n}:30:00]." for n in range(10, 48)
    )
    book = guide({"bio/long.md": shifted, "bio/silent.md": "---\ntitle: Silent\n---\nNo video [00:10]."})
    about = text_of(book.page("about"))
    assert "written as hours and minutes, and that were repaired: 38." in about
    assert "Notes that name no video on the web, so that their times are no links: 1." in about
    glance = text_of(one(book.page("bio-long"), "section", kind="glance"))
    assert "times repaired: 38" in glance
    assert "Repaired: the note has 10:30:00" in {link.get("title") for link in every(book.page("bio-long"), "a")}


def test_parts_and_their_videos_make_the_contents(guide: Open) -> None:
    notes = {
        "bio/bio.md": "---\ntitle: bio\n---\n### [On cells](https://youtu.be/dQw4w9WgXcQ)\n- [[cells]]\n",
        "bio/cells.md": "Text @@.",
        "chem/acids.md": "---\ntitle: Acids\n---\nText.",
    }
    book = guide(notes)
    toc = next(nav for nav in every(book.page("contents"), "nav") if nav.get(f"{EPUB}type") == "toc")
    lines = [text_of(link) for link in every(toc, "a")]
    assert lines[:6] == ["Cover", "About this guide", "bio", "1 Cells", "chem", "2 Acids"]
    assert text_of(one(book.page("part-bio"), "p", kind="video")) == "On cells"
    landmarks = {link.get(f"{EPUB}type") for link in every(book.page("contents"), "a")} - {None}
    assert {"cover", "toc", "bodymatter", "preface"} <= landmarks


@pytest.mark.parametrize(
    ("text", "keywords"),
    [("#plants #cells\n\nText @@ #cells/walls.", ["cells", "cells/walls", "plants"]), ("Text @@.", ["bio"])],
)
def test_the_keywords_of_a_book_are_its_tags_or_else_its_channels(guide: Open, text: str, keywords: list[str]) -> None:
    assert guide({"bio/cells.md": text}).metadata("subject") == keywords


def test_the_package_tells_who_and_how_and_who_can_read_it(guide: Open) -> None:
    book = guide({"bio/cells.md": "Text @@."}, title="My cells", author="Ada & Bob")
    assert book.metadata("title") == ["My cells"]
    assert book.metadata("creator") == ["Ada & Bob"]
    assert book.metadata("language") == ["en"]
    assert book.metadata("identifier")[0].startswith("urn:uuid:")
    assert book.metadata("dcterms:modified")[0].startswith("1980-01-01T")
    assert "structuralNavigation" in book.metadata("schema:accessibilityFeature")
    assert "MathML" not in book.metadata("schema:accessibilityFeature")
    assert book.metadata("schema:accessibilitySummary")
    assert book.metadata("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert book.metadata("a11y:certifiedBy") == ["noteport"]
    assert book.package.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_level_aa_is_not_claimed_where_a_phrase_may_lack_its_language(guide: Open) -> None:
    book = guide({"bio/cells.md": "The word for water is вода in the north, and α is a sign @@."})
    assert book.metadata("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level A"]


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("Una parede segura tudo o que a célula tem, " * 5 + "@@.", {}),
        ("A picture without words ![[cell.svg]] @@.", {"bio/cell.svg": SVG}),
    ],
)
def test_a_book_does_not_claim_to_be_accessible_where_nobody_can_know(
    guide: Open, text: str, files: dict[str, bytes]
) -> None:
    book = guide({"bio/cells.md": text, **files})
    assert book.metadata("dcterms:conformsTo") == []
    assert book.metadata("schema:accessibilitySummary")


def test_formulas_in_titles_are_formulas_everywhere(guide: Open) -> None:
    book = guide(
        {"bio/cells.md": '---\ntitle: "Growth by $\\\\alpha$"\n---\nText @@.', "bio/b.md": "See [[cells]] @@."}
    )
    for name, page in book.documents.items():
        assert "$" not in text_of(one(page, "body")), name


def test_right_to_left_notes_are_set_right_to_left(guide: Open) -> None:
    text = "---\ntitle: الخلية\nvideoId: dQw4w9WgXcQ\n---\n## النمو\n\nتنمو الخلية عندما تمتص الماء [00:10]-[00:20]."
    book = guide({"bio/khaliya.md": text})
    page = book.page("bio-khaliya")
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert {link.get("dir") for link in every(page, "a", kind="stamp")} == {"ltr"}
    assert [heading.get("lang") for heading in every(page, "h2")] == [None]
    spine = next(element for element in book.package.iter() if element.tag.endswith("spine"))
    assert spine.get("page-progression-direction") == "rtl"


def test_the_cover_is_drawn_from_the_contents(guide: Open) -> None:
    one_note = guide({"bio/cells.md": "Text @@."}).files["cover.svg"]
    assert ET.fromstring(one_note).tag == "{http://www.w3.org/2000/svg}svg"
    assert b"1 note" in one_note
    assert b"1 video" in one_note


def test_shops_find_the_cover_as_a_png_image(guide: Open) -> None:
    book = guide({"bio/cells.md": "Text @@."})
    (item,) = [item for item in book.package.iter() if item.get("properties") == "cover-image"]
    (meta,) = [meta for meta in book.package.iter() if meta.get("name") == "cover"]
    assert (item.get("href"), item.get("id")) == ("cover.png", meta.get("content"))
    data = book.files["cover.png"]
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">II", data[16:24]) == (1200, 1800)


# --- which book it is -----------------------------------------------------------------------------------------------


def identity_of(book: Any) -> tuple[str, str]:
    return book.metadata("identifier")[0], book.metadata("dcterms:modified")[0]


def test_an_edit_makes_another_edition_of_the_same_book(guide: Open, tmp_path: Path) -> None:
    notes = {"bio/cells.md": "Text @@.", "bio/more.md": "More text @@."}
    first = identity_of(guide(notes))
    tmp_path.joinpath("guide.epub").unlink()
    edited = identity_of(guide({"bio/cells.md": "Another text @@."}))
    assert edited[0] == first[0]
    assert edited[1] != first[1]
    assert identity_of(guide({})) == edited


def test_a_book_keeps_its_identifier_when_channels_come_and_go(guide: Open, tmp_path: Path) -> None:
    first = identity_of(guide({"bio/cells.md": "Text @@.", "bio/more.md": "More @@."}))
    assert identity_of(guide({"chem/acids.md": "Text @@."}))[0] == first[0]
    tmp_path.joinpath("guide.epub").unlink()
    assert identity_of(guide({}))[0] != first[0]


def test_a_note_on_its_own_is_a_book_of_its_own() -> None:
    assert identifier(["bio"], ["bio/cells"]) != identifier(["bio"], ["bio/more"])
    assert identifier(["bio", "chem"], ["bio/a", "chem/b"]) == identifier(["chem", "bio", "bio"], ["bio/c", "chem/d"])


def test_the_identifier_can_be_set(guide: Open) -> None:
    book = guide({"bio/cells.md": "Text @@."}, identifier="urn:isbn:9780000000002")
    assert book.metadata("identifier") == ["urn:isbn:9780000000002"]


@pytest.mark.parametrize("damaged", [b"", b"PK\x03\x04", b"no archive"])
def test_a_damaged_guide_gives_no_identifier(damaged: bytes) -> None:
    assert earlier_identifier(io.BytesIO(damaged)) is None


# --- options --------------------------------------------------------------------------------------------------------


def test_parts_of_a_chapter_can_be_left_out(guide: Open) -> None:
    text = "\n\n".join(f"The liver of a resting adult stores {n} grams of **glycogen** @@." for n in range(12, 28))
    book = guide({"bio/cells.md": text}, self_test=False, timeline=False, index=False)
    classes = {section.get("class") for section in every(book.page("bio-cells"), "section")}
    assert not classes & {"self-test", "answers", "timeline"}
    assert not any(name.startswith("index") for name in book.documents)


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        ("hub", ["1 Gamma", "2 Alpha", "3 Beta 10", "4 Beta 9"]),
        ("path", ["1 Beta 10", "2 Alpha", "3 Gamma", "4 Beta 9"]),
        ("title", ["1 Alpha", "2 Beta 9", "3 Beta 10", "4 Gamma"]),
        ("video", ["1 Gamma", "2 Beta 9", "3 Alpha", "4 Beta 10"]),
    ],
)
def test_chapters_come_in_the_order_that_was_asked_for(guide: Open, order: str, titles: list[str]) -> None:
    def note(title: str, video: str) -> str:
        return f"---\ntitle: {title}\nvideoId: {video}\n---\nText @@."

    notes = {
        "c/c.md": "---\ntitle: c\n---\n### [V](https://youtu.be/dQw4w9WgXcQ)\n- [[n3]]\n- [[n2]]\n",
        "c/n1.md": note("Beta 10", "bbbbbbbbbbb"),
        "c/n2.md": note("Alpha", "aaaaaaaaaaa"),
        "c/n3.md": note("Gamma", "dQw4w9WgXcQ"),
        "c/n4.md": note("Beta 9", "dQw4w9WgXcQ"),
    }
    book = guide(notes, order=order)
    assert [text_of(one(book.documents[file], "h1")) for file in book.spine if file.startswith("c-n")] == titles


@pytest.mark.parametrize(("split", "names"), [("channel", ["g.epub", "g-2.epub"]), ("1", ["g.epub", "g-2.epub"])])
def test_volumes_name_each_other_in_words(export: Export, guide_of: Open, split: str, names: list[str]) -> None:
    notes = {"bio/cells.md": "See [[acids]] @@.", "chem/acids.md": "---\ntitle: Acids\n---\nBack to [[cells]]."}
    _, report = export(EpubExporter, notes, "g.epub", options=EpubOptions(split=split))
    assert [file.name for file in report.paths] == names
    first, second = (guide_of(file) for file in report.paths)
    assert "See Acids (Volume 2) 01:05." in text_of(first.page("bio-cells"))
    assert "Cells (Volume 1)" in text_of(one(second.page("chem-acids"), "section", kind="mentioned-in"))
    assert "Volume 1: bio (g.epub)" in text_of(second.page("about"))
    assert second.metadata("group-position") == ["2"]
    assert first.metadata("identifier") != second.metadata("identifier")


def test_volumes_of_an_earlier_guide_are_named_and_stay(export: Export) -> None:
    notes = {f"bio/n{number}.md": "Text @@." for number in range(11)}
    _, report = export(EpubExporter, notes, "g.epub", options=EpubOptions(split="1"))
    folder = report.paths[0].parent
    folder.joinpath("g-99.epub").write_bytes(b"somebody else's")
    folder.joinpath("g-old.epub").write_bytes(report.paths[1].read_bytes())
    _, report = export(EpubExporter, notes, "g.epub", options=EpubOptions(split="6"))
    names = [f"g-{number}.epub" for number in range(3, 12)]
    assert report.remarks == (f"Left over from an earlier export and not part of this guide: {', '.join(names)}.",)
    assert all(folder.joinpath(name).exists() for name in names)


def test_a_cover_and_a_style_of_the_readers_own(guide: Open, tmp_path: Path) -> None:
    cover, style = tmp_path / "cover.png", tmp_path / "own.css"
    cover.write_bytes(png())
    style.write_text("p { margin: 2em }", encoding="utf-8")
    book = guide({"bio/cells.md": "Text @@."}, cover=cover, css=style)
    assert book.metadata("dcterms:conformsTo") == []  # nobody knows what the style does
    assert book.files["cover.png"] == cover.read_bytes()
    assert book.files["own.css"] == style.read_bytes()
    styles = [link.get("href") for link in every(book.page("bio-cells"), "link")]
    assert styles == ["style.css", "own.css"]


def test_a_drawn_cover_of_the_readers_own(guide: Open, tmp_path: Path) -> None:
    cover = tmp_path / "cover.svg"
    cover.write_bytes(SVG)
    book = guide({"bio/cells.md": "Text @@."}, cover=cover)
    assert b"circle" in book.files["cover.svg"]
    assert b"script" not in book.files["cover.svg"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"split": "0"}, "--split"),
        ({"split": "many"}, "--split"),
        ({"cover": Path("no-such.png")}, "cannot be read"),
        ({"cover": Path(__file__)}, "is not an image"),
        ({"css": Path("no-such.css")}, "cannot be read"),
    ],
)
def test_an_option_that_cannot_be_used_is_refused(guide: Open, options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        guide({"bio/cells.md": "Text @@."}, **options)


def test_a_style_sheet_that_needs_other_files_is_refused(guide: Open, tmp_path: Path) -> None:
    style = tmp_path / "own.css"
    for contents, message in ((b"body { background: url(paper.png) }", "another file"), (b"\xff", "not UTF-8")):
        style.write_bytes(contents)
        with pytest.raises(UsageError, match=message):
            guide({"bio/cells.md": "Text @@."}, css=style)


# --- the package ----------------------------------------------------------------------------------------------------


def test_the_archive_is_as_epub_asks_and_tells_nothing_of_the_day(export: Export) -> None:
    path, _ = export(EpubExporter, {"bio/cells.md": "Text @@."}, "guide.epub")
    with zipfile.ZipFile(path) as archive:
        first, *others = archive.infolist()
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert {info.date_time for info in (first, *others)} == {(1980, 1, 1, 0, 0, 0)}


def test_its_own_book_is_replaced_and_no_other(export: Export, tmp_path: Path) -> None:
    path, _ = export(EpubExporter, {"bio/cells.md": "Text @@."}, "guide.epub")
    assert EpubExporter.recognises(path.read_bytes()[:4096])
    export(EpubExporter, {"bio/cells.md": "Other text @@."}, "guide.epub")
    other = b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zip" + b'full-path="OEBPS/content.opf"'
    assert not EpubExporter.recognises(other)


def test_a_chapter_keeps_its_file_when_another_note_is_added(guide: Open) -> None:
    few = guide({"bio/cells.md": "Text @@."})
    many = guide({"bio/a.md": "Text @@.", "bio/zoo.md": "Text @@."})
    assert {name for name in few.documents if name.startswith("bio-")} <= set(many.documents)


def test_an_early_file_date_is_all_that_the_clock_changes(
    export: Export, guide_of: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    path, _ = export(EpubExporter, {"bio/cells.md": "Text @@."}, "guide.epub")
    assert guide_of(path).metadata("dcterms:modified") == ["2023-11-14T22:13:20Z"]


@pytest.mark.parametrize("split", ["none", "channel", "3"])
def test_no_notes_make_a_book_without_chapters(tmp_path: Path, guide_of: Open, split: str) -> None:
    tmp_path.joinpath("n.md").write_text("Text [00:10].", encoding="utf-8")
    target = Target(tmp_path / "guide.epub", exporter=EpubExporter)
    EpubExporter(EpubOptions(split=split)).export(NoNotes([tmp_path]), target)
    target.commit()
    assert guide_of(tmp_path / "guide.epub").spine == ["cover.xhtml", "about.xhtml", "contents.xhtml"]


def test_naming_the_exporter_loads_none_of_its_libraries() -> None:
    program = "import sys, noteport_epub; noteport_epub.EpubExporter(); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert {"ebooklib", "lxml", "pygments", "nh3", "latex2mathml"}.isdisjoint(run.stdout.split())


def test_a_book_that_is_too_large_for_shops_comes_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("noteport_epub.export.LARGEST", 10_000)
    tmp_path.joinpath("n.md").write_text("Text [00:10].", encoding="utf-8")
    target = Target(tmp_path / "guide.epub", exporter=EpubExporter)
    report = EpubExporter().export(Vault([tmp_path]), target)
    target.abort()
    assert report.remarks[-1].endswith("and some shops and readers take no more than 50.")


def test_many_chapters_come_with_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("noteport_epub.export.MANY", 2)
    for number in range(3):
        tmp_path.joinpath(f"n{number}.md").write_text(f"Text {number} [00:10].", encoding="utf-8")
    target = Target(tmp_path / "guide.epub", exporter=EpubExporter)
    report = EpubExporter().export(Vault([tmp_path]), target)
    target.abort()
    assert "--split" in report.remarks[0]
