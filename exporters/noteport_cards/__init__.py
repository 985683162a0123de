"""A preview of the cards before a deck is made: the question of each claim, the alternatives, and why a claim is left
out.

__init__.py   the exporter, and the run through the notes
previewed.py  the result for each claim
page.py       as a web page; static/ has its style and its script
text.py       as plain text
data.py       as JSON
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from noteport.api import CardOptions, Claim, Exporter, ExportReport, Note, Notes, Target, UsageError, WordStatistics
from noteport_cards import data, page, text
from noteport_cards.previewed import PreviewedClaim, verdict, verdicts

_FORMATS = {".html": page, ".htm": page, ".txt": text, ".json": data}


@dataclass(frozen=True, kw_only=True)
class CardsOptions(CardOptions):
    """Which claims get a card; the same options make the same cards in a new deck."""


class CardsExporter(Exporter[CardsOptions]):
    """A web page (``.html``), a text (``.txt``) or data (``.json``) with the cards that a deck would have."""

    name, summary, suffixes = "cards", "Preview of the cards: web page, plain text or JSON.", (".html", ".txt", ".json")
    passes = 2  # the first one counts words
    Options: ClassVar[type[CardsOptions]] = CardsOptions

    @classmethod
    def recognises(cls, head: bytes) -> bool:
        """Recognise a file in one of its formats by its first line."""
        return head.startswith(tuple(each.HEAD.encode() for each in (page, text, data)))

    def review_page(self, notes: Notes) -> Iterator[str]:
        """Yield the page for ``noteport review``."""
        return page.lines(verdicts(notes, self.options), self.options, saves=True)

    def review_entry(self, note: Note, claim: Claim, words: WordStatistics) -> str:
        """Return the part of that page that is about one claim."""
        return page.entry(verdict(note, claim, self.options, words), note)

    def export(self, notes: Notes, target: Target) -> ExportReport:
        """Write every claim of the notes with its card, or with the reason why it has none.

        Raises:
            UsageError: the extension of the file is not one of its formats.
        """
        written = _FORMATS.get(target.suffix or ".txt")
        if written is None:
            raise UsageError(f"{target.name}: previews cannot be written in this format.", "Use .html, .txt or .json.")
        counts: Counter[str] = Counter()
        with target.open_text() as out:
            out.writelines(written.lines(_counted(verdicts(notes, self.options), counts), self.options))
        more = f"--min-score {self.options.lower_score:g} would make {_cards(counts['more'])}."
        remarks = [more] if counts["more"] else []
        return target.report({"cards": counts["cards"], "left out": counts["left out"]}, remarks)


def _cards(more: int) -> str:
    return "1 more card" if more == 1 else f"{more:,} more cards"


def _counted(
    found: Iterable[tuple[Note, list[PreviewedClaim]]], counts: Counter[str]
) -> Iterator[tuple[Note, list[PreviewedClaim]]]:
    """The same, counting the claims with and without a card."""
    for note, of_note in found:
        counts.update("cards" if verdict.is_made else "left out" for verdict in of_note)
        counts["more"] += sum(verdict.nearly for verdict in of_note)
        yield note, of_note
