from __future__ import annotations

import pytest

from noteport.parse.markdown.parser import tokens_of
from noteport.parse.text.flat import TIMESTAMP
from noteport.parse.text.flatten import flatten


@pytest.mark.parametrize(
    ("markdown", "text", "id"),
    [
        ("a ^b", "a", "b"),
        ("a. ^b-1", "a.", "b-1"),
        ("^b", "", "b"),
        ("a [00:01]. ^b", f"a {TIMESTAMP}.", "b"),
        ("a ^b [00:01].", f"a {TIMESTAMP}.", "b"),
        ("a\n^b", "a\n", "b"),
        ("a ^b\nc", "a\nc", "b"),
        ("**a** ^b", "a", "b"),
        ("a ^b c", "a ^b c", ""),
        ("a ^b *c*", "a ^b c", ""),
        ("a^b", "a^b", ""),
        ("a 10 ^8", "a 10 ^8", ""),
        ("a ^", "a ^", ""),
        ("`a ^b`", "a ^b", ""),
    ],
)
def test_an_id_at_the_end_of_a_line_is_not_text(markdown: str, text: str, id: str) -> None:
    flat = flatten(tokens_of(markdown)[1].children or ())
    assert (flat.text, flat.block_id) == (text, id)
