"""The source lines on which the sentences of a block begin."""

from __future__ import annotations

from bisect import bisect_left

from noteport.model.patterns import pattern
from noteport.parse.blocks.text_block import TextBlock
from noteport.parse.text.flat import ENDS, HARD, TIMESTAMP

_FIRST_WORD = pattern(r"\w{1,20}")


def sentence_lines(block: TextBlock) -> list[int]:
    """Return one line for each sentence, counted from 0 in the body. Linear in the length of the block."""
    breaks = block.source.count("\n")
    if not breaks:
        return [block.line] * len(block.sentences)
    ends = [index for index, char in enumerate(block.flat.mask) if char in ("\n", HARD)]
    if len(ends) != breaks:
        return _by_words(block)
    return [block.line + bisect_left(ends, _first_character(block, sentence.start)) for sentence in block.sentences]


def _first_character(block: TextBlock, position: int) -> int:
    mask = block.flat.mask
    while position < len(mask) and (mask[position].isspace() or mask[position] in ENDS + TIMESTAMP):
        position += 1
    return position


def _by_words(block: TextBlock) -> list[int]:
    """If a line end is hidden in code, a tag or a formula, look for the first word of each sentence, in order."""
    lines, position = [], 0
    for sentence in block.sentences:
        word = _FIRST_WORD.search(sentence.text)
        found = block.source.find(word[0], position) if word else -1
        position = found if found >= 0 else position
        lines.append(block.line + block.source.count("\n", 0, position))
    return lines
