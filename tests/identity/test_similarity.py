"""How alike texts are."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from noteport.identity.similarity import WordIndex, alike, text_key, triples


def likeness(one: str, other: str) -> float:
    return alike(triples(one), triples(other))


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("Water boils at 100 degrees.", "Water boils at 100 degrees.", 1, 1),
        ("Water boils at 100 degrees.", "water boils, at 100 degrees", 1, 1),
        ("Water boils at 100 degrees.", "Water biols at 100 degrees.", 0.75, 0.95),
        ("Water boils at 100 degrees.", "At 100 degrees, water boils.", 0.75, 1),
        ("Water boils at 100 degrees at sea level.", "Water starts to boil at about 100 degrees.", 0.5, 0.8),
        ("Water boils at 100 degrees.", "Sugar dissolves in tea.", 0, 0.1),
        ("水在一百度沸腾。", "水在一百度时沸腾。", 0.6, 0.95),
        ("", "", 0, 0),
    ],
)
def test_texts_are_as_alike_as_people_would_say(one: str, other: str, low: float, high: float) -> None:
    assert low <= likeness(one, other) <= high
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a  b\nc", "a b c"),
        ("so $x^2$ is", r"so \(x^2\) is"),
        ("$$x$$", r"\[x\]"),
        ("{a}}", "{a} }"),
        ("a\x07b", "a\ufffdb"),
    ],
)
def test_whitespace_and_the_marks_of_formulas_do_not_change_a_key(one: str, other: str) -> None:
    assert text_key(one) == text_key(other)


@pytest.mark.parametrize(("one", "other"), [("x > 3", "x < 3"), ("3.5", "35"), ("Us", "us")])
def test_all_else_does(one: str, other: str) -> None:
    assert text_key(one) != text_key(other)


def test_a_key_is_the_same_for_ever() -> None:
    assert text_key("Water boils at 100 degrees.") == -7056950626993779709


def found(texts: Iterable[str], query: str) -> list[int]:
    index = WordIndex([query])
    for number, text in enumerate(texts):
        index.add(number, text)
    return list(index.find(query))


def test_an_index_finds_texts_by_the_words_that_few_have() -> None:
    texts = ["the enzyme catalase splits peroxide", "the enzyme amylase splits starch", "nothing of that kind"]
    assert found(texts, "catalase breaks peroxide") == [0]


def test_an_index_finds_texts_in_scripts_without_spaces() -> None:
    assert found(["水在一百度沸腾。", "冰在零度融化。"], "水在一百度时沸腾。") == [0]


def test_a_word_that_all_have_joins_none() -> None:
    assert found([f"enzyme {number}" for number in range(100)], "enzyme") == []
