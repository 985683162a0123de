"""How good a question a candidate makes, in its sentence and under its context: a score with named reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from noteport.cards.candidates import MARKS, NUMBERS, Candidate
from noteport.cards.card import Reason, Scored, Span
from noteport.cards.english import patterns
from noteport.cards.english.tags import NOMINAL
from noteport.cards.leaks import Front, Hidden, abbreviates, cover, hide
from noteport.cards.phrases import speciality
from noteport.cards.sentence import ClaimSentence, Part
from noteport.cards.statistics import is_common
from noteport.cards.trim import SHORT, length, trim
from noteport.model.patterns import pattern

BONUS = 20
"""What place and context hardly add more than to what a candidate's kind promises."""
MOST = 30
"""More than they can add."""
_MOST_OF_FRONT = 13
"""More than the front and the context can add; the rest is for the place."""

_COST_OF_LEAK = {"title": 12, "heading": 3, "lead": 6, "term": 9}
"""What it costs to leave out a part of the context that gives the answer away."""
_LEFT = (-12, -6, 0, 3, 7, 9, 11)
"""What it is worth that so many uncommon words are left to go by; the last for more, too."""
_POINTED_TO = frozenset({"called", "superlative"})
"""Kinds that their sentence points to so plainly that their place in it does not matter."""
_ARTICLE = pattern(r"(?:^|[\s(\"“])(an?)\s$", re.IGNORECASE)
_GLOSSED = frozenset({"name", "acronym", "called", "link", "formula"})
"""Kinds that brackets behind them explain."""
_TELLING_CODE = 3
"""Characters from which on code or a formula says something."""
_BEFORE, _NEAR = 240, 40
"""Characters before a candidate that are looked at: for a list of examples, and for all that stands right there."""


class Judged(NamedTuple):
    """A candidate that can be asked for, and the cloze that asks for it."""

    candidate: Candidate
    answer: str
    score: float
    reasons: tuple[Reason, ...]
    """What the score is made of, those that do not count left out."""
    gap: Span
    """Where the answer stands, its article included."""
    gaps: tuple[Span, ...]
    """The gap and whatever repeats it."""
    shown: tuple[Span, ...]
    """The parts of the text that are shown, the gaps among them."""
    context: tuple[str, ...]
    """What may stand above the question."""

    @property
    def scored(self) -> Scored:
        return Scored(what=self.candidate.kind, answer=self.answer, score=self.score, reason=in_words(self.reasons))


def judge(sentence: ClaimSentence, candidate: Candidate, above: float = float("-inf")) -> Judged | None:
    """Hide a candidate and score what comes of it; None if it cannot be hidden, or nothing would be left.

    Args:
        sentence: where it stands.
        candidate: what is to be hidden.
        above: the score that it has to exceed. Below, it may be None, which takes less time.
    """
    text, (start, end) = sentence.text, candidate[:2]
    is_number = candidate.kind in NUMBERS
    words = sentence.words_in(start, end)
    if start < sentence.start:
        return None
    if sentence.english and candidate.kind not in ("code", "formula") and not any(word.stems for word in words):
        return None
    if any(start < high and low < end and not (start <= low and high <= end) for low, high in sentence.marks.whole):
        return None
    place = tuple(_of_place(sentence, candidate)) if sentence.english else ()
    if candidate.promise + sentence.weight + sum(reason.points for reason in place) + _MOST_OF_FRONT <= above:
        return None
    hidden = hide(text[start:end], words, number=is_number)
    gap = (start if is_number else _with_article(text, start), end)
    shown = trim(sentence, gap)
    front = cover(text, sentence.words, hidden, span=gap, whole=sentence.marks.whole, shown=shown)
    if not front.left:
        return None
    kept, leaks = check_leaks(front, hidden, sentence.context)
    reasons = [Reason(candidate.score, candidate.kind), *candidate.reasons, *sentence.faults, *leaks]
    if sentence.english:
        reasons += _of_front(sentence, candidate, front, shown, gap)
        reasons += _of_context(sentence, front, kept)
        reasons += place
    score, counting = weigh(reasons)
    context = tuple(part.text for part in kept)
    return Judged(candidate, text[start:end], score, counting, gap, front.gaps, shown, context)


def weigh(reasons: Iterable[Reason]) -> tuple[float, tuple[Reason, ...]]:
    """A score, and the reasons that it is made of; those that do not count are left out."""
    first, *others = reasons
    kept = (first, *(reason for reason in others if not -0.5 <= reason.points <= 0.5))
    return round(sum(reason.points for reason in kept), 1), kept


def in_words(reasons: Iterable[Reason]) -> str:
    """Reasons for people: ``name +79; full name +4``."""
    return "; ".join(map(str, reasons))


def check_leaks(front: Front, hidden: Hidden, context: Iterable[Part]) -> tuple[list[Part], list[Reason]]:
    """What may stand above a question, and what it costs that the rest gives the answer away."""
    reasons: list[Reason] = []
    if front.repeated:
        reasons.append(Reason(-24.0 * min(front.repeated, 3), "repeated in the text"))
    if front.partly:
        reasons.append(Reason(-12 if front.partly < 0.5 else -36, "part of it is in the text"))
    kept = []
    for part in context:
        if hidden.is_in(part.text):
            reasons.append(Reason(-_COST_OF_LEAK[part.name], f"{part.name} gives it away"))
        else:
            kept.append(part)
    return kept, reasons


def _with_article(text: str, start: int) -> int:
    """Where an indefinite article before the answer begins, which would tell its first sound; else ``start``."""
    found = _ARTICLE.search(text, max(start - 6, 0), start)
    return start if found is None else found.start(1)


def _of_front(
    sentence: ClaimSentence, candidate: Candidate, front: Front, shown: tuple[Span, ...], gap: Span
) -> Iterator[Reason]:
    """Whether the front is short and whole, and what is left on it to go by."""
    text, is_number = sentence.text, candidate.kind in NUMBERS
    words = length(text, shown, gap)
    if words > SHORT:
        yield Reason(-26 if words > SHORT + 5 else -8, "a long front")
    visible = "".join(text[start:end] for start, end in shown)
    if visible.count("(") != visible.count(")") or visible.count('"') % 2 or visible.count("“") != visible.count("”"):
        yield Reason(-40, "unbalanced")
    if front.repeated and (is_number or candidate.kind in MARKS):
        yield Reason(-20, "repeated in the text")
    if not is_number and not candidate.short and abbreviates(text[gap[0] : gap[1]], visible):
        yield Reason(-30, "its acronym is shown")
    if _glossed(text, candidate):
        yield Reason(-30, "glossed right behind it")
    special = len({word.lower for word in front.says if not word.common})
    yield Reason(_LEFT[min(special, len(_LEFT) - 1)], "uncommon words left")
    figures = sum(word.text[0].isdigit() for word in front.says)
    if figures and not is_number:
        yield Reason(-7 * min(figures, 2), "figures on the front")


def _glossed(text: str, candidate: Candidate) -> bool:
    """Whether brackets right behind a name or an acronym say the same in other words: ``Meta (Facebook)``."""
    if candidate.short or patterns.GLOSS.match(text, candidate.end) is None:
        return False
    return candidate.kind in _GLOSSED or patterns.ACRONYM.search(text, candidate.start, candidate.end) is not None


def _of_context(sentence: ClaimSentence, front: Front, context: list[Part]) -> Iterator[Reason]:
    if sentence.leans_on_term:
        told = any(part.name == "term" for part in context)
        yield Reason(-8, "its subject is the lead-in") if told else Reason(-50, "its subject is hidden")
    if not context:
        yield Reason(-10, "no context left")
    if len(front.says) + 0.5 * sum(_uncommon_words(part.text) for part in context) < 4:
        yield Reason(-16, "little to go by")


@lru_cache(maxsize=4096)
def _uncommon_words(text: str) -> int:
    return sum(not is_common(word.lower()) for word in text.split())


def _of_place(sentence: ClaimSentence, candidate: Candidate) -> Iterator[Reason]:
    """What the candidate's place in its sentence says."""
    text = sentence.text
    start, end, kind, *_ = candidate
    if kind in ("definition", "acronym spelt out"):
        return
    near = max(start - _NEAR, 0)
    if patterns.EXAMPLE_BEFORE.search(text, near, start) or patterns.EXAMPLE_LIST.search(
        text, max(start - _BEFORE, 0), start
    ):
        yield Reason(-40 if kind in NUMBERS or kind == "code" else -14, "an example")
    yield from _in_list(text, near, candidate)
    if text.count("(", 0, start) > text.count(")", 0, start):
        yield Reason(-8 if kind in NUMBERS else -22, "in brackets")
    if kind in _POINTED_TO:
        return
    clause = patterns.OPENING_CLAUSE.match(text, sentence.start)
    if clause is not None and end <= clause.end():
        yield Reason(-18, "in the opening clause")
    place = (start - sentence.start) / (len(text) - sentence.start)
    if kind not in ("name", "acronym") and sentence.opens(start):
        yield Reason(-16 if kind == "code" else -12, "opens the sentence")
    elif not 0.25 <= place <= 0.5:
        yield Reason(*((-8, "early in the sentence") if place < 0.5 else (4, "late in the sentence")))
    if kind in MARKS or kind in ("phrase", "relation"):
        yield from _among_its_words(sentence, candidate, near)


def _in_list(text: str, near: int, candidate: Candidate) -> Iterator[Reason]:
    start, end, kind, *_ = candidate
    listed = patterns.IN_LIST_BEFORE.search(text, near, start)
    goes_on = patterns.LIST_GOES_ON.match(text, end)
    comma = text[end : end + 1] == "," if goes_on else listed is not None and patterns.THREE.search(text) is not None
    if comma:
        yield Reason(-34, "one of a list")
    elif goes_on or (listed and listed["joint"]):
        yield Reason(-24 if kind in ("name", "acronym") or kind in NUMBERS else -18, "one of a pair")


def _among_its_words(sentence: ClaimSentence, candidate: Candidate, near: int) -> Iterator[Reason]:
    start, end, kind, *_ = candidate
    if kind in ("code", "formula") and end - start < _TELLING_CODE:
        yield Reason(-30, "a single sign")
    if kind in MARKS and patterns.NAME_GOES_ON.match(sentence.text, end - 1):
        yield Reason(-24, "piece of a longer name")
    if patterns.CONTRAST_BEFORE.search(sentence.text, near, start):
        yield Reason(-4, "what it is not")
    elif patterns.OBJECT_BEFORE.search(sentence.text, near, start):
        yield Reason(4, "object")
    if kind in ("phrase", "code"):
        return
    if sentence.tag_after(end) in NOMINAL:
        yield Reason(-16, "modifies what follows")
    if kind != "relation":
        own = speciality(sentence.words_in(start, end))
        yield Reason(8 * own if own else -10, "technical words" if own else "everyday words")
