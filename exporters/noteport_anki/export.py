"""The run through the notes: earlier deck → ledger → rows → packages, and the report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from noteport.api import ExportError, ExportReport, Ledger, Matches, Notes, Target, UsageError, full_text, text_key
from noteport_anki.choices import Choices
from noteport_anki.decks import Template
from noteport_anki.earlier import EarlierCards, is_package
from noteport_anki.earlier_card import EarlierCard
from noteport_anki.lists import lists_to_make
from noteport_anki.media import OWN_NAME, Media
from noteport_anki.note_types import BASIC, CLOZE, MODIFIED, read
from noteport_anki.packages import Packages
from noteport_anki.update import COUNTED_UNTIL, Changes, Updater
from noteport_anki.writer import Style

if TYPE_CHECKING:
    from noteport_anki import AnkiOptions

COMFORTABLE = 50_000
"""Cards that Anki imports from one package without difficulty; it needs about 4.4 kB of memory for each."""

_SMALLER = {
    "none": " --split channel makes one package per channel.",
    "channel": " --split video makes one package per video.",
    "video": "",
}
"""The advice for a package with more."""
_HEAD = 4096


def export(options: AnkiOptions, notes: Notes, target: Target, recognises: Callable[[bytes], bool]) -> ExportReport:
    """Write the package or packages; see ``AnkiExporter.export``."""
    if options.split != "none" and target.suffix == ".apkg":
        raise UsageError("With --split, -o must name a folder.", f"For example: -o {target.name[:-5]}")
    deck = Template(options.deck, "deck")
    tags = [Template(text, "tag") for text in options.tags]
    extra = target.read(options.css).decode("utf-8", "replace") if options.css is not None else ""
    with target.scratch() as scratch, closing(EarlierCards(_folder(scratch, "earlier"))) as earlier:
        _read_earlier(earlier, options, target, recognises)
        matches = Ledger(earlier, earlier.passed_over()).match(notes)
        packages = Packages(options.split, _folder(scratch, "packages"), _styles(earlier, extra))
        updater = Updater(deck=deck, tags=tags, now=_now(earlier, options, target), renew=options.newer)
        media = Media(notes, _folder(scratch, "media"))
        left_out = _add_notes(notes, matches, packages, updater, media, Choices(notes, options), as_lists=options.lists)
        _add_removed(matches, packages, updater, earlier, keep=options.keep_removed)
        packages.write(target)
        remarks = _remarks(options, target, updater.changes, packages, left_out)
        if options.previous is not None and not len(earlier):
            remarks.append(f"{options.previous} contains no cards from noteport, so all cards are new.")
        return target.report(_counts(updater.changes, is_update=len(earlier) > 0), remarks, media.problems)


def _folder(scratch: Path, name: str) -> Path:
    folder = scratch / name
    folder.mkdir()
    return folder


def _read_earlier(
    earlier: EarlierCards, options: AnkiOptions, target: Target, recognises: Callable[[bytes], bool]
) -> None:
    for name, file in target.previous_files(options.previous):
        if options.previous is not None and options.previous.is_dir() and not is_package(name):
            continue
        is_ours = recognises(file.read(_HEAD))
        file.seek(0)
        # A file that is replaced by force may be anything, such as a deck that Anki exported.
        with nullcontext() if is_ours or options.previous is not None else suppress(ExportError):
            earlier.read(name, file)
    earlier.finish()


def _now(earlier: EarlierCards, options: AnkiOptions, target: Target) -> int:
    """The modification date of changes: later than all of the earlier deck, so that Anki accepts them."""
    time = target.present() if options.newer else target.clock()
    return max(int(time.timestamp()), earlier.newest(COUNTED_UNTIL) + 1)


def _styles(earlier: EarlierCards, extra: str) -> Mapping[int, Style]:
    """A changed style must be newer than the one before, or Anki would ignore it."""
    css = read("style.css") + (f"\n{extra}" if extra else "")
    styles = {}
    for note_type in (CLOZE, BASIC):
        look = earlier.looks.get(note_type.id)
        changed = MODIFIED + bool(extra) if look is None else max(MODIFIED, look.changed + (look.css != css))
        styles[note_type.id] = Style(css, changed)
    return styles


class LeftOut(NamedTuple):
    """The number of claims without a card."""

    closed: int
    """Because no link could open their second."""
    poor: int
    """Because none would be good enough."""
    more: int
    """Those of the latter that a lower bar would make a card of."""


def _add_notes(
    notes: Notes,
    matches: Matches[EarlierCard],
    packages: Packages,
    updater: Updater,
    media: Media,
    choices: Choices,
    *,
    as_lists: bool,
) -> LeftOut:
    """Add the cards of all claims."""
    closed = poor = 0
    for note in notes:
        package = packages.for_note(note)
        images = note.images()
        kept_claims = list(matches.of(note))
        lists = lists_to_make(note, kept_claims, new=as_lists)
        found = [
            updater.look_at(
                kept, note, media.pictures(kept.claim, note, images.get(kept.claim.id, ())), lists.get(kept.claim.id)
            )
            for kept in kept_claims
        ]
        known = [each for each in found if each.kept.entry is not None]
        in_lists = {claim.id for items in lists.values() for claim in items.claims}
        new = [each.claim for each in found if each.kept.entry is None and each.claim.id not in in_lists]
        open_ones = [claim for claim in new if notes.untimed or note.can_open(claim)]
        edited = [each.claim for each in known if not each.stays]
        chosen = choices.choose(note, open_ones, edited=edited, known=len(known))
        closed += len(new) - len(open_ones)
        poor += len(open_ones) - sum(claim.id in chosen for claim in open_ones)
        for each in found:
            row = updater.row(each, note, chosen.get(each.claim.id))
            if row is None:
                package.pass_over(text_key(full_text(each.claim)))
            else:
                package.add(row)
                package.media.update((name, media.path(name)) for name in each.pictures.files)
    return LeftOut(closed, poor, choices.more)


def _add_removed(
    matches: Matches[EarlierCard], packages: Packages, updater: Updater, earlier: EarlierCards, *, keep: bool
) -> None:
    for entry in matches.gone:
        row = updater.gone(entry, keep=keep)
        if not keep:
            packages.for_gone().add_gone(row)
            continue
        package = packages.for_removed()
        package.add(row)
        for name in OWN_NAME.findall("".join(row.fields)):
            file = earlier.media(name)
            if file is not None:
                package.media[name] = file


# --- the report -----------------------------------------------------------------------------------------------------


def _counts(changes: Changes, *, is_update: bool) -> dict[str, int]:
    counts = changes.counts
    made = counts["added"] + counts["changed"] + counts["unchanged"]
    kinds = ("added", "changed", "unchanged", "removed")
    return {"cards": made} | ({kind: counts[kind] for kind in kinds} if is_update else {})


def _remarks(
    options: AnkiOptions, target: Target, changes: Changes, packages: Packages, left_out: LeftOut
) -> list[str]:
    remarks = []
    if target.dry_run:
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


def _counted(number: int, one: str, many: str) -> str:
    return one if number == 1 else f"{number:,} {many}"


def _examples(kind: str, changes: Changes) -> list[str]:
    shown = [f"{kind}: {text}" for text in changes.examples.get(kind, ())]
    more = changes.counts[kind] - len(shown)
    return [*shown, f"{kind}: {more:,} more"] if more > 0 else shown
