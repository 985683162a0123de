"""The words of blocks with an id."""

from __future__ import annotations

import pytest

from noteport.parse.passages import LONGEST, passages_of


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("A wren sings [00:01:00]. ^a", "A wren sings."),
        ("- [ ] A wren\n  sings **all** day ^a", "A wren sings all day"),
        ("# Birds\nA wren sings\n^a", "A wren sings"),
        ("> A wren sings.\n\n^a", "A wren sings."),
        ("One. ^b\nTwo. ^a", "Two."),
        ("1. A wren\n2. A robin ^a", "A robin"),
        ("## A robin ^a", "A robin"),
        ("A wren #bird ^a", "A wren"),
    ],
)
def test_a_passage_is_what_a_reader_sees_of_the_block(body: str, words: str) -> None:
    assert passages_of(body)["a"] == words


@pytest.mark.parametrize(
    "body", ["| a |\n|---|\n| b |\n\n^a", "```\nb ^a\n```", "%%b ^a%%", "x^a", "^a", "$$\nb\n$$\n^a"]
)
def test_a_block_without_text_has_no_passage(body: str) -> None:
    assert passages_of(body) == {}


def test_of_a_long_block_the_first_words_are_shown() -> None:
    passage = passages_of(f"{'word ' * 100}^a")["a"]
    assert passage.endswith("word…")
    assert len(passage) <= LONGEST
