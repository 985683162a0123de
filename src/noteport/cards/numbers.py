"""Figures with what belongs to them: currency, scale, unit; and in English, counts in words."""

from __future__ import annotations

from collections.abc import Iterator

from noteport.cards.candidates import Candidate
from noteport.cards.english import patterns
from noteport.cards.english.patterns import MONTHS, SCALES, UNITS
from noteport.cards.english.tags import NOMINAL
from noteport.cards.english.words import COUNTED
from noteport.cards.sentence import ClaimSentence
from noteport.model.patterns import pattern

_FIGURES = r"\d+(?:[.,\u00a0\u202f]\d+)*"
_TO = r"\s?(?:[-–]|to)\s?"
_RANGE = rf"{_FIGURES}(?:{_TO}{_FIGURES})?"
_CURRENCY = "[$€£¥₹₽]"
_SYMBOLS = r"[°º]\s?[CFK]?|(?:[µnmckMGT]?(?:m|g|s|Hz|B|b|W|V|A|Pa|L|l|J|eV|Wh)[²³]?|min|bps|mph|kcal|fps|px|dpi|[×x])\b"

_KINDS = {
    "date": (
        rf"(?:{MONTHS})\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?\b|\d{{1,2}}\s(?:{MONTHS})(?:\s\d{{4}})?\b"
        rf"|(?:{MONTHS})(?:\sof)?\s\d{{4}}\b|\d{{2,4}}年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?"
    ),
    "money": (
        rf"{_CURRENCY}\s?{_FIGURES}(?:{_TO}{_CURRENCY}?{_FIGURES})?(?:\s?(?:(?:{SCALES})|[kKMBT])\b)?"
        rf"|{_RANGE}(?:\s?(?:{SCALES}))?\s?(?:{_CURRENCY}|[元円])"
    ),
    "percent": rf"{_FIGURES}(?:\s?%?{_TO}{_FIGURES})?\s?(?:[%％٪]|(?:percent|per\scent|percentage\spoints?)\b)",
    "year": rf"1[0-4]\d0s\b|(?:1[5-9]\d\d|20\d\d)(?:s\b|\s?[-–]\s?\d{{4}}\b|\b(?![.,]\d|\s(?:{SCALES}|{UNITS})\b))",
    "quantity": (
        rf"[-−]?{_RANGE}(?:\s?(?:{SCALES})\b(?:\s(?:{UNITS})\b)?|\s?(?:{_SYMBOLS})|\s(?:{UNITS})\b"
        r"|\s?[万億亿千百]+[人個个]?)"
    ),
    "number": rf"\d+/\d+(?!/)|{_RANGE}(?:st|nd|rd|th)?",
}
"""Each kind's pattern; the first that fits counts."""
_NUMBER = pattern(
    rf"(?<![A-Za-z\d_.,:;/^√\-])(?<!\w\+)(?:{'|'.join(f'(?P<{kind}>{pattern})' for kind, pattern in _KINDS.items())})"
    r"(?![A-Za-z\d_π⁰¹⁴-ⁿ₀-₎^])"
)
_GOES_ON = pattern(r"[:;/]\S|['’](?!s\b)\S|-(?![A-Za-z])\S")
"""Behind figures that are part of something else: a time of day, a code."""
_SINGULAR_UNIT = pattern(rf"\s(?!people|feet)(?:{UNITS})(?<!s)$")
_FORMULA_BEFORE = pattern(r"[=+*/^√×÷<>(\[]\s?$")
_FORMULA_BEHIND = pattern(r"\s?[=+*/^×÷√<>²³]|\s-\s\d|[!)]")


def numbers(sentence: ClaimSentence) -> Iterator[Candidate]:
    """Every number that means something by itself; clock times and parts of codes do not."""
    text = sentence.text
    matches = _NUMBER.finditer(text) if sentence.has_figures else ()
    found = [match for match in matches if not _GOES_ON.match(text, match.end())]
    for match in found:
        kind, start = match.lastgroup or "number", match.start()
        end = _without_singular_unit(sentence, *match.span()) if kind == "quantity" else match.end()
        signs = (*_of_number(text, kind, start, end), *_of_label(sentence, kind, start, end))
        if len(found) > 2:
            signs += ("many numbers",)
        yield Candidate(start, end, kind, signs)
    if sentence.english:
        for match in sentence.all_of(patterns.NUMBER_WORD, 0):
            if text[match.start()].isupper() and not sentence.opens(match.start()):
                continue  # a name: "the Three Gorges"
            yield Candidate(*match.span(), "count", tuple(_of_count(text, *match.span())))


def _without_singular_unit(sentence: ClaimSentence, start: int, end: int) -> int:
    """Where a number ends whose unit belongs to the noun behind it: ``a 5 liter jar``."""
    unit = _SINGULAR_UNIT.search(sentence.text, start, end)
    return unit.start() if unit is not None and sentence.tag_after(end) in NOMINAL else end


def _of_number(text: str, kind: str, start: int, end: int) -> Iterator[str]:
    """What its figures say, and what stands right beside them."""
    if _FORMULA_BEFORE.search(text, max(start - 3, 0), start) or _FORMULA_BEHIND.match(text, end):
        yield "part of a formula"
    if kind == "number" and text[start:end] in ("0", "1"):
        yield "0 or 1"
    elif kind == "number" and end - start == 1:
        yield "a small number"
    if patterns.COMPOUND_NUMBER.match(text, end) or text.startswith("-", end):
        yield "belongs to a compound"


def _of_label(sentence: ClaimSentence, kind: str, start: int, end: int) -> Iterator[str]:
    """Whether the number names something instead of telling how much or when: ``chapter 3``, ``the 2008 crisis``."""
    text = sentence.text
    if kind in ("number", "quantity"):
        label = _names(text, start)
    elif kind in ("year", "date") and sentence.tag_after(end) in NOMINAL:
        label = True
    else:
        means_time = text.endswith("s", start, end) or patterns.BEFORE_YEAR.search(text, max(start - 20, 0), start)
        label = kind == "year" and not means_time
    if label or patterns.BEFORE_VERSION.search(text, max(start - 12, 0), start):
        yield "a label"


def _names(text: str, start: int) -> bool:
    """Whether the word before a number makes it a label: ``chapter 3``, ``the GeForce 4090``."""
    before = text[max(start - 24, 0) : start].split()[-1:] if text[start - 1 : start] == " " else []
    word = before[0].strip('("“') if before else ""
    return word.lower() in COUNTED or (word[:1].isupper() and start > len(word) + 1)


def _of_count(text: str, start: int, end: int) -> Iterator[str]:
    if text[start:end].lower() == "two":
        yield "two"
    if patterns.COMPOUND_NUMBER.match(text, end) or text[end] == "-":
        yield "belongs to a compound"
