"""Prose that only looks like a form that tools write keeps all of its words."""

from __future__ import annotations

import pytest

from noteport.parse import parse_note

HEAD = "---\nvideoId: dQw4w9WgXcQ\n---\n"


def texts(text: str) -> list[tuple[str | None, str]]:
    return [(claim.term, claim.text) for claim in parse_note(HEAD + text, "c/note.md").claims()]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Rye – [01:00] – grows tall.", "Rye – grows tall."),
        ("- Rye - [01:00] - it grows", "Rye - it grows"),
        ("Rye — [01:00], [02:00] — grows.", "Rye — grows."),
        ("Rye: [01:00] – it grows", "Rye: it grows"),
        ("Rye -- [01:00] -- grows", "Rye -- grows"),
        ("Rye is 5 - [01:00] to ten", "Rye is 5 - to ten"),
    ],
)
def test_of_two_dashes_around_a_timestamp_one_stays(written: str, read: str) -> None:
    assert texts(written) == [(None, read)]


@pytest.mark.parametrize("mark", [":", "：", " –"])
def test_a_lead_in_may_end_in_a_question_mark_of_chinese(mark: str) -> None:
    assert texts(f"**什么是黑麦？**{mark} 谷物 [01:00]") == [("什么是黑麦？", "谷物")]


@pytest.mark.parametrize("macro", ["{{query}}", "{{function call}}", "{{twitter handle}}", "{{ name }}"])
def test_templates_that_only_look_like_macros_of_logseq_are_text(macro: str) -> None:
    assert texts(f"Here {macro} is shown [01:00].") == [(None, f"Here {macro} is shown.")]


@pytest.mark.parametrize(
    "macro",
    [
        "{{query (and [[a]])}}",
        "{{renderer :todo}}",
        "{{tweet https://x.com/a/1}}",
        "{{function (sum :a)}}",
        "{{namespace a}}",
    ],
)
def test_macros_of_logseq_that_show_something_else_are_no_text(macro: str) -> None:
    assert texts(f"{macro} Rye is shown [01:00].") == [(None, "Rye is shown.")]


@pytest.mark.parametrize(
    ("label", "read"),
    [
        ("Read Genesis 1:26", "Read Genesis 1:26"),
        ("4:30 pm in Rye", "4:30 pm in Rye"),
        ("12:34 – Rye", "Rye"),
        ("Rye, 12:30", "Rye"),
        ("Rye 12m34s", "Rye"),
    ],
)
def test_only_the_time_of_a_link_is_taken_out_of_its_label(label: str, read: str) -> None:
    (claim,) = parse_note(f"{HEAD}[{label}](https://youtu.be/dQw4w9WgXcQ?t=754)", "c/note.md").claims()
    assert (claim.text, claim.start.start if claim.start else None) == (read, 754)


def test_a_verse_that_a_link_names_at_the_end_of_a_sentence_is_read() -> None:
    assert texts("He cites [Genesis 1:26](https://youtu.be/dQw4w9WgXcQ?t=754).") == [(None, "He cites Genesis 1:26.")]


@pytest.mark.parametrize("indent", ["    ", "\t"])
def test_a_footnote_that_opens_with_a_time_keeps_its_other_lines(indent: str) -> None:
    text = f"Rye grows[^1] here.\n\n[^1]: [01:00]\n{indent}It also feeds cows in winter.\n"
    assert texts(text) == [(None, "Rye grows here."), (None, "It also feeds cows in winter.")]


@pytest.mark.parametrize("note", ["at 2:00", "~ [02:00].", "@2:00", "ca. 2:00", "2:00, [03:00]"])
def test_a_footnote_may_have_a_word_before_its_times_and_brackets_around_some(note: str) -> None:
    (claim,) = parse_note(f"{HEAD}Rye grows[^1] here.\n\n[^1]: {note}\n", "c/note.md").claims()
    assert (claim.text, claim.start and claim.start.start) == ("Rye grows here.", 120)
