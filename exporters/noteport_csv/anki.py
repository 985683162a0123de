"""The dialect of Anki's text import: one note a claim, of the type that every collection has.

Each note carries the guid of the deck's card, so that a second import updates it, and never adds it beside the deck's.
Lines and keys: Anki's manual, "Importing Text Files", "File Headers".
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from noteport.api import (
    GAP,
    Card,
    CardOptions,
    Claim,
    ExportReport,
    LedgerEntry,
    Matches,
    Note,
    Notes,
    Piece,
    Target,
    count_words,
    escape,
    front_of,
    html,
    make_cards,
    slice_inlines,
    timestamp_link,
)
from noteport_csv.earlier import earlier_ledger, gone_line
from noteport_csv.sidecar import describe_anki, sidecar_name

COLUMNS = ("guid", "deck", "tags", "Front", "Back")
HEAD = (
    "#separator:Comma",
    "#html:true",
    "#notetype:Basic",
    f"#columns:{','.join(COLUMNS)}",
    "#guid column:1",
    "#deck column:2",
    "#tags column:3",
)
"""The separator comes first: the names of the columns are read with it."""

_SEPARATORS = re.compile(":{2,}")
_NUMBER = re.compile("[+-]?[0-9]+")
_NO_TAG = re.compile(r"[\s\"]+|:{2,}")
_LONGEST_TAG = 80
"""Characters of one level; a heading may be as long as a paragraph."""
_EVERY_CLAIM = CardOptions(all=True)
"""A table has a row for each claim; which of them to learn is for its reader to choose."""


def export(notes: Notes, target: Target, previous: Path | None) -> ExportReport:
    """Write a note for every claim whose second can be opened, as the deck does; by ``--untimed`` for others too.

    A claim keeps the guid that it has in an earlier file: the one at the target, or ``previous``.
    """
    with earlier_ledger(target, previous) as ledger:
        matches = ledger.match(notes)
        gone = list(matches.gone)
        head = (*HEAD, *map(gone_line, gone))
        counts, left_out = _write(notes, target, matches, head)
        if ledger:
            counts["removed"] = sum(not entry.gone for entry in gone)
    if target.path is not None:
        with target.open_text(sidecar_name(target.name)) as out:
            out.write(describe_anki(target.name, COLUMNS, skipped=len(head)))
    return target.report(counts, _remarks(counts, left_out))


def _write(
    notes: Notes, target: Target, matches: Matches[LedgerEntry], head: Iterable[str]
) -> tuple[dict[str, int], int]:
    """Write the table; returns what to count, and how many claims were left out."""
    decks = _Decks()
    words = count_words(notes)
    rows = kept_rows = left_out = 0
    with target.open_text() as out:
        out.writelines(f"{line}\r\n" for line in head)
        # All cells are quoted: a line that begins with a bare # is a comment to Anki.
        table = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
        for note in notes:
            told = list(matches.of(note))
            shown = [kept for kept in told if kept.entry is not None or notes.untimed or note.can_open(kept.claim)]
            left_out += len(told) - len(shown)
            kept_rows += sum(kept.entry is not None for kept in shown)
            cards = make_cards(note, _EVERY_CLAIM, words, claims=[kept.claim for kept in shown], others=False)
            for kept, card in zip(shown, cards, strict=True):
                assert isinstance(card, Card), "every claim was asked for"
                table.writerow(_row(card, note, decks.of(note), guid=kept.guid))
                rows += 1
    return {"rows": rows} | ({"added": rows - kept_rows} if kept_rows else {}), left_out


def _remarks(counts: Mapping[str, int], left_out: int) -> list[str]:
    remarks = []
    if left_out:
        of = counts["rows"] + left_out
        remarks.append(f"Left out, since no link could open their second: {left_out:,} of {of:,} claims.")
    if counts.get("removed"):
        remarks.append(f"Removed claims, whose notes Anki keeps: {counts['removed']:,}.")
    return remarks


def _row(card: Card, note: Note, deck: str, *, guid: str) -> tuple[str, ...]:
    """The cells of ``COLUMNS``. ``guid`` is what Anki knows the note by, whatever its text."""
    return guid, deck, " ".join(_tags(card.claim, note)), _inert(_front(card)), _inert(_back(card, note))


class _Decks:
    """The channels as names of decks. Anki finds a deck by its exact name, and lets no two differ in case alone."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def of(self, note: Note) -> str:
        """The deck of a note's cards; of several spellings, the first."""
        name = unicodedata.normalize("NFC", " ".join(_SEPARATORS.sub(":", note.channel).split())).strip(": ")
        if not name or name == "_":
            name = "noteport"
        elif _NUMBER.fullmatch(name):  # Anki would take it for the id of a deck
            name = f"noteport {name}"
        return self._names.setdefault(name.casefold(), name)


def _tags(claim: Claim, note: Note) -> Iterator[str]:
    yield f"noteport::topic::{_NO_TAG.sub('_', note.title[:_LONGEST_TAG])}"
    if claim.inferred:
        yield "noteport::inferred"
    if any(timestamp.repaired for timestamp in claim.timestamps):
        yield "noteport::repaired"


def _front(card: Card) -> str:
    """What stands above the question, and the question with a blank for each of its gaps."""
    above = f"<small>{escape(' › '.join(card.context))}</small><br>" if card.context else ""
    return above + "".join(_piece(card, piece) for piece in front_of(card))


def _piece(card: Card, piece: Piece) -> str:
    if piece.hidden:
        return f"<b>{GAP}</b>"
    return escape(piece.words) if piece.words else html(slice_inlines(card.claim.inlines, piece.start, piece.end))


def _back(card: Card, note: Note) -> str:
    """The answer, the whole claim, the links to the seconds that vouch for it."""
    claim = card.claim
    text = html(claim.inlines)
    whole = f"<b>{escape(claim.term)}</b>: {text}" if claim.term else text
    answer = "" if card.asks == "claim" else f"<p><b>{escape(card.answer)}</b></p>"
    urls = [(timestamp.label, timestamp.url(note.video)) for timestamp in claim.timestamps]
    links = " ".join(timestamp_link(f"▶ {label}", url) for label, url in urls if url is not None)
    return f"{answer}<p>{whole}</p>" + (f"<p>{links}</p>" if links else "")


def _inert(markup: str) -> str:
    """HTML that looks the same and in which Anki finds no ``[sound:…]``, no ``[[type:…]]`` and no LaTeX of its own."""
    return markup.replace("[", "&#91;")
