from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noteport.parse.head.front_matter import split_head, text_value


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
def test_front_matter_without_keys_is_text(yaml: str) -> None:
    text = f"---\n{yaml}\n---\nbody\n"
    head = split_head(text)
    assert (dict(head.values), head.body, head.problem) == ({}, text, "front-matter-not-mapping")


@pytest.mark.parametrize(
    "opening",
    [
        "\nKey: bread needs 3 hours [00:01:00].\n",
        "\nBread needs 3 hours.\n",
        "\n# Bread\n",
        "\n## Flour: rye\n\nNote: rye is dark.\n\n- wheat is not\n",
        "Note: rye needs 3 hours [00:01:00].",
        "Note: rye: it needs 3 hours.\nAnd so does wheat.",
        "  \nNote: rye is dark.",
    ],
)
def test_text_that_opens_with_a_rule_loses_nothing(opening: str) -> None:
    text = f"---\n{opening}\n---\n\nbody\n"
    head = split_head(text)
    assert (dict(head.values), head.body) == ({}, text)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Bread\nvideoId: golden_test\n...\nbody",
        "\n \n---\ntitle: Bread\nvideoId: golden_test\n---\nbody",
        "---\n\ntitle: Bread\nvideoId: golden_test\n---\nbody",
        "---\ntitle: Bread\nvideoId: golden_test\nnote: at [00:01:00] he rises\n---\nbody",
        '+++\ntitle = "Bread"\nvideoId = "golden_test"\n+++\nbody',
        '\n+++\ntitle = "Bread"\nvideoId = golden_test\n+++\nbody',  # broken: its plain lines are read
        '{\n  "title": "Bread",\n  "videoId": "golden_test"\n}\nbody',
    ],
)
def test_front_matter_is_read_as_its_tool_means_it(text: str) -> None:
    head = split_head(text)
    assert (head.values["title"], head.values["videoId"].strip('"')) == ("Bread", "golden_test")
    assert head.body.strip() == "body"
    assert head.lines + head.body.count("\n") == text.count("\n")


def test_every_scalar_of_toml_stays_text() -> None:
    head = split_head("+++\ndate = 2024-05-01\nn = 7\nx = 1.50\nyes = true\nlist = [1, 'a']\n[video]\nid = 'b'\n+++\n")
    assert dict(head.values) == {
        "date": "2024-05-01",
        "n": "7",
        "x": "1.50",
        "yes": "true",
        "list": ["1", "a"],
        "video": {"id": "b"},
    }


@pytest.mark.parametrize(
    "text", ["+++\na\n+++\nb", "+++\nopen", "{", "{{x}} y", '{"a": 1', '{"a": "b"} c', "+++ a\n+++"]
)
def test_what_only_resembles_front_matter_is_text(text: str) -> None:
    head = split_head(text)
    assert (dict(head.values), head.body) == ({}, text)


@pytest.mark.parametrize("opening", ["+++\n[[" + "[" * 50_000 + "\n+++\n", '{"a": ' + "[" * 50_000])
def test_nesting_that_would_break_a_reader_of_toml_or_json_is_text(opening: str) -> None:
    assert split_head(opening).body == opening


@pytest.mark.parametrize("yaml", ["", "# a remark"])
def test_empty_front_matter_is_no_problem(yaml: str) -> None:
    head = split_head(f"---\n{yaml}\n---\nbody\n")
    assert (dict(head.values), head.problem) == ({}, None)


def test_an_alias_of_a_text_is_that_text() -> None:
    head = split_head("---\nchannel: &who Ada\nauthor: *who\ntags: [*who, R&D *new*]\n---\nbody\n")
    assert dict(head.values) == {"channel": "Ada", "author": "Ada", "tags": ["Ada", "R&D *new*"]}


def test_tags_build_nothing() -> None:
    head = split_head("---\ntitle: !!python/object/apply:os.system [exit 1]\nn: !!int 7\n---\nbody\n")
    assert dict(head.values) == {"title": ["exit 1"], "n": "7"}


@pytest.mark.parametrize("yaml", ["a: *b", "a: &b [c]\nd: *b", "[a]: b", "{a: b}: c", "a: b\n...\nc: d", "? - a\n: b"])
def test_what_is_not_read_of_yaml_is_a_problem(yaml: str) -> None:
    head = split_head(f"---\n{yaml}\ntitle: Bread\n---\nbody\n")
    assert (head.values["title"], head.problem) == ("Bread", "front-matter-broken")


def test_aliases_cannot_blow_it_up() -> None:
    levels = "\n".join(
        f"{chr(97 + level)}: &{chr(97 + level)} [{f'*{chr(96 + level)}, ' * 9}]" for level in range(1, 20)
    )
    head = split_head(f"---\na: &a [x]\n{levels}\ntitle: Bread\n---\nbody\n")
    assert head.values["title"] == "Bread"


def test_a_head_longer_than_any_real_one_is_text() -> None:
    text = f"---\na: {'b' * 20}\n---\n"
    head = split_head(text, most=20)
    assert (head.body, head.problem) == (text, "front-matter-broken")
    assert split_head(text, most=30).values == {"a": "b" * 20}


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "{a: ", "[{"])
def test_nesting_that_would_break_a_yaml_loader_is_a_problem(opening: str) -> None:
    head = split_head(f"---\ntitle: Bread\n{opening * (190_000 // len(opening))}\n---\nbody")
    assert (head.values["title"], head.problem, head.body.strip()) == ("Bread", "front-matter-broken", "body")


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
