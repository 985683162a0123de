"""The decisions file: JSON Lines, one line a claim, sorted so that a change is a small difference for git.

Anybody may have written it, so it is read with limits, and whatever is wrong with it is said in one line.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from noteport.errors import NoteportError, UsageError
from noteport.model.decision import Decision
from noteport.model.ids import origin_of
from noteport.model.text import data_text
from noteport.vault.locks import alone_in
from noteport.vault.safe_read import MEGABYTE, read_file

MOST_BYTES, MOST_LINES = 64 * MEGABYTE, 200_000
"""The largest file that is read: ten decisions for each note of a vault of 20,000."""

_LONGEST_REASON = 150
"""Characters; a reason may quote the file."""
_numbers = count()
"""Tells the temporary files of one process apart."""
_TEXTS = ("front", "back", "cloze", "hint", "by", "term", "text")


class DecisionsFile(Struct, frozen=True):
    """The decisions in a file."""

    path: Path
    decisions: Mapping[int, Decision]
    """By line, counted from 1."""


def read_decisions(path: Path) -> DecisionsFile:
    """Return the decisions in a file.

    Raises:
        UsageError: the file cannot be read, or a line is no decision; the message names the line.
    """
    try:
        data = read_file(path, MOST_BYTES)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}.") from error
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    if len(lines) > MOST_LINES:
        raise UsageError(f"{path}: has more than {MOST_LINES:,} lines.", "Is it a decisions file of noteport?")
    decoder = msgspec.json.Decoder(Decision)
    found: dict[int, Decision] = {}
    seen: dict[tuple[str, str, str], int] = {}
    for number, line in zip(count(1), lines, strict=False):
        if not line.strip():
            continue
        decision = found[number] = _read(decoder, line, f"{path}:{number}")
        first = seen.setdefault(_name(decision), number)
        if first != number:
            message = f"{path}:{number}: line {first} already decides about this claim."
            raise UsageError(message, "Delete one of the two lines.")
    return DecisionsFile(path, found)


def _read(decoder: msgspec.json.Decoder[Decision], line: bytes, where: str) -> Decision:
    if line.startswith((b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")):
        raise UsageError(f"{where}: git could not merge this file.", "Delete the markers and keep one line a claim.")
    try:
        decision = clean_decision(decoder.decode(line))
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        reason = "it is not JSON"
        if isinstance(error, msgspec.ValidationError) or type(error) is ValueError:
            reason = data_text(str(error))[:_LONGEST_REASON]
        raise UsageError(f"{where}: not a decision: {reason}.", "docs/decisions.md shows the format.") from error
    if origin_of(decision.claim) is None:
        raise UsageError(
            f"{where}: not a decision: `claim` is not the id of a claim.", "Ids look like talks/sleep@65.1"
        )
    return decision


def clean_decision(decision: Decision) -> Decision:
    """Return a decision with texts of one line and without control characters, as those of claims are. The id of the
    claim stays as it is, because the name of a note may have two spaces.

    Raises:
        ValueError: nothing is left of a text that the decision needs.
    """
    texts = {name: _one_line(getattr(decision, name)) for name in _TEXTS}
    return msgspec.structs.replace(decision, **texts, gap=tuple(map(_one_line, decision.gap)))


def _one_line(text: str) -> str:
    return " ".join(data_text(text).split())


class _Name(NamedTuple):
    claim: str
    term: str
    text: str


def _name(decision: Decision) -> _Name:
    """What tells the claim of a decision. The id alone does not, because ids are used again after an edit."""
    return _Name(decision.claim, decision.term, decision.text)


def change_decisions(
    path: Path, changes: Iterable[Decision], *, known: Mapping[str, Decision] | None = None, removed: Iterable[str] = ()
) -> None:
    """Add decisions to a file, or replace or remove those about the same claims. The file is made if there is none.

    Everything else stays, even if it fits no claim, and what others wrote into the file meanwhile. Two processes that
    change the file at once wait for each other.

    Args:
        path: the file.
        changes: the new decisions; ``claim``, ``term`` and ``text`` are those of the claim of today.
        known: the earlier decisions about claims of today, by the id of the claim (``Placed.by_claim``).
        removed: ids of claims of today whose decisions are to be removed.

    Raises:
        ValueError: a text that a decision needs has nothing that can be seen.
        UsageError: the file cannot be read.
        NoteportError: it cannot be written.
    """
    known = known or {}
    new = [clean_decision(change) for change in changes]
    with alone_in(Path(os.path.realpath(path)).parent):
        kept = {_name(each): each for each in read_decisions(path).decisions.values()} if path.exists() else {}
        for claim in (*removed, *(change.claim for change in new)):
            if claim in known:
                kept.pop(_name(known[claim]), None)
        kept.update((_name(change), change) for change in new)
        _write(path, kept.values())


def _write(path: Path, decisions: Iterable[Decision]) -> None:
    """Replace the file at once, so that nobody ever sees half of it."""
    lines = b"".join(msgspec.json.encode(each) + b"\n" for each in sorted(decisions, key=_order))
    real = Path(os.path.realpath(path))
    temporary = real.with_name(f".{real.name}.{os.getpid()}-{next(_numbers)}")
    try:
        with temporary.open("xb") as out:
            out.write(lines)
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileNotFoundError):
            temporary.chmod(stat.S_IMODE(real.stat().st_mode))
        temporary.replace(real)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise NoteportError(f"{path} cannot be written: {error.strerror or error}.") from error


def _order(decision: Decision) -> tuple[str, int, int, str, str]:
    """The order of the notes, and in a note of the video."""
    origin = origin_of(decision.claim)
    assert origin is not None  # decisions are read and made of ids
    ordinal = int(decision.claim.rpartition(".")[2])
    return origin.note, -1 if origin.second is None else origin.second, ordinal, decision.term, decision.text
