"""Other tools' notes. What each tool's notes give stands in golden/dialects; here is what holds for all of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noteport.api import Note, ReadOptions, parse_note
from noteport.parse.dialects import OURS, translate

GOLDEN = Path(__file__).parents[1] / "golden"
HEAD = "---\nvideoId: sleep_talk1\n---\n"
ANCHOR = '<a class="yt-timestamp" data-t="00:01:05">[00:01:05]</a>'


def starts(note: Note) -> list[tuple[str, int]]:
    return [(claim.text, claim.start.start) for claim in note.claims() if claim.start is not None]


# --- the list of dialects -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dialect", OURS, ids=lambda dialect: dialect.name)
def test_every_dialect_has_a_golden_folder(dialect: object) -> None:
    name = dialect.name  # type: ignore[attr-defined]  # pytest gives it no better type
    aliases = {"attribution": "quote-attribution"}
    assert (GOLDEN / "dialects" / aliases.get(name, name) / "expected").is_dir()


# --- translating ----------------------------------------------------------------------------------------------------

WRITTEN = [
    "```timestamp-url \n https://youtu.be/sleep_talk1\n ```",
    "```timestamp \n 06:45\n ```",
    "```timestamp",
    "- {{video https://youtu.be/sleep_talk1}}\n  collapsed:: true\n\t- {{youtube-timestamp 113}} word",
    "{{youtube-timestamp 00:01:45}}",
    "id:: 1\n\tid:: 2\n- id:: 3",
    "00:00:01.000 --> 00:00:04.000 align:start\nword <c>word</c>",
    "1\n00:00:01,000 --> 00:00:01,900",
    "WEBVTT",
    "### Title\n\n🎧 12:34 - 13:10 (0:36)\n\n#### 💬 Quote\n> word\n> — Ada",
    "[🎧 Play snip - 1min️ (02:04 - 03:51)](https://share.snipd.com/snip/1)",
    "### [12:34](https://youtu.be/sleep_talk1?t=754)\n![frame](a.jpg)\nword\n---",
    "> word\n>\n> — [12:34](https://youtu.be/sleep_talk1) · word",
    "(43:14) word\n(43:15) word\nword\n(43:20)",
    "00:00 word\n00:17 word\nword\n- 1:02:03 - **word**\n**2:00:00 word**",
    "0:00\nword\n0:03\nword\n0:09\nword",
    "```\n00:00 a\n00:01 b\n00:02 c\n```",
    "## Heading",
    "word word",
    "- item",
    "> quotation",
    "    indented",
    "| a | b |\n|---|---|",
    "`{{youtube-timestamp 1}}`",
    "",
]
pages = st.lists(st.sampled_from(WRITTEN), max_size=12).map("\n".join)


@given(pages, st.booleans())
def test_translating_keeps_the_number_of_lines(text: str, has_video: bool) -> None:
    translated = translate(text, has_video=has_video)
    assert translated.text.count("\n") == text.count("\n")
    assert translated.lines == translated.text.split("\n")


@given(pages, st.booleans())
def test_translating_twice_changes_nothing_more(text: str, has_video: bool) -> None:
    once = translate(text, has_video=has_video).text
    assert translate(once, has_video=has_video).text == once


@pytest.mark.parametrize("path", sorted((GOLDEN / "parse").glob("*/input/*.md")), ids=lambda path: path.stem)
def test_notes_in_the_house_notation_come_back_as_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert translate(text, has_video=True).text == text


@given(pages)
def test_code_is_left_as_it_is(text: str) -> None:
    code = f"~~~~\n{text}\n~~~~"
    assert translate(code, has_video=True).text == code


# --- timestamps that lead ---------------------------------------------------------------------------------------------


def test_a_timestamp_on_a_line_of_its_own_looks_back_in_the_houses_notes_and_ahead_in_other_tools() -> None:
    link = "[01:05](https://youtu.be/sleep_talk1?t=65)"
    assert starts(parse_note(f"{HEAD}One is old.\n\n{ANCHOR}\n\nTwo is new.")) == [("One is old.", 65)]
    assert starts(parse_note(f"{HEAD}One is old.\n\n{link}\n\nTwo is new.")) == [("Two is new.", 65)]


def test_a_lone_timestamp_leads_over_a_heading_in_other_tools_notes() -> None:
    link = "[01:05](https://youtu.be/sleep_talk1?t=65)"
    assert starts(parse_note(f"{HEAD}Zero.\n\n{link}\n\n## Heading\n\nTwo is new.")) == [("Two is new.", 65)]


# --- links to a second -------------------------------------------------------------------------------------------


def test_repair_never_touches_a_time_that_a_target_names() -> None:
    note = parse_note(f"{HEAD}[05:02:03](https://youtu.be/sleep_talk1?t=18123#t=05:02:03.90) A long talk.")
    timestamp = next(note.claims()).timestamps[0]
    assert (timestamp.start, timestamp.written, timestamp.as_written) == (18123, 18123, "18123s")


def test_a_label_may_differ_from_its_target_by_what_tools_round() -> None:
    assert not parse_note(f"{HEAD}[01:05](https://youtu.be/sleep_talk1?t=66#t=01:06.9) It rains.").problems
    problems = parse_note(f"{HEAD}[01:05](https://youtu.be/sleep_talk1?t=95) It rains.").problems
    assert [problem.code for problem in problems] == ["timestamp-label-differs"]


@pytest.mark.parametrize(
    "link",
    [
        "[01:05](https://example.org)",
        "[01:05](mailto:ada@example.org)",
        "[[lecture#t=65|01:05]]",
        "[it all](https://youtu.be/sleep_talk1)",
    ],
)
def test_other_links_stay_links(link: str) -> None:
    assert starts(parse_note(f"{HEAD}It rains, see {link}.")) == []


@pytest.mark.parametrize("fence", ["ad-note", "quote"])
def test_links_in_fences_that_hold_prose_are_timestamps_too(fence: str) -> None:
    text = f"{HEAD}```{fence}\nIt rains [01:05](https://youtu.be/stars_talk1?t=65).\n```"
    claim = next(parse_note(text).claims())
    assert claim.start is not None
    assert claim.start.video is not None
    assert claim.start.video.id == "stars_talk1"


# --- transcripts ----------------------------------------------------------------------------------------------------


def spoken(step: int, words: int, lines: int = 6) -> str:
    sentence = " ".join(["word"] * words)
    return HEAD + "\n".join(f"- [00:{line * step:02}] {sentence} {line}" for line in range(lines))


@pytest.mark.parametrize(("step", "words"), [(5, 10), (5, 17), (9, 14)])
def test_a_transcript_is_told_by_the_pace_of_speech(step: int, words: int) -> None:
    note = parse_note(spoken(step, words))
    assert [problem.code for problem in note.problems] == ["note-is-transcript"]
    assert starts(note) == []
    assert len(starts(parse_note(spoken(step, words), options=ReadOptions(transcripts=True)))) == 6


@pytest.mark.parametrize(("step", "words", "lines"), [(9, 5, 6), (1, 9, 6), (5, 12, 4)])
def test_notes_are_slower_denser_or_fewer(step: int, words: int, lines: int) -> None:
    assert len(starts(parse_note(spoken(step, words, lines)))) == lines


def test_what_stands_under_another_heading_than_the_transcript_makes_claims() -> None:
    note = parse_note(spoken(5, 12) + f"\n\n## Notes\n\nIt rains {ANCHOR}.")
    assert starts(note) == [("It rains.", 65)]


# --- whose note it is -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "channel"),
    [
        ("channel: Ada Lovelace", "Ada Lovelace"),
        ("author: '@ada'", "ada"),
        ("author_name: '[[people/Ada Lovelace|Ada]]'", "Ada Lovelace"),
        ("author: [[Ada Lovelace]]", "Ada Lovelace"),
        ("author:\n  - '[[Ada Lovelace]]'\n  - Charles Babbage", "Ada Lovelace"),
        ("channel: '[Ada](https://www.youtube.com/@ada)'", "Ada"),
        ("channel: AC/DC", "AC/DC"),
        ("channel: ''\nauthor: Ada", "Ada"),
    ],
)
def test_spellings_of_the_channel(written: str, channel: str) -> None:
    assert parse_note(f"---\n{written}\n---\n").channel == channel


def test_properties_of_a_page_of_logseq_are_its_front_matter() -> None:
    note = parse_note("title:: Why we sleep\nvideo_id:: sleep_talk1\nauthor:: [[Ada]]\n\n- It rains [01:05]\n")
    assert (note.title, note.channel) == ("Why we sleep", "Ada")
    assert note.video is not None
    assert note.video.id == "sleep_talk1"
    assert [claim.place.line for claim in note.claims()] == [5]
