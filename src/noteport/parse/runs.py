"""Runs: stamps with nothing between them (claims.md, "Words")."""

from __future__ import annotations

import re

from msgspec import Struct, field
from msgspec.structs import replace

from noteport.model import Stamp
from noteport.parse.flat import BREAK, ENDS, HARD, STAMP, FlatText
from noteport.patterns import pattern

_RUN = pattern(rf"{STAMP}(?:(?:[^\S\n{HARD}{BREAK}]|[,;&|()\[\]–—-]|and\b)*{STAMP})*")
_RANGE = pattern(rf"{STAMP}\s*[-–—]\s*{STAMP}")
_BLANKS = " \t\xa0"
_PUNCTUATION = " \t\xa0.,;:!?)\"'”’…*"


class Run(Struct, eq=False):
    start: int
    """Offset of its first character, a bracket that only the stamps needed included."""
    end: int
    stamps: list[Stamp] = field(default_factory=list)
    foreign: bool = False
    """Whether it vouches for a sentence of another block (rule 11); here it is only left out of the text."""


def find_runs(flat: FlatText) -> list[Run]:
    """The runs of a block, in order. Linear in the length of the text."""
    if len(flat.stamps) == 1:  # the rule
        start = flat.mask.find(STAMP)
        return [Run(*_widen(flat.mask, start, start + 1), flat.stamps[:])]
    runs = []
    first = 0
    for found in _RUN.finditer(flat.mask):
        count = found[0].count(STAMP)
        stamps = flat.stamps[first : first + count]
        if count > 1 and ("-" in found[0] or "–" in found[0] or "—" in found[0]):
            stamps = _join_ranges(found[0], stamps)
        runs.append(Run(*_widen(flat.mask, *found.span()), stamps))
        first += count
    return runs


def _join_ranges(text: str, stamps: list[Stamp]) -> list[Stamp]:
    """Two stamps with a dash between them are one range."""
    joined: list[Stamp] = []
    position = text.find(STAMP)
    index = 0
    while position >= 0:
        stamp = stamps[index]
        found = _RANGE.match(text, position)
        following = stamps[index + 1] if found else None
        if found and following and stamp.end is None and following.end is None and following.start > stamp.start:
            written = f"{stamp.as_written}-{following.as_written}"
            joined.append(replace(stamp, end=following.start, as_written=written))
            index += 2
            position = text.find(STAMP, found.end())
        else:
            joined.append(stamp)
            index += 1
            position = text.find(STAMP, position + 1)
    return joined


def _widen(mask: str, start: int, end: int) -> tuple[int, int]:
    """The run with the brackets that stand around it and nothing else."""
    while True:
        left, right = skip_blanks_back(mask, start), skip_blanks(mask, end)
        if left == 0 or right >= len(mask) or mask[left - 1] + mask[right] not in ("()", "[]"):
            return start, end
        start, end = left - 1, right + 1


def skip_blanks(mask: str, position: int) -> int:
    """The next offset at which no blank stands; line ends are not blanks."""
    while position < len(mask) and mask[position] in _BLANKS:
        position += 1
    return position


def skip_blanks_back(mask: str, position: int) -> int:
    """The offset behind the last character before ``position`` that is no blank."""
    while position > 0 and mask[position - 1] in _BLANKS:
        position -= 1
    return position


def opens_line(mask: str, run: Run) -> bool:
    """Whether nothing stands before the run on its line."""
    position = skip_blanks_back(mask, run.start)
    return position == 0 or mask[position - 1] in ENDS


def fills_line(mask: str, run: Run) -> bool:
    """Whether the run is all that its line holds, but for punctuation (rule 11)."""
    if not opens_line(mask, run):
        return False
    position = run.end
    while position < len(mask) and mask[position] in _PUNCTUATION:
        position += 1
    return position >= len(mask) or mask[position] in ENDS


def is_led(mask: str, runs: list[Run], lead_in_runs: set[int]) -> bool:
    """Whether the block opens with a run and does not end in one (rule 3).

    ``lead_in_runs`` holds the starts of runs that stand in a lead-in: those never open a block (rule 6).
    """
    own = [run for run in runs if not run.foreign]
    if not own or own[0].start in lead_in_runs or mask[: own[0].start].strip(_BLANKS + ENDS + STAMP):
        return False
    return bool(re.search(r"\w", mask[own[-1].end :]))
