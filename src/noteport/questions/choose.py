"""Which of the candidates to ask for: each is scored in its sentence and its context, with named reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from noteport.questions.candidates import NUMBERS, Candidate
from noteport.questions.english import ARTICLES, GENERIC, LIGHT, STOP
from noteport.questions.leaks import Front, Hidden, Span, cover, hide
from noteport.questions.words import Word

_PLAIN = frozenset({"bold", "emphasis", "link", "quote", "phrase", "word"})
"""The kinds that may be made of everyday words."""
_TRIED = 12
"""Candidates looked at closely, the best kinds first."""
_BONUS = 5
"""The most that the sentence and the context can add to a candidate's score."""

_IN_LIST = re.compile(r"(?:\b(?:and|or)|,|\b(?:such as|like|including|e\.g\.,?))\s(?:the |a |an )?[\"“]?$")
_LIST_GOES_ON = re.compile(r"[\"”]?(?:,\s(?!which|who|where|whose)[^,.;]{1,40},?\s(?:and|or)\s|\s(?:and|or)\s)")
_FOLLOWING = re.compile(r"[ -]([a-z]+)")


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of what stands above the question."""

    name: str
    """title, heading, lead or term."""
    text: str


_COST_OF_LEAK = {"title": 12, "heading": 8, "lead": 5, "term": 9}
"""What it costs to leave out a part of the context that gives the answer away."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate that can be asked for, and what must be hidden with it."""

    candidate: Candidate
    gaps: tuple[Span, ...]
    answer: str
    context: tuple[str, ...]
    """What may stand above the question."""
    score: float
    reason: str


def choose(
    text: str,
    words: Sequence[Word],
    candidates: Iterable[Candidate],
    whole: Sequence[Span],
    context: tuple[Part, ...],
) -> Choice | None:
    """The best question that hides a part of the text, or None if nothing can be hidden.

    Args:
        text: the claim.
        words: its words.
        candidates: what could be asked for.
        whole: parts of the text that cannot be cut.
        context: all that could stand above the question.
    """
    best: Choice | None = None
    for candidate in sorted(candidates, key=lambda each: -each.score)[:_TRIED]:
        if best is not None and candidate.score + _BONUS <= best.score:
            break
        choice = _judge(text, words, candidate, whole, context)
        if choice is not None and (best is None or choice.score > best.score):
            best = choice
    return best


def _judge(
    text: str, words: Sequence[Word], candidate: Candidate, whole: Sequence[Span], context: tuple[Part, ...]
) -> Choice | None:
    start, end, kind, score = candidate
    if any(start < high and low < end and not (start <= low and high <= end) for low, high in whole):
        return None
    its_words = [word for word in words if word.start < end and start < word.end]
    hidden = hide(text[start:end], its_words, number=kind in NUMBERS)
    if kind not in NUMBERS:
        start = _with_article(text, start)
    front = cover(text, words, hidden, span=(start, end), whole=whole)
    if not front.left:
        return None
    kept, reasons = check_leaks(front, hidden, context)
    if front.says < 3:
        reasons.append((-16, "little is left to go by"))
    reasons.extend(_in_sentence(text, candidate))
    return Choice(
        candidate=candidate,
        gaps=front.gaps,
        answer=text[start:end],
        context=kept,
        score=score + sum(points for points, _ in reasons),
        reason=explain(kind, reasons),
    )


def check_leaks(
    front: Front, hidden: Hidden, context: Iterable[Part]
) -> tuple[tuple[str, ...], list[tuple[float, str]]]:
    """What may stand above a question, and what it costs that the rest gives the answer away."""
    reasons: list[tuple[float, str]] = []
    if front.repeated:
        reasons.append((-6.0 * min(front.repeated, 4), "repeated in the text"))
    kept = []
    for part in context:
        if hidden.is_in(part.text):
            reasons.append((-_COST_OF_LEAK[part.name], f"{part.name} gives it away"))
        else:
            kept.append(part.text)
    return tuple(kept), reasons


def explain(kind: str, reasons: Iterable[tuple[float, str]]) -> str:
    """One line that says what a question asks for and what its score is made of."""
    return "; ".join([kind, *(f"{name} {points:+g}" for points, name in reasons)])


def _with_article(text: str, start: int) -> int:
    """Where an indefinite article before the answer begins, which would tell its first sound; else ``start``."""
    for article in ARTICLES:
        begin = start - len(article)
        if begin >= 0 and text[begin:start].lower() == article and not text[begin - 1 : begin].strip('("“ '):
            return begin
    return start


def _in_sentence(text: str, candidate: Candidate) -> Iterable[tuple[float, str]]:
    """What the candidate's place in its sentence says."""
    start, end, kind, _ = candidate
    if start == 0 or not text[:start].strip("\"“‘'("):
        yield -8, "opens the sentence"
    elif end > 0.8 * len(text):
        yield 5, "ends the sentence"
    if kind in NUMBERS:
        return
    if kind in ("name", "acronym"):
        following = _FOLLOWING.match(text, end)
        if following is not None and following[1] not in STOP and following[1] not in LIGHT:
            yield -10, "says of what kind something is"
    if _IN_LIST.search(text, max(start - 24, 0), start) or _LIST_GOES_ON.match(text, end):
        yield -10, "one of a list"
    if kind in _PLAIN and all(word in GENERIC for word in text[start:end].lower().split()):
        yield -14, "common words"
