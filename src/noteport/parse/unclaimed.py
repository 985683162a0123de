"""Whether a note says something, but makes no claim, so that a person must be told."""

from __future__ import annotations

from collections.abc import Sequence

from noteport.model.patterns import pattern
from noteport.parse.blocks.sentence_lines import sentence_lines
from noteport.parse.blocks.text_block import TextBlock

_LINK = pattern(r"\[\[[^\[\]\n]*\]\]|\[[^\[\]\n]*\]\([^()\n]*\)|\w{2,12}://[^\s<>]*")
_WORD = pattern(r"\w")


def first_unclaimed(blocks: Sequence[TextBlock]) -> int | None:
    """Return the line of the first sentence, counted from 0 in the body.

    None if there are claims, or if the blocks are only links, as in an index.
    """
    if any(block.claims for block in blocks):
        return None
    for block in blocks:
        if _WORD.search(_LINK.sub("", block.source)):
            for sentence, line in zip(block.sentences, sentence_lines(block), strict=False):
                if not sentence.skipped:
                    return line
    return None
