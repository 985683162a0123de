"""One block cut into sentences, each with its runs and its lead-in (claims.md, rules 1, 2, 3, 6 and 11)."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct, field

from noteport.model.nodes import Claim, ClaimKind, Inline, Text, Timestamp
from noteport.model.patterns import pattern
from noteport.parse.blocks.sentence import Sentence
from noteport.parse.text.flat import ENDS, FlatText
from noteport.parse.text.inline_reader import Piece, inlines_of
from noteport.parse.text.lead_ins import LeadIn, find_lead_ins
from noteport.parse.text.runs import Run, fills_line, opens_line, opens_with_run, skip_whitespace_back
from noteport.parse.text.sentences import cut
from noteport.parse.text.tidy import plain_without_runs, text_of, tidy

_WORD = pattern(r"\w")
_HAS_WORD = pattern(r"[^\W_]|[^\s\x00-\x7f\ufdd0-\ufdef–—…’‘“”•·]")


# --- its context ------------------------------------------------------------------------------------------------------


class SectionContext(Struct, eq=False):
    """The headings above a block."""

    path: tuple[str, ...] = ()
    """In plain text, outermost first."""
    start: Timestamp | None = None
    """The timestamp in the nearest heading (rule 8)."""


class ListContext(Struct, eq=False):
    """One list, as its items see it."""

    before: TextBlock | None
    """The block right before the list; for a nested list, the block of the parent item."""
    outer: ListContext | None
    start: int
    """Number of its first block among those of the note."""
    end: int = 0
    """Number after its last block."""


class BlockContext(Struct, frozen=True, eq=False):
    """The containers around a block."""

    kind: ClaimKind = "paragraph"
    lead: str | None = None
    term: str | None = None
    """A term from outside: the row and column of a table, or the lead-in of the item above."""
    list: ListContext | None = None
    owner: TextBlock | None = None
    """The block that is only a lead-in, whose term this one takes (rule 6)."""
    outer_lead: str | None = None
    """The lead of what takes the owner's term; ``lead`` is for what has its own term."""

    def in_quote(self, lead: str | None = None) -> BlockContext:
        """Return the place inside a quotation at this place."""
        kind: ClaimKind = "item" if self.kind == "item" else "quote"
        return BlockContext(kind, lead or self.lead, self.term, self.list, self.owner, self.outer_lead)


# --- the block --------------------------------------------------------------------------------------------------------


class TextBlock(Struct, eq=False):
    """A block of the note with its context; the claims are filled in when all blocks are known."""

    flat: FlatText
    line: int
    """The line of the body on which it begins, counted from 0."""
    source: str
    """Its Markdown."""
    section: SectionContext
    place: BlockContext
    runs: list[Run] = field(default_factory=list)
    lead_ins: list[LeadIn] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    runs_first: bool = False
    only_lead_in: bool = False
    """Whether it is only a lead-in."""
    is_heading: bool = False
    """Whether it is a heading inside a quotation or an item."""
    has_nested_list: bool = False
    """Whether a nested list follows directly."""
    claims: list[Claim] = field(default_factory=list)

    @property
    def is_cell(self) -> bool:
        return self.place.kind == "cell"

    def lead_of(self, sentence: Sentence) -> str | None:
        """What introduces a sentence; a sentence that takes the term of the item above has the lead from outside (rule
        6).
        """
        takes_term = self.place.owner is not None and sentence.term == self.place.term
        return self.place.outer_lead if takes_term else self.place.lead

    def first_line_run(self) -> Run | None:
        """The run that is alone on its first line, if there is text below (rule 11)."""
        run = self.runs[0] if self.runs else None
        if run is None or not opens_line(self.flat.mask, run) or self.flat.mask[: run.start].strip():
            return None
        return run if fills_line(self.flat.mask, run) and _HAS_WORD.search(self.flat.text, run.end) else None

    def cut(self, runs_before: Sequence[Run] = ()) -> None:
        """Cut the block into sentences. ``runs_before`` come before it and support it (rule 11)."""
        flat = self.flat
        if flat.bolds:
            self.lead_ins = find_lead_ins(flat, self.runs)
        in_lead_ins = {run.start for lead_in in self.lead_ins for run in lead_in.runs}
        self.runs_first = opens_with_run(flat.mask, self.runs, in_lead_ins)
        starts = cut(flat.mask, self.runs, self.lead_ins, flat.bolds, runs_first=self.runs_first)
        found = self._sentences([0, *starts, len(flat.mask)])
        self.sentences = self._with_text(found)
        if runs_before:
            self._put_before(list(runs_before))
        if self.runs_first:
            self._set_runs_before()
        if flat.unread or flat.cards or flat.skips:
            self._take_unread()
            self._take_cards()
            self._take_skips()

    def whole(self, runs: Sequence[Run]) -> None:
        """Take the block as one sentence that ``runs`` support."""
        end = len(self.flat.mask)
        pieces = tidy(self.flat, 0, end, self.runs)
        self.sentences = [Sentence(0, end, text_of(self.flat, pieces), pieces, list(runs), term=self.place.term)]
        self._take_cards()
        self._take_skips()

    def _sentences(self, bounds: list[int]) -> list[Sentence]:
        starts = [run.start for run in self.runs]
        sentences = []
        term, next_lead_in, next_run = self.place.term, 0, 0
        for start, end in itertools.pairwise(bounds):
            text_start, lead_in_runs = start, []
            while next_lead_in < len(self.lead_ins) and self.lead_ins[next_lead_in].start < end:
                lead_in = self.lead_ins[next_lead_in]
                if not self.is_cell:
                    term = lead_in.term
                    text_start = max(text_start, min(lead_in.end, end))
                lead_in_runs += lead_in.runs
                next_lead_in += 1
            until = bisect_left(starts, end, next_run)
            inside, next_run = self.runs[next_run:until], until
            behind = [run for run in inside if run.start >= text_start] if text_start > start else inside
            pieces = tidy(self.flat, text_start, end, behind)
            own = [run for run in inside if not run.foreign and run not in lead_in_runs]
            text = text_of(self.flat, pieces)
            sentences.append(Sentence(text_start, end, text, pieces, own, lead_in_runs, term=term))
        return sentences

    def _with_text(self, found: list[Sentence]) -> list[Sentence]:
        """Return the sentences with text; one that has only runs gives them to a neighbour (rules 2, 6, 11)."""
        found = [sentence for sentence in found if not self._is_deleted(sentence)] if self.flat.deleted else found
        has_text = [_HAS_WORD.search(sentence.text) is not None for sentence in found]
        if not any(has_text):
            return self._bare(found)
        if all(has_text) and not self.lead_ins:
            return found
        last = len(found) - 1 - has_text[::-1].index(True)
        kept: list[Sentence] = []
        waiting: list[Run] = []
        waiting_lead_in: list[Run] = []
        for index, sentence in enumerate(found):
            if has_text[index]:
                sentence.runs = waiting + sentence.runs
                sentence.lead_in_runs = waiting_lead_in + sentence.lead_in_runs
                waiting, waiting_lead_in = [], []
                kept.append(sentence)
                continue
            waiting_lead_in += sentence.lead_in_runs
            belongs_to_next = last > index and (
                self.runs_first or (kept and kept[-1].runs and self._opens_line(sentence))
            )
            if kept and not belongs_to_next:
                kept[-1].runs += sentence.runs
            else:
                waiting += sentence.runs
        if waiting_lead_in or self._ends_in_lead_in(kept[-1]):
            kept.append(self._closing_lead_in(waiting_lead_in))
        kept[-1].runs += waiting
        return kept

    def _is_deleted(self, sentence: Sentence) -> bool:
        """Whether all words of a sentence are struck out: its timestamps support nothing."""
        if _HAS_WORD.search(sentence.text):
            return False
        return _HAS_WORD.search(self.flat.mask, sentence.start, sentence.end) is not None

    def _bare(self, found: list[Sentence]) -> list[Sentence]:
        """A block that is only a lead-in: the bold text is its sentence (rule 6)."""
        if not self.lead_ins:
            return []
        self.only_lead_in = True
        pieces = self._bold_pieces(0)
        runs = [run for sentence in found for run in (*sentence.lead_in_runs, *sentence.runs)]
        text = text_of(self.flat, pieces)
        return [Sentence(0, len(self.flat.mask), text, pieces, runs, term=self.place.term)]

    def _ends_in_lead_in(self, last: Sentence) -> bool:
        return bool(self.lead_ins) and not self.is_cell and self.lead_ins[-1].start >= last.end

    def _closing_lead_in(self, runs: list[Run]) -> Sentence:
        """A lead-in on the last line of the block, with nothing after it, is a sentence of its own (rule 6)."""
        start, end = self.lead_ins[-1].start, len(self.flat.mask)
        pieces = self._bold_pieces(start)
        return Sentence(start, end, text_of(self.flat, pieces), pieces, runs, term=self.place.term)

    def _bold_pieces(self, start: int) -> list[Piece]:
        """The text of a lead-in that nothing follows, without the mark after the bold text."""
        end = self.flat.bolds[-1][1]
        if _HAS_WORD.search(self.flat.text, end):
            end = len(self.flat.mask)
        return tidy(self.flat, start, end, [run for run in self.runs if start <= run.start < end])

    def _opens_line(self, sentence: Sentence) -> bool:
        position = skip_whitespace_back(self.flat.mask, sentence.start)
        return position == 0 or self.flat.mask[position - 1] in ENDS

    def _put_before(self, runs: list[Run]) -> None:
        """Take runs from above the block: they open it (rules 3 and 11)."""
        if self.sentences:
            self.sentences[0].runs = runs + self.sentences[0].runs
            own = [run for run in self.runs if not run.foreign]
            self.runs_first = self.runs_first or not own or _WORD.search(self.flat.mask, own[-1].end) is not None

    def _take_unread(self) -> None:
        """Give each time that is not read to its sentence."""
        ends = [sentence.end for sentence in self.sentences]
        for position, written in self.flat.unread if ends else ():
            self.sentences[min(bisect_right(ends, position), len(ends) - 1)].unread = written

    def _take_cards(self) -> None:
        """Give each of the author's cards to the sentence that it follows or is in."""
        for position, card in self.flat.cards:
            before = [sentence for sentence in self.sentences if sentence.start < position]
            if self.sentences:
                (before or self.sentences[:1])[-1].card = card

    def _take_skips(self) -> None:
        """Mark the sentences that the author left out."""
        for position in self.flat.skips:
            before = [sentence for sentence in self.sentences if sentence.start < position]
            for sentence in before[-1:]:
                sentence.skipped = True

    def _set_runs_before(self) -> None:
        before: Run | None = None
        for sentence in self.sentences:
            if sentence.runs:
                before = sentence.runs[-1]
            else:
                sentence.run_before = before

    # --- what other blocks and the claims ask ----------------------------------------------------------------------

    def own_runs(self) -> list[Run]:
        """The runs that support its sentences, in order."""
        return [run for sentence in self.sentences for run in (*sentence.lead_in_runs, *sentence.runs)]

    def full_text(self) -> str:
        """Its full plain text, with a lead-in as ``Term: text`` (rule 7)."""
        if self.lead_ins and self.lead_ins[0].start == 0:
            lead_in = self.lead_ins[0]
            runs = [run for run in self.runs if run.start >= lead_in.end]
            rest = plain_without_runs(self.flat, lead_in.end, len(self.flat.mask), runs, keep_objects=True)
            return f"{lead_in.term}: {rest}".rstrip()
        return plain_without_runs(self.flat, 0, len(self.flat.mask), self.runs, keep_objects=True)

    def inlines(self) -> tuple[Inline, ...]:
        """The whole block, with its id."""
        inlines = inlines_of(self.flat)
        return (*inlines, Text(f" ^{self.flat.block_id}")) if self.flat.block_id else inlines
