from __future__ import annotations

import pytest

from noteport.parse.head.body import prepare


@pytest.mark.parametrize("fence", ["```", "````", "~~~"])
@pytest.mark.parametrize("name", ["markdown", "Markdown", "md"])
def test_a_body_in_one_fence_is_unwrapped(fence: str, name: str) -> None:
    assert prepare(f"\n{fence}{name}\n\nIt rains.\n{fence}\n").text.strip() == "It rains."


@pytest.mark.parametrize(
    "text",
    [
        "```\nIt rains.\n```\n",
        "```python\nIt rains.\n```\n",
        "```markdown\nIt rains.\n",
        "```markdown\nIt rains.\n```\nIt snows.\n",
        "```markdown\na\n```\n\n```markdown\nb\n```\n",
    ],
)
def test_any_other_fence_is_left_alone(text: str) -> None:
    assert prepare(text).text == text


def test_fences_inside_a_longer_one_are_unwrapped_with_it() -> None:
    assert prepare("````markdown\n```python\na\n```\n````\n").text.strip() == "```python\na\n```"


@pytest.mark.parametrize(
    ("line", "channel"),
    [
        ("From: [[night_kitchen]] <br/>", "night_kitchen"),
        ("From: [[night_kitchen]]<br>", "night_kitchen"),
        ("From: [[night_kitchen | Night Kitchen]]", "night_kitchen"),
        ("From: \u200e[[@Night]]", "@Night"),
        ("From: [[ ]]", None),
    ],
)
def test_the_from_line_names_the_channel_and_goes(line: str, channel: str | None) -> None:
    body = prepare(f"{line}\nIt rains.\n")
    assert (body.text, body.channel) == ("\nIt rains.\n", channel)


@pytest.mark.parametrize("line", ["From: [[a]] and more", "from [[a]]", "From: a", "It rains.\n\nFrom: [[a]]"])
def test_what_is_no_from_line_is_text(line: str) -> None:
    body = prepare(f"{line}\n")
    assert (body.text, body.channel) == (f"{line}\n", None)


def test_a_second_front_matter_goes_and_a_rule_stays() -> None:
    assert prepare("From: [[a]]\n\n---\ntitle: b\n---\n\nIt rains.\n").second_head == 2
    text = "---\nIt rains: a lot.\n---\n"
    assert prepare(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "From: [[a]] <br/>\n\n```markdown\nIt rains.\n```\n",
        "\n\n---\ntitle: b\n---\n\nFrom: [[a]]\nIt rains.\n",
        "| a | [[b|c]] |\n|---|---|\n| [[d|e]] | f |\n",
    ],
)
def test_every_line_keeps_its_number(text: str) -> None:
    assert prepare(text).text.count("\n") == text.count("\n")


def test_bars_of_links_do_not_cut_cells() -> None:
    assert prepare("| a | [[b|c]] |\n|---|---|\n| [[d\\|e]] | f |\n").text == (
        "| a | [[b\\|c]] |\n|---|---|\n| [[d\\|e]] | f |\n"
    )
    assert prepare("It is [[b|c]].\n").text == "It is [[b|c]].\n"
