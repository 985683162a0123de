"""From fragments to packages: earlier deck → ledger → rows → packages, and the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from noteport.api import (
    ExportError,
    ExportReport,
    Fragment,
    Fragments,
    KnownClaim,
    Ledger,
    Matches,
    Problem,
    Spool,
    Target,
    UsageError,
    full_text,
    text_key,
    word_statistics,
)
from noteport_anki import report
from noteport_anki.choices import Choices, limit_leaves
from noteport_anki.decks import Template
from noteport_anki.earlier import EarlierCards, is_package
from noteport_anki.earlier_card import EarlierCard, StoredCard
from noteport_anki.matching import known_claims, match_fragments
from noteport_anki.media import OWN_NAME, Media, MediaFolder
from noteport_anki.note_types import BASIC, CLOZE, MODIFIED, read
from noteport_anki.packages import Packages, package_of
from noteport_anki.parts import NotePart, note_part
from noteport_anki.rows import LeftOut, rows_of
from noteport_anki.update import COUNTED_UNTIL, Updater
from noteport_anki.writer import PackageWriter, Row, Style

if TYPE_CHECKING:
    from noteport_anki import AnkiOptions

_HEAD = 4096


def assemble(
    options: AnkiOptions, fragments: Fragments, target: Target, recognises: Callable[[bytes], bool]
) -> ExportReport:
    """Write the package or packages; see ``AnkiExporter.assemble``."""
    if options.split != "none" and target.suffix == ".apkg":
        raise UsageError("With --split, -o must name a folder.", f"For example: -o {target.name[:-5]}")
    deck = Template(options.deck, "deck")
    tags = [Template(text, "tag") for text in options.tags]
    extra = target.read(options.css).decode("utf-8", "replace") if options.css is not None else ""
    with (
        target.scratch() as scratch,
        closing(EarlierCards(_folder(scratch, "earlier"))) as earlier,
        Spool(scratch) as spool,
    ):
        _read_earlier(earlier, options, target, recognises)
        ledger = Ledger(earlier, earlier.passed_over(), earlier.summaries)
        matches, ordered = match_fragments(ledger, fragments, spool)
        packages = Packages(options.split, _folder(scratch, "packages"), _styles(earlier, extra))
        updater = Updater(
            deck=deck,
            tags=tags,
            now=_now(earlier, options, target),
            renew=options.newer,
            lists_all=options.list_changes,
        )
        media = MediaFolder(_folder(scratch, "media"))
        assembly = _Assembly(options, fragments, matches, earlier, packages=packages, updater=updater, media=media)
        for fragment in ordered:
            assembly.add(fragment)
        _add_removed(matches, packages, updater, earlier, keep=options.keep_removed)
        packages.write(target)
        remarks = report.remarks(options, target, updater.changes, packages, assembly.left_out, assembly.spared)
        if options.previous is not None and not len(earlier):
            remarks.append(f"{options.previous} contains no cards from noteport, so all cards are new.")
        counts = report.counts(updater.changes, is_update=len(earlier) > 0)
        return target.report(counts, remarks, assembly.problems)


class _Assembly:
    """Adds the cards of one note after the other to the packages."""

    def __init__(
        self,
        options: AnkiOptions,
        fragments: Fragments,
        matches: Matches[EarlierCard],
        earlier: EarlierCards,
        *,
        packages: Packages,
        updater: Updater,
        media: MediaFolder,
    ) -> None:
        self._options = options
        self._fragments = fragments
        self._matches = matches
        self._earlier = earlier
        self._packages = packages
        self._updater = updater
        self._media = media
        self._choices = Choices(lambda: word_statistics(fragments.words), options)
        self.left_out = LeftOut()
        self.spared = 0
        """The number of cards that the deck has and that the options would not make today."""
        self.problems: list[Problem] = []

    def add(self, fragment: Fragment) -> None:
        """Add the cards of a note: those of its fragment, unless an earlier card of it has to change."""
        part = note_part(fragment.data)
        claims = known_claims(fragment.index)
        numbers = self._matches.numbers(fragment.ref.id, claims)
        guids = self._matches.new_guids(claims, numbers)
        earlier = [self._earlier.stored(number) if number >= 0 else None for number in numbers]
        self.spared += sum(
            card is not None and made.left_out.poor > 0 for made, card in zip(part.claims, earlier, strict=True)
        )
        if not self._is_settled(part, claims, guids, earlier):
            self._make_again(fragment)
            return
        package = self._packages.named(part.package)
        self.left_out = self.left_out.plus(
            made.left_out for made, card in zip(part.claims, earlier, strict=True) if card is None
        )
        for claim, made, card in zip(claims, part.claims, earlier, strict=True):
            if card is not None:
                self._include(package, self._updater.as_stored(card), made.files, fragment)
            elif made.row is None:
                package.pass_over(claim.key)
            else:
                row = self._updater.added(made.row.row(claim.id, made.data), made.row.text)
                self._include(package, row, made.files, fragment)
        self.problems += [
            Problem(code=code, path=fragment.path, line=line, message=message) for code, line, message in part.problems
        ]

    def _is_settled(
        self,
        part: NotePart,
        claims: Sequence[KnownClaim],
        guids: Sequence[str],
        earlier: Sequence[StoredCard | None],
    ) -> bool:
        """Return whether the earlier cards of a note stay as they are, and new ones are those of its fragment."""
        had = [card is not None for card in earlier]
        chosen = [made.row is not None for made in part.claims]
        if (any(had) and self._options.lists) or not limit_leaves(self._options.max_per_note, chosen, had):
            return False
        return all(
            guid == claim.id if card is None else self._updater.stays_stored(card, made.data)
            for claim, made, guid, card in zip(claims, part.claims, guids, earlier, strict=True)
        )

    def _make_again(self, fragment: Fragment) -> None:
        """Read a note again and make its rows with the cards that it had."""
        note = self._fragments.note(fragment)
        if note is None:
            return
        media = Media(self._fragments.notes.asset)
        made = rows_of(
            note,
            self._matches.of(note),
            self._updater,
            self._choices,
            media,
            as_lists=self._options.lists,
            untimed=self._fragments.notes.untimed,
        )
        package = self._packages.named(package_of(note, self._options.split))
        self.left_out = self.left_out.plus(left_out for _, _, left_out in made)
        for found, row, _ in made:
            if row is None:
                package.pass_over(text_key(full_text(found.claim)))
            else:
                files = [(name, media.sources[name]) for name in found.pictures.files]
                self._include(package, row, files, fragment)
        self.problems += media.problems

    def _include(self, package: PackageWriter, row: Row, files: Iterable[tuple[str, str]], fragment: Fragment) -> None:
        """Add a row with its images and sounds."""
        package.add(row)
        for name, src in files:
            file = self._media.add(name, partial(self._fragments.asset, fragment, src))
            if file is not None:
                package.media[name] = file


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
