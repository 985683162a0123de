"""What is left when nothing stands out: phrases of rare-looking words in English, elsewhere single long words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from noteport.questions.candidates import Candidate
from noteport.questions.english import GENERIC, LIGHT
from noteport.questions.marks import short
from noteport.questions.words import UNSPACED, Word

_SEGMENTS = re.compile("[\u30a1-\u30fa\u30fc]{3,8}|[\u3400-\u4dbf\u4e00-\u9fff\u3005]{2,}")
"""Katakana words and runs of Chinese characters."""
_KANA = re.compile("[\u3041-\u30fa]")
_SMALL_WORDS = re.compile(
    "(?:来自|使用|通过|成为|称为|叫做|进行|具有|需要|包括|因为|所以|如果|但是|已经"
    "|[的了是在和与及或而也都就这那我你他她它们个之其将把被从对为于以不有会能可很更最等])+"
)
"""What joins words in Chinese."""


def phrases(text: str, words: Sequence[Word], *, english: bool) -> Iterator[Candidate]:
    """The longest words or phrases of a text score highest."""
    if UNSPACED.search(text):
        yield from _unspaced(text)
    elif english:
        yield from _english(text, words)
    else:
        for word in words:
            if len(word.text) > 1:
                yield Candidate(word.start, word.end, "word", 14 + 1.5 * min(len(word.text), 14))


def _english(text: str, words: Sequence[Word]) -> Iterator[Candidate]:
    phrase: list[Word] = []
    for word in words:
        lower = word.text.lower()
        breaks = not word.stems.own or lower in LIGHT or lower[0].isdigit()
        if phrase and (breaks or text[phrase[-1].end : word.start] != " "):
            yield _phrase(phrase)
            phrase = []
        if not breaks and (phrase or not lower.endswith("ly")):
            phrase.append(word)
    if phrase:
        yield _phrase(phrase)


def _phrase(phrase: list[Word]) -> Candidate:
    """The last words of a phrase, since English puts the noun at the end."""
    while len(phrase) > 1 and phrase[-1].text.endswith(("ly", "ed")):
        phrase.pop()
    kept = phrase[-3:]
    rarest = max((len(word.text) for word in kept if word.text.lower() not in GENERIC), default=0)
    score = 18 + min(rarest, 14) + (3 if len(kept) == 2 else 0) - (0 if rarest else 10)
    if len(kept) == 1 and kept[0].text.endswith(("ed", "ing")):
        score -= 6  # most likely a verb
    return Candidate(kept[0].start, kept[-1].end, "phrase", score)


def _unspaced(text: str) -> Iterator[Candidate]:
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
                yield Candidate(first, end, "word", 16 + 2 * (end - first))
            start = end
    if not segments:
        for run in re.finditer(r"\S{3,20}(?!\S)", text):
            yield from short(text, *run.span(), "word", 30 - abs(8 - len(run[0])))
