"""The dialect of Anki's text import: one note a claim, of the type that every collection has.

Each note carries the guid of the deck's card, so that a second import updates it, and never adds it beside the deck's.
Lines and keys: Anki's manual, "Importing Text Files", "File Headers".
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator

from noteport.api import (
    BLANK,
    Card,
    Claim,
    ExportReport,
    Note,
    Notes,
    Target,
    escape,
    html,
    make_card,
    slice_inlines,
    stamp_link,
)
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


def export(notes: Notes, target: Target) -> ExportReport:
    """Write a note for every claim whose second can be opened, as the deck does; by ``--untimed`` for others too."""
    decks = _Decks()
    rows = left_out = 0
    with target.open_text() as out:
        out.writelines(f"{line}\r\n" for line in HEAD)
        # All cells are quoted: a line that begins with a bare # is a comment to Anki.
        table = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
        for note in notes:
            for claim in note.claims():
                if notes.untimed or note.can_open(claim):
                    table.writerow(_row(claim, note, decks.of(note), guid=claim.id))
                    rows += 1
                else:
                    left_out += 1
    if target.path is not None:
        with target.open_text(sidecar_name(target.name)) as out:
            out.write(describe_anki(target.name, COLUMNS, skipped=len(HEAD)))
    remark = f"Left out, since no link could open their second: {left_out:,} of {rows + left_out:,} claims."
    return target.report({"rows": rows}, [remark] if left_out else [])


def _row(claim: Claim, note: Note, deck: str, *, guid: str) -> tuple[str, ...]:
    """The cells of ``COLUMNS``. ``guid`` is what Anki knows the note by, whatever its text."""
    card = make_card(claim, note)
    return guid, deck, " ".join(_tags(claim, note)), _inert(_front(card)), _inert(_back(card, note))


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
    if any(stamp.repaired for stamp in claim.stamps):
        yield "noteport::repaired"


def _front(card: Card) -> str:
    context = f"<small>{escape(' › '.join(card.context))}</small><br>" if card.context else ""
    return context + ("".join(_gapped(card)) if card.kind == "cloze" else escape(card.question))


def _gapped(card: Card) -> Iterator[str]:
    """The text in HTML, with a blank for each of its gaps."""
    inlines, position = card.claim.inlines, 0
    for start, end in card.gaps:
        yield html(slice_inlines(inlines, position, start))
        yield f"<b>{BLANK}</b>"
        position = end
    yield html(slice_inlines(inlines, position, len(card.claim.text) + 1))


def _back(card: Card, note: Note) -> str:
    """The answer, the whole claim, the links to the seconds that vouch for it."""
    claim = card.claim
    text = html(claim.inlines)
    whole = f"<b>{escape(claim.term)}</b>: {text}" if claim.term else text
    answer = "" if card.asks == "claim" else f"<p><b>{escape(card.answer)}</b></p>"
    urls = [(stamp.label, stamp.url(note.video)) for stamp in claim.stamps]
    links = " ".join(stamp_link(f"▶ {label}", url) for label, url in urls if url is not None)
    return f"{answer}<p>{whole}</p>" + (f"<p>{links}</p>" if links else "")


def _inert(markup: str) -> str:
    """HTML that looks the same and in which Anki finds no ``[sound:…]``, no ``[[type:…]]`` and no LaTeX of its own."""
    return markup.replace("[", "&#91;")
