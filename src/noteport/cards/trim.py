"""A sentence cut down to what its question needs: in a long one brackets, then the tail, then the opening clause go."""

from __future__ import annotations

import re
from collections.abc import Sequence

from noteport.cards.card import Span
from noteport.cards.clean import is_broken_off
from noteport.cards.english import patterns
from noteport.cards.english.words import DETERMINERS, PREPOSITIONS
from noteport.cards.incomplete import has_verb
from noteport.cards.sentence import ClaimSentence
from noteport.model.patterns import pattern

SHORT = 25
"""Words that a front may have; the answer counts as one."""
_SHORTEST_HEAD, _SHORTEST_REST = 7, 8
"""Words that must be left."""
_BRACKETS = pattern(r"\s\([^()]*\)")
_GOES_ON = pattern(
    r"(?:and|or|but|nor|which|who|whose|where|such as|like|including|especially|particularly|namely|even|rather"
    r"|regardless|not|no matter)\b"
)
"""What an opening clause goes on with behind a comma."""
_POINTS_BACK = pattern(r"(?:it|its|they|them|their|he|him|his|she|her|this|these|that|those|such)\b")
"""What may mean something that an opening clause names."""
_CONDITION = pattern(r"(?:Even\s)?(?:If|Unless|When|Whether|Given|Until)\b")
"""The beginning of an opening clause without which the rest is another claim."""
_UP_TO_COMMA = pattern(r"(?:[^,(]|,(?!\s)|\([^()]*\))*")
_ITEM_BEFORE = pattern(r",\s(?:[\w-]+\s){0,2}[\w-]+$")
_LONGEST_ITEM = 60
"""Characters of an item of a list that are looked at."""
_DOING_BEFORE = pattern(r"\b\w+ing\b[^,]*$")
_LAST_DOING = pattern(r",?\s(?:and|or)\s(?:\w+ly\s)?\w+ing\b")


def trim(sentence: ClaimSentence, gap: Span, without: Span | None = None) -> tuple[Span, ...]:
    """The parts of the sentence to show, in order; the gap is inside one of them.

    Args:
        sentence: the sentence.
        gap: what is hidden in it.
        without: what is left out, however short the sentence is.
    """
    shown: list[Span] = [(sentence.start, len(sentence.text))]
    if without is not None:
        shown = _cut_out(shown, without)
    if not sentence.english or length(sentence.text, shown, gap) <= SHORT:
        return tuple(shown)
    for cut in (_without_brackets, _without_tail, _without_opening):
        shown = cut(sentence, shown, gap)
        if length(sentence.text, shown, gap) <= SHORT:
            break
    return tuple(shown)


def length(text: str, shown: Sequence[Span], gap: Span) -> int:
    """The words of a front, a gap counting as one."""
    return sum(len(text[start:end].split()) for start, end in shown) - len(text[gap[0] : gap[1]].split()) + 1


def _without_brackets(sentence: ClaimSentence, shown: list[Span], gap: Span) -> list[Span]:
    for found in _BRACKETS.finditer(sentence.text, sentence.start):
        is_code = (found.start() + 1, found.end()) in sentence.marks.whole
        if (found.end() <= gap[0] or gap[1] <= found.start()) and not is_code and not _cuts(sentence, found.span()):
            shown = _cut_out(shown, found.span())
    return shown


def _cut_out(shown: Sequence[Span], span: Span) -> list[Span]:
    parts = (part for low, high in shown for part in ((low, min(high, span[0])), (max(low, span[1]), high)))
    return [(low, high) for low, high in parts if low < high]


def _without_tail(sentence: ClaimSentence, shown: list[Span], gap: Span) -> list[Span]:
    """Cut where the longest front remains that is short enough, else where the shortest does."""
    text = sentence.text
    best: list[Span] = shown
    opening = patterns.OPENING_CLAUSE.match(text, sentence.start)
    begins = sentence.start if opening is None else opening.end()
    for found in patterns.TAIL.finditer(text, max(gap[1], begins)):
        end = found.start()
        if _cuts(sentence, (end, len(text))) or text[:end].count("(") != text[:end].count(")"):
            continue
        if text[sentence.start : end].count('"') % 2 or text[:end].count("“") != text[:end].count("”"):
            continue
        if _is_in_list(text, found) or _lacks_noun(sentence, end) or _lacks_verb(sentence, begins, end):
            continue
        head = [(low, min(high, end)) for low, high in shown if low < end]
        words = length(text, head, gap)
        if words < _SHORTEST_HEAD or is_broken_off(text[:end]):
            continue
        if words <= SHORT or best is shown:
            best = head
    return best


def _is_in_list(text: str, tail: re.Match[str]) -> bool:
    """Whether a tail begins with a later item of a list: ``washing, drying, and ironing``, ``hot, dry, and windy``."""
    word = tail[0].removeprefix(",").strip()
    before = text[max(tail.start() - _LONGEST_ITEM, 0) : tail.start()]
    if word.endswith("ing"):
        return _DOING_BEFORE.search(before) is not None and _LAST_DOING.search(text, tail.end()) is not None
    return word in ("and", "as") and _ITEM_BEFORE.search(before) is not None


def _lacks_noun(sentence: ClaimSentence, end: int) -> bool:
    """Whether what stands before an offset is an adjective without its noun: ``made of a thin``."""
    last = sentence.words_in(sentence.start, end)[-2:]
    if len(last) < 2 or sentence.tag_of(last[1]) != "adjective":
        return False
    return last[0].lower in DETERMINERS or last[0].lower in PREPOSITIONS


def _lacks_verb(sentence: ClaimSentence, start: int, end: int) -> bool:
    """Whether the verb of a sentence stands behind an offset."""
    return not _has_verb_in(sentence, start, end) and _has_verb_in(sentence, start, len(sentence.text))


def _has_verb_in(sentence: ClaimSentence, start: int, end: int) -> bool:
    return has_verb(sentence.words_in(start, end), sentence.tags_in(start, end))


def _without_opening(sentence: ClaimSentence, shown: list[Span], gap: Span) -> list[Span]:
    text = sentence.text
    found = patterns.OPENING_CLAUSE.match(text, sentence.start)
    if found is None or found.end() > gap[0] or _cuts(sentence, found.span()):
        return shown
    start = found.end() + 1
    if _CONDITION.match(text, sentence.start) or not _stands_alone(sentence, start):
        return shown
    rest = [(max(low, start), high) for low, high in shown if high > start]
    return rest if length(text, rest, gap) >= _SHORTEST_REST else shown


def _stands_alone(sentence: ClaimSentence, start: int) -> bool:
    """Whether what stands behind the space before an offset is a sentence: its first clause has a verb, and a subject
    that does not mean something named before.
    """
    text = sentence.text
    if text[start - 1] != " " or _GOES_ON.match(text, start):
        return False
    if _POINTS_BACK.match(text, start) and not patterns.NOBODY.match(text, start):
        return False
    clause = _UP_TO_COMMA.match(text, start)
    return clause is not None and _has_verb_in(sentence, start, clause.end())


def _cuts(sentence: ClaimSentence, span: Span) -> bool:
    """Whether an edge of the span lies in something that cannot be cut."""
    return any(low < edge < high for low, high in sentence.marks.whole for edge in span)
