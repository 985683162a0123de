"""Runs: timestamps with nothing between them (claims.md, "Words")."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from noteport.model.nodes import Timestamp
from noteport.model.patterns import pattern
from noteport.parse.text.flat import BREAK, ENDS, HARD, TIMESTAMP, FlatText

_RUN = pattern(rf"{TIMESTAMP}(?:(?:[^\S\n{HARD}{BREAK}]|[,;&|()\[\]–—-]|and\b)*{TIMESTAMP})*")
_RANGE = pattern(rf"{TIMESTAMP}\s*[-–—]\s*{TIMESTAMP}")
_WORD = pattern(r"\w")
_PAIRS = frozenset({"()", "[]", "“”", "«»"})
_WHITESPACE = " \t\xa0"
_PUNCTUATION = " \t\xa0.,;:!?)\"'”’…*"


class Run(Struct, eq=False):
    start: int
    """Offset of its first character, including a bracket that only the timestamps needed."""
    end: int
    timestamps: list[Timestamp] = field(default_factory=list)
    foreign: bool = False
    """Whether it supports a sentence of another block (rule 11); here it is only left out of the text."""


def find_runs(flat: FlatText) -> list[Run]:
    """Return the runs of a block, in order. Linear in the length of the text."""
    if len(flat.timestamps) == 1:  # the usual case
        start = flat.mask.find(TIMESTAMP)
        return [Run(*_widen(flat.mask, start, start + 1), flat.timestamps[:])]
    runs = []
    first = 0
    for found in _RUN.finditer(flat.mask):
        count = found[0].count(TIMESTAMP)
        timestamps = flat.timestamps[first : first + count]
        if count > 1 and ("-" in found[0] or "–" in found[0] or "—" in found[0]):
            timestamps = _join_ranges(found[0], timestamps)
        runs.append(Run(*_widen(flat.mask, *found.span()), timestamps))
        first += count
    return runs


def _join_ranges(text: str, timestamps: list[Timestamp]) -> list[Timestamp]:
    """Two timestamps with a dash between them are one range."""
    joined: list[Timestamp] = []
    position = text.find(TIMESTAMP)
    index = 0
    while position >= 0:
        timestamp = timestamps[index]
        found = _RANGE.match(text, position)
        following = timestamps[index + 1] if found else None
        if (
            found
            and following
            and timestamp.end is None
            and following.end is None
            and following.start > timestamp.start
        ):
            written = f"{timestamp.as_written}-{following.as_written}"
            joined.append(replace(timestamp, end=following.start, as_written=written))
            index += 2
            position = text.find(TIMESTAMP, found.end())
        else:
            joined.append(timestamp)
            index += 1
            position = text.find(TIMESTAMP, position + 1)
    return joined


def _widen(mask: str, start: int, end: int) -> tuple[int, int]:
    """Return the run with the brackets around it, if they contain nothing else."""
    while True:
        left, right = skip_whitespace_back(mask, start), skip_whitespace(mask, end)
        if left == 0 or right >= len(mask) or mask[left - 1] + mask[right] not in _PAIRS:
            return start, end
        start, end = left - 1, right + 1


def skip_whitespace(mask: str, position: int) -> int:
    """Return the next offset without whitespace; line ends do not count as whitespace."""
    while position < len(mask) and mask[position] in _WHITESPACE:
        position += 1
    return position


def skip_whitespace_back(mask: str, position: int) -> int:
    """Return the offset after the last character before ``position`` that is not whitespace."""
    while position > 0 and mask[position - 1] in _WHITESPACE:
        position -= 1
    return position


def opens_line(mask: str, run: Run) -> bool:
    """Return whether nothing comes before the run on its line."""
    position = skip_whitespace_back(mask, run.start)
    return position == 0 or mask[position - 1] in ENDS


def fills_line(mask: str, run: Run) -> bool:
    """Return whether the run is alone on its line, apart from punctuation (rule 11)."""
    if not opens_line(mask, run):
        return False
    position = run.end
    while position < len(mask) and mask[position] in _PUNCTUATION:
        position += 1
    return position >= len(mask) or mask[position] in ENDS


def opens_with_run(mask: str, runs: list[Run], lead_in_runs: set[int]) -> bool:
    """Return whether the block opens with a run and does not end in one (rule 3).

    ``lead_in_runs`` contains the starts of runs in a lead-in, which never open a block (rule 6).
    """
    own = [run for run in runs if not run.foreign]
    if not own or own[0].start in lead_in_runs or mask[: own[0].start].strip(_WHITESPACE + ENDS + TIMESTAMP):
        return False
    return _WORD.search(mask, own[-1].end) is not None
