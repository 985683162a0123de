"""What note-taking tools hide in a line, and what only looks like it."""

from __future__ import annotations

import pytest

from noteport.api import parse_note
from noteport.parse.hidden.lines import visible
from noteport.vault.skim import skim_note


def texts(body: str) -> list[str]:
    return [claim.text for claim in parse_note(f"---\nvideoId: golden_test\n---\n{body}").claims()]


@pytest.mark.parametrize(
    ("body", "text", "tags"),
    [
        ("It rains [00:01] #a", "It rains", ("a",)),
        ("It rains #a/b-c [00:01].", "It rains.", ("a/b-c",)),
        ("It rains #a #b [00:01].", "It rains.", ("a", "b")),
        ("It rains. #a [00:01]", "It rains.", ("a",)),
        ("- #a It rains [00:01]", "It rains", ("a",)),
        ("> It rains [00:01] #a", "It rains", ("a",)),
        ("雨が降る [00:01] #天気/雨", "雨が降る", ("天気/雨",)),
        ("It #rains hard [00:01].", "It #rains hard.", ("rains",)),
        ("Use tags like #a, #b, and #c [00:01].", "Use tags like #a, #b, and #c.", ("a", "b", "c")),
        ("It rains on #1 [00:01].", "It rains on #1.", ()),
        ("It is #00ff00 [00:01].", "It is #00ff00.", ()),
        ("It rains in C# [00:01].", "It rains in C#.", ()),
        ("It rains [00:01] `#a`", "It rains #a", ()),
    ],
)
def test_tags_behind_a_sentence_are_taken_out_of_it(body: str, text: str, tags: tuple[str, ...]) -> None:
    note = parse_note(f"---\nvideoId: golden_test\n---\n{body}")
    assert [(claim.text, claim.tags) for claim in note.claims()] == [(text, tags)]
    assert note.tags == ()


@pytest.mark.parametrize("head", ["[a, b/c]", "a, b/c", '"#a #b/c"', "\n  - a\n  - b/c"])
def test_tags_of_the_head_and_of_lines_of_their_own_are_those_of_the_note(head: str) -> None:
    note = parse_note(f"---\ntags: {head}\n---\nIt rains.\n\n#d #e/f\n")
    assert note.tags == ("a", "b/c", "d", "e/f")


@pytest.mark.parametrize("line", ["a:: b", "a b:: c", "**a**:: b", "über:: b", "a::", "  a:: [[b]]", "a-1:: b"])
def test_a_line_that_is_a_field_is_hidden(line: str) -> None:
    assert visible(line).text.strip() == ""


@pytest.mark.parametrize("line", ["std::vector", "a::b c", "a :: b", "https://a.b::1", "`a:: b`", "```\na:: b\n```"])
def test_other_colons_are_text(line: str) -> None:
    assert visible(line).text == line


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("It takes [time:: 7] minutes [00:01].", "It takes 7 minutes."),
        ("It takes [time:: [[seven]]] minutes [00:01].", "It takes seven minutes."),
        ("It takes (time:: 7) minutes [00:01].", "It takes (7) minutes."),
        ("It takes time [00:01] [a:: b] (c:: d)", "It takes time"),
        ("It takes time. [a:: b] [00:01]", "It takes time."),
        ("It takes time [due:: 2026-01-01] [00:01].", "It takes time."),
    ],
)
def test_a_field_in_a_sentence_reads_as_its_value(line: str, text: str) -> None:
    assert texts(line) == [text]


@pytest.mark.parametrize("mark", ["TODO", "DONE", "DOING", "WAITING", "[ ]", "[x]", "[/]", "[>]", "[?]", "TODO [#A]"])
@pytest.mark.parametrize("date", ["", " 📅 2026-05-01", " ✅ 2026-05-01 ⏫", " 🔁 every week 📅 2026-05-01", " 🆔 abc"])
def test_states_and_dates_of_a_task_are_hidden(mark: str, date: str) -> None:
    assert texts(f"- {mark} It rains all day{date} [00:01]") == ["It rains all day"]
    assert texts(f"- {mark} It rains all day [00:01]{date}") == ["It rains all day"]


@pytest.mark.parametrize("mark", ["[-]", "CANCELED", "CANCELLED"])
def test_a_cancelled_task_makes_no_claim(mark: str) -> None:
    assert texts(f"- {mark} It rains all day [00:01]\n- It snows [00:02]") == ["It snows"]


@pytest.mark.parametrize(
    "hidden",
    [
        "SCHEDULED: <2026-05-01 Fri>",
        "DEADLINE: <2026-05-01 Fri> SCHEDULED: <2026-05-01 Fri>",
        ":LOGBOOK:\nCLOCK: [2026-05-01 Fri 10:00]\n:END:",
        ":PROPERTIES:\n:id: a\n:END:",
        "((6628a1b2-0c3d-4e5f-8a9b-0123456789ab))",
        "{{embed ((6628a1b2-0c3d-4e5f-8a9b-0123456789ab))}}",
        "#+BEGIN_COMMENT\nsecret\n#+END_COMMENT",
        "#+title: a",
    ],
)
def test_what_org_mode_and_logseq_hide_is_hidden(hidden: str) -> None:
    shown = visible(f"It rains.\n{hidden}\nIt snows.").text
    assert shown.split() == ["It", "rains.", "It", "snows."]
    assert shown.count("\n") == hidden.count("\n") + 2


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("- After ((6628a1b2-0c3d-4e5f-8a9b-0123456789ab)), it snows.", "- After rain falls, it snows."),
        ("- ((6628a1b2-0c3d-4e5f-8a9b-0123456789ab))", "- "),
        ("- [This](((6628a1b2-0c3d-4e5f-8a9b-0123456789ab))) is so.", "- This is so."),
        ("- After ((77777777-0c3d-4e5f-8a9b-0123456789ab)) it snows.", "- After  it snows."),
    ],
)
def test_a_reference_in_a_sentence_reads_like_its_block(line: str, shown: str) -> None:
    block = "- TODO {{youtube-timestamp 5}} rain falls [00:01].\n  id:: 6628a1b2-0c3d-4e5f-8a9b-0123456789ab\n"
    assert visible(block + line).text.split("\n")[-1] == shown


def test_a_drawer_that_never_closes_is_text() -> None:
    assert visible(":LOGBOOK:\nIt rains.").text == ":LOGBOOK:\nIt rains."


@pytest.mark.parametrize("key", ["excalidraw-plugin", "kanban-plugin"])
def test_a_drawing_is_not_a_note(key: str) -> None:
    text = f"---\n{key}: parsed\n---\n# Data\nCut here [02:10] ^Ab12Cd34\n"
    note = parse_note(text)
    assert not list(note.claims())
    assert not any(section.blocks for section in note.sections)
    assert skim_note(text).skipped


@pytest.mark.parametrize("tags", ["rain, [[snow storm]]", '["rain", "[[snow storm]]"]', "[rain, [snow_storm]]"])
def test_tags_of_the_head_may_be_links(tags: str) -> None:
    assert parse_note(f"---\ntags: {tags}\n---\nIt rains.").tags == ("rain", "snow_storm")


U = "https://youtu.be/golden_test?t=754"


@pytest.mark.parametrize(
    ("body", "starts"),
    [
        ("It rains[^1]. It snows.[^b]\n\n- It hails [00:05]\n\n[^1]: [12:34]\n[^b]: 00:13:00", [754, 780, 5]),
        (f"It rains[^1].\n\nIt snows.\n\n[^1]: {U}", [754]),
        (f"It rains[^1].\n\n[^1]: [12:34]({U}), [12:35]", [754]),
        ("It rains^[12:34]. It snows^[[12:35]].", [754, 755]),
    ],
)
def test_a_footnote_that_is_only_a_time_is_the_timestamp_of_what_refers_to_it(body: str, starts: list[int]) -> None:
    claims = parse_note(f"---\nvideoId: golden_test\n---\n{body}").claims()
    assert [claim.timestamps[0].start for claim in claims] == starts


@pytest.mark.parametrize(
    "body", ["It rains[^1] [00:01].\n\n[^1]: He says at 12:34", "It rains `[^1]` [00:01].\n\n[^1]: 12:34"]
)
def test_another_footnote_stays_one(body: str) -> None:
    assert "[^1]" in visible(body).text
    assert "[^1]:" in visible(body).text


@pytest.mark.parametrize("sign", ["–", "-", "->", "→", "|", "•", "~"])
def test_a_sign_that_sets_a_timestamp_off_is_no_part_of_the_text(sign: str) -> None:
    assert texts(f"It rains {sign} [00:01]") == ["It rains"]
    assert texts(f"It rains {sign} [00:01].") == ["It rains."]


@pytest.mark.parametrize("time", ["12:34", "[12:34]", "12:34 -"])
def test_a_task_before_a_time_is_read_without_its_box(time: str) -> None:
    assert texts(f"- [x] {time} It rains") == ["It rains"]


@pytest.mark.parametrize(
    ("text", "is_reported"), [("(Video, 05:20)", True), ("(e.g., 1:20, 1:30, or even 1:50)", False)]
)
def test_a_time_behind_words_in_brackets_takes_no_other_timestamp(text: str, is_reported: bool) -> None:
    note = parse_note(f"---\nvideoId: golden_test\n---\n- It rains all day [00:01]\n- It snows all day {text}\n")
    assert [problem.code for problem in note.problems] == ["timestamp-not-read"] * is_reported
    assert len(list(note.claims())) == 2 - is_reported


@pytest.mark.parametrize(
    "time", ["[\u200b00:01\u200b]", "\u200f[00:01]\u200f", "\u200e[00:01]", "【\ufeff00:01\u2060】"]
)
def test_marks_that_nobody_sees_around_a_time_are_no_part_of_the_text(time: str) -> None:
    assert texts(f"It rains {time}.") == ["It rains."]
    assert texts(f"It rains {time} all day [00:02].") == ["It rains all day."]
