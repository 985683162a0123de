"""Candidates as whole terms: nothing torn off, and neither article nor quotation marks at their edges."""

from __future__ import annotations

from collections.abc import Sequence

from noteport.cards.candidates import LONGEST, LONGEST_CHARACTERS, MARKS, NUMBERS, Candidate
from noteport.cards.english.words import AUXILIARIES
from noteport.cards.sentence import ClaimSentence
from noteport.cards.words import Word
from noteport.model.patterns import pattern

_AS_IT_STANDS = NUMBERS | {"meaning", "reason", "acronym spelt out", "equation"}
_NAMES = frozenset({"name", "acronym"})
_TELLING_CODE = 3
"""Characters from which on code with letters behind it is a term with an ending: ``Widget``s, but ``n``th."""
_LETTERS = pattern(r"\w+")
_BEFORE_SLASH, _BEHIND_SLASH = pattern(r"[^\s()\"“”,;:]+/$"), pattern(r"/[\w+#'’-]+")
_GOES_ON = pattern(r"[(+&:=]\w")
"""What shows that more is written without a space: ``t(8;14)``, ``P5+1``, ``S&P``, ``O157:H7``."""
_DOT_BEFORE = pattern(r"(?:^|[\s(\"“])\.$")
"""The dot with which a name begins: ``.NET``."""
_APOSTROPHES = ("'", "’")
_BEHIND_PIECES, _BEFORE_PIECES = ("(", "+", "&", ":", "=", *_APOSTROPHES), ("&", ":")
"""The characters beside a candidate that may show that it is a piece of something."""
_ARTICLE = pattern(r"(?:[Aa]n?|[Tt]he)\s(?=\S)")
_OPEN, _CLOSED = '"“‘', '"”’'
_MAY_OPEN = f"{_OPEN}AaTt"
"""The first letters of answers that may have an article or a quotation mark at their beginning."""
_AND = (" and ", " or ")


def whole(sentence: ClaimSentence, candidate: Candidate) -> Candidate | None:
    """A candidate with the edges that a reader expects; None if it is only a piece of something, or becomes too long.

    What the author marked is a whole term, unless more letters follow right behind.
    """
    if not sentence.english or candidate.kind in _AS_IT_STANDS:
        return candidate
    start, end = candidate[:2]
    if candidate.kind in ("code", "formula"):
        more = _LETTERS.match(sentence.text, end)
        if more is not None and end - start < _TELLING_CODE:
            return None
        return candidate if more is None else candidate._replace(end=more.end())
    text = sentence.text
    if text[start] in _MAY_OPEN or text[end - 1] in _CLOSED:
        start, end = bare(text, start, end)
    if candidate.kind not in MARKS:
        if _is_piece(text, start, end):
            return None
        if text.endswith(".", 0, start) and _DOT_BEFORE.search(text, max(start - 2, 0), start):
            start -= 1
        phrases: Sequence[Sequence[Word]] = ()
        if candidate.kind not in _NAMES:
            phrases = sentence.noun_phrases
            start = _with_first_of_two(sentence, _with_name(sentence, start), end)
        if text.endswith("/", 0, start) or text.startswith("/", end):
            start, end = _with_alternatives(text, start, end, phrases)
    if (start, end) == candidate[:2]:
        return candidate
    is_short = text.count(" ", start, end) < LONGEST and end - start <= LONGEST_CHARACTERS
    return candidate._replace(start=start, end=end) if is_short or candidate.kind in MARKS else None


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """An answer without its article, and without quotation marks around it or a lone one at an edge."""
    article = _ARTICLE.match(text, start, end)
    if article is not None:
        start = article.end()
    opens, closes = text[start] in _OPEN, text[end - 1] in _CLOSED
    if opens and (closes or text.count('"', start, end) == 1):
        start += 1
    if closes and end - start > 1 and (opens or text.count('"', start, end) == 1):
        end -= 1
    return start, end


def _is_piece(text: str, start: int, end: int) -> bool:
    """Whether more is written right before or behind a candidate, without a space."""
    if text.endswith(_BEFORE_PIECES, 0, start) and text[max(start - 2, 0)].isalnum():
        return True
    return text.startswith(_BEHIND_PIECES, end) and (
        _is_owner(text, start, end) or _GOES_ON.match(text, end) is not None
    )


def _is_owner(text: str, start: int, end: int) -> bool:
    """Whether an apostrophe follows that would be left alone behind a gap: ``the brewers' yeast``."""
    return (
        text.startswith(_APOSTROPHES, end)
        and not text[end + 1 : end + 2].isalpha()
        and not text.endswith(("'", "‘"), 0, start)
    )


def _with_name(sentence: ClaimSentence, start: int) -> int:
    """Where the name begins in which a candidate begins: ``Iron Bridge's north arch``."""
    if not sentence.text[start].isupper():
        return start
    first, _ = sentence.indices_of(start, start + 1)
    words, text = sentence.words, sentence.text
    while (
        0 < first < len(words)
        and words[first].capitalised
        and words[first - 1].capitalised
        and text[words[first - 1].end : words[first].start] == " "
        and not sentence.opens(words[first - 1].start)
    ):
        first -= 1
        start = words[first].start
    return start


def _with_first_of_two(sentence: ClaimSentence, start: int, end: int) -> int:
    """Where the first of two adjectives begins that share a noun: ``minor and major scales``."""
    if not sentence.text.endswith(_AND, 0, start):
        return start
    first, behind = sentence.indices_of(start, end)
    words, text = sentence.words, sentence.text
    if first < 2 or behind - first < 2 or text[words[first - 2].end : start] not in _AND:
        return start
    other = words[first - 2]
    is_letter = len(other.text) == 1 and other.text.isupper()
    if not is_letter and sentence.tags[first - 2] != "adjective":
        return start
    is_said_of_subject = first > 2 and words[first - 3].lower in AUXILIARIES
    return start if is_said_of_subject else other.start


def _with_alternatives(text: str, start: int, end: int, phrases: Sequence[Sequence[Word]]) -> tuple[int, int]:
    """A candidate with the words, or the phrases, that slashes join to it: ``pale/amber ales``."""
    while text[start - 1 : start] == "/" and (found := _BEFORE_SLASH.search(text, 0, start)) is not None:
        begins = (phrase[0].start for phrase in phrases if phrase[-1].end == start - 1)
        start = min([found.start(), *begins])
    while (found := _BEHIND_SLASH.match(text, end)) is not None:
        ends = (phrase[-1].end for phrase in phrases if phrase[0].start == end + 1)
        end = max([found.end(), *ends])
    return start, end
