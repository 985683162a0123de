"""Cuts the text of a block into sentences (claims.md, "Words").

One pass over the full stops, question and exclamation marks, ellipses and line ends decides for each whether a sentence
ends there. General sentence splitters do worse here and cost twenty times as much, because they do not know that a
timestamp next to a full stop settles the matter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from noteport.model.patterns import pattern
from noteport.parse.text.abbreviations import is_foreign_abbreviation
from noteport.parse.text.english import ABBREVIATIONS, BEFORE_NUMBERS, SENTENCE_OPENERS, SOMETIMES_FINAL
from noteport.parse.text.flat import BREAK, ENDS, HARD, TIMESTAMP
from noteport.parse.text.lead_ins import LeadIn
from noteport.parse.text.quotations import Pair, pairs_of
from noteport.parse.text.runs import Run, fills_line, skip_whitespace, skip_whitespace_back

# A character class comes first, so that the search skips from one match to the next.
_END = pattern(rf"[.!?…。！？।\n{HARD}{BREAK}](?:(?<=[.!?…])[.!?…]*[)\]\"'”’»*]*|(?<=[。！？।])[」』）”’\"')]*|)")
_WIDE = "。！？।"
_WORD = pattern(r"[^\W\d_][\w'’]*")
_OPENERS = "\"'“‘([*_ "
_OPERATORS = "=+−×<>≈/)"
_DOTTED = pattern(r"(?:[A-Za-z]\.)+[A-Za-z]")
_INITIAL = pattern(r"[A-Z]\.")
_ITEM_NUMBER = pattern(r"\W*(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})")
_ONLY_BOLD = pattern(rf"[\s{TIMESTAMP}:,\-–—()\[\]]*")
_ATTRIBUTION = pattern(r"[—–―~-]\s*\S")
_QUOTE_END = '"”»’'


def cut(
    mask: str, runs: Sequence[Run], lead_ins: Sequence[LeadIn], bolds: Sequence[tuple[int, int]], *, runs_first: bool
) -> list[int]:
    """Return the offsets at which the sentences of a block begin, without the first."""
    first = _END.search(mask)
    if first is None or first.end() == len(mask):
        return []  # one sentence, as in most list items
    return SentenceCutter(mask, runs, lead_ins, bolds, runs_first).cut()


class SentenceCutter:
    """Cuts one block. Linear in the length of its text."""

    def __init__(
        self,
        mask: str,
        runs: Sequence[Run],
        lead_ins: Sequence[LeadIn],
        bolds: Sequence[tuple[int, int]],
        runs_first: bool,
    ) -> None:
        self._mask = mask
        self._run_starts = [run.start for run in runs]
        self._by_start = {run.start: run for run in runs}
        self._run_ends = {run.end for run in runs}
        self._lead_in_starts = {lead_in.start for lead_in in lead_ins}
        self._lead_ins = lead_ins
        self._bold_ends = dict(bolds)
        self._runs_first = runs_first
        self._pairs = pairs_of(mask)
        self._next_pair = 0
        self._around: list[Pair] = []
        self._last = 0
        self._line = 0

    def cut(self) -> list[int]:
        """Offsets at which a sentence begins, without the first."""
        starts: list[int] = []
        held = -1
        for found in _END.finditer(self._mask):
            position = found.start()
            if self._mask[position] in ENDS:
                start = None if position < held else self._line_end(position)
                self._line = position + 1
            elif position < held:
                continue
            else:
                self._enter_pairs(position)
                start, held = self._mark(position, found.end(), held)
            if start is not None and 0 < start < len(self._mask) and start > self._last:
                starts.append(start)
                self._last = start
        return starts

    # --- line ends -----------------------------------------------------------------------------------------------

    def _line_end(self, position: int) -> int | None:
        mask = self._mask
        following = skip_whitespace(mask, position + 1)
        before = skip_whitespace_back(mask, position)
        if self._is_attribution(before, following):
            return None
        if mask[position] != "\n":
            return position + 1
        if before in self._run_ends or self._is_only_bold(position) or following in self._lead_in_starts:
            return following
        run = self._by_start.get(following)
        return following if run is not None and (self._runs_first or fills_line(mask, run)) else None

    def _is_attribution(self, before: int, following: int) -> bool:
        """Return whether the line names the author of the quotation right above it."""
        if not before or self._mask[before - 1] not in _QUOTE_END or not self._pairs:
            return False
        return bool(_ATTRIBUTION.match(self._mask, following))

    def _is_only_bold(self, line_end: int) -> bool:
        start = skip_whitespace(self._mask, self._line)
        end = self._bold_ends.get(start)
        return end is not None and end <= line_end and bool(_ONLY_BOLD.fullmatch(self._mask, end, line_end))

    # --- marks ---------------------------------------------------------------------------------------------------

    def _mark(self, start: int, end: int, held: int) -> tuple[int | None, int]:
        """Return where the next sentence begins if one ends at this mark, and up to where marks can be skipped."""
        mask = self._mask
        following, passed_run = self._skip_runs(end)
        if following >= len(mask):
            return None, held
        wide = mask[start] in _WIDE
        timestamped = self._is_after_run(start)
        at_line_end = mask[following] in ENDS
        if following == end and not (wide or at_line_end or self._is_stop_after_run(start, following, timestamped)):
            return None, held
        if at_line_end:
            if not passed_run and self._is_attribution(end, skip_whitespace(mask, following + 1)):
                return None, held
            following = skip_whitespace(mask, following + 1)
            if following >= len(mask):
                return None, held
        if wide:
            return None if self._sets_off(following) else following, held
        if mask[following] == "(":
            close = self._lower_case_parenthesis(following)
            if close is not None:
                behind, _ = self._skip_runs(close + 1)
                more = behind < len(mask) and mask[behind] not in ".,;:!?\n"
                return (behind if more else None), close
        if self._continues(start, following, timestamped, passed_run) or self._is_held_together(end):
            return None, held
        if not timestamped and not passed_run and mask[start] == "." and self._is_abbreviation(start, following):
            return None, held
        return following, held

    def _sets_off(self, position: int) -> bool:
        """Return whether the rest of a lead-in begins here: the colon of ``**…？**:``."""
        before = bisect_left(self._lead_ins, position, key=lambda lead_in: lead_in.start) - 1
        return before >= 0 and position < self._lead_ins[before].end and self._mask[position] in ":：-–—"

    def _skip_runs(self, position: int) -> tuple[int, bool]:
        """Return the offset after whitespace, runs and the punctuation after those, and whether there were runs."""
        mask, passed = self._mask, False
        while position < len(mask):
            if position in self._by_start:
                if self._runs_first:
                    return position, True
                position, passed = self._by_start[position].end, True
            elif mask[position] in " \t\xa0" or (passed and mask[position] in ".,;"):
                position += 1
            else:
                break
        return position, passed

    def _is_after_run(self, position: int) -> bool:
        position = skip_whitespace_back(self._mask, position)
        quoted = position > 0 and self._mask[position - 1] in ")\"”'’" and position - 1 in self._run_ends
        return position in self._run_ends or quoted

    def _is_stop_after_run(self, position: int, following: int, timestamped: bool) -> bool:
        return timestamped and self._mask[position] == "." and not self._mask[following].isdigit()

    def _lower_case_parenthesis(self, position: int) -> int | None:
        """Return where a parenthesis that opens here closes, if it begins in lower case and so belongs to what is
        before it.
        """
        if not self._first_letter(position).islower():
            return None
        for pair in self._pairs[max(0, self._next_pair - 1) : self._next_pair + 4]:
            if pair.start == position and pair.is_bracket:
                return pair.end
        return None

    def _first_letter(self, position: int) -> str:
        while position < len(self._mask) and self._mask[position] in _OPENERS:
            position += 1
        return self._mask[position : position + 1]

    def _continues(self, start: int, following: int, timestamped: bool, passed_run: bool) -> bool:
        """Return whether the sentence continues after the mark."""
        mask = self._mask
        first = following
        while first < len(mask) and mask[first] in _OPENERS:
            first += 1
        letter = mask[first : first + 1]
        if letter and letter in _OPERATORS and not timestamped and not passed_run:
            return True
        word = _WORD.match(mask, first)
        is_name = bool(word and not word[0].islower() and word[0][0].islower())  # iPhone
        return letter.islower() and not is_name and not timestamped and not (passed_run and not self._runs_first)

    def _is_held_together(self, end: int) -> bool:
        """Return whether the mark is inside brackets, or inside a quotation whose sentences share one run."""
        behind = skip_whitespace(self._mask, end)
        for pair in self._around:
            if pair.end <= behind or pair.start < self._last:
                continue
            if pair.is_bracket:
                if self._mask[self._last : min(pair.start, self._last + 80)].strip():
                    return True
            elif self._runs_of_quotation(pair) <= 1:
                return True
        return False

    def _runs_of_quotation(self, pair: Pair) -> int:
        behind, _ = self._skip_runs(pair.end + 1)
        if behind < len(self._mask) and self._mask[behind] in ".!?":
            behind = max(behind, self._skip_runs(behind + 1)[0])
        return bisect_left(self._run_starts, behind) - bisect_left(self._run_starts, pair.start)

    def _enter_pairs(self, position: int) -> None:
        while self._next_pair < len(self._pairs) and self._pairs[self._next_pair].start < position:
            self._around.append(self._pairs[self._next_pair])
            self._next_pair += 1
        if self._around:
            self._around = [pair for pair in self._around if pair.end >= position]

    # --- abbreviations -------------------------------------------------------------------------------------------

    def _is_abbreviation(self, position: int, following: int) -> bool:
        mask = self._mask
        words = mask[max(0, position - 24) : position].split()[-2:]
        word = words[-1].lstrip("\"'“‘([*") if words else ""
        folded = word.lower()
        first = following
        while first < len(mask) and mask[first] in _OPENERS:
            first += 1
        next_word = _WORD.match(mask, first)
        opens = next_word is not None and next_word[0] in SENTENCE_OPENERS
        if folded in ABBREVIATIONS:
            if folded not in BEFORE_NUMBERS:
                return True
            if mask[first : first + 1].isdigit() or mask[following] == "(":
                return True
        if not opens:
            if folded in SOMETIMES_FINAL or _DOTTED.fullmatch(word):
                return True
            if len(word) == 1 and word.isascii() and word.isupper() and self._is_initial(position, following):
                return True
        before = words[0].lstrip("\"'“‘([*") if len(words) > 1 else ""
        behind = mask[first : first + 3]
        if is_foreign_abbreviation(word, before, behind, next_word[0] if next_word is not None else ""):
            return True
        return self._is_item_number(position)

    def _is_initial(self, position: int, following: int) -> bool:
        """Return whether a capital letter is an initial: no word, or a capitalised one, is before it, or another
        initial after it.
        """
        if _INITIAL.match(self._mask, following):
            return True
        before = self._mask[max(0, position - 40) : position].split()[-2:-1]
        return not before or before[0][:1].isupper() or before[0][:1] in '"(“'

    def _is_item_number(self, position: int) -> bool:
        """Return whether the sentence so far is only a number or a letter, as in a list (``1.``)."""
        if position - self._last > 12:
            return False
        return bool(_ITEM_NUMBER.fullmatch(self._mask[self._last : position].strip()))
