"""Phrases are looked for only in texts that have one of their words."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from noteport.cards.english import patterns
from noteport.cards.english.patterns import Phrases
from noteport.cards.words import cut

ALL = {name: phrases for name, phrases in vars(patterns).items() if isinstance(phrases, Phrases)}
AROUND = re.compile(r"\(\?<?[=!][^()]*\)|\\b|\$")
"""What looks at the text around; Hypothesis finds few texts for it."""
ASCII = st.characters(min_codepoint=32, max_codepoint=126)


@pytest.mark.parametrize("name", ALL)
@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_every_text_that_has_them_has_one_of_their_words(name: str, data: st.DataObject) -> None:
    phrases = ALL[name]
    similar = re.compile(AROUND.sub("", phrases.pattern.pattern), phrases.pattern.flags)
    text = data.draw(st.from_regex(similar, fullmatch=True, alphabet=ASCII)) + data.draw(st.sampled_from(["", " a"]))
    assume(phrases.pattern.search(text))
    assert phrases.heads & {head for word in cut(text) for head in word.heads}, text
