from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noteport.parse.front_matter import MAX_SIZE, split_head, text_value


def test_every_scalar_stays_text() -> None:
    head = split_head("---\nvideoId: 12345_67890\ncreated: 2024-01-02\nn: 007\nyes: no\nlist: [1, 2.0]\n---\nbody\n")
    assert dict(head.values) == {
        "videoId": "12345_67890",
        "created": "2024-01-02",
        "n": "007",
        "yes": "no",
        "list": ["1", "2.0"],
    }


@pytest.mark.parametrize("text", ["", "text", "text\n---\na: b\n---\n", "----a\n", "---\na: b\n", "--\na: b\n--\n"])
def test_text_without_front_matter_is_all_body(text: str) -> None:
    head = split_head(text)
    assert (dict(head.values), head.body, head.lines) == ({}, text, 0)


@pytest.mark.parametrize(
    "text", ["---\na: b\n---\nbody", "---\na: b\n---\n\n\nbody", "---\n---\nbody", "--- \na: b\n\nc: d\n---\nbody"]
)
def test_lines_before_the_body_are_counted(text: str) -> None:
    head = split_head(text)
    assert head.lines + head.body.count("\n") == text.count("\n")
    assert text.endswith(head.body)


def test_of_broken_yaml_the_plain_lines_are_read() -> None:
    head = split_head('---\ntitle: Bread: a story\nvideoId: golden_test\n  - [\nquoted: "a"\n---\nbody\n')
    assert head.values["title"] == "Bread: a story"
    assert head.values["videoId"] == "golden_test"
    assert head.values["quoted"] == "a"
    assert head.problem == "front-matter-broken"


@pytest.mark.parametrize("yaml", ["- a\n- b", "just text"])
def test_front_matter_without_keys_is_ignored(yaml: str) -> None:
    head = split_head(f"---\n{yaml}\n---\nbody\n")
    assert (dict(head.values), head.problem) == ({}, "front-matter-not-mapping")


@pytest.mark.parametrize("yaml", ["", "# a remark"])
def test_empty_front_matter_is_no_problem(yaml: str) -> None:
    head = split_head(f"---\n{yaml}\n---\nbody\n")
    assert (dict(head.values), head.problem) == ({}, "")


def test_aliases_cannot_blow_it_up() -> None:
    levels = "\n".join(
        f"{chr(97 + level)}: &{chr(97 + level)} [{f'*{chr(96 + level)}, ' * 9}]" for level in range(1, 20)
    )
    head = split_head(f"---\na: &a [x]\n{levels}\ntitle: Bread\n---\nbody\n")
    assert head.values["title"] == "Bread"


def test_a_head_longer_than_any_real_one_is_text() -> None:
    text = f"---\na: {'b' * MAX_SIZE}\n---\n"
    head = split_head(text)
    assert (head.body, head.problem) == (text, "front-matter-broken")


def test_nesting_too_deep_for_yaml_is_a_problem() -> None:
    head = split_head(f"---\ntitle: Bread\na: {'[' * 5_000}\n---\nbody")
    assert (head.values["title"], head.body.strip()) == ("Bread", "body")


@given(st.text(alphabet="ab: -\n[]{}#&*!|>'\"%@`\t", max_size=60))
def test_any_head_is_read(yaml: str) -> None:
    text = f"---\n{yaml}\n---\nbody"
    head = split_head(text)
    assert all(isinstance(key, str) for key in head.values)
    assert text.endswith(head.body)


def test_text_values_are_the_first_that_says_something() -> None:
    values = {"a": " ", "b": ["first", "second"], "c": {"d": "e"}, "f": " g\n h "}
    assert text_value(values, "x", "a", "b") == "first"
    assert text_value(values, "c", "f") == "g h"
    assert text_value(values, "a", "c") is None
