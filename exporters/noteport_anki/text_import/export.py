"""The file for Anki's text import.

Each note has the guid of the deck's card, so that a second import updates it and never adds a duplicate. Lines and
keys: Anki's manual, "Importing Text Files", "File Headers".
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from noteport.api import (
    ExportReport,
    Fragment,
    Fragments,
    Matches,
    Spool,
    Target,
    name_without_formula,
    word_statistics,
)
from noteport_anki import TEXT_HEAD
from noteport_anki.choices import limit_leaves
from noteport_anki.matching import known_claims, match_fragments
from noteport_anki.text_import.earlier import earlier_ledger, gone_line
from noteport_anki.text_import.rows import ClaimPart, RowMaker, TextRow, claim_parts

if TYPE_CHECKING:
    from noteport_anki import AnkiOptions

_NUMBER = re.compile("[+-]?[0-9]+")


def assemble(options: AnkiOptions, fragments: Fragments, target: Target) -> ExportReport:
    """Write a note for every claim that would get a card in a deck.

    A claim keeps its guid from an earlier file: the one at the target, or ``options.previous``.

    Raises:
        UsageError: a template has an unknown field.
        ExportError: the earlier file cannot be read.
    """
    maker = RowMaker(options, lambda: word_statistics(fragments.words))
    with (
        earlier_ledger(target, options.previous) as ledger,
        target.scratch() as scratch,
        Spool(scratch) as spool,
    ):
        matches, ordered = match_fragments(ledger, fragments, spool)
        gone = list(matches.gone)
        table = _Table(options, maker, fragments, matches)
        with target.open_text() as out:
            out.writelines(f"{line}\r\n" for line in (*TEXT_HEAD, *map(gone_line, gone)))
            # All cells are quoted, because Anki takes a line that begins with a bare # for a comment.
            rows = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
            for fragment in ordered:
                rows.writerows(table.rows(fragment))
        counts = {"rows": table.kept + table.added} | ({"added": table.added} if table.kept else {})
        if ledger:
            counts["removed"] = sum(not entry.gone for entry in gone)
    return target.report(counts, _remarks(counts, table))


class _Table:
    """Completes the rows of one note after the other, and counts them."""

    def __init__(self, options: AnkiOptions, maker: RowMaker, fragments: Fragments, matches: Matches[Any]) -> None:
        self._options = options
        self._maker = maker
        self._fragments = fragments
        self._matches = matches
        self._decks: dict[str, str] = {}
        self.kept = 0
        self.added = 0
        self.closed = 0
        """Claims whose second no link could open."""
        self.poor = 0
        """Claims that make no good card."""

    def rows(self, fragment: Fragment) -> Iterator[tuple[str, ...]]:
        """Return the cells of ``TEXT_COLUMNS`` for each card of a note."""
        for guid, is_known, part in self._claims(fragment):
            self.kept += is_known
            if part.row is not None:
                self.added += not is_known
                yield self._cells(guid, part.row)
            elif part.is_closed:
                self.closed += 1
            else:
                self.poor += 1

    def _claims(self, fragment: Fragment) -> Iterator[tuple[str, bool, ClaimPart]]:
        """The claims of a note: guid, whether it had a card, and its part."""
        identities = self._matches.identities(fragment.ref.id, known_claims(fragment.index))
        parts = claim_parts(fragment.data)
        known = [entry is not None for _, entry in identities]
        if self._is_settled(parts, known):
            return zip((guid for guid, _ in identities), known, parts, strict=True)
        return self._made_again(fragment)

    def _is_settled(self, parts: Sequence[ClaimPart], known: Sequence[bool]) -> bool:
        """Return whether the parts of a note are right, given which of its claims had a card."""
        chosen = [part.row is not None for part in parts]
        is_missing = any(was_known and not row for was_known, row in zip(known, chosen, strict=True))
        return not is_missing and limit_leaves(self._options.max_per_note, chosen, known)

    def _made_again(self, fragment: Fragment) -> Iterator[tuple[str, bool, ClaimPart]]:
        note = self._fragments.note(fragment)
        if note is None:
            return
        kept = list(self._matches.of(note))
        known = {each.claim.id for each in kept if each.entry is not None}
        parts = self._maker.parts(note, known, untimed=self._fragments.notes.untimed)
        for each, part in zip(kept, parts, strict=True):
            yield each.guid, each.entry is not None, part

    def _cells(self, guid: str, row: TextRow) -> tuple[str, ...]:
        return name_without_formula(guid), name_without_formula(self._deck(row.deck)), row.tags, row.front, row.back

    def _deck(self, name: str) -> str:
        """Anki finds a deck by its exact name, but no two may differ only in case, so the first spelling is used."""
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
