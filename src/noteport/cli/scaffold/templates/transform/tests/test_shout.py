from noteport.api import parse_note
from noteport.testing import TransformContract

from noteport_shout import ShoutOptions, ShoutTransform


class TestContract(TransformContract):
    """The promises of every transform: it takes every note, returns a note, and gives the same result each time."""

    plugin = ShoutTransform


def test_a_claim_with_a_word_is_left_out() -> None:
    note = parse_note("Water boils [00:01:05]. Ice melts [00:01:10].\n")
    changed = ShoutTransform(ShoutOptions(without=("Ice",))).transform(note)
    assert [claim.text for claim in changed.claims()] == ["WATER BOILS."]
