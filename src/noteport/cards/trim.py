"""A sentence cut down to what its question needs: in a long one brackets, then the tail, then the opening clause go."""

from __future__ import annotations

from collections.abc import Sequence

from noteport.cards.card import Span
from noteport.cards.clean import is_broken_off
from noteport.cards.english import patterns
from noteport.cards.sentence import ClaimSentence
from noteport.model.patterns import pattern

SHORT = 25
"""Words that a front may have; the answer counts as one."""
_SHORTEST_HEAD, _SHORTEST_REST = 7, 8
"""Words that must be left."""
_BRACKETS = pattern(r"\s\([^()]*\)")


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
    for found in patterns.TAIL.finditer(text, gap[1]):
        end = found.start()
        if _cuts(sentence, (end, len(text))) or text[:end].count("(") != text[:end].count(")"):
            continue
        if text[sentence.start : end].count('"') % 2 or text[:end].count("“") != text[:end].count("”"):
            continue
        head = [(low, min(high, end)) for low, high in shown if low < end]
        words = length(text, head, gap)
        if words < _SHORTEST_HEAD or is_broken_off(text[:end]):
            continue
        if words <= SHORT or best is shown:
            best = head
    return best


def _without_opening(sentence: ClaimSentence, shown: list[Span], gap: Span) -> list[Span]:
    found = patterns.OPENING_CLAUSE.match(sentence.text, sentence.start)
    if found is None or found.end() > gap[0] or _cuts(sentence, found.span()):
        return shown
    rest = [(max(low, found.end() + 1), high) for low, high in shown if high > found.end() + 1]
    return rest if length(sentence.text, rest, gap) >= _SHORTEST_REST else shown


def _cuts(sentence: ClaimSentence, span: Span) -> bool:
    """Whether an edge of the span lies in something that cannot be cut."""
    return any(low < edge < high for low, high in sentence.marks.whole for edge in span)
