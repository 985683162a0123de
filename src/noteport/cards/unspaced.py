"""Words worth hiding in scripts without spaces between words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from noteport.cards.candidates import Candidate
from noteport.model.patterns import pattern

_SEGMENTS = pattern("[\u30a1-\u30fa\u30fc]{3,8}|[\u3400-\u4dbf\u4e00-\u9fff\u3005]{2,}")
"""Katakana words and runs of Chinese characters."""
_KANA = pattern("[\u3041-\u30fa]")
_SMALL_WORDS = pattern(
    "(?:来自|使用|通过|成为|称为|叫做|进行|具有|需要|包括|因为|所以|如果|但是|已经"
    "|[的了是在和与及或而也都就这那我你他她它们个之其将把被从对为于以不有会能可很更最等])+"
)
"""What joins words in Chinese."""


def unspaced(text: str) -> Iterator[Candidate]:
    """Runs of katakana, or of Chinese characters between the small words; of other such scripts the shorter runs."""
    segments = list(_SEGMENTS.finditer(text))
    chinese = not _KANA.search(text)
    for segment in segments:
        start = segment.start()
        for part in _SMALL_WORDS.split(segment[0]) if chinese else [segment[0]]:
            start = text.index(part, start)
            end = start + len(part)
            if len(part) > 1:
                first = end - 4 if len(part) > 8 else start
                yield Candidate(first, end, "word")
            start = end
    if not segments:
        for run in re.finditer(r"\S{3,20}(?!\S)", text):
            yield Candidate(*run.span(), "word")
