"""From the blocks of a note to its claims (claims.md, rules 4, 5, 6 and 13)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from noteport.model.ids import ClaimIds
from noteport.model.nodes import Claim, Place, Timestamp
from noteport.model.patterns import pattern
from noteport.parse.blocks.lists import Lenders
from noteport.parse.blocks.sentence import Sentence
from noteport.parse.blocks.sentence_lines import sentence_lines
from noteport.parse.blocks.text_block import TextBlock
from noteport.parse.options import ReadOptions
from noteport.parse.text.cjk import without_cjk
from noteport.parse.text.english import LOOKS_BACK, SENDS_AWAY
from noteport.parse.text.inline_reader import InlineReader

MIN_ITEM_WORDS = 4
"""A list item without a run needs at least this many words, or a full stop at its end (rule 5)."""
SHORT_TEXT_WORDS = 6
"""Texts of up to this many words are the same claim only under the same heading (rule 13)."""

_WORD = pattern(r"[^\W_]+(?:['’.-][^\W_]+)*")
_ADDRESS = pattern(r"(?:https?://|www\.)\S+")
_FULL_STOP = pattern(r"[.!?。！？।…][\"'”’)\]]*$")


class _Draft(Struct, eq=False):
    """A claim before it has its id."""

    block: TextBlock
    sentence: Sentence
    timestamps: list[Timestamp]
    inferred: bool
    index: int
    """Number of its sentence in the block."""


def fill_claims(
    blocks: Sequence[TextBlock], ids: ClaimIds, path: PurePosixPath, line_offset: int, options: ReadOptions
) -> int | None:
    """Makes the claims of a note and puts them into the blocks that contain them.

    Args:
        blocks: all text blocks of the note, in the order of the text.
        ids: assigns the ids of the claims.
        path: the file of the note, for the places of the claims.
        line_offset: the line of the file on which the body begins, counted from 1.
        options: whether sentences without a timestamp make claims as well, and the maximum number of claims.

    Returns:
        The line of the first sentence beyond the maximum number of claims; None if there is none.
    """
    drafts = _merge_repeats(_Drafter(blocks, options.untimed).drafts())
    most = options.limits.claims
    for block, of_block in _by_block(drafts[:most]):
        block.claims = _claims(block, of_block, ids, path, line_offset)
    if len(drafts) <= most:
        return None
    first = drafts[most]
    return line_offset + sentence_lines(first.block)[first.index]


class _Drafter:
    def __init__(self, blocks: Sequence[TextBlock], untimed: bool) -> None:
        self._blocks = blocks
        self._untimed = untimed
        self._lenders = Lenders(blocks)
        self._owed: dict[TextBlock, list[Timestamp]] = {}
        """Timestamps of blocks that are only a lead-in, for the first claim that takes the term (rule 6)."""
        self._first_nested: dict[TextBlock, _Draft] = {}

    def drafts(self) -> list[_Draft]:
        drafts: list[_Draft] = []
        for number, block in enumerate(self._blocks):
            owner = block.place.owner
            if block.only_lead_in and block.has_nested_list:
                timestamps = [timestamp for run in block.own_runs() for timestamp in run.timestamps]
                if timestamps:
                    self._owed[block] = timestamps
                continue
            of_block = [draft for draft in self._of_block(number, block) if not draft.sentence.skipped]
            if owner is not None:
                of_block = self._settle(block, owner, of_block)
            drafts += of_block
        return self._settle_the_rest(drafts)

    def _of_block(self, number: int, block: TextBlock) -> Iterable[_Draft]:
        with_runs = [index for index, sentence in enumerate(block.sentences) if sentence.runs or sentence.lead_in_runs]
        if not with_runs:
            return self._of_untimestamped_block(number, block)
        return self._of_timestamped_block(block, with_runs)

    def _of_timestamped_block(self, block: TextBlock, with_runs: list[int]) -> Iterable[_Draft]:
        for index, sentence in enumerate(block.sentences):
            if sentence.runs or sentence.lead_in_runs:
                yield _Draft(block, sentence, sentence.timestamps, False, index)
            elif sentence.run_before is not None:
                yield _Draft(block, sentence, list(sentence.run_before.timestamps), False, index)
            elif sentence.unread is None and not (_only_points(block, sentence) or _is_formula(block, sentence)):
                yield _Draft(block, sentence, [_start_only(_neighbour(block, with_runs, index))], True, index)

    def _of_untimestamped_block(self, number: int, block: TextBlock) -> Iterable[_Draft]:
        timestamp = self._borrowed(number, block)
        if timestamp is None and not (self._untimed and _counts(block)):
            return
        for index, sentence in enumerate(block.sentences):
            own = timestamp if sentence.unread is None else None
            if not _only_points(block, sentence) and (own is not None or self._untimed):
                yield _Draft(block, sentence, [_start_only(own)] if own else [], own is not None, index)

    def _borrowed(self, number: int, block: TextBlock) -> Timestamp | None:
        """Return the timestamp of a block without runs, from its list or its heading (rule 5)."""
        if not _counts(block):
            return None
        if block.place.list is None:
            return block.section.start
        return self._lenders.timestamp_for(number, block.place.list) or block.section.start

    def _settle(self, block: TextBlock, owner: TextBlock, drafts: list[_Draft]) -> list[_Draft]:
        """Give the owner's timestamps to the first claim that takes its term."""
        for draft in drafts:
            self._first_nested.setdefault(owner, draft)
            if owner in self._owed and draft.sentence.term == block.place.term:
                _add_last(draft, self._owed.pop(owner))
        return [draft for draft in drafts if draft.timestamps or self._untimed]

    def _settle_the_rest(self, drafts: list[_Draft]) -> list[_Draft]:
        """Owners whose term nobody took: their timestamps go to the first nested claim, or else they are claims
        themselves.
        """
        alone: list[_Draft] = []
        for owner, timestamps in self._owed.items():
            if owner in self._first_nested:
                _add_last(self._first_nested[owner], timestamps)
            else:
                alone.append(_Draft(owner, owner.sentences[0], timestamps, False, 0))
        if not alone:
            return drafts
        order = {id(block): number for number, block in enumerate(self._blocks)}
        return sorted([*drafts, *alone], key=lambda draft: order[id(draft.block)])


def _start_only(timestamp: Timestamp) -> Timestamp:
    return timestamp if timestamp.end is None else replace(timestamp, end=None, written=timestamp.written)


def _add_last(draft: _Draft, timestamps: list[Timestamp]) -> None:
    if draft.inferred or not draft.timestamps:
        draft.timestamps, draft.inferred = list(timestamps), False
    else:
        draft.timestamps = [*draft.timestamps, *timestamps]


def _neighbour(block: TextBlock, with_runs: list[int], index: int) -> Timestamp:
    """Return the timestamp of a sentence without a run, from the next run of its block or the last one before it (rule
    4).
    """
    place = bisect_left(with_runs, index)
    before = block.sentences[with_runs[place - 1]] if place else None
    after = block.sentences[with_runs[place]] if place < len(with_runs) else None
    if after is not None and (before is None or not LOOKS_BACK.match(block.sentences[index].text)):
        return (after.lead_in_runs or after.runs)[0].timestamps[0]
    assert before is not None, "a block with runs has one on either side"
    return (before.runs or before.lead_in_runs)[-1].timestamps[0]


def _only_points(block: TextBlock, sentence: Sentence) -> bool:
    """Return whether a sentence only introduces what follows, or only sends the reader to another note or to an
    address (rule 5).
    """
    if sentence.text.rstrip("*\"' ").endswith((":", "：")) or _ADDRESS.fullmatch(sentence.text):
        return True
    if not SENDS_AWAY.match(sentence.text):
        return False
    links = block.flat.links
    first = bisect_left(links, sentence.start, key=lambda link: link[0])
    return first < len(links) and links[first][0] < sentence.end


def _is_formula(block: TextBlock, sentence: Sentence) -> bool:
    """Return whether a sentence is only formulas. They are the display of the sentence before."""
    return sentence.text.startswith("$") and block.flat.only_formulas(sentence.start, sentence.end)


def _counts(block: TextBlock) -> bool:
    """Return whether a block may make claims without a run of its own (rules 5, 8 and 9).

    A formula alone says nothing.
    """
    return not (block.is_cell or block.is_heading or block.flat.only_formulas()) and (
        block.place.list is None or _counts_as_item(block)
    )


def _counts_as_item(block: TextBlock) -> bool:
    text = block.flat.mask
    if _FULL_STOP.search(text.rstrip()):
        return True
    spaced, cjk = without_cjk(text)
    return len(_WORD.findall(spaced)) + cjk // 2 >= MIN_ITEM_WORDS


# --- repetitions ----------------------------------------------------------------------------------------------------


def _merge_repeats(drafts: Iterable[_Draft]) -> list[_Draft]:
    """The same text with the same term and lead is one claim (rule 13)."""
    first: dict[tuple[object, ...], _Draft] = {}
    for draft in drafts:
        text = draft.sentence.text
        heading = draft.block.section.path if text.count(" ") < SHORT_TEXT_WORDS else None
        key = (text, draft.sentence.term, draft.block.lead_of(draft.sentence), heading)
        known = first.setdefault(key, draft)
        if known is not draft:
            known.timestamps += draft.timestamps
            known.inferred = known.inferred and draft.inferred
            known.sentence.card = known.sentence.card or draft.sentence.card
    return list(first.values())


def _without_repeats(timestamps: Sequence[Timestamp]) -> tuple[Timestamp, ...]:
    if len(timestamps) < 2:
        return tuple(timestamps)
    first: dict[int, Timestamp] = {}
    for timestamp in timestamps:
        first.setdefault(timestamp.start, timestamp)
    return tuple(first.values())


# --- claims ---------------------------------------------------------------------------------------------------------


def _by_block(drafts: Iterable[_Draft]) -> Iterable[tuple[TextBlock, list[_Draft]]]:
    of_block: dict[int, tuple[TextBlock, list[_Draft]]] = {}
    for draft in drafts:
        of_block.setdefault(id(draft.block), (draft.block, []))[1].append(draft)
    return of_block.values()


def _claims(
    block: TextBlock, drafts: list[_Draft], ids: ClaimIds, path: PurePosixPath, line_offset: int
) -> list[Claim]:
    reader = InlineReader(block.flat)
    lines = sentence_lines(block)
    claims = []
    for draft in drafts:
        timestamps = _without_repeats(draft.timestamps)
        sentence = draft.sentence
        claims.append(
            Claim(
                id=ids.name(timestamps[0].written if timestamps else None),
                text=sentence.text,
                inlines=reader.read(sentence.pieces, sentence.end),
                term=sentence.term,
                lead=draft.block.lead_of(draft.sentence),
                timestamps=timestamps,
                inferred=draft.inferred,
                section=block.section.path,
                place=Place(path=path, line=line_offset + lines[draft.index]),
                kind=block.place.kind,
                first_in_block=draft.index == 0,
                card=sentence.card,
                tags=block.flat.tags,
            )
        )
    return claims
