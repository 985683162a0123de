"""The text blocks of a note in the order of the text, and the runs that stand alone between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from noteport.model.limits import MAX_IMAGES
from noteport.model.nodes import OwnCard
from noteport.model.problems import ProblemCode
from noteport.parse.blocks.sentence_lines import sentence_lines
from noteport.parse.blocks.text_block import BlockContext, SectionContext, TextBlock
from noteport.parse.dialects.descriptions import DESCRIPTION
from noteport.parse.text.flat import FlatText
from noteport.parse.text.flatten import flatten
from noteport.parse.text.runs import Run, find_runs

if TYPE_CHECKING:
    from markdown_it.token import Token

Report: TypeAlias = Callable[[ProblemCode, int, str], None]
"""Receives the code of a problem, its line in the body counted from 0, and its message."""


class Collector:
    """Makes text blocks and keeps those that say something.

    A run on a line of its own belongs to the sentence before it in the same section if that has none of its own; else
    it belongs to the text that follows (claims.md, rule 11), as it always does where ``timestamps_come_first``, the way
    other tools write.
    """

    def __init__(self, report: Report, *, timestamps_come_first: bool) -> None:
        self.blocks: list[TextBlock] = []
        self._report = report
        self._timestamps_come_first = timestamps_come_first
        self._section = SectionContext()
        self._section_first = 0
        """Number of the section's first block."""
        self._cards: list[tuple[int, OwnCard]] = []
        """The author's own cards, each with its line."""
        self._skips_next = False
        """Whether the author left out the block that follows."""
        self._waiting: list[Run] = []
        """Runs that belong to the text that follows."""

    def enter(self, section: SectionContext) -> None:
        """Continue under another heading."""
        self._skips_next = False
        if len(self.blocks) > self._section_first and not self._timestamps_come_first:
            self.settle()
        self._section_first = len(self.blocks)
        self._section = section

    def new_block(self, children: Sequence[Token], line: int, source: str, place: BlockContext) -> TextBlock:
        """Make a text block from inline tokens, not yet cut into sentences; ``line`` is counted from 0 in the body."""
        flat = flatten(children)
        self.report_readings(flat, line)
        block = TextBlock(flat, line, source, self._section, place)
        if flat.timestamps:
            block.runs = find_runs(flat)
        return block

    def report_readings(self, flat: FlatText, line: int) -> None:
        """Report problems of timestamps, comments and images, and record the author's own cards."""
        for reading in flat.readings:
            if reading.problem is not None:
                self._report(reading.problem, line, reading.message)
        for told in flat.not_understood:
            message = f'"{told[:40]}" was ignored: write skip, or front="…" and back="…".'
            self._report(ProblemCode.COMMENT_NOT_UNDERSTOOD, line, message)
        if flat.images > MAX_IMAGES:
            message = (
                f"{flat.images:,} images in one block; those after the first {MAX_IMAGES} are kept as their words."
            )
            self._report(ProblemCode.NOTE_TOO_MANY_IMAGES, line, message)
        if not (flat.skipped or flat.skips):
            self._cards += ((line, card) for _, card in flat.cards)

    def report_cards(self, used: Iterable[OwnCard | None]) -> None:
        """Report the author's own cards that belong to no claim."""
        known = set(used)
        for line, card in dict.fromkeys(self._cards):
            if card not in known:
                message = (
                    f'The card "{card.front[:40]}" was ignored: it must follow a claim without a card, '
                    "and a claim needs a timestamp."
                )
                self._report(ProblemCode.CARD_WITHOUT_CLAIM, line, message)

    def add(self, block: TextBlock) -> bool:
        """Cut a block into sentences and add it to the blocks of the note; return False if it has no text."""
        if self._is_skipped(block) or block.flat.only_embeds():
            return False
        opening = None if block.is_cell else block.first_line_run()
        if opening is not None and not self._waiting and self._vouches_for_last([opening]):
            opening.foreign = True
        if not block.sentences:  # the row of a table may be one sentence already
            block.cut(() if block.is_cell else self._waiting)
        if not block.sentences:
            self._take_cards(block)
            if block.flat.unread and not block.runs:
                self._report_not_read(block.flat.unread[0][1], block.line)
            if not block.is_cell and not block.flat.deleted:  # what supports a deleted claim supports no other
                self.place(block.runs)
            return False
        if not block.is_cell:
            self._waiting = []
        self.blocks.append(block)
        if block.flat.unread:
            self._report_unread(block)
        return True

    def _report_unread(self, block: TextBlock) -> None:
        for sentence, line in zip(block.sentences, sentence_lines(block), strict=True):
            if sentence.unread and not sentence.timestamps:
                self._report_not_read(sentence.unread, line)

    def _report_not_read(self, written: str, line: int) -> None:
        if written.startswith(DESCRIPTION):
            message = (
                f'The time in "{written[:60]}" describes an image and supports no claim. Write it after the sentence.'
            )
        else:
            message = f'"{written[:60]}" may be a time; it was kept as text. Write [00:01:05].'
        self._report(ProblemCode.TIMESTAMP_NOT_READ, line, message)

    def _is_skipped(self, block: TextBlock) -> bool:
        """Whether the author left a block out: in front of its text, or on a line of its own above it.

        On the line right under a block, the comment leaves out that block.
        """
        if block.flat.skipped and not block.flat.text.strip():
            last = self.blocks[-1] if self.blocks else None
            if last is not None and last.line + last.source.count("\n") + 1 == block.line:
                for sentence in last.sentences:
                    sentence.skipped = True
            else:
                self._skips_next = True
            return True
        skipped = block.flat.skipped or (self._skips_next and bool(block.flat.text.strip()))
        self._skips_next = self._skips_next and not block.flat.text.strip()
        return skipped

    def place(self, runs: Sequence[Run]) -> None:
        """Take runs without text: they support the sentence before them, or the text that follows."""
        if runs and not self._vouches_for_last(runs):
            self._waiting += runs

    def settle(self) -> None:
        """Give runs without following text to the last sentence before them, so that no timestamp is lost."""
        if self._waiting and self.blocks:
            self.blocks[-1].sentences[-1].runs += self._waiting
            self._waiting = []

    def _take_cards(self, block: TextBlock) -> None:
        """The author's card in a block without text is for the claim before it, if that is in the same section."""
        last = self.blocks[-1] if self.blocks else None
        if block.flat.cards and last is not None and last.section is self._section:
            last.sentences[-1].card = last.sentences[-1].card or block.flat.cards[-1][1]

    def _vouches_for_last(self, runs: Sequence[Run]) -> bool:
        last = self.blocks[-1] if self.blocks else None
        if last is None or last.section is not self._section or self._timestamps_come_first:
            return False
        sentence = last.sentences[-1]
        if sentence.runs or sentence.lead_in_runs or sentence.run_before is not None:
            return False
        sentence.runs += runs
        return True
