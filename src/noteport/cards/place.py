"""Signs of a candidate's place in an English sentence, each in a few words."""

from __future__ import annotations

from collections.abc import Iterator

from noteport.cards.candidates import MARKS, NUMBERS, Candidate
from noteport.cards.english import patterns
from noteport.cards.english.patterns import Phrases
from noteport.cards.english.tags import NOMINAL
from noteport.cards.sentence import ClaimSentence

SIGNS = frozenset(
    {
        *("an example", "a number in an example", "one of a list", "one of a pair", "in brackets"),
        *("a number in brackets", "in the opening clause", "a single sign"),
        *("piece of a longer name", "modifies what follows"),
    }
)
"""All signs of ``signs_of_place``."""
_EXPLAINED = frozenset({"phrase", "link", "acronym", "code", "bold", "emphasis"})
"""The kinds for which an explanation right behind them counts here; for names, it does in names.py."""
_TELLING_CODE = 3
"""Characters from which on code or a formula says something."""
_BEFORE, _NEAR = 240, 24
"""Characters before a candidate that are looked at: for a list of examples, and for all that stands right there."""


def signs_beside(sentence: ClaimSentence, candidate: Candidate) -> Iterator[str]:
    """Signs of the words right beside a candidate. All signs that raise its chance are among them."""
    text = sentence.text
    start, end, kind, *_ = candidate
    if sentence.opens(start):
        yield "opens the sentence"
    if start in sentence.behind_uses:
        yield "something to use"
    if start in sentence.behind_causes:
        yield "a cause or an effect"
    if kind in _EXPLAINED and text.startswith(",", end) and patterns.APPOSITION.match(text, end):
        yield "explained behind it"


def signs_of_place(sentence: ClaimSentence, candidate: Candidate) -> Iterator[str]:
    """Signs that take longer to find. Hardly any of them raises the chance of a candidate."""
    text = sentence.text
    start, end, kind, *_ = candidate
    if _is_example(sentence, start):
        yield "a number in an example" if kind in NUMBERS or kind == "code" else "an example"
    yield from _in_list(sentence, candidate)
    if "(" in text and text.count("(", 0, start) > text.count(")", 0, start):
        yield "a number in brackets" if kind in NUMBERS else "in brackets"
    clause = patterns.OPENING_CLAUSE.match(text, sentence.start)
    if clause is not None and end <= clause.end():
        yield "in the opening clause"
    if kind in MARKS or kind == "phrase":
        yield from _among_its_words(sentence, candidate)


def _is_example(sentence: ClaimSentence, start: int) -> bool:
    """Whether what stands before an offset says that an example follows, or is a list of examples."""
    return _stand_before(sentence, patterns.EXAMPLE_BEFORE, start, _NEAR) or _stand_before(
        sentence, patterns.EXAMPLE_LIST, start, _BEFORE
    )


def _stand_before(sentence: ClaimSentence, phrases: Phrases, end: int, most: int) -> bool:
    """Whether some phrases stand in the characters before an offset, of which at most ``most`` are looked at."""
    start = max(end - most, 0)
    return sentence.may_have_in(phrases, start, end) and phrases.pattern.search(sentence.text, start, end) is not None


def _in_list(sentence: ClaimSentence, candidate: Candidate) -> Iterator[str]:
    text = sentence.text
    start, end, *_ = candidate
    listed = patterns.IN_LIST_BEFORE.search(text, max(start - _NEAR, 0), start)
    goes_on = patterns.LIST_GOES_ON.match(text, end)
    comma = text[end : end + 1] == "," if goes_on else listed is not None and sentence.lists_three
    if comma:
        yield "one of a list"
    elif goes_on or (listed and listed["joint"]):
        yield "one of a pair"


def _among_its_words(sentence: ClaimSentence, candidate: Candidate) -> Iterator[str]:
    start, end, kind, *_ = candidate
    if kind in ("code", "formula") and end - start < _TELLING_CODE:
        yield "a single sign"
    if kind in MARKS and patterns.NAME_GOES_ON.match(sentence.text, end - 1):
        yield "piece of a longer name"
    if kind not in ("phrase", "code") and sentence.tag_after(end) in NOMINAL:
        yield "modifies what follows"
