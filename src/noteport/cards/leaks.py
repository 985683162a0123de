"""What gives an answer away: the same word, or another form of it, anywhere on the front of the card."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from noteport.cards.card import GAP, Span
from noteport.cards.english.words import STOP
from noteport.cards.words import Stems, Word, cut, is_unspaced, stems
from noteport.model.patterns import pattern

_ACRONYM = pattern(r"[A-Z](?<=\b.)[A-Z0-9]+s?\b")
"""It begins with a capital and not with ``\\b``, so that a search skips all other characters."""
_FIGURES = pattern(r"\d+(?:[.,/]\d+)*")
_PARTS = pattern(r"[^\W_]+")
_MASKED_BRACKETS = pattern(rf"\s?\([^()]*{re.escape(GAP)}[^()]*\)")
_SHORTEST_CODE = 3
"""Characters from which on code without a telling word, such as ``this``, is hidden in headings."""
_FEWEST_LEFT = 2
"""Words from which on what is left of a heading says something."""


class Hidden(NamedTuple):
    """An answer, and what it is told by."""

    answer: str
    stems: Stems
    """Of all its words."""
    parts: tuple[Stems, ...]
    """Of each of its words that says something."""
    everyday: tuple[bool, ...]
    """Whether each of these is an everyday word."""
    unspaced: bool
    """Whether it is in a script without spaces; then its characters alone give it away."""
    figures: frozenset[str] = frozenset()
    """Of a number, its figures; then they alone tell it."""
    code: bool = False
    """Whether it is code, which nothing but itself repeats; what is like it only tells a part of it."""

    def is_told_by(self, word: Word) -> bool:
        """Whether a word is part of the answer, or another form of one."""
        if self.figures:
            return not self.figures.isdisjoint(_figures(word.text))
        return self.stems.related(word.stems)

    def parts_told_by(self, words: Sequence[Word]) -> tuple[bool, ...]:
        """For each of ``parts``, whether it, or another form of it, is among some words; empty if there are none."""
        return tuple([any(part.related(word.stems) for word in words) for part in self.parts]) if words else ()

    def parts_in(self, text: str) -> tuple[bool, ...]:
        """For each of ``parts``, whether a text has it, or another form of it."""
        shown = stems(text)
        return tuple(part.related(shown) for part in self.parts)

    def is_told_whole_by(self, words: Sequence[Word]) -> bool:
        """Whether all of ``parts`` are told by some words."""
        told = self.parts_told_by(words)
        return bool(told) and all(told)

    def is_in(self, text: str) -> bool:
        """Whether a text shows the answer or a form of it."""
        if self.figures:
            return not self.figures.isdisjoint(_figures(text))
        if self.unspaced:
            return self.answer in text
        if self.code and not self.stems and len(self.answer) >= _SHORTEST_CODE:
            return _as_it_is(self.answer).search(text) is not None
        return self.stems.related(stems(text)) or abbreviates(self.answer, text)


def hide(answer: str, words: Iterable[Word], *, number: bool = False, code: bool = False) -> Hidden:
    """Of a number the figures tell, not its unit; of anything else the words that say something."""
    telling = [word for word in words if word.stems]
    parts = tuple(word.stems for word in telling)
    figures: frozenset[str] = _figures(answer) if number else frozenset()
    own = Stems(stem for part in parts for stem in part if not figures or any(map(str.isdigit, stem)))
    everyday = tuple(word.common for word in telling)
    return Hidden(answer, own, parts, everyday, is_unspaced(answer), figures, code)


@lru_cache(maxsize=4096)
def _figures(text: str) -> frozenset[str]:
    """The numbers in a text, without commas; of four figures and more the beginning too: 1930 tells 1930s."""
    return frozenset(found.replace(",", "") for found in _FIGURES.findall(text))


def abbreviates(answer: str, text: str) -> bool:
    """Whether the text has the answer's initials, or the answer is the initials of words in the text."""
    if _is_acronym(answer):
        return any(answer.lower().rstrip("s") in initials for initials in _initials_in(text))
    acronyms = _acronyms_in(text)
    return bool(acronyms) and not _initials_of(answer).isdisjoint(acronyms)


# An answer meets the same few texts, and a title meets many answers.


@lru_cache(maxsize=1024)
def _is_acronym(answer: str) -> bool:
    return _ACRONYM.fullmatch(answer) is not None or (len(answer) < 6 and answer[1:] != answer[1:].lower())


@lru_cache(maxsize=1024)
def _initials_of(answer: str) -> frozenset[str]:
    """The acronyms that may stand for several words."""
    parts = _PARTS.findall(answer)
    if len(parts) < 2:
        return frozenset()
    telling = (part for part in parts if part.lower() not in STOP)
    return frozenset("".join(part[0] for part in some).upper() for some in (parts, telling))


@lru_cache(maxsize=1024)
def _acronyms_in(text: str) -> frozenset[str]:
    return frozenset(found.rstrip("s") for found in _ACRONYM.findall(text))


@lru_cache(maxsize=1024)
def _initials_in(text: str) -> tuple[str, str]:
    """The first letters of all words, and of those that say something."""
    parts = _PARTS.findall(text.lower())
    return "".join(part[0] for part in parts), "".join(part[0] for part in parts if part not in STOP)


class Front(NamedTuple):
    """What is shown of a text with an answer hidden in it."""

    gaps: tuple[Span, ...]
    """The answer's own place and wherever it is repeated, in order."""
    repeated: int
    """How many times it is repeated."""
    told: tuple[bool, ...]
    """For each of the answer's ``parts``, whether it can be read elsewhere; empty if none can."""
    left: int
    """How many words can still be read."""
    says: tuple[Word, ...]
    """Those of them that say something by themselves, and are not part of the answer."""


def cover(
    text: str,
    words: Sequence[Word],
    hidden: Hidden,
    *,
    span: Span | None = None,
    whole: Sequence[Span] = (),
    shown: Sequence[Span] | None = None,
    strictly: bool = False,
) -> Front:
    """Hide an answer in a text: at its own place (``span``), if it has one there, and wherever it is repeated.

    Args:
        text: the text.
        words: its words.
        hidden: the answer.
        span: the answer's own place.
        whole: what cannot be cut: it is hidden whole.
        shown: the parts of the text that are shown; all if None.
        strictly: whether to hide everyday words, too, if they tell most of a longer answer.
    """
    shown = ((0, len(text)),) if shown is None else shown
    start, end = span or (0, 0)
    if hidden.unspaced or is_unspaced(text):
        again = [(found.start(), found.end()) for found in re.finditer(re.escape(hidden.answer), text)]
        again = [each for each in again if each[1] <= start or end <= each[0]]
        left = (len(text) - (end - start) - len(again) * len(hidden.answer)) // 2
        says, told = tuple(words[:left]), hidden.parts_told_by(())
    else:
        visible = [
            word
            for low, high in shown
            for word in words
            if low <= word.start < high and (word.start >= end or word.end <= start)
        ]
        telling: list[Word] = []
        others: list[Word] = []
        for word in visible:
            if word.stems:
                tells = hidden.is_told_by(word) and not (hidden.figures and _in_fraction(text, word))
                (telling if tells else others).append(word)
        read = _read(text, telling, hidden, strictly=strictly)
        is_read = {word.start for word in read}
        again = [(word.start, word.end) for word in telling if word.start not in is_read]
        if hidden.code or (hidden.figures and "/" in hidden.answer):  # they may consist of several words
            again += [each for each in _repeated(text, hidden.answer, shown, (start, end)) if each not in again]
        left, says = len(visible) - len(again), tuple(others)
        told = hidden.parts_told_by(read)
    spans = [_widened(each, whole) for each in again] if whole else again
    return Front(_joined(text, [*spans, span] if span else spans), len(again), told, left, says)


def _repeated(text: str, answer: str, shown: Sequence[Span], own: Span) -> list[Span]:
    """Where an answer is repeated as it is in what is shown; of a call, its name counts."""
    spans = (each.span() for each in _as_it_is(answer).finditer(text))
    apart = (span for span in spans if span[1] <= own[0] or own[1] <= span[0])
    return [span for span in apart if any(low <= span[0] < high for low, high in shown)]


@lru_cache(maxsize=1024)
def _as_it_is(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(code.removesuffix('()'))}(?!\w)", re.IGNORECASE)


def _in_fraction(text: str, word: Word) -> bool:
    """Whether a number is only one half of ``1/8``."""
    return text[word.end : word.end + 1] == "/" or (word.start > 0 and text[word.start - 1] == "/")


def _read(text: str, telling: Sequence[Word], hidden: Hidden, *, strictly: bool) -> Sequence[Word]:
    """Those words of an answer that may be read elsewhere: gaps for them would only confuse.

    ``house`` does not tell ``White House``, and nothing but the head of ``bone fracture`` is in ``hip fracture``.
    """
    if hidden.code and not strictly:
        return telling
    if len(hidden.parts) < 2 or hidden.figures or not telling:
        return ()
    everyday = [word for word in telling if word.common]
    alone = [word for run in _runs(text, telling) if not hidden.is_told_whole_by(run) for word in run]
    if not strictly and len(everyday) == len(telling):
        return alone
    untold = [not any(part.related(word.stems) for word in alone) for part in hidden.parts]
    if any(untold) and (untold[:-1] == [True] * (len(untold) - 1) or _has_rare(untold, hidden)):
        return alone
    if strictly:
        return [word for word in everyday if word in alone] if 2 * sum(untold) >= len(untold) else ()
    return everyday


def _has_rare(untold: Sequence[bool], hidden: Hidden) -> bool:
    """Whether a word of the answer that cannot be read elsewhere is no everyday word."""
    return any(is_untold and not everyday for is_untold, everyday in zip(untold, hidden.everyday, strict=True))


def _runs(text: str, words: Sequence[Word]) -> list[list[Word]]:
    """Words in the groups in which they stand side by side."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and text[runs[-1][-1].end : word.start] in (" ", "-"):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def blanked(text: str, hidden: Hidden) -> str:
    """A heading or the like that an answer is in, with ``GAP`` for it; empty if that leaves nothing worth reading.

    ``Uses of yeast in bread`` still says what a question about yeast is about. Words that are only in a part of the
    answer stay. Brackets with a gap are left out, and the whole heading if the answer is the acronym in them.
    """
    front = cover(text, cut(text), hidden, strictly=True)
    if front.gaps:
        masked = text
        for start, end in reversed(front.gaps):
            masked = masked[:start] + GAP + masked[end:]
        text = _MASKED_BRACKETS.sub("", masked)
        abbreviated = text != masked and _is_acronym(hidden.answer)
        if abbreviated or (GAP in text and _says_little(front)):
            return ""
    return "" if abbreviates(hidden.answer, text) or (hidden.unspaced and hidden.answer in text) else text


def _says_little(front: Front) -> bool:
    """Whether hardly a word of a heading is left, or it has as many gaps as words that say something."""
    if 1 < len(front.gaps) >= len(front.says):
        return True
    return len(front.says) < _FEWEST_LEFT and (front.left < _FEWEST_LEFT or all(word.common for word in front.says))


def _widened(span: Span, whole: Sequence[Span]) -> Span:
    """A span that takes in each part of ``whole`` that it touches; these are sorted, and apart."""
    start, end = span
    first = bisect_right(whole, start, key=itemgetter(1))
    last = bisect_left(whole, end, key=itemgetter(0))
    return (min(start, whole[first][0]), max(end, whole[last - 1][1])) if first < last else span


def _joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order; those with only whitespace or a hyphen between them are joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start] in (" ", "-")):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
