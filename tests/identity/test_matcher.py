"""Matching by texts and seconds alone."""

from __future__ import annotations

from noteport.identity.matcher import Matcher, New, Old
from noteport.identity.similarity import text_key

ICE = "Ice melts at 0 degrees in a glass of water"
HARDLY = "A glass of water is where ice melts, once it is above freezing"


def found(seconds: tuple[int, ...]) -> int:
    """Which entry a claim has that was much reworded and stands elsewhere, between claims that are known."""
    texts = ["One fact that nobody touches", ICE, "Another fact that nobody touches"]
    old = [Old("c/heat", text_key(text), 100 * at, gone=False) for at, text in enumerate(texts)]
    matcher = Matcher(old, texts.__getitem__)
    after = [(texts[2], (200,)), (HARDLY, seconds), (texts[0], (0,))]
    matcher.add("c/heat", [New(text_key(text), text, times) for text, times in after])
    matcher.finish()
    return matcher.found[0][1]


def test_a_claim_is_at_its_second_as_it_was_written_and_as_it_was_repaired() -> None:
    assert [found(seconds) for seconds in [(100,), (6000, 100), (100, 6000), (6000,), ()]] == [1, 1, 1, -1, -1]
