"""All promises of a question maker, to inherit."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import pytest

from noteport.cards import count_words
from noteport.plugins.fields import fields_of
from noteport.questions.checks import Fault
from noteport.questions.collect import check_questions, claims_to_ask
from noteport.questions.maker import MAKERS, Question, QuestionMaker
from noteport.testing.awkward import AWKWARD
from noteport.testing.runs import read_vault, write_vault
from noteport.vault.vault import Vault


class QuestionMakerContract:
    """The promises of a question maker. Subclass it, name the maker, and run pytest:

        from noteport.testing import QuestionMakerContract
        from noteport_capitals import CapitalsMaker

        class TestCapitals(QuestionMakerContract):
            maker = CapitalsMaker

    The package has to be installed (``pip install -e .``), because users find the maker by its entry point. Override
    ``make`` if the maker needs options, such as the address of a server.
    """

    maker: ClassVar[type[QuestionMaker[Any]]]
    """The class that is tested."""

    def make(self) -> QuestionMaker[Any]:
        """Return a maker to be tested."""
        return self.maker()

    @pytest.fixture
    def awkward(self, tmp_path: Path) -> Vault:
        """All awkward notes."""
        return read_vault(write_vault(tmp_path / "vault", AWKWARD))

    def test_users_find_it_by_its_name(self) -> None:
        assert MAKERS.load(MAKERS.find(self.maker.name)) is self.maker

    def test_it_says_what_it_does_in_one_line(self) -> None:
        assert self.maker.summary.strip()
        assert "\n" not in self.maker.summary

    def test_its_options_have_defaults_and_help(self) -> None:
        assert all(field.help for field in fields_of(self.maker.Options))
        self.maker.Options()

    def test_it_asks_about_the_given_claims_at_most_once(self, awkward: Vault) -> None:
        for note, questions, allowed in self._asked(awkward):
            ids = [question.claim.id for question in questions]
            assert set(ids) <= allowed, f"it asks about a claim of {note.path} that it was not given"
            assert len(ids) == len(set(ids)), f"it asks twice about a claim of {note.path}"

    def test_it_asks_the_same_when_it_is_asked_again(self, awkward: Vault) -> None:
        assert list(self._asked(awkward)) == list(self._asked(awkward))

    def test_a_part_of_the_claims_gets_the_same_questions(self, awkward: Vault) -> None:
        words = count_words(awkward)
        for note in awkward:
            maker = self.make()
            maker.words = words
            claims = claims_to_ask(note, untimed=True)[:1]
            assert {question.claim.id for question in maker.ask(note, claims)} <= {claim.id for claim in claims}

    def test_every_question_can_be_remembered(self, awkward: Vault) -> None:
        words = count_words(awkward)
        for note, questions, allowed in self._asked(awkward):
            for checked in check_questions(note, questions, self.maker.name, words, allowed):
                assert "contradictory" not in checked.faults, f"{checked.question} {Fault.CONTRADICTORY.meaning}"

    def _asked(self, vault: Vault) -> list[tuple[Any, list[Question], set[str]]]:
        maker = self.make()
        maker.words = count_words(vault)
        given = {note.id: claims_to_ask(note, untimed=True) for note in vault}
        return [
            (note, list(questions), {claim.id for claim in given[note.id]})
            for note, questions in maker.ask_all((note, given[note.id]) for note in vault)
        ]
