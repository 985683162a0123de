"""Asks for the first number of each claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from noteport.api import Claim, Note, Options, Question, QuestionMaker, option

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, kw_only=True)
class NumeralsOptions(Options):
    """Each option is a flag: ``noteport questions numerals --digits 2``."""

    digits: int = option(1, help="Fewest digits of a number that is asked for", minimum=1, trust="anyone")


class NumeralsMaker(QuestionMaker[NumeralsOptions]):
    """Asks for numbers."""

    name, summary = "numerals", "Asks for the first number of each claim."
    Options: ClassVar[type[NumeralsOptions]] = NumeralsOptions

    def ask(self, note: Note, claims: Sequence[Claim]) -> Iterator[Question]:
        """Return at most one question about each claim."""
        for claim in claims:
            found = _NUMBER.search(claim.text)
            if found and len(found[0]) >= self.options.digits:
                yield Question(claim=claim, gap=(found[0],))
