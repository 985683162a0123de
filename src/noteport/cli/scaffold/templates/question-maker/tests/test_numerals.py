from noteport.api import Question, parse_note
from noteport.testing import QuestionMakerContract

from noteport_numerals import NumeralsMaker, NumeralsOptions


class TestContract(QuestionMakerContract):
    """The promises of every question maker: it asks once about each claim, about no other, and the same each time."""

    maker = NumeralsMaker


def test_the_number_of_a_claim_is_hidden() -> None:
    note = parse_note("Water boils at 100 °C [00:01:05]. Ice melts [00:01:10]. It has 6 sides [00:01:15].\n")
    claims = list(note.claims())
    maker = NumeralsMaker(NumeralsOptions(digits=2))
    assert list(maker.ask(note, claims)) == [Question(claim=claims[0], gap=("100",))]
