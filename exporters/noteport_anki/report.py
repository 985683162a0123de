"""What the user is told about a deck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from noteport.api import CardOptions, Target
from noteport_anki.packages import Packages
from noteport_anki.rows import LeftOut
from noteport_anki.update import Changes

if TYPE_CHECKING:
    from noteport_anki import AnkiOptions

_BAR = CardOptions().min_score
COMFORTABLE = 50_000
"""Cards that Anki imports from one package without difficulty; it needs about 4.4 kB of memory for each."""

_SMALLER = {
    "none": " --split channel makes one package per channel.",
    "channel": " --split video makes one package per video.",
    "video": "",
}
"""The advice for a package with more."""


def counts(changes: Changes, *, is_update: bool) -> dict[str, int]:
    """Return the number of cards, and of changes if there was a deck before."""
    found = changes.counts
    made = found["added"] + found["changed"] + found["unchanged"]
    kinds = ("added", "changed", "unchanged", "removed")
    tagged = {"tagged": changes.tagged} if changes.tagged else {}
    return {"cards": made} | ({kind: found[kind] for kind in kinds} | tagged if is_update else {})


def remarks(
    options: AnkiOptions, target: Target, changes: Changes, packages: Packages, left_out: LeftOut, spared: int
) -> list[str]:
    """Return the sentences that the user should read.

    Args:
        options: the options of the deck.
        target: where it goes.
        changes: what changed in it.
        packages: its packages.
        left_out: the claims without a card.
        spared: the number of cards that the deck has and that the options would not make today.
    """
    remarks = []
    if target.dry_run or options.list_changes:
        for kind in ("added", "changed", "removed"):
            remarks += _examples(kind, changes)
    if left_out.closed:
        which = _counted(left_out.closed, "1 claim names", "claims name")
        remarks.append(f"{which} no second that a link could open and got no card; add --untimed to make one anyway.")
    if left_out.poor:
        remarks.append(_poor(options, left_out))
    if changes.counts["removed"] and not options.keep_removed:
        which = _counted(changes.counts["removed"], "1 claim is", "claims are")
        remarks.append(
            f"{which} gone or rejected. Anki keeps the cards; add --keep-removed to tag them noteport::removed."
        )
    if spared and (options.max_per_note is not None or options.min_score > _BAR):
        remarks.append(_spared(options, spared))
    if changes.tagged:
        which = _counted(changes.tagged, "1 card of a removed claim", "cards of removed claims")
        remarks.append(f"{which} got the tag noteport::removed; find and delete them in Anki's browser.")
    if changes.edited:
        which = _counted(changes.edited, "1 card that was edited in Anki stays", "cards that were edited in Anki stay")
        remarks.append(f"{which} as edited; --newer makes Anki replace them.")
    if options.newer:
        remarks.append(
            "Every card has the current date: Anki will replace all of them, and edits made there will be lost."
        )
    if packages.largest > COMFORTABLE:
        remarks.append(
            f"{packages.largest:,} cards in one package: Anki will need about {packages.largest * 4.4 / 1000:,.0f} MB"
            f" of memory to import it.{_SMALLER[options.split]}"
        )
    return remarks


def _poor(options: AnkiOptions, left_out: LeftOut) -> str:
    which = _counted(left_out.poor, "1 claim makes", "claims make")
    if options.max_per_note is not None:
        return f"{which} no good card, or their notes have better ones, and got none. noteport cards shows why."
    more = _counted(left_out.more, "1 more card", "more cards")
    lower = f"--min-score {options.lower_score:g} would make {more}. " if left_out.more else ""
    return (
        f"{which} no good card and got none. {lower}noteport cards shows why; add --all to make cards of them anyway."
    )


def _spared(options: AnkiOptions, spared: int) -> str:
    flags = f"--min-score {options.min_score:g}" if options.min_score > _BAR else ""
    if options.max_per_note is not None:
        flags = " and ".join(filter(None, (flags, f"--max-per-note {options.max_per_note}")))
    which = _counted(spared, "1 card stays", "cards stay")
    return (
        f"{which} although {flags} would not make them, because the deck has them and they may have been reviewed."
        " To begin anew, export to another file, and delete the old cards in Anki."
    )


def _counted(number: int, one: str, many: str) -> str:
    return one if number == 1 else f"{number:,} {many}"


def _examples(kind: str, changes: Changes) -> list[str]:
    shown = [f"{kind}: {text}" for text in changes.examples.get(kind, ())]
    more = changes.counts[kind] - len(shown)
    return [*shown, f"{kind}: {more:,} more"] if more > 0 else shown
