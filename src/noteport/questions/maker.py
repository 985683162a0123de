r"""What a question maker is. A plugin needs one class and one line of packaging metadata:

# noteport_capitals.py
from noteport.api import Question, QuestionMaker

class CapitalsMaker(QuestionMaker):
    \"\"\"Asks for words in capitals.\"\"\"

    name, summary = "capitals", "Asks for words in capitals."

    def ask(self, note, claims):
        for claim in claims:
            words = [word.strip(".,") for word in claim.text.split() if word.isupper()]
            if words:
                yield Question(claim=claim, gap=(words[0],))

# pyproject.toml
[project.entry-points."noteport.questions"]
capitals = "noteport_capitals:CapitalsMaker"
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType
from typing import Any, TypeAlias

from msgspec import Struct

from noteport.cards.statistics import WordStatistics
from noteport.export.common_options import taken_keys
from noteport.model.decision import Decision
from noteport.model.nodes import Claim
from noteport.model.note import Note
from noteport.plugins.fields import fields_of
from noteport.plugins.kinds import Kind
from noteport.plugins.plugin import OptionsT, Plugin

ToAsk: TypeAlias = tuple[Note, Sequence[Claim]]
"""A note, and those of its claims that are to be asked about."""


class Question(Struct, frozen=True, kw_only=True):
    """What to ask about a claim, in plain text: either a gap, or a question, or a cloze."""

    claim: Claim
    gap: tuple[str, ...] = ()
    """Words of the claim to hide, the answer first; its lead-in if that is asked for."""
    front: str = ""
    """A question."""
    back: str = ""
    """Its answer; empty if the claim itself is the answer."""
    cloze: str = ""
    """Another text with a gap, as Anki writes it: ``Yeast makes {{c1::gas}}.``"""
    hint: str = ""
    """What the gap shows, or what stands behind the question."""

    def decision(self, by: str) -> Decision:
        """Return what is remembered of it. Raises ValueError if it asks for nothing, or for two things."""
        return Decision(
            claim=self.claim.id,
            decision="gap" if self.gap else "card",
            gap=self.gap,
            front=self.front,
            back=self.back,
            cloze=self.cloze,
            hint=self.hint,
            by=by,
            term=self.claim.term or "",
            text=self.claim.text,
        )


class QuestionMaker(Plugin[OptionsT], ABC):
    """Asks questions about claims. Subclass it, give it a name, and implement ``ask``.

    What it asks is checked, scored and remembered in the decisions file under its name. Where it asks nothing, or
    nothing that passes the checks, noteport makes the card.
    """

    words: WordStatistics = WordStatistics()
    """How rare words are in all notes; set before the maker is asked."""

    @abstractmethod
    def ask(self, note: Note, claims: Sequence[Claim]) -> Iterable[Question]:
        """Return at most one question about each claim, in any order.

        Args:
            note: the note, with everything that stands around the claims.
            claims: those of its claims about which nobody has decided yet.
        """

    def ask_all(self, notes: Iterable[ToAsk]) -> Iterator[tuple[Note, Iterable[Question]]]:
        """Return the questions about each note; to be overridden if several notes are better asked about at once."""
        for note, claims in notes:
            yield note, self.ask(note, claims)


def _objection(loaded: type[QuestionMaker[Any]]) -> str:
    taken = {field.key for field in fields_of(loaded.Options)} & taken_keys()
    return f"its option {min(taken)!r} is already an option of every question maker" if taken else ""


MAKERS: Kind[QuestionMaker[Any]] = Kind(
    noun="question maker",
    group="noteport.questions",
    base=QuestionMaker,
    built_in=MappingProxyType(
        {
            "noteport": (
                "noteport.questions.rules:RulesMaker",
                "Asks what a deck would ask, and keeps it as it is today.",
            )
        }
    ),
    reserved=frozenset({"request", "take"}),
    listed_by="noteport questions --help",
    objection=_objection,
)
