"""Figures with what belongs to them: currency, scale, unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from noteport.questions.candidates import Candidate
from noteport.questions.english import COUNTED, MONTHS, SCALES, UNITS

_FIGURES = r"\d+(?:[.,\u00a0\u202f]\d+)*"
_RANGE = rf"{_FIGURES}(?:\s?(?:[-–]|to)\s?{_FIGURES})?"
_SYMBOLS = r"[°º]\s?[CFK]?|(?:[µnmckMGT]?(?:m|g|s|Hz|B|b|W|V|A|Pa|L|l|J|eV|Wh)[²³]?|min|bps|mph|kcal|fps|px|dpi|[×x])\b"

_KINDS = {
    "date": (
        rf"(?:{MONTHS})\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?\b|\d{{1,2}}\s(?:{MONTHS})(?:\s\d{{4}})?\b|(?:{MONTHS})\s\d{{4}}\b"
        r"|\d{2,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?"
    ),
    "money": (rf"[$€£¥₹₽]\s?{_RANGE}(?:\s?(?:(?:{SCALES})|[kKMBT])\b)?|{_RANGE}(?:\s?(?:{SCALES}))?\s?[$€£¥₹₽元円]"),
    "percent": rf"{_RANGE}\s?(?:[%％٪]|(?:percent|per\scent|percentage\spoints?)\b)",
    "year": rf"(?:1[5-9]\d\d|20\d\d)(?:s\b|\s?[-–]\s?\d{{4}}\b|\b(?![.,]\d|\s(?:{SCALES}|{UNITS})\b))",
    "quantity": (
        rf"[-−]?{_RANGE}(?:\s?(?:{SCALES})\b(?:\s(?:{UNITS})\b)?|\s?(?:{_SYMBOLS})|\s(?:{UNITS})\b|\s?[万億亿千百]+[人個个]?)"
    ),
    "number": rf"{_RANGE}(?:st|nd|rd|th)?",
}
"""Each kind's pattern; the first that fits counts."""
_NUMBER = re.compile(
    rf"(?<![A-Za-z\d_.:/\-])(?:{'|'.join(f'(?P<{kind}>{pattern})' for kind, pattern in _KINDS.items())})(?![A-Za-z\d_])"
)
_SCORES = {"money": 68, "percent": 68, "date": 66, "year": 64, "quantity": 62, "number": 46}


def numbers(text: str) -> Iterator[Candidate]:
    """Every number that means something by itself; clock times and parts of codes do not."""
    if not any(map(str.isdigit, text)):
        return
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if text[end : end + 1] in (":", "-", "/", "'", "’") and text[end + 1 : end + 2].strip():
            continue
        kind = match.lastgroup or "number"
        score: float = _SCORES[kind]
        if kind == "number":
            score -= 30 if _is_label(text, start) else 12 if end - start == 1 else 0
        yield Candidate(start, end, kind, score)


def _is_label(text: str, start: int) -> bool:
    """Whether the word before a number makes it a label: ``chapter 3``, ``the GeForce 4090``."""
    before = text[max(start - 24, 0) : start].split()[-1:] if text[start - 1 : start] == " " else []
    return bool(before) and (before[0].lower() in COUNTED or (before[0][0].isupper() and start > len(before[0]) + 1))
