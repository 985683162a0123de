"""The file for Anki's text import.

Each note has the guid of the deck's card, so that a second import updates it and never adds a duplicate. Lines and
keys: Anki's manual, "Importing Text Files", "File Headers".
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from noteport.api import (
    GAP,
    Card,
    ExportReport,
    Matches,
    Note,
    Notes,
    Piece,
    Target,
    Text,
    count_words,
    escape,
    front_of,
    html,
    html_without_formula,
    name_without_formula,
    slice_inlines,
    timestamp_link,
)
from noteport_anki import TEXT_HEAD
from noteport_anki.card_entry import CardEntry
from noteport_anki.choices import Choices
from noteport_anki.decks import Template, deck_name, tags
from noteport_anki.fields import BACK_LINK
from noteport_anki.text_import.earlier import earlier_ledger, gone_line

if TYPE_CHECKING:
    from noteport_anki import AnkiOptions

_NUMBER = re.compile("[+-]?[0-9]+")


def export(options: AnkiOptions, notes: Notes, target: Target) -> ExportReport:
    """Write a note for every claim that would get a card in a deck.

    A claim keeps its guid from an earlier file: the one at the target, or ``options.previous``.

    Raises:
        UsageError: a template has an unknown field.
        ExportError: the earlier file cannot be read.
    """
    deck, tag_templates = Template(options.deck, "deck"), [Template(text, "tag") for text in options.tags]
    with earlier_ledger(target, options.previous) as ledger:
        matches = ledger.match(notes)
        gone = list(matches.gone)
        table = _Table(deck, tag_templates, Choices(lambda: count_words(notes), options))
        with target.open_text() as out:
            out.writelines(f"{line}\r\n" for line in (*TEXT_HEAD, *map(gone_line, gone)))
            # All cells are quoted, because Anki takes a line that begins with a bare # for a comment.
            rows = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
            for note in notes:
                rows.writerows(table.rows(note, matches, untimed=notes.untimed))
        counts = {"rows": table.kept + table.added} | ({"added": table.added} if table.kept else {})
        if ledger:
            counts["removed"] = sum(not entry.gone for entry in gone)
    return target.report(counts, _remarks(counts, table))


class _Table:
    """Makes the rows, and counts them."""

    def __init__(self, deck: Template, tag_templates: Sequence[Template], choices: Choices) -> None:
        self._deck, self._tags, self._choices = deck, tag_templates, choices
        self._decks: dict[str, str] = {}
        self.kept = 0
        self.added = 0
        self.closed = 0
        """Claims whose second no link could open."""
        self.poor = 0
        """Claims that make no good card."""

    def rows(self, note: Note, matches: Matches[CardEntry], *, untimed: bool) -> Iterator[tuple[str, ...]]:
        """Return the cells of ``TEXT_COLUMNS`` for each card of a note."""
        found = list(matches.of(note))
        edited = [kept.claim for kept in found if kept.entry is not None]
        new = [kept.claim for kept in found if kept.entry is None]
        open_ones = [claim for claim in new if untimed or note.can_open(claim)]
        chosen, _ = self._choices.choose(note, open_ones, edited=edited, known=len(edited))
        self.closed += len(new) - len(open_ones)
        self.poor += len(open_ones) - sum(claim.id in chosen for claim in open_ones)
        self.kept += len(edited)
        for kept in found:
            if card := chosen.get(kept.claim.id):
                self.added += kept.entry is None
                yield self._row(card, note, kept.guid)

    def _row(self, card: Card, note: Note, guid: str) -> tuple[str, ...]:
        names = (guid, self._deck_of(card, note), " ".join(tags(self._tags, card.claim, note)))
        return *map(name_without_formula, names), _inert(_front(card)), _inert(_back(card, note))

    def _deck_of(self, card: Card, note: Note) -> str:
        """Anki finds a deck by its exact name, but no two may differ only in case, so the first spelling is used."""
        name = deck_name(self._deck, card.claim, note)
        if _NUMBER.fullmatch(name) or name_without_formula(name[0]) != name[0]:
            name = f"noteport {name}"  # Anki takes a number for a deck's id, a spreadsheet a sign for a formula
        return self._decks.setdefault(name.casefold(), name)


def _remarks(counts: Mapping[str, int], table: _Table) -> list[str]:
    remarks = []
    if table.closed:
        remarks.append(f"Left out because no link could open their second: {table.closed:,} claims.")
    if table.poor:
        remarks.append(f"Left out because they make no good card: {table.poor:,} claims; --all includes them.")
    if counts.get("removed"):
        remarks.append(f"Removed claims whose notes Anki keeps: {counts['removed']:,}.")
    return remarks


def _front(card: Card) -> str:
    """Return the context, and the question with its gaps."""
    above = f"<small>{escape(' › '.join(card.context))}</small><br>" if card.context else ""
    return above + "".join(_piece(card, piece) for piece in front_of(card))


def _piece(card: Card, piece: Piece) -> str:
    if piece.hidden:
        return f"<b>{GAP}</b>"
    words = (Text(piece.words),) if piece.words else slice_inlines(card.claim.inlines, piece.start, piece.end)
    return html(words)


def _back(card: Card, note: Note) -> str:
    """Return the answer, the whole claim, and the links to its seconds and back to the note."""
    claim = card.claim
    text = html(claim.inlines)
    whole = f"<b>{escape(claim.term)}</b>: {text}" if claim.term else text
    answer = "" if card.asks == "claim" else f"<p><b>{escape(card.answer)}</b></p>"
    urls = [(timestamp.label, timestamp.url(note.video)) for timestamp in claim.timestamps]
    links = [timestamp_link(f"▶ {label}", url) for label, url in urls if url is not None]
    if claim.back_link is not None:
        links.append(timestamp_link(BACK_LINK, claim.back_link))
    return f"{answer}<p>{whole}</p>" + (f"<p>{' '.join(links)}</p>" if links else "")


def _inert(markup: str) -> str:
    """Return HTML that looks the same and in which Anki finds no ``[sound:…]``, no ``[[type:…]]`` and no LaTeX.

    A spreadsheet finds no formula in it either.
    """
    return html_without_formula(markup.replace("[", "&#91;"))
