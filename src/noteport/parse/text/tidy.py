"""The text of a claim: the sentence without its timestamps and what only they needed (claims.md, after rule 13)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from noteport.model.nodes import Inline, Text, TimestampRef
from noteport.model.patterns import pattern
from noteport.parse.text.english import BEFORE_TIMES, BETWEEN, FROM, TAKES_A_TIME, TAKES_AT, TO
from noteport.parse.text.flat import BREAK, ENDS, HARD, TIMESTAMP, FlatText
from noteport.parse.text.inline_reader import Piece
from noteport.parse.text.runs import Run

Cut: TypeAlias = tuple[int, int, tuple[Inline, ...]]
"""Start and end of what is left out, and what replaces it."""

_SPACE = (Text(" "),)
_SPACES = " \t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""Whitespace of every script, as in ``str.isspace``; all of it is plain spaces by now (masks.py)."""
_WHITESPACE = _SPACES + "\u200e\u200f" + ENDS
"""With the marks of direction that writers of scripts from right to left put around times."""
_FINAL = pattern(r"[.!?…。！？।][\"'”’)」』）]*\Z")
_PUNCTUATION = ".!?,;:。！？，、；：।"
_LEFTOVER = pattern(r"(?:[.。]|[,;](?!\s*[^\W\d_A-Z]))*")
_AFTER_OPENING_RUN = pattern(r"(?:[:,—]|[-–.·•|](?=\s|\Z)|[-–](?=[^\W\d])|\s)*")
_OPENING = "([{“‘«"
_CLOSING = ")]}\"”’'»—"
_SETS_OFF = frozenset("-–—|·•→>~≈")
_SET_OFF_AGAIN = pattern(r"(?:-{1,3}|[–—|·•→])[ \t\xa0]+(?=\S)")
_LINE_ENDS = pattern(rf"[{ENDS}][ \t\xa0{ENDS}]*")
_WINDOW = 30
"""Characters before a timestamp that decide whether it is the object of its clause."""


def tidy(flat: FlatText, start: int, end: int, runs: Sequence[Run], *, keep_objects: bool = True) -> list[Piece]:
    """Return the pieces that a reader reads in a part of the text: parts of the text, and inlines for what was
    replaced.

    ``runs`` are those that begin between ``start`` and ``end``. A timestamp that is the object of its clause ("pause at
    05:24") stays as a plain time if ``keep_objects``.
    """
    mask = flat.mask
    start, end = _skip(mask, start, end), _skip_back(mask, end, start)
    cuts = _line_ends(flat.text, start, end)
    if flat.deleted:
        cuts = sorted([*cuts, *_deleted(flat, start, end)], key=_span)
    if runs:
        objects = _objects(mask, runs, start) if keep_objects else {}
        of_runs = [objects.get(index) or _cut(mask, run, start, end) for index, run in enumerate(runs)]
        cuts = sorted([*cuts, *of_runs], key=_span) if cuts else of_runs
    return _without(cuts, start, end)


def text_of(flat: FlatText, pieces: Sequence[Piece]) -> str:
    """Return the plain text of pieces."""
    text = flat.text
    if len(pieces) == 1 and isinstance(pieces[0], tuple):
        return text[pieces[0][0] : pieces[0][1]]
    return "".join([text[piece[0] : piece[1]] if isinstance(piece, tuple) else _plain(piece) for piece in pieces])


def plain_without_runs(flat: FlatText, start: int, end: int, runs: Sequence[Run], *, keep_objects: bool = False) -> str:
    """Return the plain text of a part of a block without its timestamps."""
    return text_of(flat, tidy(flat, start, end, runs, keep_objects=keep_objects))


def _plain(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.text
    return inline.timestamp.label if isinstance(inline, TimestampRef) else ""


def _without(cuts: Sequence[Cut], start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    position = start
    for left, right, instead in cuts:
        if right <= position:
            continue
        if left > position:
            pieces.append((position, left))
        if instead and (pieces or instead is not _SPACE) and not (instead is _SPACE and pieces[-1] is _SPACE[0]):
            pieces += instead
        position = right
    if position < end:
        pieces.append((position, end))
    elif pieces and pieces[-1] is _SPACE[0]:
        pieces.pop()
    return pieces


def _span(cut: Cut) -> tuple[int, int]:
    return cut[0], cut[1]


def _deleted(flat: FlatText, start: int, end: int) -> Iterator[Cut]:
    """Struck-out text with the whitespace that only it needed."""
    mask = flat.mask
    first = bisect_left(flat.deleted, start, key=lambda span: span[1])
    for opening, closing in flat.deleted[first:]:
        if opening >= end:
            return
        left, right = _skip_back(mask, max(opening, start), start), _skip(mask, min(closing, end), end)
        if left > start and right < end and mask[left - 1] + mask[right] in ("()", "[]"):
            left, right = _skip_back(mask, left - 1, start), _skip(mask, right + 1, end)
        at_edge = left <= start or right >= end or mask[right] in _PUNCTUATION + _CLOSING + TIMESTAMP
        spaced = left < opening or closing < right
        yield left, right, () if at_edge or not spaced or mask[left - 1] in _OPENING else _SPACE


def _line_ends(text: str, start: int, end: int) -> list[Cut]:
    find = text.find  # only in this part: a block may have thousands
    if find("\n", start, end) < 0 and find(HARD, start, end) < 0 and find(BREAK, start, end) < 0:
        return []
    cuts: list[Cut] = []
    for found in _LINE_ENDS.finditer(text, start, end):
        left = found.start()  # the whitespace before it, which no pattern could find in linear time
        while left > start and text[left - 1] in " \t\xa0":
            left -= 1
        cuts.append((left, found.end(), _SPACE))
    return cuts


def _cut(mask: str, run: Run, start: int, end: int) -> Cut:
    """What is removed with a run: whitespace, and the punctuation that only the timestamps needed."""
    left, right = _skip_back(mask, run.start, start), _skip(mask, run.end, end)
    if left <= start:
        opener = _AFTER_OPENING_RUN.match(mask, right, end)
        return start, opener.end() if opener else right, ()
    without_mark = _without_mark(mask, left, start)
    if right >= end:
        return without_mark, end, ()
    following = mask[right]
    if mask[left - 1] == ":" or _FINAL.search(mask, max(start, left - 6), left):
        pattern_behind = _SET_OFF_AGAIN if mask[left - 1] == ":" and following in _SETS_OFF else _LEFTOVER
        leftover = pattern_behind.match(mask, right, end)
        right = _skip(mask, leftover.end() if leftover else right, end)
        return left, right, _SPACE if right < end else ()
    if following in _PUNCTUATION:
        return without_mark, right, ()
    if mask[left - 1] in _OPENING or following in ")]" or (right == run.end and following in _CLOSING):
        return left, right, ()
    if (again := _SET_OFF_AGAIN.match(mask, right, end)) and _without_mark(mask, left, start) < left:
        right = again.end()  # Rye – [01:00] – grows
    return left, right, _SPACE


def _without_mark(mask: str, left: int, start: int) -> int:
    """Return where the text ends without the comma, or the dash or sign of its own, that sets a run off."""
    if mask[left - 1] in ",;":
        return _skip_back(mask, left - 1, start)
    place = left
    while place > start and mask[place - 1] in _SETS_OFF:
        place -= 1
    return _skip_back(mask, place, start) if place > start and mask[place - 1] in _WHITESPACE else left


def _objects(mask: str, runs: Sequence[Run], start: int) -> dict[int, Cut]:
    """The runs that are the object of their clause, by index: they stay as plain times."""
    found: dict[int, Cut] = {}
    for index, run in enumerate(runs):
        if mask[run.start] != TIMESTAMP:
            continue
        before = mask[max(start, run.start - _WINDOW) : run.start]
        if index == 0 and not before.rstrip().lower().endswith(BEFORE_TIMES):
            continue  # nearly all of them
        if BETWEEN.search(before) and len(run.timestamps) == 2:
            found[index] = _shown(run, " and ")
        elif _follows_at(mask, run, before):
            found[index] = _shown(run, ", ")
        elif index and _is_from_to(mask, runs[index - 1], run, start):
            found[index - 1], found[index] = _shown(runs[index - 1], ", "), _shown(run, ", ")
    return found


def _is_from_to(mask: str, first: Run, second: Run, start: int) -> bool:
    between = TO.fullmatch(mask, first.end, second.start)
    return between is not None and FROM.search(mask[max(start, first.start - _WINDOW) : first.start]) is not None


def _follows_at(mask: str, run: Run, before: str) -> bool:
    if not TAKES_A_TIME.search(before) or TAKES_AT.search(before):
        return False
    after = _skip(mask, run.end, len(mask))
    opens = not before.strip()[:-2].strip()
    return opens or after >= len(mask) or mask[after] in ".,;:!?)" or mask[after - 1] in ENDS


def _shown(run: Run, separator: str) -> Cut:
    shown: list[Inline] = []
    for timestamp in run.timestamps:
        shown += [Text(separator), TimestampRef(timestamp)] if shown else [TimestampRef(timestamp)]
    return run.start, run.end, tuple(shown)


def _skip(mask: str, position: int, end: int) -> int:
    while position < end and mask[position] in _WHITESPACE:
        position += 1
    return position


def _skip_back(mask: str, position: int, start: int) -> int:
    while position > start and mask[position - 1] in _WHITESPACE:
        position -= 1
    return position
