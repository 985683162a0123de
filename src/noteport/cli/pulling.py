"""``noteport pull``: lists what was done to cards in Anki, and brings it back as decisions or as a patch."""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from noteport.cards import GAP, Card, WordStatistics, count_words, make_candidates, plain_front, words_of
from noteport.cli.common import decisions_to_change, read_common, say_ignored
from noteport.cli.progress import Progress
from noteport.cli.reporting import counted
from noteport.cli.say import say, tell
from noteport.decisions import change_decisions, place_decisions, read_decisions
from noteport.errors import UsageError
from noteport.export import registry
from noteport.export.disk import disk_errors
from noteport.export.returned import Collection, Face, ReturnedCard
from noteport.export.run import open_vault
from noteport.model.decision import Decision
from noteport.model.nodes import Claim
from noteport.model.note import Note
from noteport.parse.note import parse_note
from noteport.parse.options import ReadOptions
from noteport.pull.changes import KINDS, Change, find_changes
from noteport.pull.decide import decision_of
from noteport.pull.patch import Edit, edit_of, edited_note, patch_of
from noteport.vault.loading.memory import settle
from noteport.vault.safe_read import MAX_SIZE, read_file
from noteport.vault.vault import Vault

_EXAMPLE = "For example: noteport pull collection.colpkg notes"
_MOST_CANDIDATES = 3


class _Pulled(Struct):
    changes: list[Change] = field(default_factory=list)
    edits: dict[Path, list[Edit]] = field(default_factory=lambda: defaultdict(list))
    lapses: list[str] = field(default_factory=list)


def run_pull(values: Mapping[str, Any]) -> int:
    """List what was done to cards, and write what the flags ask for. Notes are never written.

    Returns:
        The exit code.
    """
    if values["collection"] is None or not values["paths"]:
        raise UsageError("Name a collection and notes.", _EXAMPLE)
    settings = read_common(values)
    say_ignored(settings)
    common, file = decisions_to_change(settings, values["paths"])
    settle()
    progress = Progress(sys.stderr, passes=2, counts_words=True)
    undecided = replace(common, decisions=None)
    with progress, open_vault(values["paths"], undecided, progress, counted=words_of) as vault:
        progress.follow(vault)
        returned = _read(values["collection"], values["deck"])
        known = place_decisions(read_decisions(file), vault).by_claim if common.decisions is not None else {}
        pulled = _pull(returned, vault, known, report=values["report"])
    for line in _listed(pulled.changes):
        tell(line)
    for line in pulled.lapses:
        tell(line)
    kinds = [sum(kind in change.kinds for change in pulled.changes) for kind in KINDS]
    named = ", ".join(f"{number:,} {kind}" for number, kind in zip(kinds, KINDS, strict=True) if number)
    total = f"{counted(len(returned), 'cards')} of noteport, {counted(len(pulled.changes), 'changes')}"
    say(f"{total}: {named}" if named else total)
    if values["deck"] is None:
        say("Deleted cards are listed only if you name the deck that you imported: --deck deck.apkg")
    if values["decide"]:
        _decide(pulled.changes, file, known, values["by"])
    if values["patch"] is not None:
        _patch(pulled, values["patch"])
    return 0


def _read(file: Path, deck: Path | None) -> list[ReturnedCard]:
    exporter = registry.load(registry.find("anki"))
    with tempfile.TemporaryDirectory(prefix="noteport-") as scratch:
        return list(exporter.read_back(Collection(file, deck, Path(scratch))))


def _pull(returned: Sequence[ReturnedCard], vault: Vault, known: Mapping[str, Decision], *, report: bool) -> _Pulled:
    pulled = _Pulled()
    words = count_words(vault)
    lapses: list[tuple[int, list[str]]] = []
    for note, changes, cards in find_changes(returned, vault, words, known):
        pulled.changes += changes
        if note is None:
            continue
        for change in changes:
            edit = edit_of(change)
            if edit is not None:
                pulled.edits[Path(note.path)].append(edit)
        if report:
            lapses += _lapses(note, cards, words)
    pulled.lapses = [line for _, lines in sorted(lapses, key=lambda each: -each[0]) for line in lines]
    return pulled


# --- what is told ---------------------------------------------------------------------------------------------------


def _listed(changes: Iterable[Change]) -> Iterator[str]:
    """A few lines for each change: leeches first, those that were forgotten most often first."""
    for change in sorted(changes, key=lambda each: (KINDS.index(each.kinds[0]), -each.card.lapses)):
        where = change.claim.place if change.claim is not None else f"{change.card.guid} (its claim is gone)"
        tags = f" ({' '.join(change.tags)})" if "tagged" in change.kinds else ""
        yield f"{where}: {', '.join(change.kinds)}{tags}{_forgotten(change.card)}"
        if "edited" in change.kinds:
            yield f"    - {_shown(change.expected)}"
            yield f"    + {_shown(change.card.face)}"
        else:
            yield f"    {_shown(change.card.face)}"


def _forgotten(card: ReturnedCard) -> str:
    return f", forgotten in {card.lapses:,} of {counted(card.reviews, 'reviews')}" if card.lapses else ""


def _shown(face: Face) -> str:
    hidden = [text for text, is_hidden in face.parts if is_hidden]
    front = "".join(GAP if is_hidden else text for text, is_hidden in face.parts)
    answer = ", ".join(dict.fromkeys(hidden)) or face.answer
    return " ".join(f"{front} – {answer}".split()) + (f" ({face.hint})" if face.hint else "")


def _lapses(
    note: Note, cards: Sequence[tuple[Claim, ReturnedCard]], words: WordStatistics
) -> Iterator[tuple[int, list[str]]]:
    """For each claim that lapses, how often, and what else could be asked about it."""
    forgotten = [(claim, card) for claim, card in cards if card.lapses]
    candidates = make_candidates(note, words, claims=[claim for claim, _ in forgotten])
    for claim, card in forgotten:
        shown = _shown(card.face)
        others = [each for each in candidates[claim.id] if each.answer not in shown.rpartition(" – ")[2]]
        lines = [f"{claim.place}: forgotten in {card.lapses:,} of {counted(card.reviews, 'reviews')}", f"    {shown}"]
        yield card.lapses, [*lines, *(f"    or {_candidate(each)}" for each in others[:_MOST_CANDIDATES])]


def _candidate(card: Card) -> str:
    return " ".join(f"{plain_front(card)} – {card.answer} ({card.score:.2f})".split())


# --- what is written ------------------------------------------------------------------------------------------------


def _decide(changes: Iterable[Change], file: Path, known: Mapping[str, Decision], by: str) -> None:
    found = [decision for change in changes if (decision := decision_of(change, by)) is not None]
    new = [each for each in found if each.claim not in known or known[each.claim].facts != each.facts]
    if new:
        change_decisions(file, new, known=known)
    say(f"{counted(len(new), 'new decisions')} in {file}, {len(found) - len(new):,} as before")


def _patch(pulled: _Pulled, output: Path) -> None:
    lines: list[str] = []
    left: list[tuple[Path, Edit]] = []
    count = 0
    for path, edits in sorted(pulled.edits.items()):
        source = read_file(path, MAX_SIZE).decode("utf-8", "surrogateescape")
        after, missed = edited_note(source, edits, partial(_texts, path))
        count += len(edits) - len(missed)
        left += [(path, edit) for edit in missed]
        lines += patch_of(path.as_posix(), source, after)
    with disk_errors(output):
        output.write_bytes("".join(lines).encode("utf-8", "surrogateescape"))
    say(f"{counted(count, 'edits')} of claims in {output}; review it, then: git apply {output}")
    for _, edit in left:
        say(f"{edit.claim.place}: make this edit by hand: {edit.text}")


def _texts(path: Path, text: str) -> list[str]:
    """The texts of all claims in the text of a note."""
    return [claim.text for claim in parse_note(text, path.as_posix(), options=ReadOptions(untimed=True)).claims()]
