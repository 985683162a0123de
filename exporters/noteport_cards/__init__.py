"""A preview of the cards before a deck is made: the question of each claim, the alternatives, and why a claim is left
out.

__init__.py   the exporter
previewed.py  the result for each claim
page.py       as a web page; static/ has its style and its script
text.py       as plain text
data.py       as JSON
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import msgspec.msgpack
from msgspec import Struct

from noteport.api import (
    CardOptions,
    Claim,
    Context,
    CountedWords,
    Exporter,
    ExportReport,
    Fragments,
    Note,
    Notes,
    Target,
    UsageError,
    WordStatistics,
    count_words,
    word_statistics,
    words_of,
)
from noteport_cards import data, page, text
from noteport_cards.previewed import verdict, verdicts

_FORMATS = {".html": page, ".htm": page, ".txt": text, ".json": data}


@dataclass(frozen=True, kw_only=True)
class CardsOptions(CardOptions):
    """Which claims get a card; the same options make the same cards in a new deck."""


class CardsExporter(Exporter[CardsOptions]):
    """A web page (``.html``), a text (``.txt``) or data (``.json``) with the cards that a deck would have."""

    name, summary, suffixes = "cards", "Preview of the cards: web page, plain text or JSON.", (".html", ".txt", ".json")
    Options: ClassVar[type[CardsOptions]] = CardsOptions

    @classmethod
    def recognises(cls, head: bytes) -> bool:
        """Recognise a file in one of its formats by its first line."""
        return head.startswith(tuple(each.HEAD.encode() for each in (page, text, data)))

    def review_page(self, notes: Notes) -> Iterator[str]:
        """Yield the page for ``noteport review``."""
        words = count_words(notes)
        found = ((note, verdicts(note, self.options, words, untimed=notes.untimed)) for note in notes)
        return page.lines(found, self.options, saves=True)

    def review_entry(self, note: Note, claim: Claim, words: WordStatistics) -> str:
        """Return the part of that page that is about one claim."""
        return page.entry(verdict(note, claim, self.options, words), note)

    def counts(self) -> CountedWords:
        """Count the words that tell how much a question is worth."""
        return words_of

    def render(self, note: Note, context: Context) -> bytes:
        """Return every claim of a note with its card, or with the reason why it has none."""
        found = verdicts(note, self.options, word_statistics(context.words), untimed=context.untimed)
        part = _Part(
            text=_FORMATS[context.suffix or ".txt"].of_note(note, found) if found else "",
            made=sum(verdict.is_made for verdict in found),
            left_out=sum(not verdict.is_made for verdict in found),
            more=sum(verdict.nearly for verdict in found),
        )
        return msgspec.msgpack.encode(part)

    def assemble(self, fragments: Fragments, target: Target) -> ExportReport:
        """Write the claims of all notes. Notes without claims are skipped.

        Raises:
            UsageError: the extension of the file is not one of its formats.
        """
        written = _FORMATS.get(target.suffix or ".txt")
        if written is None:
            raise UsageError(f"{target.name}: previews cannot be written in this format.", "Use .html, .txt or .json.")
        decoder = msgspec.msgpack.Decoder(_Part)
        number = made = left_out = more = 0
        with target.open_text() as out:
            out.write(written.begin(self.options))
            for fragment in fragments:
                part = decoder.decode(fragment.data)
                if part.text:
                    number += 1
                    out.write(written.placed(part.text, number))
                made, left_out, more = made + part.made, left_out + part.left_out, more + part.more
            out.write(written.end(made, left_out))
        remarks = [f"--min-score {self.options.lower_score:g} would make {_cards(more)}."] if more else []
        return target.report({"cards": made, "left out": left_out}, remarks)


class _Part(Struct, frozen=True, array_like=True):
    """What is written of one note."""

    text: str
    """Empty if it has no claims."""
    made: int
    left_out: int
    more: int
    """The number of its cards, of claims without one, and of those that a lower bar would make a card of."""


def _cards(more: int) -> str:
    return "1 more card" if more == 1 else f"{more:,} more cards"
