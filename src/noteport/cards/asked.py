"""The card that asks for a part of its claim: what is hidden with it, what is shown, what may stand above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from noteport.cards.brackets import telling_brackets
from noteport.cards.candidates import NUMBERS, Candidate
from noteport.cards.card import GAP, Span
from noteport.cards.english import patterns
from noteport.cards.english.words import DETERMINERS, PREPOSITIONS
from noteport.cards.leaks import Front, Hidden, abbreviates, blanked, cover, hide
from noteport.cards.named_above import HIDDEN, names_above
from noteport.cards.sentence import ClaimSentence, Part
from noteport.cards.similar_code import is_like_another
from noteport.cards.statistics import is_common
from noteport.cards.trim import SHORT, length, trim
from noteport.model.patterns import pattern

_ARTICLE = pattern(r"(?:(?:^|[\s(\"“])(?=a)|(?:^|[(\"“]|[.:]\s)(?=A))([Aa]n?)\s$")
"""A capital inside a sentence is a letter: ``vitamin A``."""
_TELL_NOTHING = DETERMINERS | PREPOSITIONS
_GLOSSED = frozenset({"name", "acronym", "called", "link", "formula"})
"""Kinds that brackets behind them explain."""


class Asked(NamedTuple):
    """A candidate that can be asked for, and the cloze that does."""

    candidate: Candidate
    answer: str
    gap: Span
    """Where the answer stands, its article included."""
    gaps: tuple[Span, ...]
    """The gap and whatever repeats it."""
    shown: tuple[Span, ...]
    """The parts of the text that are shown, the gaps among them."""
    context: tuple[str, ...]
    """What may stand above the question."""
    signs: tuple[str, ...]
    """What the finished front shows of how good it is, each in a few words."""


def ask_for_gap(sentence: ClaimSentence, candidate: Candidate) -> Asked | None:
    """Hide a candidate; None if it cannot be hidden, or nothing would be left."""
    text, (start, end) = sentence.text, candidate[:2]
    is_number = candidate.kind in NUMBERS
    words = sentence.words_in(start, end)
    if start < sentence.start:
        return None
    if sentence.english and candidate.kind not in ("code", "formula") and not any(word.stems for word in words):
        return None
    if any(start < high and low < end and not (start <= low and high <= end) for low, high in sentence.marks.whole):
        return None
    hidden = hide(text[start:end], words, number=is_number, code=candidate.kind in ("code", "formula"))
    gap = (_with_article(text, start, number=is_number) if sentence.english else start, end)
    shown = trim(sentence, gap, telling_brackets(sentence, candidate, hidden))
    front = cover(text, sentence.words, hidden, span=gap, whole=sentence.marks.whole, shown=shown)
    if not front.left or (sentence.english and not _says_something(sentence, front)):
        return None
    kept, leaks = check_leaks(front, hidden, sentence.context)
    if sentence.english and not (candidate.short and kept) and _confuses(text, candidate, front.gaps):
        return None
    if sentence.is_incomplete:
        names = names_above(sentence, [part.text for part in kept])
        if names.sign == HIDDEN:
            return None
        leaks += [names.sign] if names.sign else []
    signs = (*leaks, *_of_front(sentence, candidate, shown, gap), *_of_context(sentence, front, kept))
    if hidden.code and is_like_another(hidden.answer, _without_gaps(text, shown, front.gaps)):
        signs += ("code like it is shown",)
    return Asked(candidate, text[start:end], gap, front.gaps, shown, tuple(part.text for part in kept), signs)


def _without_gaps(text: str, shown: Iterable[Span], gaps: Iterable[Span]) -> str:
    for low, high in gaps:
        text = text[:low] + "\0" * (high - low) + text[high:]
    return " ".join(text[low:high] for low, high in shown)


def _says_something(sentence: ClaimSentence, front: Front) -> bool:
    """Whether what can be read is more than ``For the …``, or a lead-in above it says more."""
    if front.says or sentence.claim.term is not None:
        return True
    gaps = front.gaps
    return any(
        word.lower not in _TELL_NOTHING and not any(low <= word.start < high for low, high in gaps)
        for word in sentence.words
    )


def _confuses(text: str, candidate: Candidate, gaps: Iterable[Span]) -> bool:
    """Whether the gaps hide different words, or the answer is only another name for what an earlier gap hides."""
    answer = text[candidate.start : candidate.end].casefold().removesuffix("()").removesuffix("s")
    if any(answer not in text[low:high].casefold() for low, high in gaps):
        return True
    return candidate.kind == "called" and any(high < candidate.start for _, high in gaps)


def check_leaks(front: Front, hidden: Hidden, context: Iterable[Part]) -> tuple[list[Part], list[str]]:
    """What may stand above a question, and signs that the rest gives the answer away."""
    signs = []
    if front.repeated:
        signs.append("repeated in the text" if front.repeated == 1 else "often repeated in the text")
    told = sum(front.told)
    if told:
        signs.append("a part of it is in the text" if 2 * told < len(front.told) else "most of it is in the text")
    kept, shows = [], [front.told] if told else []
    for part in context:
        if not hidden.is_in(part.text):
            kept.append(part)
            continue
        text = blanked(part.text, hidden)
        signs.append(f"{part.name} {'gives it away' if text != part.text else 'tells a part of it'}")
        if text:
            kept.append(Part(part.name, text))
            shows.append(hidden.parts_in(text))
    if shows and not hidden.figures:
        signs += _of_what_is_told(hidden, [any(each) for each in zip(*shows, strict=True)])
    return kept, signs


def _of_what_is_told(hidden: Hidden, told: Sequence[bool]) -> Iterator[str]:
    """Which parts of an answer can be read in the text or above it; its last word alone hardly tells the others."""
    if not any(told):
        return
    if all(told):
        yield "all of it can be read"
        return
    if told[0]:
        yield "its beginning can be read"
    left = [everyday for everyday, is_told in zip(hidden.everyday, told, strict=True) if not is_told]
    if all(left) and not all(hidden.everyday):
        yield "only everyday words of it are hidden"


def _with_article(text: str, start: int, *, number: bool) -> int:
    """Where an indefinite article before the answer begins, which would tell its first sound; else ``start``.

    Before a number, ``a`` tells nothing, while ``an`` leaves only ``8``, ``11``, ``18`` and the like.
    """
    found = _ARTICLE.search(text, max(start - 6, 0), start)
    return start if found is None or (number and len(found[1]) == 1) else found.start(1)


def _of_front(sentence: ClaimSentence, candidate: Candidate, shown: tuple[Span, ...], gap: Span) -> Iterator[str]:
    """Whether the front is short and whole, and tells the answer in other words."""
    text = sentence.text
    words = length(text, shown, gap)
    if words > SHORT:
        yield "a long front" if words <= SHORT + 5 else "a very long front"
    visible = text if len(shown) == 1 and shown[0] == (0, len(text)) else "".join(text[low:high] for low, high in shown)
    if visible.count("(") != visible.count(")") or visible.count('"') % 2 or not _quotes_close(visible):
        yield "unbalanced"
    if not sentence.english or candidate.short:
        return
    if candidate.kind not in NUMBERS and abbreviates(text[gap[0] : gap[1]], visible):
        yield "its acronym is shown"
    if _glossed(text, candidate):
        yield "glossed right behind it"


def _quotes_close(text: str) -> bool:
    """Whether as many curly quotes open as close; ``“`` closes what ``„`` opens."""
    return text.count("“") == text.count("„") + text.count("”") if "„" in text else text.count("“") == text.count("”")


def _glossed(text: str, candidate: Candidate) -> bool:
    """Whether brackets right behind a name or an acronym say the same in other words: ``Meta (Facebook)``."""
    if patterns.GLOSS.match(text, candidate.end) is None:
        return False
    return candidate.kind in _GLOSSED or patterns.ACRONYM.search(text, candidate.start, candidate.end) is not None


def _of_context(sentence: ClaimSentence, front: Front, context: list[Part]) -> Iterator[str]:
    if not context:
        yield "no context left"
    if not sentence.english:
        return
    if sentence.leans_on_term:
        told = any(part.name == "term" for part in context)
        yield "its subject is the lead-in" if told else "its subject is hidden"
    if len(front.says) + 0.5 * sum(_uncommon_words(part.text) for part in context) < 4:
        yield "little to go by"


@lru_cache(maxsize=4096)
def _uncommon_words(text: str) -> int:
    return sum(not is_common(word.lower()) for word in text.split() if word != GAP)
